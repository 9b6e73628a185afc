// Serves tests/web/gallery: every screen in each of its situations, an address each, in both views.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path) => readFileSync(`${root}/${path}`);
const FACES = 'node_modules/@expo-google-fonts/atkinson-hyperlegible-next';
const FILES = {
  '/page.js': ['text/javascript', 'build/wasm/site/page.js'],
  '/gallery.js': ['text/javascript', 'build/wasm/site/gallery.js'],
  '/gallery.wasm': ['application/wasm', 'build/wasm/site/gallery.wasm'],
  '/canvas.js': ['text/javascript', 'build/wasm/site/canvas.js'],
  '/painter.js': ['text/javascript', 'build/wasm/site/painter.js'],
  '/painter.wasm': ['application/wasm', 'build/wasm/site/painter.wasm'],
  '/400.ttf': ['font/ttf', `${FACES}/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf`],
  '/700.ttf': ['font/ttf', `${FACES}/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf`],
};

const face = (weight) => `@font-face { font-family: "Atkinson Hyperlegible Next"; ` +
  `font-weight: ${weight}; src: url("/${weight}.ttf"); }\n`;

function style() {
  const sheets = ['base', 'page', 'content', 'controls', 'canvas', 'preferences'];
  return face(400) + face(700) + read('build/wasm/generated/styles/tokens.css') +
    sheets.map((name) => read(`assets/styles/${name}.css`)).join('\n');
}

const PAGE = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Prévenance</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css">
<link id="program-canvas" rel="program" href="/canvas.js">
<link id="program-painter" rel="program" href="/painter.js">
<link id="face-400" rel="face" href="/400.ttf"><link id="face-700" rel="face" href="/700.ttf">
<link id="program-core" rel="program" href="/gallery.js">
<script src="/page.js" defer></script></head><body><div id="page"></div></body></html>`;

/// Resolves to { origin, close() }.
export function serveGallery() {
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const send = (type, body) => answer.writeHead(200, { 'content-type': type }).end(body);
    if (pathname === '/style.css') return send('text/css', style());
    const file = FILES[pathname];
    if (!file) return send('text/html', PAGE);
    const [type, path] = file;
    return send(type, read(path));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({
      origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close(),
    }));
  });
}

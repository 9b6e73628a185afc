// The specimen of tests/web/platform as a site of its own: the real page template, styles and
// headers around a program that shows every role.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildThemes, toCss } from '../../../assets/styles/tokens.mjs';
import { fillPage } from '../../../web/platform/page_template.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path) => readFileSync(join(root, path));
const readJson = (path) => JSON.parse(read(path));

const FACES = 'node_modules/@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next';
const TYPES = {
  '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css',
  '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
};
/// What the server sends with every page.
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'";

function styleSheet() {
  const tokens = readJson('assets/styles/tokens.json');
  const sheets = readdirSync(join(root, 'assets/styles')).filter((name) => name.endsWith('.css'));
  const faces = [['400', 'regular'], ['700', 'bold']].map(([weight, name]) =>
    `@font-face { font-family: "Atkinson Hyperlegible Next"; font-weight: ${weight};` +
    ` font-display: swap; src: url("/fonts/${name}.woff2"); }`);
  return [toCss(tokens, buildThemes(tokens, readJson('assets/town.json')).themes), ...faces,
    ...sheets.map((name) => read(`assets/styles/${name}`))].join('\n');
}

function files() {
  const named = { get: (_, name) => `/${String(name).replace('core', 'specimen')}` };
  const page = fillPage(read('web/platform/index.html').toString(), {
    page: { language: 'fr', other: 'en' }, town: readJson('assets/town.json'), text: readJson('assets/i18n/fr.json'),
    english: readJson('assets/i18n/en.json'), colour: { light: '#ffffff', dark: '#000000' },
    file: new Proxy({}, named),
  });
  return new Map([
    ['/index.html', page],
    ['/page.js', read('build/wasm/site/page.js')],
    ['/specimen.js', read('build/wasm/site/specimen.js')],
    ['/specimen.wasm', read('build/wasm/site/specimen.wasm')],
    ['/style.css', styleSheet()],
    ['/fonts/regular.woff2', read(`${FACES}-latin-400-normal.woff2`)],
    ['/fonts/bold.woff2', read(`${FACES}-latin-700-normal.woff2`)],
    ['/canvas.js', ''], // a kiosk asks for the canvas: the specimen is about HTML
    ['/icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['/specimen.json', '{}'],
    // WCAG 2.2, 1.4.12: the spacing that people may set themselves.
    ['/spacing.css', '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; ' +
      'word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }'],
  ]);
}

/// Serves the specimen on a free port. Every path that is no file is the page: { url, close() }.
export async function serveSpecimen() {
  const served = files();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://specimen');
    const path = served.has(pathname) ? pathname : '/index.html';
    response.writeHead(200, {
      'Content-Type': TYPES[extname(path)], 'Content-Security-Policy': POLICY,
    });
    response.end(served.get(path));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}

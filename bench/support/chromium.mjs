// A page in headless Chromium that runs the same two engines as node does.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { launchBrowser } from '../../tests/e2e/support/browser.mjs';

const FILES = {
  '/publicodes.js': 'node_modules/publicodes/dist/index.js',
  '/runs.mjs': 'bench/support/runs.mjs',
};
const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><script src="/engine_bench.js"></script>
<script type="module">
import Engine from '/publicodes.js';
import { runNpm, runWasm } from '/runs.mjs';
const binary = await (await fetch('/engine_bench.wasm')).arrayBuffer();
globalThis.engines = {
  npm: (scenario) => runNpm(Engine, scenario),
  wasm: (scenario) => runWasm(createProgram, binary, scenario),
};
</script>`;

const typeOf = (path) => (path.endsWith('.wasm') ? 'application/wasm' : path.endsWith('js') ? 'text/javascript' : 'text/html');

/// `program`  path of engine_bench.js. Returns { version, run(engine, scenario), stop() }.
export async function startChromium(program) {
  const files = { ...FILES, '/engine_bench.js': program, '/engine_bench.wasm': program.replace(/\.js$/, '.wasm') };
  const server = createServer(({ url }, answer) => {
    // Alone in its process, the page may read a clock of 5 µs instead of 100.
    answer.writeHead(200, { 'content-type': typeOf(url), 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' });
    answer.end(url in files ? readFileSync(files[url]) : PAGE);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => globalThis.engines && globalThis.crossOriginIsolated);
  return {
    version: browser.version(),
    run: (engine, scenario) => page.evaluate(([name, given]) => globalThis.engines[name](given), [engine, scenario]),
    async stop() {
      await browser.close();
      server.close();
    },
  };
}

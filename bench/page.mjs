// What a visit costs: bytes until the first question can be answered, and Lighthouse's verdict for a
// phone, in both views. Starts the real server itself.
//
//   node bench/page.mjs [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { freePort } from '../cmake/services.mjs';
import { launchBrowser } from '../tests/e2e/support/browser.mjs';
import { startWorld } from '../tests/e2e/support/world.mjs';

const { values: options } = parseArgs({ options: { json: { type: 'string' } } });
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];

/// Bytes over the wire, by file, from the welcome to an accepted answer to the first question: the
/// postal code, which leads to the choice of a topic.
async function measureBytes(browser, address, view) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  await context.addInitScript((chosen) => localStorage.setItem('prevenance-view', chosen), view);
  const page = await context.newPage();
  const arrived = [];
  // Those of the worker that paints the canvas are the page's too.
  page.on('requestfinished', (request) => arrived.push(request));
  await page.goto(address);
  await page.getByRole('link', { name: 'Trouver mes aides' }).click();
  await page.getByLabel('Code postal', { exact: true }).waitFor();
  if (view === 'canvas') await page.waitForFunction(() => globalThis.prevenance?.frames > 0);
  await page.getByLabel('Code postal', { exact: true }).fill('35000');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.waitForURL('**/aides/sujet');
  await page.waitForLoadState('networkidle');
  const bytes = new Map();
  for (const request of arrived) {
    const { responseHeadersSize, responseBodySize } = await request.sizes();
    // Of a worker's own script the browser tells the headers only.
    const body = responseBodySize || Number(await (await request.response()).headerValue('content-length'));
    const name = new URL(request.url()).pathname;
    bytes.set(name, (bytes.get(name) ?? 0) + responseHeadersSize + body);
  }
  await context.close();
  return bytes;
}

/// Has the browser draw something. Its process that draws starts with the first page, which waits for
/// it: with letters and WebGL in software, that is time that no page can save.
async function warmUp(browser) {
  const page = await browser.newPage();
  await page.evaluate(() => document.body.append(document.createElement('canvas')));
  await page.evaluate(() => document.querySelector('canvas').getContext('webgl').finish());
  await page.screenshot();
  await page.close();
}

/// Lighthouse as for a phone, with its own simulated slow network and processor.
async function audit(address, view) {
  const port = await freePort();
  const browser = await launchBrowser({
    args: [`--remote-debugging-port=${port}`], without: ['--disable-back-forward-cache'],
  });
  try {
    await warmUp(browser);
    const path = view === 'canvas' ? '/?kiosk=1' : '/';
    const { lhr } = await lighthouse(address + path, { port, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES });
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
    return {
      ...scores,
      largest_paint_s: Math.round(lhr.audits['largest-contentful-paint'].numericValue / 10) / 100,
      blocking_ms: Math.round(lhr.audits['total-blocking-time'].numericValue),
      layout_shift: Math.round(lhr.audits['cumulative-layout-shift'].numericValue * 1000) / 1000,
      failed: Object.values(lhr.audits)
        .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0).map(({ id }) => id),
    };
  } finally {
    await browser.close();
  }
}

const world = await startWorld();
const report = {};
try {
  for (const view of ['html', 'canvas']) {
    const browser = await launchBrowser();
    const bytes = await measureBytes(browser, world.address, view);
    await browser.close();
    const total = [...bytes.values()].reduce((sum, size) => sum + size, 0);
    report[view] = { bytes: total, files: Object.fromEntries(bytes), lighthouse: await audit(world.address, view) };
    console.log(`\n${view}: ${(total / 1000).toFixed(1)} kB until the first question is answered`);
    for (const [name, size] of bytes) console.log(`  ${String(size).padStart(8)}  ${name}`);
    console.log(`  Lighthouse, phone: ${JSON.stringify(report[view].lighthouse)}`);
  }
} finally {
  await world.stop();
}
if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);

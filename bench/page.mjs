// What a visit costs: bytes until the first question can be answered, and Lighthouse's verdict for a
// phone, in both views: the median of several runs. Starts the real server itself.
//
//   node bench/page.mjs [--runs 5] [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { freePort } from '../cmake/services.mjs';
import { launchBrowser } from '../tests/e2e/support/browser.mjs';
import { startWorld } from '../tests/e2e/support/world.mjs';

const { values: options } = parseArgs({ options: { json: { type: 'string' }, runs: { type: 'string', default: '5' } } });
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
  await page.waitForSelector('html.started');
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
    // What bears its hash in its name is kept: fetched ahead by the page, then read by its worker.
    if (bytes.has(name) && /\.[0-9a-f]{12}\./.test(name)) continue;
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

/// Chooses the view as a person did at an earlier visit, where Lighthouse will look.
async function chooseView(port, address, view) {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = await browser.contexts()[0].newPage();
  await page.goto(`${address}/manifest.json`);
  await page.evaluate((chosen) => localStorage.setItem('prevenance-view', chosen), view);
  await page.close();
}

/// Lighthouse as for a phone, with its own simulated slow network and processor.
async function audit(address, view) {
  const port = await freePort();
  const browser = await launchBrowser({
    // Emulated WebGL draws the canvas, not the page around it, which a phone draws with what it has.
    args: [`--remote-debugging-port=${port}`, '--disable-gpu-compositing'], without: ['--disable-back-forward-cache'],
  });
  try {
    await warmUp(browser);
    await chooseView(port, address, view);
    const { lhr } = await lighthouse(`${address}/`, { port, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES });
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
    return {
      ...scores,
      largest_paint_ms: Math.round(lhr.audits['largest-contentful-paint'].numericValue),
      blocking_ms: Math.round(lhr.audits['total-blocking-time'].numericValue),
      layout_shift: Math.round(lhr.audits['cumulative-layout-shift'].numericValue * 1000) / 1000,
      failed: Object.values(lhr.audits)
        .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0).map(({ id }) => id),
    };
  } finally {
    await browser.close();
  }
}

/// The middle one of each figure, and what failed in any run.
async function medianAudit(address, view) {
  const runs = [];
  while (runs.length < Number(options.runs)) runs.push(await audit(address, view));
  const middle = (name) => runs.map((run) => run[name]).sort((left, right) => left - right)[runs.length >> 1];
  const figures = Object.keys(runs[0]).filter((name) => name !== 'failed');
  return {
    ...Object.fromEntries(figures.map((name) => [name, middle(name)])),
    performance_of_each: runs.map(({ performance }) => performance),
    failed: [...new Set(runs.flatMap(({ failed }) => failed))],
  };
}

const world = await startWorld();
const report = {};
try {
  for (const view of ['html', 'canvas']) {
    const browser = await launchBrowser();
    const bytes = await measureBytes(browser, world.address, view);
    await browser.close();
    const total = [...bytes.values()].reduce((sum, size) => sum + size, 0);
    report[view] = { bytes: total, files: Object.fromEntries(bytes), lighthouse: await medianAudit(world.address, view) };
    console.log(`\n${view}: ${(total / 1000).toFixed(1)} kB until the first question is answered`);
    for (const [name, size] of bytes) console.log(`  ${String(size).padStart(8)}  ${name}`);
    console.log(`  Lighthouse, phone: ${JSON.stringify(report[view].lighthouse)}`);
  }
} finally {
  await world.stop();
}
if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);

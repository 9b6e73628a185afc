// Goal: the canvas shows what the document says, where the document has it, and only draws when
// something changed; it gives way to HTML whenever it must. Method: every screen in Chromium with WebGL
// by software, in both views; pictures of the same layout are compared line by line.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibilityTree } from './support/accessibility.mjs';
import { launchBrowser } from './support/browser.mjs';
import { serveGallery } from './support/gallery.mjs';
import { compareInk, linesOf } from './support/ink.mjs';

const SCREENS = ['welcome', 'welcome_kiosk', 'about', 'data', 'postal_code', 'postal_code_mistyped',
  'commune', 'topic', 'question_number', 'question_yes_no_last', 'question_offline', 'results',
  'results_english', 'aid_granted', 'aid_open', 'aid_refused', 'dossiers', 'dossier_2026-00001',
  'dossier_2026-00003', 'dossier_2026-00005'];

let browser;
let gallery;
before(async () => {
  gallery = await serveGallery();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  gallery.close();
});

const isCanvas = () => document.documentElement.classList.contains('canvas');
const isHtml = () => !document.documentElement.classList.contains('canvas');

async function newPage(options = {}) {
  const { viewport = { width: 1000, height: 1400 }, ...others } = options;
  const context = await browser.newContext({ viewport, ...others });
  const page = await context.newPage();
  page.on('pageerror', (error) => assert.fail(String(error)));
  return page;
}

async function open(path, options) {
  const page = await newPage(options);
  await page.goto(`${gallery.origin}/${path}`);
  return page;
}

/// Until a few frames of the browser have passed without one of ours.
function settled(page) {
  return page.evaluate(() => new Promise((resolve) => {
    let quiet = 0;
    let seen = -1;
    const look = () => {
      quiet = globalThis.prevenance.frames === seen && !globalThis.prevenance.drawing?.() ? quiet + 1 : 0;
      seen = globalThis.prevenance.frames;
      if (quiet > 5 && seen > 0) resolve(seen); else requestAnimationFrame(look);
    };
    look();
  }));
}

/// Leads the page, which may have shown another screen, to one on the canvas.
async function visitCanvas(page, path) {
  await page.goto(`${gallery.origin}/${path}`);
  await page.waitForFunction(isCanvas);
  await page.evaluate(() => document.fonts.ready);
  await settled(page);
}

async function openCanvas(path, options) {
  const page = await newPage(options);
  await visitCanvas(page, path);
  return page;
}

/// The document's own letters, in the layout of the canvas view, black on white.
const LETTERS = `#canvas { visibility: hidden; } html { background: white !important; }
  html.canvas #page * { color: black !important; }`;

/// The letters in the window are painted where the document has them.
async function lettersAgree(page, screen, ratio) {
  const lines = await linesOf(page);
  const painted = await page.screenshot();
  const letters = await page.addStyleTag({ content: LETTERS });
  const written = await page.screenshot();
  for (const { text, ...apart } of await compareInk(page, lines, painted, written, ratio)) {
    const most = Math.max(...Object.values(apart).map(Math.abs)) / ratio; // In CSS pixels.
    assert.ok(most <= 1.5, `${screen}: "${text}" ${JSON.stringify(apart)}`);
  }
  await letters.evaluate((style) => style.remove());
}

/// Where letters are drawn finer, in other colours or in a narrow window, these will do.
const SCREEN_OF_EACH_KIND = ['welcome', 'postal_code_mistyped', 'question_number', 'results', 'aid_granted',
  'dossier_2026-00001'];

for (const [name, { screens = SCREENS, ...options }] of Object.entries({
  'on a desktop': {},
  'on a phone': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, screens: SCREEN_OF_EACH_KIND },
  'by night': { colorScheme: 'dark', screens: SCREEN_OF_EACH_KIND },
})) {
  test(`letters are painted on the document's letters, within a pixel and a half: ${name}`, async () => {
    const ratio = options.deviceScaleFactor ?? 1;
    const page = await newPage(options);
    for (const screen of screens) {
      await visitCanvas(page, screen);
      await lettersAgree(page, screen, ratio);
    }
    await page.context().close();
  });
}

test('assistive software is told the same in both views', async () => {
  const canvasPage = await newPage();
  const htmlPage = await newPage(); // Which has never shown the canvas, and remembers none.
  for (const screen of SCREENS) {
    await Promise.all([
      visitCanvas(canvasPage, screen),
      htmlPage.goto(`${gallery.origin}/${screen}?html`).then(() => htmlPage.locator('h1').waitFor()),
    ]);
    const [canvas, html] = await Promise.all([canvasPage, htmlPage].map(accessibilityTree));
    assert.ok(await htmlPage.evaluate(isHtml), screen);
    // The button's own name tells the view that one is not in.
    const alike = (tree) => tree.replaceAll(/Vue graphique|Graphic view/g, 'Vue HTML')
      .replaceAll('HTML view', 'Vue HTML').replaceAll(' [focused]', '');
    assert.equal(alike(canvas), alike(html), screen);
  }
  await canvasPage.context().close();
  await htmlPage.context().close();
});

test('nothing is drawn while nothing changes; something is when it does', async () => {
  const page = await openCanvas('results', { viewport: { width: 1000, height: 500 } });
  const idle = await page.evaluate(async () => {
    const start = globalThis.prevenance.frames;
    for (let frame = 0; frame < 120; frame++) await new Promise(requestAnimationFrame);
    return globalThis.prevenance.frames - start;
  });
  assert.equal(idle, 0);
  for (const act of [
    () => page.mouse.wheel(0, 200),
    () => page.locator('#page .link').nth(3).hover(),
    () => page.keyboard.press('Tab'),
    () => page.setViewportSize({ width: 700, height: 500 }),
  ]) {
    const earlier = await page.evaluate(() => globalThis.prevenance.frames);
    await act();
    await page.waitForFunction((count) => globalThis.prevenance.frames > count, earlier);
    await settled(page);
  }
  await page.context().close();
});

test('what a closed list holds is not painted, before nor after it was open', async () => {
  const page = await openCanvas('results');
  const summary = page.locator('#page summary').first();
  await summary.scrollIntoViewIfNeeded();
  for (const presses of [0, 1, 1]) {
    for (let press = 0; press < presses; press++) await summary.click();
    await page.evaluate(() => document.activeElement.blur());
    await page.mouse.move(0, 0);
    await settled(page);
    await lettersAgree(page, `results, pressed ${presses}`, 1);
  }
  await page.context().close();
});

test('more contrast or forced colours: back to HTML, at once and from the start', async () => {
  for (const wish of [{ forcedColors: 'active' }, { contrast: 'more' }]) {
    const page = await openCanvas('welcome');
    await page.emulateMedia(wish);
    await page.waitForFunction(isHtml);
    await page.context().close();
    const other = await open('welcome', wish);
    await other.locator('h1').waitFor();
    assert.ok(await other.evaluate(isHtml));
    await other.context().close();
  }
});

test('without WebGL the page is HTML', async () => {
  const bare = await launchBrowser({ webgl: false });
  const page = await bare.newPage();
  await page.goto(`${gallery.origin}/welcome`);
  await page.locator('h1').waitFor();
  assert.ok(await page.evaluate(isHtml));
  await bare.close();
});

test('a lost context shows HTML; a new one the canvas again; after 3 seconds HTML stays', async () => {
  const page = await openCanvas('welcome');
  await page.clock.install();
  const painter = page.workers().find((worker) => worker.url().endsWith('/painter.js'));
  const ended = new Promise((done) => painter.once('close', done));
  const lose = () => painter.evaluate(() => {
    globalThis.loss ??= globalThis.context.getExtension('WEBGL_lose_context');
    globalThis.loss.loseContext();
  });
  const restore = () => painter.evaluate(() => globalThis.loss.restoreContext());
  await lose();
  await page.waitForFunction(isHtml);
  await restore();
  await page.waitForFunction(isCanvas);
  await lose();
  await page.waitForFunction(isHtml);
  await page.clock.runFor(3100);
  await page.waitForFunction(() => !document.getElementById('canvas'));
  await ended;
  assert.ok(await page.evaluate(isHtml));
  await page.context().close();
});

test('kiosk: the keyboard types into the field, which stays in sight', async () => {
  const page = await openCanvas('postal_code?kiosk=1', { viewport: { width: 1080, height: 1200 } });
  const field = page.locator('#page input');
  await field.click();
  const keyboard = page.locator('#keyboard');
  await keyboard.waitFor();
  await settled(page);
  const keys = await keyboard.boundingBox();
  const input = await field.boundingBox();
  assert.ok(input.y + input.height <= keys.y, 'the keyboard must not hide the field');
  const middle = keys.x + keys.width / 2;
  // The pad has four columns around the middle, and four rows: 1 2 3 / 4 5 6 / 7 8 9 / 0.
  const row = (number) => keys.y + keys.height * (number + 0.5) / 4;
  for (const [x, y] of [[middle - 20, row(0)], [middle - 20, row(1)], [middle - 20, row(3)]]) {
    await page.mouse.click(x, y);
    await settled(page);
  }
  assert.equal(await field.inputValue(), '250');
  assert.ok(await field.evaluate((input) => document.activeElement === input));
  await page.context().close();
});

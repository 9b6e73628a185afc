// Goal: HTML comes first, the canvas by choice, and HTML again whenever the canvas would serve somebody
// badly; an idle page draws nothing. Method: real browsers with and without WebGL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchBrowser } from './support/browser.mjs';
import { setStage } from './support/stage.mjs';
import { RENDERERS, Visitor } from './support/visitor.mjs';

const stage = setStage();

const showsCanvas = (visitor) => visitor.page.evaluate(() => document.documentElement.classList.contains('canvas'));

test('HTML is shown first; the canvas on choice, remembered; and HTML again on choice', async () => {
  const visitor = await Visitor.arrive(stage.browser, stage.address);
  assert.equal(await showsCanvas(visitor), false);
  visitor.renderer = 'canvas';
  await visitor.press('button', 'Vue graphique');
  assert.equal(await showsCanvas(visitor), true);
  await visitor.page.reload();
  await visitor.settle();
  assert.equal(await showsCanvas(visitor), true);
  await visitor.page.getByRole('button', { name: 'Vue HTML' }).click();
  await visitor.page.getByRole('button', { name: 'Vue graphique' }).waitFor();
  assert.equal(await showsCanvas(visitor), false);
  await visitor.leave();
});

test('a kiosk shows the canvas', async () => {
  const visitor = await Visitor.arrive(stage.browser, stage.address, {
    path: '/?kiosk=1', viewport: { width: 1080, height: 1920 },
  });
  visitor.renderer = 'canvas';
  await visitor.settle();
  assert.equal(await showsCanvas(visitor), true);
  await visitor.leave();
});

test('what was typed goes along from one view to the other', async () => {
  const visitor = await Visitor.arrive(stage.browser, stage.address, { path: '/aides' });
  await visitor.fill('Code postal', '35000');
  await visitor.press('button', 'Continuer');
  const title = await visitor.title();
  visitor.renderer = 'canvas';
  await visitor.press('button', 'Vue graphique');
  assert.equal(await visitor.title(), title);
  await visitor.leave();
});

for (const [wish, options] of [
  ['forced colours are asked for', { forcedColors: 'active' }],
  ['more contrast is asked for', { contrast: 'more' }],
]) {
  test(`when ${wish}, the page stays HTML`, async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.address, options);
    await visitor.page.getByRole('button', { name: 'Vue graphique' }).click();
    await visitor.settle();
    assert.equal(await showsCanvas(visitor), false);
    await visitor.leave();
  });
}

test('when forced colours are asked for later, the canvas gives way', async () => {
  const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer: 'canvas' });
  await visitor.page.emulateMedia({ forcedColors: 'active' });
  await visitor.page.waitForFunction(() => !document.documentElement.classList.contains('canvas'));
  await visitor.leave();
});

test('without WebGL the page stays HTML and says why', async () => {
  const plain = await launchBrowser({ webgl: false });
  try {
    const visitor = await Visitor.arrive(plain, stage.address);
    await visitor.page.getByRole('button', { name: 'Vue graphique' }).click();
    await visitor.page.getByRole('status').first().waitFor();
    await visitor.page.waitForFunction(() => !document.documentElement.classList.contains('canvas'));
    await visitor.expectTitle('Vos aides et vos démarches, simplement');
  } finally {
    await plain.close();
  }
});

test('when the painter does not arrive, the page stays HTML, says why and goes on; later it may come', async () => {
  for (const file of ['**/canvas.*.js', '**/painter.*.js', '**/painter.*.wasm', '**/bold.*.ttf']) {
    const context = await stage.browser.newContext({ locale: 'fr-FR' });
    const page = await context.newPage();
    await page.route(file, (route) => route.fulfill({ status: 500, body: 'no' }));
    await page.goto(stage.address);
    await page.getByRole('button', { name: 'Vue graphique' }).click();
    await page.getByText('La vue graphique n’est pas arrivée').first().waitFor();
    await page.getByRole('link', { name: 'Trouver mes aides' }).click();
    await page.getByRole('heading', { level: 1, name: 'Où habitez-vous ?' }).waitFor();
    await page.unroute(file);
    await page.getByRole('button', { name: 'Vue graphique' }).click();
    await page.waitForFunction(() => document.documentElement.classList.contains('canvas'));
    await context.close();
  }
});

for (const renderer of RENDERERS) {
  test(`an idle page draws no frame in 10 s (${renderer})`, async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer });
    await visitor.page.evaluate(() => {
      const request = globalThis.requestAnimationFrame;
      globalThis.asked = 0;
      globalThis.requestAnimationFrame = (callback) => {
        globalThis.asked += 1;
        return request(callback);
      };
    });
    const frames = () => visitor.page.evaluate(() => [globalThis.asked, globalThis.prevenance?.frames ?? 0]);
    // The first frames may still be under way: counted from the first second that has none.
    let before = await frames();
    for (;;) {
      await visitor.page.waitForTimeout(1000);
      const now = await frames();
      if (now.join() === before.join()) break;
      before = now;
    }
    await visitor.page.waitForTimeout(10000);
    assert.deepEqual(await frames(), before);
    await visitor.leave();
  });
}

// Goal: the address bar, the back button and a reload do what people expect; what the device keeps can
// be erased; a kiosk keeps nothing. Method: both renderers, one visit each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setStage } from './support/stage.mjs';
import { RENDERERS, Visitor } from './support/visitor.mjs';

const stage = setStage();

const saved = (visitor) => visitor.page.evaluate(() => localStorage.getItem('prevenance'));

async function sayWhereOneLives(visitor) {
  await visitor.press('link', 'Mes aides');
  await visitor.fill('Code postal', '35000');
  await visitor.press('button', 'Continuer');
  await visitor.expectTitle('Que cherchez-vous ?');
}

for (const renderer of RENDERERS) {
  test(`back and forward lead through the screens (${renderer})`, async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer });
    await sayWhereOneLives(visitor);
    await visitor.page.goBack();
    await visitor.expectTitle('Où habitez-vous ?');
    await visitor.page.goBack();
    await visitor.expectTitle('Vos aides et vos démarches, simplement');
    assert.equal(visitor.path(), '/');
    await visitor.page.goForward();
    await visitor.expectTitle('Où habitez-vous ?');
    await visitor.leave();
  });

  test(`a reload keeps the answers and the place (${renderer})`, async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer });
    await sayWhereOneLives(visitor);
    const path = visitor.path();
    await visitor.page.reload();
    await visitor.settle();
    assert.equal(visitor.path(), path);
    await visitor.expectTitle('Que cherchez-vous ?');
    await visitor.leave();
  });

  test(`one button erases what the device keeps (${renderer})`, async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer });
    await sayWhereOneLives(visitor);
    assert.notEqual(await saved(visitor), null);
    await visitor.press('link', 'Vos données');
    await visitor.press('button', 'Effacer mes réponses de cet appareil');
    assert.equal(await saved(visitor), null);
    await visitor.goTo('/aides');
    await visitor.expectTitle('Où habitez-vous ?');
    assert.equal(await visitor.page.getByLabel('Code postal', { exact: true }).inputValue(), '');
    await visitor.leave();
  });
}

test('a kiosk keeps nothing on the device', async () => {
  const visitor = await Visitor.arrive(stage.browser, stage.address, { path: '/?kiosk=1' });
  await sayWhereOneLives(visitor);
  assert.equal(await visitor.page.evaluate(() => localStorage.length), 0);
  await visitor.page.reload();
  await visitor.settle();
  await visitor.press('link', 'Mes aides');
  assert.equal(await visitor.page.getByLabel('Code postal', { exact: true }).inputValue(), '');
  await visitor.leave();
});

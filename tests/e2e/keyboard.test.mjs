// Goal: the keyboard alone suffices, and one always sees where one is. Method: Tab, arrows, space and
// Enter from the welcome to the results, in both renderers; no pointer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser } from './support/browser.mjs';
import { RENDERERS, Visitor } from './support/visitor.mjs';
import { startWorld } from './support/world.mjs';

let world;
let browser;
before(async () => {
  world = await startWorld();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await world?.stop();
});

/// Role and name of what has the focus, as a person would call it.
const focused = (visitor) => visitor.page.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return '';
  const label = element.labels?.[0]?.textContent ?? element.textContent;
  return `${element.tagName.toLowerCase()} ${label.replace(/\s+/g, ' ').trim()}`;
});

/// Presses Tab until something whose name contains `name` has the focus.
async function tabTo(visitor, name) {
  for (let presses = 0; presses < 60; ++presses) {
    await visitor.page.keyboard.press('Tab');
    if ((await focused(visitor)).includes(name)) return;
  }
  assert.fail(`Tab never reaches "${name}"`);
}

for (const renderer of RENDERERS) {
  test(`from the welcome to the results by keyboard (${renderer})`, async () => {
    const visitor = await Visitor.arrive(browser, world.address, { renderer });
    const { keyboard } = visitor.page;
    await keyboard.press('Tab');
    assert.match(await focused(visitor), /Aller au contenu/);
    await tabTo(visitor, 'Trouver mes aides');
    await keyboard.press('Enter');
    await visitor.expectTitle('Où habitez-vous ?');
    await tabTo(visitor, 'Code postal');
    await keyboard.type('35000');
    await keyboard.press('Enter');
    await visitor.expectTitle('Que cherchez-vous ?');
    await tabTo(visitor, 'Acheter un vélo');
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await visitor.page.getByRole('link', { name: 'Voir mes aides maintenant' }).waitFor();
    await tabTo(visitor, 'Voir mes aides maintenant');
    await keyboard.press('Enter');
    await visitor.page.getByRole('link', { name: /^Détail et conditions/ }).first().waitFor();
    await visitor.leave();
  });

  test(`a new screen takes the focus to where it begins (${renderer})`, async () => {
    const visitor = await Visitor.arrive(browser, world.address, { renderer });
    await tabTo(visitor, 'Trouver mes aides');
    await visitor.page.keyboard.press('Enter');
    await visitor.expectTitle('Où habitez-vous ?');
    assert.equal(await focused(visitor), 'h1 Où habitez-vous ?');
    await visitor.leave();
  });
}

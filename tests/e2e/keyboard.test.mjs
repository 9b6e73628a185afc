// Goal: the keyboard alone suffices, and one always sees where one is. Method: Tab, arrows, space and
// Enter from the welcome to the results, in both renderers; no pointer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setStage } from './support/stage.mjs';
import { RENDERERS, Visitor } from './support/visitor.mjs';
import { BICYCLE_ANSWERS } from './support/walk.mjs';

const stage = setStage();

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

/// Reaches a choice as people do: Tab into the group, arrows within it.
async function chooseByArrows(visitor, label) {
  const isRadio = () => visitor.page.evaluate(() => document.activeElement.type === 'radio');
  for (let presses = 0; presses < 20 && !await isRadio(); ++presses) await visitor.page.keyboard.press('Tab');
  await visitor.page.keyboard.press('Space');
  for (let presses = 0; presses < 20; ++presses) {
    if ((await focused(visitor)).includes(label)) return;
    await visitor.page.keyboard.press('ArrowDown');
  }
  assert.fail(`the arrows never reach "${label}"`);
}

async function typeInto(visitor, number) {
  const isField = () => visitor.page.evaluate(() => document.activeElement.type === 'text');
  for (let presses = 0; presses < 20 && !await isField(); ++presses) await visitor.page.keyboard.press('Tab');
  await visitor.page.keyboard.type(String(number).replace('.', ','));
}

for (const renderer of RENDERERS) {
  test(`from the welcome to the results by keyboard (${renderer})`, async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer });
    const { keyboard } = visitor.page;
    await keyboard.press('Tab');
    assert.match(await focused(visitor), /Aller au contenu/);
    await tabTo(visitor, 'Trouver mes aides');
    await keyboard.press('Enter');
    await visitor.expectTitle('Où habitez-vous ?');
    await tabTo(visitor, 'Code postal');
    await keyboard.type('31000');
    await keyboard.press('Enter');
    await visitor.expectTitle('Que cherchez-vous ?');
    await visitor.settle();
    await chooseByArrows(visitor, 'Acheter un vélo');
    await keyboard.press('Enter');
    for (const [index, answer] of BICYCLE_ANSWERS.entries()) {
      await visitor.page.waitForURL(new RegExp(`/aides/question/${index + 1}$`));
      await visitor.settle();
      await (typeof answer === 'string' ? chooseByArrows(visitor, answer) : typeInto(visitor, answer));
      await keyboard.press('Enter');
    }
    await visitor.page.waitForURL(/\/aides\/resultats$/);
    await visitor.leave();
  });

  test(`a new screen takes the focus to where it begins (${renderer})`, async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer });
    await tabTo(visitor, 'Trouver mes aides');
    await visitor.page.keyboard.press('Enter');
    await visitor.expectTitle('Où habitez-vous ?');
    assert.equal(await focused(visitor), 'h1 Où habitez-vous ?');
    await visitor.leave();
  });
}

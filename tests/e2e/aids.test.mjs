// Goal: without an account, a postal code and a few answers lead to the aids with the right euros.
// Method: both renderers answer the same questions; the npm engine of Publicodes says what is right.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { setStage } from './support/stage.mjs';
import { RENDERERS, Visitor } from './support/visitor.mjs';
import { answerBicycleQuestions } from './support/walk.mjs';

const stage = setStage();

/// BICYCLE_ANSWERS of a couple of Toulouse, as the model names them.
const SITUATION = {
  'localisation . code insee': "'31555'", 'localisation . epci': "'Toulouse Métropole'",
  'localisation . département': "'31'", 'localisation . région': "'76'", 'localisation . pays': "'France'",
  'vélo . type': "'électrique'", 'vélo . état': "'neuf'", 'vélo . prix': '1500.50 €',
  'demandeur . statut': "'retraité'", 'demandeur . en situation de handicap': 'non',
  'revenu fiscal de référence par part . nombre de parts': '2',
  'revenu fiscal de référence par part . revenu de référence': '24000 €/an',
};

function eurosByNpmEngine(rules) {
  const publicodes = createRequire(import.meta.url)('publicodes');
  const Engine = publicodes.default ?? publicodes;
  const model = JSON.parse(readFileSync('node_modules/@betagouv/aides-velo/publicodes-build/aides-velo.model.json', 'utf8'));
  const engine = new Engine(model, { logger: { log() {}, warn() {}, error() {} } });
  engine.setSituation(SITUATION);
  return rules.map((rule) => engine.evaluate({ valeur: rule, 'unité': '€' }).nodeValue);
}

/// "1 200,50 €" -> 1200.5
const amountOf = (text) => Number(text.replace(/[^\d,]/g, '').replace(',', '.'));

/// On paper: what was found, the address where to ask for it, and nothing to press.
async function expectPaper({ page }) {
  await page.emulateMedia({ media: 'print' });
  const paper = await page.evaluate(() => {
    const apply = document.querySelector('article .link.external');
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    return {
      ink: getComputedStyle(document.querySelector('article h3')).color,
      address: getComputedStyle(apply, '::after').content,
      href: apply.href,
      pressed: shown('.button, .link:not(.external, .banner > *), nav, canvas').map((element) => element.textContent),
    };
  });
  assert.equal(paper.ink, 'rgb(0, 0, 0)');
  assert.ok(paper.address.includes(paper.href), `${paper.address} is not ${paper.href}`);
  assert.deepEqual(paper.pressed, []);
  await page.emulateMedia({ media: null });
}

for (const renderer of RENDERERS) {
  test(`from a postal code to aids with the right euros (${renderer})`, async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer });
    await visitor.press('link', 'Trouver mes aides');
    await visitor.tryPostalCode('31000');
    await visitor.choose('Acheter un vélo');
    await visitor.press('button', 'Continuer');
    await answerBicycleQuestions(visitor, () => {});
    await visitor.expectTitle('Mes aides à Toulouse');
    const shown = (await visitor.page.locator('article .figure strong').allInnerTexts()).map(amountOf);
    for (const euros of eurosByNpmEngine(['aides . toulouse', 'aides . occitanie'])) {
      assert.ok(euros > 0);
      assert.ok(shown.includes(Math.round(euros * 100) / 100), `${euros} € is not among ${shown.join(', ')}`);
    }
    await expectPaper(visitor);
    await visitor.page.getByRole('link', { name: /^Détail et conditions/ }).first().click();
    await visitor.settle();
    await visitor.page.emulateMedia({ media: 'print' });
    await visitor.settle(); // Colours change little by little.
    const apply = visitor.page.getByRole('link', { name: 'Faire la demande' });
    assert.equal(await apply.evaluate((link) => getComputedStyle(link).color), 'rgb(0, 0, 0)');
    await visitor.page.emulateMedia({ media: null });
    await visitor.leave();
  });
}

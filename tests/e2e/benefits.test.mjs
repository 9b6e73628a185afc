// Goal: a household learns in at most fifteen questions what the four main benefits bring it a month,
// why, and what was assumed; a situation that the rules do not know is told so, never a silent zero.
// Method: both renderers walk the page as the three households of support/households.mjs, on a day of
// the month their amounts are of; where ../shared is there, the amounts are read in the corpus again.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { accessibilityTree, axeViolations } from './support/accessibility.mjs';
import { HOUSEHOLDS, MONTH, TITLES, TOLERANCE, answerAsHousehold, walkBenefits } from './support/households.mjs';
import { matchesSnapshot } from './support/snapshot.mjs';
import { setStage } from './support/stage.mjs';
import { RENDERERS, Visitor } from './support/visitor.mjs';

const CORPUS = '../shared/national/differential.jsonl.gz';
const QUESTIONS_MAX = 15;

const stage = setStage();

/// A visitor on the day that the amounts are of.
async function arrive(renderer, options = {}) {
  const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer, ...options });
  await visitor.page.clock.setFixedTime(new Date(MONTH));
  await visitor.goTo('/');
  return visitor;
}

/// The card of an aid among the results.
const cardOf = (visitor, title) => visitor.page.locator('article')
  .filter({ has: visitor.page.getByRole('heading', { name: title, exact: true }) });

/// "1 200,50 €" -> 1200.5
const amountOf = (text) => Number(text.replace(/[^\d,]/g, '').replace(',', '.'));

async function expectAmount(visitor, title, euros, period) {
  const card = cardOf(visitor, title);
  const shown = amountOf(await card.locator('.figure strong').innerText());
  assert.ok(Math.abs(shown - euros) <= TOLERANCE, `${title}: ${shown} €, expected ${euros}`);
  assert.equal(await card.locator('.figure .hint').innerText(), period);
}

async function seeResults(visitor) {
  await visitor.goTo('/aides/resultats');
}

for (const renderer of RENDERERS) {
  for (const household of HOUSEHOLDS) {
    test(`${household.id}, ${household.name}: the right euros (${renderer})`, async () => {
      assert.ok(household.answers.length <= QUESTIONS_MAX);
      const visitor = await arrive(renderer);
      await answerAsHousehold(visitor, household);
      await seeResults(visitor);
      for (const [variable, euros] of Object.entries(household.amounts)) {
        await expectAmount(visitor, TITLES[variable], euros, 'par mois');
      }
      const { title, fee } = household.health;
      if (fee) await expectAmount(visitor, title, fee, 'par mois, à votre charge');
      else assert.equal(await cardOf(visitor, title).count(), 1);
      await visitor.leave();
    });
  }
}

test('the amounts are those of the corpus', { skip: !existsSync(CORPUS) && `${CORPUS} is not there` }, () => {
  const lines = gunzipSync(readFileSync(CORPUS)).toString('utf8').trim().split('\n').map((line) => JSON.parse(line));
  for (const { id, amounts, health } of HOUSEHOLDS) {
    const expected = lines.find((line) => line.id === id).expected.first_claim_m4;
    for (const variable of ['rsa', 'ppa', 'aide_logement', 'af', 'asf', 'paje_base']) {
      assert.ok(Math.abs(expected[variable] - (amounts[variable] ?? 0)) < 1e-3, `${id}: ${variable} is ${expected[variable]}`);
    }
    assert.equal(expected.css_participation_forfaitaire, health.fee ?? 0);
    assert.equal(expected.cmu_c, !health.fee);
  }
});

/// The screens that these benefits bring: their stored trees, and nothing for axe to find.
for (const renderer of RENDERERS) {
  test(`new screens: stored trees, no axe finding (${renderer})`, async (context) => {
    const visitor = await arrive(renderer);
    const look = (screen) => context.test(screen, async () => {
      matchesSnapshot(screen, (await accessibilityTree(visitor.page)).replace(/"Vue (graphique|HTML)"/g, '"Vue ‹autre›"'));
      assert.deepEqual(await axeViolations(visitor.page), []);
    });
    await walkBenefits(visitor, look);
    await visitor.leave();
  });
}

test('a date that cannot be read is told at its field, and kept', async () => {
  const visitor = await arrive('html');
  await answerAsHousehold(visitor, { ...HOUSEHOLDS[0], answers: HOUSEHOLDS[0].answers.slice(0, 2) });
  const fields = visitor.page.getByRole('textbox');
  assert.equal(await fields.count(), 3);
  await fields.nth(0).fill('05112015');
  await fields.nth(1).fill('31/02/2024');
  await visitor.press('button', 'Continuer');
  assert.match(await visitor.page.locator('.field').nth(1).innerText(), /Écrivez le jour, le mois et l’année/);
  assert.equal(await fields.nth(0).inputValue(), '05112015');
  assert.equal(visitor.path(), '/aides/question/3');
  await visitor.leave();
});

test('a situation that the rules do not know is told, with where to ask', async () => {
  const visitor = await arrive('html');
  await answerAsHousehold(visitor, { ...HOUSEHOLDS[2], answers: ['Non', 0, ['21/10/1958'], 'Une activité à mon compte'] })
    .catch(() => {});
  await seeResults(visitor);
  await visitor.page.getByRole('heading', { name: 'Situation trop particulière pour ce calcul' }).waitFor();
  const link = visitor.page.locator('a[href="https://www.mesdroitssociaux.gouv.fr"]');
  assert.ok(await link.count() > 0);
  assert.equal(await visitor.page.locator('.figure').count(), 0);
  await visitor.leave();
});

test('an estimate and a value due to be checked again are told', async () => {
  const visitor = await arrive('html');
  await answerAsHousehold(visitor, HOUSEHOLDS[1]);
  await visitor.press('button', 'Je ne sais pas');
  await visitor.expectTitle('Mes aides à Lille');
  assert.match(await cardOf(visitor, 'Chèque énergie').innerText(), /revenu fiscal de référence est estimé/);
  await visitor.page.clock.setFixedTime(new Date('2027-05-15T10:00:00'));
  await seeResults(visitor);
  assert.match(await visitor.page.getByRole('main').innerText(), /Ce que nous avons supposé/);
  const rsa = cardOf(visitor, 'Revenu de solidarité active (RSA)');
  assert.match(await rsa.innerText(), /Une valeur du calcul est à revoir/);
  await rsa.getByRole('link', { name: /^Détail/ }).click();
  await visitor.settle();
  assert.match(await visitor.page.getByRole('main').innerText(), /À revoir depuis le .*«\s.*\s»/);
  await visitor.leave();
});

// Three households of the corpus ../shared/national (differential.jsonl.gz, mode first_claim_m4: a first
// application in July 2026, reference quarter of the law), as they answer the page, and the euros that
// OpenFisca-France 176.0.7 gives them.

/// The month that the amounts are of.
export const MONTH = '2026-07-15T10:00:00';

/// What the corpus asks for: OpenFisca counts in single floats.
export const TOLERANCE = 0.02;

/// An answer is a choice's label, a number that is typed, or the texts typed in several fields.
export const HOUSEHOLDS = [
  {
    id: 'H0013', name: 'a couple of Les Trois-Bassins or nearby, three children, one small wage',
    commune: '97411', postalCode: '97400',
    answers: [
      'Oui, avec un mariage', 3, ['05/11/2015', '12/02/2024', '23/05/2020'], ['09/04/1979'], ['09/06/1994'],
      'Un emploi salarié', 355.49, 'Ni emploi, ni chômage, ni retraite',
      'Je loue un logement HLM ou conventionné', 675, 'Française', 'Non, ce serait ma première demande', 'Non, aucune',
    ],
    amounts: { rsa: 531.9695, ppa: 212.7608, aide_logement: 476.53, af: 349.06, paje_base: 199.1536 },
    health: { title: 'Complémentaire santé solidaire, sans participation' },
  },
  {
    id: 'H0027', name: 'alone with a child of four in Lille, a small wage',
    commune: '59350', postalCode: '59000',
    answers: [
      'Non', 1, ['05/01/2022'], ['19/01/1966'], 'Un emploi salarié', 355.49,
      'Je loue un logement HLM ou conventionné', 332, 'Française', 'Non',
      'Non, ce serait ma première demande', 'Non, aucune',
    ],
    amounts: { rsa: 358.0534, ppa: 212.7608, aide_logement: 317.97, asf: 201.7835 },
    health: { title: 'Complémentaire santé solidaire, sans participation' },
  },
  {
    id: 'H0693', name: 'retired and alone in Clermont-Ferrand',
    commune: '63113', postalCode: '63000',
    answers: [
      'Non', 0, ['21/10/1958'], 'La retraite', 876.35, 'Je loue un logement HLM ou conventionné', 295,
      'Française', 'Non, ce serait ma première demande', 'Non, aucune',
    ],
    amounts: { aide_logement: 141 },
    health: { title: 'Complémentaire santé solidaire, avec participation', fee: 25 },
  },
];

/// The title under which the page shows each benefit of the corpus.
export const TITLES = {
  rsa: 'Revenu de solidarité active (RSA)', ppa: 'Prime d’activité',
  aide_logement: 'Aide au logement (APL, ALF ou ALS)', af: 'Allocations familiales',
  asf: 'Allocation de soutien familial (ASF)', paje_base: 'Allocation de base de la Paje',
};

export const TOPIC = 'Aides du quotidien : RSA, prime d’activité, logement, santé, famille';

/// Answers the question that is shown.
async function answer(visitor, said) {
  if (typeof said === 'string') await visitor.choose(said);
  const fields = visitor.page.getByRole('textbox');
  for (const [index, text] of [said].flat().entries()) {
    if (typeof said !== 'string') await fields.nth(index).fill(String(text).replace('.', ','));
  }
  await visitor.press('button', 'Continuer');
}

/// From the welcome screen to the last answer of a household. Calls `look(number)` on each question.
export async function answerAsHousehold(visitor, household, look = () => {}) {
  await visitor.press('link', 'Trouver mes aides');
  await visitor.tryPostalCode(household.postalCode);
  if (visitor.path().startsWith('/aides/commune')) {
    await visitor.page.locator(`input[value="${household.commune}"]`).check({ force: true });
    await visitor.press('button', 'Continuer');
  }
  await visitor.choose(TOPIC);
  await visitor.press('button', 'Continuer');
  for (const [index, said] of household.answers.entries()) {
    await visitor.page.waitForURL(new RegExp(`/aides/question/${index + 1}(\\?kiosk=1)?$`));
    await visitor.settle();
    await look(index + 1);
    await answer(visitor, said);
  }
  await visitor.page.waitForURL(new RegExp(`/aides/(question/${household.answers.length + 1}|resultats)(\\?kiosk=1)?$`));
}

/// The screens that these benefits bring, by the number of their question.
const SCREENS = { 3: 'benefits-dates', 4: 'benefits-date', 6: 'benefits-choice', 7: 'benefits-money', 13: 'benefits-more' };

/// From the welcome screen, in the month of the amounts, to the detail of one benefit. Calls `look(name)` on each new screen.
export async function walkBenefits(visitor, look) {
  await visitor.page.clock.setFixedTime(new Date(MONTH));
  await visitor.goTo(visitor.path());
  await answerAsHousehold(visitor, HOUSEHOLDS[0], (number) => SCREENS[number] && look(SCREENS[number]));
  await visitor.press('button', 'Je ne sais pas');
  await look('benefits-results');
  await visitor.page.getByRole('link', { name: /^Détail et conditions : Revenu de solidarité active/ }).click();
  await visitor.settle();
  await visitor.page.getByText('Voir les lignes du calcul').click();
  await visitor.settle();
  await look('benefits-aid');
}

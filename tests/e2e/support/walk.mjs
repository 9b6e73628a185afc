// One walk through every screen of the page, for tests that look at each.

/// A postal code of one commune, and one that several share.
const TOULOUSE = '31000';
const SHARED_POSTAL_CODE = '01300';

/// What a couple of Toulouse with a modest income answers when it buys an electric bicycle.
export const BICYCLE_ANSWERS = ['Un vélo électrique', 'Je suis à la retraite', 2, 24000, 'Non', 'Neuf', 1500.5];

/// The address of a screen, on a kiosk too, which keeps saying so behind the path.
const at = (path) => ({ pathname }) => pathname === path;

/// Answers the questions in turn, calls `look('question')` on the first, and ends at the results.
export async function answerBicycleQuestions(visitor, look) {
  const { page } = visitor;
  for (const [index, answer] of BICYCLE_ANSWERS.entries()) {
    await page.waitForURL(at(`/aides/question/${index + 1}`));
    await visitor.settle();
    if (index === 0) await look('question');
    if (typeof answer === 'string') await visitor.choose(answer);
    else await page.getByRole('textbox').fill(String(answer).replace('.', ','));
    await visitor.press('button', 'Continuer');
  }
  await page.waitForURL(at('/aides/resultats'));
  await visitor.settle();
}

/// From the first question to the detail of one aid. Calls `look(name)` on each screen, as all walks do.
export async function walkAids(visitor, look) {
  const { page } = visitor;
  await visitor.press('link', 'Mes aides');
  await look('postal-code');
  await visitor.fill('Code postal', '35');
  await visitor.press('button', 'Continuer');
  await look('postal-code-mistyped');
  await visitor.fill('Code postal', '00000');
  await visitor.press('button', 'Continuer');
  await look('postal-code-unknown');
  await visitor.tryPostalCode(SHARED_POSTAL_CODE);
  await look('commune');
  await visitor.goTo('/aides');
  await visitor.press('link', 'Chercher par le nom de la commune');
  await look('commune-name');
  await visitor.fill('Nom de la commune', 'St Denis');
  await visitor.press('button', 'Continuer');
  await visitor.page.waitForURL(at('/aides/commune'));
  await look('commune-by-name');
  await visitor.goTo('/aides');
  await visitor.tryPostalCode(TOULOUSE);
  await look('topic');
  await visitor.choose('Acheter un vélo');
  await visitor.press('button', 'Continuer');
  await answerBicycleQuestions(visitor, look);
  await look('results');
  await page.getByRole('link', { name: /^Détail et conditions/ }).first().click();
  await visitor.settle();
  await look('aid');
}

/// Everything around the aids, for somebody who is not logged in.
export async function walkAround(visitor, look) {
  const { page } = visitor;
  await look('welcome');
  await visitor.press('link', 'Mes dossiers');
  await look('dossiers-logged-out');
  for (const [name, link] of [['about', 'À propos et mentions légales'], ['data', 'Vos données']]) {
    await visitor.press('link', link);
    await look(name);
  }
  await page.getByRole('link', { name: /^Accessibilité/ }).click();
  await visitor.settle();
  await look('accessibility');
  await visitor.goTo('/nulle-part');
  await look('unknown');
}

/// Logs in and goes through the list and every dossier.
export async function walkDossiers(visitor, look) {
  await visitor.press('link', 'Mes dossiers');
  await visitor.logIn('Angela');
  await look('dossiers');
  const links = visitor.page.getByRole('link', { name: /^Voir le dossier/ });
  const count = await links.count();
  for (let index = 0; index < count; ++index) {
    await links.nth(index).click();
    await visitor.settle();
    await look(`dossier-${index + 1}`);
    await visitor.press('link', 'Retour à mes dossiers');
  }
}

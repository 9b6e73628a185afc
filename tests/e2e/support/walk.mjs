// One walk through every screen of the page, for tests that look at each.

/// Postal code of Rennes: one commune.
const POSTAL_CODE = '35000';
/// Postal code that several communes share.
const SHARED_POSTAL_CODE = '35740';

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
  const several = await visitor.tryPostalCode(SHARED_POSTAL_CODE);
  if (several) await look('commune');
  await visitor.goTo('/aides');
  await visitor.tryPostalCode(POSTAL_CODE);
  await look('topic');
  await visitor.choose('Acheter un vélo');
  await visitor.press('button', 'Continuer');
  await look('question');
  await visitor.press('link', 'Voir mes aides maintenant');
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

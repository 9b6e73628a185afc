// Goal: a citizen logs in, sees how far their own dossiers are, and leaves nothing behind on logging
// out. Method: the real server, the emulated FranceConnect, both renderers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setStage } from './support/stage.mjs';
import { RENDERERS, Visitor } from './support/visitor.mjs';

const stage = setStage();

for (const renderer of RENDERERS) {
  test(`log in, read a dossier, log out (${renderer})`, async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer });
    await visitor.press('link', 'Mes dossiers');
    await visitor.logIn('Angela');
    await visitor.expectTitle('Mes dossiers');
    const first = visitor.page.getByRole('link', { name: /^Voir le dossier/ }).first();
    const title = (await first.textContent()).replace(/^Voir le dossier\s:\s/, '');
    await first.click();
    await visitor.expectTitle(title);
    assert.match(visitor.path(), /^\/dossiers\/./);
    await visitor.page.getByRole('list', { name: 'Étapes du dossier' }).waitFor();
    await visitor.press('link', 'Retour à mes dossiers');
    await visitor.logOut();
    assert.equal(await visitor.page.getByRole('link', { name: /^Voir le dossier/ }).count(), 0);
    await visitor.leave();
  });
}

for (const [way, go] of Object.entries({
  'on request': (visitor) => visitor.page.getByRole('button', { name: 'Terminer et tout effacer' }).click(),
  'when nobody touches it any more': async ({ page }) => {
    await page.keyboard.press('Tab');
    await page.clock.runFor(66_000); // The warning; then the new start.
    await page.getByRole('button', { name: /continue/i }).waitFor();
    await page.clock.runFor(26_000);
  },
})) {
  test(`a kiosk stays one through a login, and ends the session ${way}`, async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.address, { path: '/?kiosk=1', renderer: 'canvas' });
    const { page, context } = visitor;
    const logged = async () => (await (await context.request.get(`${stage.address}/api/v1/session`)).json()).authenticated;
    await visitor.press('link', 'Mes dossiers');
    await page.clock.install();
    await visitor.logIn('Angela');
    assert.equal(visitor.path(), '/dossiers?kiosk=1');
    await page.getByRole('link', { name: /^Voir le dossier/ }).first().waitFor();
    assert.equal(await logged(), true);
    await go(visitor);
    await page.waitForURL((url) => url.pathname === '/' && url.search === '?kiosk=1');
    await page.waitForFunction(() => document.documentElement.classList.contains('kiosk'));
    assert.equal(await logged(), false);
    await page.goto(`${stage.address}/dossiers`);
    await page.getByRole('button', { name: 'Se connecter avec FranceConnect' }).waitFor();
    await visitor.leave();
  });
}

test('a dossier of somebody else is not there', async () => {
  const angela = await Visitor.arrive(stage.browser, stage.address, { path: '/dossiers' });
  await angela.logIn('Angela');
  const address = await angela.page.getByRole('link', { name: /^Voir le dossier/ }).first().getAttribute('href');
  const pierre = await Visitor.arrive(stage.browser, stage.address, { path: '/dossiers' });
  await pierre.logIn('Pierre');
  const answer = await pierre.context.request.get(`${stage.address}/api/v1${address}`);
  assert.equal(answer.status(), 404);
  assert.equal((await angela.context.request.get(`${stage.address}/api/v1${address}`)).status(), 200);
  await angela.leave();
  await pierre.leave();
});

test('the session cookie is out of reach of scripts', async () => {
  const visitor = await Visitor.arrive(stage.browser, stage.address, { path: '/dossiers' });
  await visitor.logIn('Angela');
  const cookies = (await visitor.context.cookies(stage.address)).filter(({ name }) => /^(__Host-)?prevenance/.test(name));
  assert.equal(cookies.length, 1);
  assert.equal(cookies[0].httpOnly, true);
  assert.equal(cookies[0].sameSite, 'Lax');
  await visitor.leave();
});

test('when the person gives up logging in, the page says so and goes on', async () => {
  const visitor = await Visitor.arrive(stage.browser, stage.address, { path: '/dossiers' });
  await visitor.page.getByRole('button', { name: 'Se connecter avec FranceConnect' }).click();
  await visitor.page.getByRole('button', { name: /Annuler/ }).click();
  await visitor.settle();
  await visitor.expectTitle('Mes dossiers');
  await visitor.leave();
});

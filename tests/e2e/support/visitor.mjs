// A person at the page: what they look at and press is named as they see it, in either renderer.
import assert from 'node:assert/strict';

/// Both renderers: a test that holds for one must hold for the other.
export const RENDERERS = ['html', 'canvas'];

export class Visitor {
  /// Opens the page as somebody who never came before.
  ///
  /// renderer  'html' or 'canvas': as if chosen at an earlier visit
  /// options   of the browser's context: viewport, colorScheme, forcedColors, …
  static async arrive(browser, address, { path = '/', renderer = 'html', ...options } = {}) {
    const context = await browser.newContext({ locale: 'fr-FR', ...options });
    const page = await context.newPage();
    const visitor = new Visitor(context, page, address, renderer);
    page.on('pageerror', (error) => visitor.complaints.push(String(error)));
    page.on('console', (message) => {
      const ours = message.location().url.startsWith(address); // not the identity provider's own pages
      if (ours && ['error', 'warning'].includes(message.type())) visitor.complaints.push(message.text());
    });
    if (renderer === 'canvas') {
      await context.addInitScript(() => {
        if (localStorage.getItem('prevenance-view') === null) localStorage.setItem('prevenance-view', 'canvas');
      });
    }
    await visitor.goTo(path);
    return visitor;
  }

  constructor(context, page, address, renderer) {
    Object.assign(this, { context, page, address, renderer, complaints: [] });
  }

  async goTo(path) {
    await this.page.goto(this.address + path);
    await this.settle();
  }

  /// Waits until the page stands: started, in the renderer that was chosen, nothing being answered, fetched
  /// or moving.
  async settle() {
    await this.page.waitForFunction(() => document.documentElement.classList.contains('started')
      && !globalThis.prevenance.waiting() && !document.querySelector('.loading')
      && document.getAnimations().every(({ playState }) => playState !== 'running'));
    if (this.renderer === 'canvas') {
      await this.page.waitForFunction(() => globalThis.prevenance?.frames > 0 && !globalThis.prevenance.drawing());
    }
  }

  async press(role, name) {
    await this.page.getByRole(role, { name, exact: true }).first().click();
    await this.settle();
  }

  async fill(label, value) {
    await this.page.getByLabel(label, { exact: true }).fill(value);
  }

  async choose(label) {
    await this.page.getByRole('radio', { name: label, exact: true }).check({ force: true });
  }

  async tryPostalCode(code) {
    await this.fill('Code postal', code);
    await this.press('button', 'Continuer');
  }

  /// From the screen of dossiers, through the emulated FranceConnect, and back.
  async logIn(person) {
    await this.page.getByRole('link', { name: /FranceConnect/ }).or(this.page.getByRole('button', { name: /FranceConnect/ })).first().click();
    await this.page.getByRole('button', { name: new RegExp(person) }).click();
    await this.page.waitForURL(`${this.address}/**`);
    await this.settle();
  }

  async logOut() {
    const button = this.page.getByRole('button', { name: 'Se déconnecter' }).first();
    await button.click();
    await button.waitFor({ state: 'detached' }); // The page leaves for the provider, and comes back.
    await this.page.waitForURL(`${this.address}/**`);
    await this.settle();
  }

  title() {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  path() {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  async expectTitle(title) {
    await this.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  }

  /// Ends the visit. Whatever the browser complained about meanwhile is a failure.
  async leave() {
    await this.context.close();
    assert.deepEqual(this.complaints, []);
  }
}

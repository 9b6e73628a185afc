// Goal: the HTML renderer and the page around it keep their promises: keyboard, history, storage,
// states, names and sizes. Method: the specimen, which shows every role, in a real browser, behind
// the site's own style sheet and content security policy.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeViolations } from './support/accessibility.mjs';
import { launchBrowser } from './support/browser.mjs';
import { serveSpecimen } from './support/specimen.mjs';

const PATHS = ['/', '/question', '/erreur', '/resultats', '/dossier', '/attente', '/panne'];
let server;
let browser;

before(async () => {
  server = await serveSpecimen();
  browser = await launchBrowser({ webgl: false });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/// Until the program has answered all it was told.
const quiet = (page) => page.waitForFunction(() => !globalThis.prevenance.waiting());

/// Opens a path in a context of its own, and closes it after `look(page, context)`.
///
/// slow  milliseconds that each answer of the program takes
async function visit(path, look, { slow = 0, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  try {
    const page = await context.newPage();
    const failures = [];
    page.on('pageerror', (error) => failures.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && failures.push(line.text()));
    if (slow) await page.route('**/specimen.js', (route) => answerLate(route, slow));
    await page.goto(server.url + path);
    await page.waitForSelector('html.started');
    await look(page, context);
    assert.deepEqual(failures, []);
  } finally {
    await context.close();
  }
}

/// The program itself, but what it says passes through `change`, JavaScript that calls say(...said).
async function changeAnswers(route, change) {
  const response = await route.fetch();
  const before = `const say = self.postMessage.bind(self);\nself.postMessage = (...said) => { ${change} };\n`;
  await route.fulfill({ response, body: before + await response.text() });
}

const answerLate = (route, delay) => changeAnswers(route, `setTimeout(() => say(...said), ${delay});`);

const focused = (page) => page.evaluate(() => document.activeElement.textContent);

/// What is cut, or makes the page scroll sideways.
function cutOff() {
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
  const clipped = [...document.querySelectorAll('#page *')].filter((element) =>
    getComputedStyle(element).overflowX !== 'visible' && !element.closest('.table') &&
    element.scrollWidth > element.clientWidth + 1 && element.getClientRects().length > 0 &&
    !element.matches('#page > .link, progress'));
  return wide.concat(clipped.map((element) => element.outerHTML.slice(0, 80)));
}

/// What one presses and is not as high as that, in px.
function lowerThan(least) {
  return [...document.querySelectorAll(
    '#page a, #page button, #page .field > input, #page .choice, #page summary')]
    .filter((element) => !element.matches('#page > .link'))
    .filter((element) => element.getBoundingClientRect().height < least)
    .map((element) => element.textContent);
}

for (const path of PATHS) {
  test(`${path}: axe finds nothing, light and dark; nothing is smaller than a finger, nothing cut at 320 px`, async () => {
    await visit(path, async (page) => {
      assert.deepEqual(await axeViolations(page), []);
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.deepEqual(await axeViolations(page, ['color-contrast']), []);
      assert.deepEqual(await page.evaluate(lowerThan, 44), []);
      await page.setViewportSize({ width: 320, height: 640 });
      await page.addStyleTag({ url: `${server.url}/spacing.css` });
      assert.deepEqual(await page.evaluate(cutOff), []);
    }, { reducedMotion: 'reduce' }); // colours change at once
  });

  test(`${path}, on a kiosk: axe finds nothing, all that one presses is at least 60 px high`, async () => {
    await visit(`${path}?kiosk=1`, async (page) => {
      assert.deepEqual(await axeViolations(page), []);
      assert.deepEqual(await page.evaluate(lowerThan, 60), []);
    }, { viewport: { width: 1080, height: 1920 } });
  });
}

test('links change the address without a reload; back and forward follow', async () => {
  await visit('/', async (page) => {
    await page.evaluate(() => { window.stillHere = true; });
    await page.getByRole('link', { name: 'Trouver mes aides' }).click();
    await quiet(page);
    assert.equal(new URL(page.url()).pathname, '/question');
    assert.equal(await focused(page), 'Où habitez-vous ?');
    assert.equal(await page.title(), 'Prévenance /question');
    await page.goBack();
    assert.equal(new URL(page.url()).pathname, '/');
    await page.getByRole('heading', { name: 'Vos aides et vos démarches' }).waitFor();
    await page.goForward();
    await page.getByRole('heading', { name: 'Où habitez-vous ?' }).waitFor();
    assert.equal(await page.evaluate(() => window.stillHere), true);
  });
});

test('a click with a modifier, and a link that leaves, are the browser’s', async () => {
  await visit('/resultats', async (page, context) => {
    const [opened] = await Promise.all([context.waitForEvent('page'),
      page.getByRole('link', { name: 'Comprendre ce montant' }).first()
        .click({ modifiers: ['Control'] })]);
    assert.equal(new URL(page.url()).pathname, '/resultats');
    await opened.close();
    const outside = page.getByRole('link', { name: 'Faire la demande' }).first();
    assert.equal(await outside.getAttribute('rel'), 'external noopener');
  });
});

test('the keyboard alone: skip link, field, choices, Enter sends the form', async () => {
  await visit('/question', async (page) => {
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Aller au contenu');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    assert.equal(new URL(page.url()).hash, '');
    await page.keyboard.press('Tab');
    await page.keyboard.type('35000');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await quiet(page);
    assert.equal(await page.getByRole('radio', { name: 'Un vélo électrique' }).isChecked(), true);
    await page.getByLabel('Code postal').press('Enter');
    await page.getByRole('heading', { name: 'Vos aides à Rennes' }).waitFor();
    await quiet(page);
    assert.equal(await focused(page), 'Vos aides à Rennes');
  });
});

test('a mistake: the alert takes the focus, the field says what is wrong', async () => {
  await visit('/question', async (page) => {
    await page.getByLabel('Code postal').fill('35');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await quiet(page);
    assert.match(await focused(page), /^Deux réponses sont à revoir/);
    const field = page.getByLabel('Code postal');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.equal(await field.inputValue(), '35');
    const described = await field.evaluate((input) => input.getAttribute('aria-describedby')
      .split(' ').map((id) => document.getElementById(id).textContent));
    assert.deepEqual(described,
      ['Écrivez les cinq chiffres de votre code postal.', 'Cinq chiffres, par exemple 35000']);
    assert.equal(await field.getAttribute('inputmode'), 'numeric');
    assert.equal(await field.getAttribute('autocomplete'), 'postal-code');
  });
});

test('the device remembers, a kiosk does not', async () => {
  for (const [query, kept] of [['', '35000'], ['?kiosk=1', '']]) {
    await visit(`/question${query}`, async (page) => {
      await page.getByLabel('Code postal').fill('35000');
      await quiet(page);
      await page.reload();
      await page.waitForSelector('html.started');
      assert.equal(await page.getByLabel('Code postal').inputValue(), kept);
      assert.equal(new URL(page.url()).search, query);
      assert.equal(await page.evaluate(() => localStorage.length), kept ? 1 : 0);
    });
  }
});

test('what is typed while the program answers stays', async () => {
  await visit('/question', async (page) => {
    const field = page.getByLabel('Code postal');
    await field.pressSequentially('35000', { delay: 40 });
    assert.equal(await field.inputValue(), '35000');
    await quiet(page);
    assert.equal(await field.inputValue(), '35000');
    await page.reload();
    await page.waitForSelector('html.started');
    assert.equal(await field.inputValue(), '35000'); // and the program heard all of it
  }, { slow: 100 });
});

test('of two choices in a row the last one stands', async () => {
  await visit('/question', async (page) => {
    const first = page.getByRole('radio', { name: 'Un vélo électrique' });
    const last = page.getByRole('radio').first();
    for (const choice of [first, last]) await choice.check({ force: true });
    await page.evaluate(() => {
      globalThis.seen = new Set();
      const look = () => globalThis.seen.add(document.querySelector(':checked').id);
      look();
      setInterval(look, 10);
    });
    await quiet(page);
    assert.deepEqual(await page.evaluate(() => [...globalThis.seen]), [await last.getAttribute('id')]);
  }, { slow: 200 });
});

test('who goes back while the program answers is where they went', async () => {
  await visit('/', async (page) => {
    await page.getByRole('link', { name: 'Trouver mes aides' }).click();
    await page.getByRole('heading', { name: 'Où habitez-vous ?' }).waitFor();
    await page.getByLabel('Code postal').fill('3');
    await page.evaluate(() => history.back());
    await page.getByRole('heading', { name: 'Vos aides et vos démarches' }).waitFor();
    await quiet(page);
    assert.equal(new URL(page.url()).pathname, '/');
    await page.goForward();
    await page.getByRole('heading', { name: 'Où habitez-vous ?' }).waitFor();
  }, { slow: 100 });
});

test('a timeline says where one stands: to eyes, in words; to others, by aria-current', async () => {
  await visit('/dossier', async (page) => {
    const steps = page.getByRole('list', { name: 'Étapes du dossier' }).getByRole('listitem');
    assert.equal(await steps.count(), 5);
    assert.match(await steps.nth(0).innerText(), /Demande envoyée\s+Fait/);
    assert.equal(await steps.nth(2).getAttribute('aria-current'), 'step');
    assert.equal(await page.locator('[aria-current="step"]').count(), 1);
    const progress = page.getByRole('progressbar', { name: 'Trois étapes faites sur cinq' });
    assert.equal(await progress.getAttribute('value'), '60');
  });
});

test('a button that does nothing says so and stays in reach', async () => {
  await visit('/dossier', async (page) => {
    const button = page.getByRole('button', { name: 'Abandonner' });
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await button.click({ force: true });
    await quiet(page);
    assert.equal(new URL(page.url()).pathname, '/dossier');
  });
});

test('the language of the page and of a word in another', async () => {
  await visit('/', async (page) => {
    const button = page.getByRole('button', { name: 'English' });
    assert.equal(await button.getAttribute('lang'), 'en');
    await button.click();
    await quiet(page);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  });
});

test('what is fetched arrives, or its absence does', async () => {
  for (const [status, route] of [['200', null], ['0', (request) => request.abort()]]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    if (route) await page.route('**/specimen.json', route);
    await page.goto(`${server.url}/panne`);
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await page.getByRole('status').getByText(`Réponse ${status}`).waitFor();
    await context.close();
  }
});

test('offline is said, and unsaid', async () => {
  await visit('/', async (page, context) => {
    const notice = page.getByText('Vous êtes hors ligne.');
    assert.equal(await notice.isVisible(), false);
    await context.setOffline(true);
    await notice.waitFor();
    await context.setOffline(false);
    await notice.waitFor({ state: 'hidden' });
  });
});

test('a program that cannot start leaves the town’s name, its number and a way to try again', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/*.wasm', (request) => request.fulfill({ status: 500, body: 'no' }));
  await page.goto(server.url);
  await page.getByText('La page s’est arrêtée.').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Recharger la page' }).isVisible(), true);
  assert.equal(await page.getByRole('heading', { level: 1 }).isVisible(), true);
  await context.close();
});

test('a program that does not arrive takes nothing along', async () => {
  await visit('/question', async (page, context) => {
    await page.getByLabel('Code postal').fill('35000');
    await quiet(page);
    const next = await context.newPage();
    await next.route('**/*.wasm', (request) => request.abort());
    await next.goto(`${server.url}/question`);
    await next.getByText('La page s’est arrêtée.').waitFor();
    await next.unrouteAll();
    await next.reload();
    await next.waitForSelector('html.started');
    assert.equal(await next.getByLabel('Code postal').inputValue(), '35000');
  });
});

test('what was saved and cannot be shown is let go, so that the next start succeeds', async () => {
  for (const change of ["if (said[0].type === 'answer') throw new Error('unreadable'); say(...said);",
    "if (said[0].type === 'answer') said[0].answer.ops = 3; say(...said);"]) {
    await visit('/question', async (page, context) => {
      await page.getByLabel('Code postal').fill('35000');
      await quiet(page);
      const next = await context.newPage();
      await next.route('**/specimen.js', (route) => changeAnswers(route, change));
      await next.goto(`${server.url}/question`);
      await next.getByText('La page s’est arrêtée.').waitFor();
      await next.unrouteAll();
      await next.reload();
      await next.waitForSelector('html.started');
      assert.equal(await next.getByLabel('Code postal').inputValue(), '');
    });
  }
});

test('while nothing runs: whose page, and after a while whom to call', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByRole('link', { name: 'Ville de Prévenance-sur-Loire' }).waitFor();
  await page.getByRole('link', { name: '02 00 00 00 00' }).first().waitFor();
  await context.close();
});

test('nothing jumps while the page starts', async () => {
  await visit('/resultats', async (page) => {
    const shift = await page.evaluate(() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
      document.fonts.ready.then(() => requestAnimationFrame(() => setTimeout(() => done(sum), 0)));
    }));
    assert.ok(shift < 0.02, `layout shift ${shift}`);
  });
});

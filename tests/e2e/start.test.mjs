// Goal: the welcome that is read before the program runs is the one that the program shows: nothing
// moves when it starts. Method: words and places of every element in it, without the program and
// with it, on a phone and on a desk.
import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { test } from 'node:test';
import { setStage } from './support/stage.mjs';
import { Visitor } from './support/visitor.mjs';

const stage = setStage();

const PHONE = { width: 412, height: 823 };

/// Of each element in #page: its name, its own words, where it leads and where it stands.
const seenIn = (page) => page.evaluate(() => {
  const elements = document.querySelectorAll('#page :not(noscript, noscript *, .late, .late *)');
  return [...elements].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const words = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
    const place = [x, y, width, height].map((length) => Math.round(length)).join(' ');
    return `${element.tagName} "${words}" ${element.getAttribute('href') ?? ''} ${place}`;
  });
});

for (const [name, viewport, locale] of [
  ['a phone', PHONE, 'fr-FR'], ['a desk', { width: 1280, height: 800 }, 'fr-FR'], ['a phone in English', PHONE, 'en-GB'],
]) {
  test(`the welcome stands where the program puts it, on ${name}`, async () => {
    const before = await stage.browser.newContext({ locale, viewport });
    await before.route('**/core.*', (route) => route.abort());
    const page = await before.newPage();
    await page.goto(stage.address);
    await page.evaluate(() => document.fonts.ready);
    const early = await seenIn(page);
    await before.close();

    const visitor = await Visitor.arrive(stage.browser, stage.address, { viewport, locale });
    await visitor.page.evaluate(() => document.fonts.ready);
    const started = await seenIn(visitor.page);
    await visitor.leave();
    assert.ok(started.some((element) => element.startsWith(locale === 'fr-FR' ? 'H1 "Vos aides' : 'H1 "Your benefits')), started.join('\n'));
    assert.deepEqual(early, started);
  });
}

/// A slow line to the server, which counts what crosses it: { address, counts, close }.
async function slowLine(address, delay) {
  const counts = new Map();
  const line = createServer((asked, answer) => {
    counts.set(asked.url, (counts.get(asked.url) ?? 0) + 1);
    const onward = request(address + asked.url, { headers: { ...asked.headers, host: new URL(address).host } }, (response) => {
      setTimeout(() => {
        answer.writeHead(response.statusCode, response.headers);
        response.pipe(answer);
      }, delay);
    });
    onward.end();
  });
  await new Promise((done) => { line.listen(0, '127.0.0.1', done); });
  const close = () => { line.closeAllConnections(); line.close(); };
  return { address: `http://127.0.0.1:${line.address().port}`, counts, close };
}

test('the program, fetched ahead by the page, crosses the line once', async () => {
  const line = await slowLine(stage.address, 500);
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${line.address}/aides`);
  await page.waitForSelector('html.started');
  await context.close();
  line.close();
  const program = [...line.counts].filter(([path]) => /^\/(core|page)\./.test(path));
  assert.equal(program.length, 3);
  for (const [path, times] of program) assert.equal(times, 1, path);
});

test('a kiosk, and every other address, wait with an outline', async () => {
  const context = await stage.browser.newContext();
  for (const [path, outlines] of [['/', 0], ['/?kiosk=1', 2], ['/aides', 2]]) {
    const answer = await context.request.get(stage.address + path);
    assert.equal((await answer.text()).split('card outline').length - 1, outlines, path);
  }
  await context.close();
});

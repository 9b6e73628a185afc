// Goal: no colour that people cannot read reaches the page, and every style names a token that
// exists. Method: the contrast of known pairs, towns with good and bad accents, and the style sheets
// read as text.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { contrast, mix, nearestPassing, toOklab, withLightness } from '../../assets/styles/colour.mjs';
import { buildThemes, failures, themeOf, toCss, toHeader } from '../../assets/styles/tokens.mjs';
import { complaintsAbout, toHeader as townHeader } from '../../assets/town.mjs';
import { fillPage, withScreen } from '../../web/platform/page_template.mjs';

const assets = fileURLToPath(new URL('../../assets/', import.meta.url));
const readJson = (path) => JSON.parse(readFileSync(join(assets, path), 'utf8'));
const tokens = readJson('styles/tokens.json');
const town = readJson('town.json');

test('contrast: pairs whose ratio is known', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#777777', '#777777'), 1);
  assert.ok(contrast('#767676', '#ffffff') >= 4.5); // the lightest grey that passes on white
  assert.ok(contrast('#777777', '#ffffff') < 4.5);
  assert.equal(contrast('#ff0000', '#ffffff').toFixed(2), '4.00');
});

test('colours: lightness changes, hue stays', () => {
  assert.equal(mix('#000000', '#ffffff', 0.5), '#808080');
  assert.equal(withLightness('#0b5c6b', toOklab('#0b5c6b').lightness), '#0b5c6b');
  const lighter = toOklab(withLightness('#0b5c6b', 0.8));
  const before = toOklab('#0b5c6b');
  assert.ok(Math.abs(lighter.lightness - 0.8) < 0.01);
  const angle = ({ a, b }) => Math.atan2(b, a);
  assert.ok(Math.abs(angle(lighter) - angle(before)) < 0.05);
  assert.equal(nearestPassing('#123456', () => true), '#123456');
  assert.equal(nearestPassing('#123456', () => false), null);
});

test('the town of the tree passes in light and dark', () => {
  assert.deepEqual(buildThemes(tokens, town).complaints, []);
});

const accents = [
  { accent: '#0b5c6b', passes: true },
  { accent: '#7a1f5c', passes: true },
  { accent: '#1d3a8a', passes: true },
  { accent: '#000000', passes: true },
  { accent: '#ffcc00', passes: false },
  { accent: '#00a0e0', passes: false },
  { accent: '#ffffff', passes: false },
  { accent: '#8a8a8a', passes: false },
];

for (const { accent, passes } of accents) {
  test(`accent ${accent} ${passes ? 'passes' : 'is refused, with a remedy that passes'}`, () => {
    const { complaints } = buildThemes(tokens, { accent });
    assert.equal(complaints.length === 0, passes, complaints.join('\n'));
    if (passes) return;
    assert.match(complaints[0], /^light theme: text: accent #\w+ on page #\w+ has a contrast of /);
    const remedy = /the nearest accent that passes is (#\w+)/.exec(complaints[0])[1];
    assert.deepEqual(buildThemes(tokens, { accent: remedy }).complaints, []);
  });
}

test('a dark accent of the town is held to the same', () => {
  const { complaints } = buildThemes(tokens, { accent: '#0b5c6b', accent_dark: '#0b5c6b' });
  assert.match(complaints[0], /^dark theme: .* the nearest accent_dark that passes is #\w+$/);
});

test('what is no colour is named', () => {
  assert.deepEqual(buildThemes(tokens, { accent: 'teal' }).complaints,
    ['accent: "teal" is not a colour such as "#0b5c6b"']);
  assert.equal(buildThemes(tokens, {}).complaints.length, 1);
});

test('a token of ours that cannot be read is refused with a remedy', () => {
  const pale = { ...tokens, light: { ...tokens.light, muted: '#aaaaaa' } };
  const { complaints } = buildThemes(pale, town);
  assert.match(complaints[0], /light theme: text: muted #aaaaaa .* nearest muted that passes is #/);
});

test('more contrast never has less', () => {
  const css = toCss(tokens, buildThemes(tokens, town).themes);
  const [light, dark] = css.split('(prefers-contrast: more)').slice(1).map((block) =>
    Object.fromEntries([...block.matchAll(/--([\w-]+): (#\w+);/g)].map(
      ([, name, value]) => [name.replaceAll('-', '_'), value])));
  for (const theme of [light, dark]) {
    assert.deepEqual(failures(tokens, theme), []);
    assert.ok(contrast(theme.muted, theme.page) > 12);
  }
});

const folder = mkdtempSync(join(tmpdir(), 'styles-'));
after(() => rmSync(folder, { recursive: true }));

test('the command writes nothing and fails when a colour is refused', () => {
  const run = (accent) => {
    writeFileSync(join(folder, 'town.json'), JSON.stringify({ accent }));
    return spawnSync(process.execPath, [join(assets, 'styles/tokens.mjs'),
      '--tokens', join(assets, 'styles/tokens.json'), '--town', join(folder, 'town.json'),
      '--css', join(folder, 'tokens.css'), '--header', join(folder, 'tokens.h')],
    { encoding: 'utf8' });
  };
  const refused = run('#ffcc00');
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /town\.json: colours that cannot be read:/);
  assert.deepEqual(readdirSync(folder), ['town.json']);
  assert.equal(run('#0b5c6b').status, 0);
  assert.match(readFileSync(join(folder, 'tokens.h'), 'utf8'), /\.accent = 0x0b5c6b,/);
});

test('every custom property that a style names exists', () => {
  const themes = buildThemes(tokens, town).themes;
  const sheets = readdirSync(join(assets, 'styles')).filter((name) => name.endsWith('.css'))
    .map((name) => readFileSync(join(assets, 'styles', name), 'utf8')).join('\n');
  const defined = new Set([...(toCss(tokens, themes) + sheets).matchAll(/(--[\w-]+):/g)]
    .map((found) => found[1]));
  const unknown = [...sheets.matchAll(/var\((--[\w-]+)/g)].map((found) => found[1])
    .filter((name) => !defined.has(name));
  assert.deepEqual(unknown, []);
});

test('both themes have the same roles in C++', () => {
  const header = toHeader(tokens, buildThemes(tokens, town).themes);
  const roles = Object.keys(themeOf(tokens, 'light', town.accent));
  assert.deepEqual(roles, Object.keys(themeOf(tokens, 'dark', town.accent)));
  for (const role of roles) assert.equal(header.split(`.${role} = 0x`).length, 3, role);
});

test('a logo takes the place of the emblem, in both views', () => {
  const themes = buildThemes(tokens, town).themes;
  assert.doesNotMatch(toCss(tokens, themes, ''), /logo/);
  assert.match(toCss(tokens, themes, 'belleville.svg'), /\{\{logo\.svg\}\}/);
  assert.match(toHeader(tokens, themes, ''), /town_has_logo = false;/);
  assert.match(toHeader(tokens, themes, 'belleville.svg'), /town_has_logo = true;/);
});

test('the page is filled, escaped, and never has a hole', () => {
  const values = { page: { language: 'fr' }, town: { name: 'L"Î<le>', phone: '02 00' }, text: { a: "l'aide ?" }, english: {} };
  assert.equal(fillPage('{{town.name}} {{text.a}} {{town.phone_link}}', values),
    'L&quot;Î&lt;le&gt; l’aide\u00a0? 0200');
  assert.throws(() => fillPage('{{text.b}} {{english.c}}', values), /\{\{text\.b\}\}, \{\{english\.c\}\}/);
  const [template, welcome] = ['index.html', 'welcome.html']
    .map((name) => readFileSync(join(assets, '../web/platform', name), 'utf8'));
  assert.throws(() => withScreen('<div id="page">', welcome), /no #page/);
  const files = new Proxy({}, { get: (_, name) => `/${String(name)}` });
  for (const filled of [template, withScreen(template, welcome)]) {
    const page = fillPage(filled, {
      page: { language: 'fr', other: 'en' }, town, text: readJson('i18n/fr.json'), english: readJson('i18n/en.json'), file: files,
      colour: { light: '#ffffff', dark: '#000000' },
    });
    assert.doesNotMatch(page, /\{\{|<style|style=|<script>|onclick/);
    assert.equal(page.match(/<h1>/g).length, 1);
  }
});

test('a town that says too little, or what nobody asked, is refused', () => {
  assert.deepEqual(complaintsAbout(town), []);
  assert.match(townHeader(town), /char const\* name =\n {4}"Ville de /);
  assert.deepEqual(complaintsAbout({ ...town, phone: ' ' }), ['phone: missing']);
  assert.deepEqual(complaintsAbout({ ...town, logo: 'https://x/y.svg' }), ['logo: the path of an svg']);
  assert.deepEqual(complaintsAbout({ ...town, colour: 'blue' }), ['colour: unknown']);
  assert.deepEqual(complaintsAbout({ ...town, kind: 'ville' }).length, 1);
});

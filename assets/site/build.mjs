// Assembles the site that the server serves: collects what the build made and what packages publish.
//
//   node build.mjs --output build/site --built build/wasm
//
// Run again, it writes only what changed. manifest.json tells the name that each file got.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fillPage, withScreen } from '../../web/platform/page_template.mjs';
import { buildThemes } from '../styles/tokens.mjs';
import { Site, filesUnder } from './site.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = resolve(here, '../..');
const { values: options } = parseArgs({ options: { output: { type: 'string' }, built: { type: 'string' } } });
const site = new Site(options.output);

/// Faces for HTML: small, Latin only. For the canvas: in the only format Dear ImGui reads.
const FONTS = {
  'fonts/regular.woff2': '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff2',
  'fonts/bold.woff2': '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff2',
  'fonts/regular-extended.woff2': '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-400-normal.woff2',
  'fonts/bold-extended.woff2': '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff2',
  'fonts/regular.ttf': '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  'fonts/bold.ttf': '@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
};

/// Letters that names and texts in European languages need, punctuation, and the euro sign.
const CANVAS_LETTERS = '0020-007E,00A0-017F,2010-2027,202F-203A,20AC,2212';

/// Only outlines and widths: the canvas puts each line where the browser laid it out.
function outlines(path) {
  return execFileSync('hb-subset', [path, '-o', '-', `--unicodes=${CANVAS_LETTERS}`, '--no-hinting',
    '--drop-tables+=GPOS,GSUB,GDEF,STAT,name,post,OS/2,gasp']);
}

function addFonts() {
  for (const [name, path] of Object.entries(FONTS)) {
    const source = join(root, 'node_modules', path);
    site.addVersioned(name, name.endsWith('.ttf') ? outlines(source) : readFileSync(source));
  }
}

/// Scripts of the page, and programs: the script of each of these looks for its wasm beside itself, under
/// the name it was built with.
function addCode() {
  const built = (name) => readFileSync(join(options.built, 'site', name));
  for (const script of ['page.js', 'canvas.js']) site.addVersioned(script, built(script));
  for (const program of ['painter', 'core']) {
    const wasm = site.addVersioned(`${program}.wasm`, built(`${program}.wasm`));
    const script = built(`${program}.js`).toString();
    if (!script.includes(`"${program}.wasm"`)) throw new Error(`${program}.js should name its wasm`);
    site.addVersioned(`${program}.js`, script.replaceAll(`"${program}.wasm"`, `"${wasm}"`));
  }
}

/// One style sheet: the tokens first, then assets/styles in the order of names, which ends with what
/// people prefer.
function addStyles() {
  const sheets = [
    join(options.built, 'generated/styles/tokens.css'), join(here, 'fonts.css'),
    ...filesUnder(join(root, 'assets/styles')).filter((path) => path.endsWith('.css')),
  ];
  const style = sheets.map((path) => readFileSync(path, 'utf8')).join('\n');
  site.addVersioned('style.css', minify(site.resolve(style)));
}

/// Comments and indentation, which nobody reads there.
function minify(style) {
  return style.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s*\n\s*/g, '\n').replace(/^\n/, '');
}

function addData() {
  const data = join(options.built, 'data');
  for (const path of filesUnder(data)) site.add(`data/${relative(data, path)}`, readFileSync(path));
}

/// The mark of the page in tabs, in the town's accent; and the town's own mark, if it has one.
function addIcon() {
  const { accent, logo } = JSON.parse(readFileSync(join(root, 'assets/town.json'), 'utf8'));
  if (logo) site.addVersioned('logo.svg', readFileSync(join(root, 'assets', logo)));
  site.addVersioned('icon.svg', readFileSync(join(here, 'icon.svg'), 'utf8').replaceAll('{{accent}}', accent));
}

/// The page that the server answers every address of the application with, and the same for `/`, which
/// shows the welcome from the start, in French or in English: it can be read, and its links followed,
/// before the program is there.
function addIndex() {
  const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const town = read('assets/town.json');
  const { themes } = buildThemes(read('assets/styles/tokens.json'), town);
  const template = (name) => readFileSync(join(root, 'web/platform', name), 'utf8');
  const english = read('assets/i18n/en.json');
  const values = {
    page: { language: 'fr', other: 'en' }, town, text: read('assets/i18n/fr.json'), english,
    colour: { light: themes.light.page, dark: themes.dark.page },
    file: Object.fromEntries([...site.names()].map(([name, served]) => [name, `/${served}`])),
  };
  site.add('index.html', fillPage(template('index.html'), values));
  const welcome = withScreen(template('index.html'), template('welcome.html'));
  site.add('welcome.html', fillPage(welcome, values));
  site.add('welcome.en.html', fillPage(welcome, { ...values, page: { language: 'en', other: 'fr' }, text: english }));
}

addFonts();
addIcon();
addCode();
addStyles();
addData();
addIndex();
const { files, written, removed } = await site.write();
console.log(`${options.output}: ${files} files, ${written} written, ${removed} removed`);

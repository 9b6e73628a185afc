// Lays the packs out as the page fetches them:
//   index.json         what each pack says of itself, without its questions and aids
//   <id>/pack.json     the pack as its author wrote it, and when its parameters are revalued
//   <id>/rules.bin     the rules, compiled from the model that npm publishes, or from what
//                      `prevenance pack build` makes of the rules kept beside the pack
// What a person reads of them is typeset as the page's own texts are.
//
// usage: node assets/packs/publish.mjs OUTPUT_FOLDER PREVENANCE_PROGRAM
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { revaluationsOf } from './revaluations.mjs';
import { typesetModel, typesetPack } from './wording.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, '../../node_modules');
const HEAD = ['id', 'title', 'summary', 'note', 'publisher', 'licence', 'source', 'data_date'];

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

function build(words, failure) {
  const { status } = spawnSync(prevenance, ['pack', 'build', ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(failure);
}

/// The model: the file of an npm package, or the pack's own rules once written out.
function modelOf(id, pack, folder) {
  const { package: name, version, file, folder: rules } = pack.model;
  if (rules) {
    const model = join(folder, `${id}.model.json`);
    build([join(HERE, id, rules), '--output', model], `${id}: its rules could not be read`);
    const rulesRead = readJson(model);
    rmSync(model);
    return rulesRead;
  }
  const installed = readJson(join(PACKAGES, name, 'package.json')).version;
  if (installed !== version) throw new Error(`${id}: ${name} ${version} is wanted, ${installed} is installed`);
  return readJson(join(PACKAGES, name, file));
}

function publish(id, folder) {
  const pack = typesetPack(readJson(join(HERE, id, 'pack.json')));
  if (pack.id !== id) throw new Error(`${id}/pack.json calls itself ${pack.id}`);
  const model = modelOf(id, pack, folder);
  const revaluations = revaluationsOf(model);
  mkdirSync(join(folder, id), { recursive: true });
  writeFileSync(join(folder, id, 'pack.json'), JSON.stringify({ ...pack, ...(revaluations.length ? { revaluations } : {}) }));
  const shown = join(folder, `${id}.model.json`);
  writeFileSync(shown, JSON.stringify(typesetModel(model)));
  build([shown, '--page', join(folder, id, 'pack.json'), '--image', join(folder, id, 'rules.bin')],
    `${id}: its rules could not be compiled`);
  rmSync(shown);
  return Object.fromEntries(HEAD.map((key) => [key, pack[key]]));
}

/// Everyday benefits, whose rules are kept here, come before what people do once in a while.
const everydayFirst = (left, right) => Number(isOurs(right)) - Number(isOurs(left)) || (left < right ? -1 : 1);
const isOurs = (id) => Boolean(readJson(join(HERE, id, 'pack.json')).model.folder);

const [folder, prevenance] = process.argv.slice(2);
const ids = readdirSync(HERE, { withFileTypes: true }).map((entry) => entry.name).filter((id) => existsSync(join(HERE, id, 'pack.json'))).sort(everydayFirst);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'index.json'), JSON.stringify({ packs: ids.map((id) => publish(id, folder)) }));

// Lays the packs out as the page fetches them:
//   index.json         what each pack says of itself, without its questions and aids
//   <id>/pack.json     the pack as its author wrote it
//   <id>/rules.bin     the rules, compiled by pack_image from the model that npm publishes, or from
//                      what `prevenance pack build` makes of the rules kept beside the pack
//
// usage: node assets/packs/publish.mjs OUTPUT_FOLDER PREVENANCE_PROGRAM PACK_IMAGE_PROGRAM...
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { revaluationsOf } from './revaluations.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, '../../node_modules');
const HEAD = ['id', 'title', 'summary', 'note', 'publisher', 'licence', 'source', 'data_date'];

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

function run(command, failure) {
  const { status } = spawnSync(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(failure);
}

/// The model as JSON: the file of an npm package, or the pack's own rules once written out.
function modelOf(id, pack, folder) {
  const { package: name, version, file, folder: rules } = pack.model;
  if (rules) {
    const model = join(folder, `${id}.model.json`);
    run([prevenance, 'pack', 'build', join(HERE, id, rules), '--output', model], `${id}: its rules could not be read`);
    return model;
  }
  const installed = readJson(join(PACKAGES, name, 'package.json')).version;
  if (installed !== version) throw new Error(`${id}: ${name} ${version} is wanted, ${installed} is installed`);
  return join(PACKAGES, name, file);
}

function publish(id, folder) {
  const pack = readJson(join(HERE, id, 'pack.json'));
  if (pack.id !== id) throw new Error(`${id}/pack.json calls itself ${pack.id}`);
  const model = modelOf(id, pack, folder);
  const revaluations = revaluationsOf(readJson(model));
  mkdirSync(join(folder, id), { recursive: true });
  writeFileSync(join(folder, id, 'pack.json'), JSON.stringify({ ...pack, ...(revaluations.length ? { revaluations } : {}) }));
  run([...program, join(HERE, id, 'pack.json'), model, join(folder, id, 'rules.bin')], `${id}: its rules could not be compiled`);
  if (pack.model.folder) rmSync(model);
  return Object.fromEntries(HEAD.map((key) => [key, pack[key]]));
}

/// Everyday benefits, whose rules are kept here, come before what people do once in a while.
const everydayFirst = (left, right) => Number(isOurs(right)) - Number(isOurs(left)) || (left < right ? -1 : 1);
const isOurs = (id) => Boolean(readJson(join(HERE, id, 'pack.json')).model.folder);

const [folder, prevenance, ...program] = process.argv.slice(2);
const ids = readdirSync(HERE, { withFileTypes: true }).map((entry) => entry.name).filter((id) => existsSync(join(HERE, id, 'pack.json'))).sort(everydayFirst);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'index.json'), JSON.stringify({ packs: ids.map((id) => publish(id, folder)) }));

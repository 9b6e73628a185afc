// Lays the packs out as the page fetches them:
//   index.json         what each pack says of itself, without its questions and aids
//   <id>/pack.json     the pack as its author wrote it
//   <id>/model.json    the rules, as their npm package publishes them
//
// usage: node assets/packs/publish.mjs OUTPUT_FOLDER
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, '../../node_modules');
const HEAD = ['id', 'title', 'summary', 'note', 'publisher', 'licence', 'source', 'data_date'];

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

function publish(id, folder) {
  const pack = readJson(join(HERE, id, 'pack.json'));
  if (pack.id !== id) throw new Error(`${id}/pack.json calls itself ${pack.id}`);
  const { package: name, version, file } = pack.model;
  const installed = readJson(join(PACKAGES, name, 'package.json')).version;
  if (installed !== version) throw new Error(`${id}: ${name} ${version} is wanted, ${installed} is installed`);
  mkdirSync(join(folder, id), { recursive: true });
  writeFileSync(join(folder, id, 'pack.json'), JSON.stringify(pack));
  writeFileSync(join(folder, id, 'model.json'), readFileSync(join(PACKAGES, name, file)));
  return Object.fromEntries(HEAD.map((key) => [key, pack[key]]));
}

const folder = process.argv[2];
const ids = readdirSync(HERE, { withFileTypes: true }).map((entry) => entry.name).filter((id) => existsSync(join(HERE, id, 'pack.json'))).sort();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'index.json'), JSON.stringify({ packs: ids.map((id) => publish(id, folder)) }));

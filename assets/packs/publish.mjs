// Lays the packs out as the page fetches them:
//   index.json         what each pack says of itself, without its questions and aids
//   <id>/pack.json     the pack as its author wrote it
//   <id>/rules.bin     the rules, compiled by pack_image from the model that npm publishes
//
// usage: node assets/packs/publish.mjs OUTPUT_FOLDER PACK_IMAGE_PROGRAM...
import { spawnSync } from 'node:child_process';
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
  const image = spawnSync(program[0], [...program.slice(1), join(HERE, id, 'pack.json'),
    join(PACKAGES, name, file), join(folder, id, 'rules.bin')], { stdio: 'inherit' });
  if (image.status !== 0) throw new Error(`${id}: its rules could not be compiled`);
  return Object.fromEntries(HEAD.map((key) => [key, pack[key]]));
}

const [folder, ...program] = process.argv.slice(2);
const ids = readdirSync(HERE, { withFileTypes: true }).map((entry) => entry.name).filter((id) => existsSync(join(HERE, id, 'pack.json'))).sort();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'index.json'), JSON.stringify({ packs: ids.map((id) => publish(id, folder)) }));

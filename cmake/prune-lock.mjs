// Takes out of package-lock.json what no part of the project loads: some packages that publish a
// Publicodes model also name their whole web site's dependencies, hundreds of packages, where only
// the model file is read here. Run by `npm run lock`.
import { readFileSync, writeFileSync } from 'node:fs';

const MODEL_PACKAGES = ['@betagouv/aides-velo', '@incubateur-ademe/nosgestesclimat', 'mesaidesreno',
  'modele-social'];

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = lock.packages;
for (const name of MODEL_PACKAGES) delete packages[`node_modules/${name}`].dependencies;

// The entry that `name` resolves to for the package at `path`: the nearest node_modules upwards.
function resolve(path, name) {
  const parents = path ? path.slice('node_modules/'.length).split('/node_modules/') : [];
  for (let depth = parents.length; depth >= 0; --depth) {
    const candidate = `node_modules/${[...parents.slice(0, depth), name].join('/node_modules/')}`;
    if (packages[candidate]) return candidate;
  }
  return null;
}

const kept = new Set(['']);
for (const path of kept) {
  const entry = packages[path];
  const wanted = { ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies,
    ...(path ? {} : entry.devDependencies) };
  for (const name of Object.keys(wanted)) {
    const found = resolve(path, name);
    if (found) kept.add(found);
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).filter(([path]) => kept.has(path)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${Object.keys(packages).length} -> ${kept.size} packages`);

// Goal: any published model runs here as it does on the npm engine. Method: models of other authors, and
// earlier versions of those in package.json, are fetched as npm publishes them; random_situations.mjs
// asks many of the rules of each. Needs the network, so it is run by hand, not by ./dev test.
//
// usage: node tests/conformance/published_models.mjs PROGRAM [--situations N] [--goals N] [--seed S]
//        [PACKAGE@VERSION...]
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const usual = [
  '@betagouv/publicodes-voiture@0.3.8', '@incubateur-ademe/publicodes-acv-numerique@1.2.0',
  '@incubateur-ademe/publicodes-acv-numerique@2.1.0', '@incubateur-ademe/publicodes-commun@2.0.1',
  '@incubateur-ademe/publicodes-impact-livraison@0.7.0', 'futureco-data@0.1.0',
  '@betagouv/aides-velo@0.3.3', '@betagouv/aides-velo@2.2.0',
  'modele-social@3.0.0', 'modele-social@8.0.0', 'modele-social@10.0.1',
  '@incubateur-ademe/nosgestesclimat@2.5.2', '@incubateur-ademe/nosgestesclimat@3.12.1',
  '@incubateur-ademe/nosgestesclimat@4.8.1',
]

const { values: options, positionals: [program, ...asked] } = parseArgs({
  allowPositionals: true,
  options: {
    situations: { type: 'string', default: '8' },
    goals: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
})
if (program === undefined) {
  console.error('usage: node tests/conformance/published_models.mjs PROGRAM [--situations N] [--goals N] [--seed S] [PACKAGE@VERSION...]')
  process.exit(2)
}

/** The folder of the package, fetched once. */
function fetched(name) {
  const folder = resolve('build/published', name.replaceAll('/', '_'))
  if (!existsSync(join(folder, 'package'))) {
    mkdirSync(folder, { recursive: true })
    const archive = execFileSync('npm', ['pack', name, '--silent', '--pack-destination', folder], { encoding: 'utf8' }).trim()
    execFileSync('tar', ['xzf', join(folder, archive), '-C', folder])
  }
  return join(folder, 'package')
}

/** The rules: a file *.model.json, else what the package's main module is made of. */
async function rulesIn(folder) {
  for (const place of ['publicodes-build', '.']) {
    const files = existsSync(join(folder, place)) ? readdirSync(join(folder, place)) : []
    const file = files.find((one) => one.endsWith('.model.json'))
    if (file !== undefined) return JSON.parse(readFileSync(join(folder, place, file), 'utf8'))
  }
  const { exports: given, module, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const entry = given?.['.'] ?? given
  const path = [entry?.import?.default, entry?.import, entry?.default, entry, module, main, 'index.js']
    .find((one) => typeof one === 'string')
  return (await import(pathToFileURL(join(folder, path)))).default
}

let failed = 0
for (const name of asked.length > 0 ? asked : usual) {
  const folder = fetched(name)
  const model = join(folder, '..', 'model.json')
  writeFileSync(model, JSON.stringify(await rulesIn(folder)))
  const run = spawnSync(process.execPath, ['tests/conformance/random_situations.mjs', program, model,
    '--situations', options.situations, '--goals', options.goals, '--seed', options.seed], { encoding: 'utf8' })
  if (run.status !== 0) failed += 1
  console.log(`${name}: ${run.status === 0 ? run.stdout.trim().replace(/^.*?: /, '') : `${run.stdout}${run.stderr}`.trim()}`)
}
process.exit(failed === 0 ? 0 : 1)

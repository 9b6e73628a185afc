// Goal: what `pack check` finds is said where it stands, to people and to programs, and the defects
// it finds in published models are real. Method: the real program over small packs; then over the
// models of npm, each claim put to the npm engine.
//
// usage: PREVENANCE_BINARY=path/to/prevenance node --test tests/server/app/pack_check.test.mjs
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'node:test'
import Engine from 'publicodes'
import { modelFiles } from '../../conformance/recorded.mjs'
import { folder, pack, run } from './packs.mjs'

const flawed = {
  'rules.yaml': `prix:
  question: Combien ?
  unité: €
aide:
  références: Délibération du 3 mars 2026
  valeur: 20 % * prix
  plaond: 500 €
aide . kilos:
  valeur: prix + 3 kg
`,
  'scales/more.yaml': `barème:
  références: Délibération du 3 mars 2026
  vérifié le: 2026-07-23
  revalorisation: 1er octobre
  barème:
    assiette: prix
    tranches:
      - taux: 1 %
        plafond: 100 €
      - taux: 2 %
        plafond: 90 €
      - taux: 3 %
`,
}

test('findings stand in groups, gravest first, with place, remedy and counts', () => {
  const path = pack('flawed', flawed)
  const done = run('check', path, '--date', '2026-11-24')
  assert.equal(done.status, 1)
  assert.equal(done.stderr, '')
  assert.doesNotMatch(done.stdout, /\x1b/) // Colours are for terminals.
  const told = done.stdout.replaceAll(path + '/', '')
  assert.match(told, /^error bracket-order .* \(1\)\n {2}scales\/more\.yaml:11:18 {2}barème\n/)
  assert.match(told, /warning misspelt-key .*\n {2}rules\.yaml:7:3 {2}aide\n.*\n.*'plafond'\?/)
  assert.match(told, /warning unit-clash .*\n {2}rules\.yaml:9:11 {2}aide \. kilos\n/)
  assert.match(told, /warning overdue .*\n {2}scales\/more\.yaml:3:17 {2}barème\n/)
  assert.match(told, /4 rules: 1 error, 3 warnings, 2 notes\n$/)
})

test('a pack without faults ends with 0; --strict counts warnings, --only leaves out the rest', () => {
  const path = pack('flawed', flawed)
  const clean = pack('clean', { 'a.yaml': 'prix:\n  question: Combien ?\n  unité: €\n' })
  assert.match(run('check', clean).stdout, /^1 rule: 0 errors, 0 warnings, 0 notes\n$/)
  for (const [words, status] of [
    [[clean], 0],
    [[clean, '--strict'], 0],
    [[path], 1],
    [[path, '--only', 'misspelt-key'], 0],
    [[path, '--only', 'misspelt-key', '--strict'], 1],
    [[path, '--only', 'mispelt-key'], 2],
    [[path, '--date', 'tomorrow'], 2],
    [[], 2],
    [[join(folder, 'nowhere.yaml')], 1],
  ])
    assert.equal(run('check', ...words).status, status, words.join(' '))
})

test('many notes are folded, unless all are asked for', () => {
  const rules = Array.from({ length: 9 }, (_, i) => `a${i}: ${i}`).join('\n')
  const path = pack('many', { 'a.yaml': rules })
  assert.match(run('check', path).stdout, /… and 4 more: --all --only unused-rule\n/)
  assert.doesNotMatch(run('check', path, '--all').stdout, /more:/)
})

test('what stands at one place is said once, however many rules come of it', () => {
  const path = pack('copies', { 'a.yaml': '"enfant {n}":\n  pour chaque: { n: 1..8 }\n  valeur: 3\n' })
  const told = run('check', path, '--only', 'unused-rule').stdout
  assert.match(told, /\(8\)\n {2}.*a\.yaml:1:1 {2}enfant 1 and 7 others\n/)
})

test('JSON, SARIF and JUnit say the same', () => {
  const path = pack('flawed', flawed)
  const sarif = join(folder, 'found.sarif')
  const junit = join(folder, 'found.xml')
  const done = run('check', path, '--date', '2026-11-24', '--json', '--sarif', sarif, '--junit', junit)
  const { summary, findings, parameters } = JSON.parse(done.stdout)
  assert.deepEqual(summary, { rules: 4, errors: 1, warnings: 3, notes: 2 })
  const misspelt = findings.find((finding) => finding.code === 'misspelt-key')
  assert.deepEqual(misspelt, {
    code: 'misspelt-key', severity: 'warning', rule: 'aide',
    message: "'plaond' is no key of the language and is ignored",
    remedy: "did you mean 'plafond'?",
    file: join(path, 'rules.yaml'), line: 7, column: 3,
  })
  assert.equal(parameters[0].due, '2026-10-01')

  checkSarif(JSON.parse(readFileSync(sarif, 'utf8')), findings)
  const xml = readFileSync(junit, 'utf8')
  assert.match(xml, /<testsuites tests="\d+" failures="4">/)
  assert.match(xml, /<testcase name="misspelt-key"[^>]*>\n\s*<failure message="[^"]*rules\.yaml:7:3: aide: /)
  assert.match(xml, /<testcase name="cycle"[^>]*\/>/)
})

/** What SARIF 2.1.0 requires (sections 3.13, 3.14, 3.18 to 3.20, 3.27 to 3.30), and our findings. */
function checkSarif(log, findings) {
  assert.equal(log.version, '2.1.0')
  assert.equal(log.runs.length, 1)
  const { tool, results } = log.runs[0]
  assert.equal(tool.driver.name, 'prevenance')
  const levels = ['none', 'note', 'warning', 'error']
  for (const rule of tool.driver.rules) {
    assert.match(rule.id, /^[a-z-]+$/)
    assert.ok(rule.shortDescription.text.length > 0)
    assert.ok(levels.includes(rule.defaultConfiguration.level))
  }
  assert.equal(new Set(tool.driver.rules.map(({ id }) => id)).size, tool.driver.rules.length)
  assert.equal(results.length, findings.length)
  results.forEach((result, index) => {
    assert.equal(tool.driver.rules[result.ruleIndex].id, result.ruleId)
    assert.equal(result.ruleId, findings[index].code)
    assert.equal(result.level, findings[index].severity)
    assert.ok(result.message.text.startsWith(findings[index].message))
    const { artifactLocation, region } = result.locations[0].physicalLocation
    assert.equal(decodeURI(artifactLocation.uri), findings[index].file)
    assert.deepEqual(region, { startLine: findings[index].line, startColumn: findings[index].column })
    assert.equal(result.locations[0].logicalLocations[0].fullyQualifiedName, findings[index].rule)
  })
}

test('freshness: what is overdue, and how many come due on which day', () => {
  const path = pack('flawed', flawed)
  const before = run('check', path, '--freshness', '--date', '2026-09-30')
  assert.equal(before.stdout, 'due 2026-10-01: 1 parameter\n1 parameter: 0 overdue on 2026-09-30\n')
  const after = run('check', path, '--freshness', '--date', '2026-10-01')
  assert.match(after.stdout, /warning overdue .*\n.*more\.yaml:3:17 {2}barème\n.*2026-10-01/)
  assert.match(after.stdout, /1 parameter: 1 overdue on 2026-10-01\n$/)
  assert.equal(run('check', path, '--freshness', '--strict', '--date', '2026-10-01').status, 1)
})

test('a place in a script is where the quoted key stands in it', () => {
  const model = JSON.stringify({ 'l’aide': { valeur: 1, titre: 'a "b"\n', plaond: 2 } })
  const script = `// Published.\nexport const json = ${JSON.stringify(model)}\n`
  const path = join(pack('script', { 'index.js': script }), 'index.js')
  const [found] = JSON.parse(run('check', path, '--json', '--only', 'misspelt-key').stdout).findings
  assert.equal(found.line, 2)
  assert.equal(at(script, found).slice(0, 10), '\\"plaond\\"')
})

/** The text of a file from the place of a finding; columns count bytes. */
function at(text, { line, column }) {
  const bytes = Buffer.from(text.split('\n')[line - 1])
  return bytes.subarray(column - 1, column + 200).toString()
}

const models = {}
for (const [name, path] of Object.entries(modelFiles)) {
  const text = readFileSync(path, 'utf8')
  const script = path.endsWith('.js') && (await import(pathToFileURL(resolve(path))))
  models[name] = { path, text, rules: script ? (script.default.default ?? script.default) : JSON.parse(text) }
}

/** The finding of that code and rule in a published model, after a look at its place. */
function published(name, code, rule, starts) {
  const done = run('check', models[name].path, '--json', '--only', code)
  const found = JSON.parse(done.stdout).findings.filter((finding) => finding.rule === rule)
  assert.notEqual(found.length, 0, `${code} in ${rule}`)
  const here = at(models[name].text, found[0]).replaceAll('\\"', '"')
  assert.ok(here.startsWith(starts), `${name}:${found[0].line}:${found[0].column}: ${here.slice(0, 40)}`)
  return found[0]
}

const silent = { log() {}, warn() {}, error() {} }

/** The npm engine over a published model, and what it warned of. */
function engine(name, options = {}, change = (rules) => rules) {
  const warnings = []
  const logger = { ...silent, warn: (text) => warnings.push(text) }
  return { warnings, engine: new Engine(change(structuredClone(models[name].rules)), { logger, ...options }) }
}

test('aides-velo: a misspelt plafond lets an aid exceed the price', () => {
  const rule = 'aides . sarlat'
  published('aides-velo', 'misspelt-key', rule, '"plaond"')
  const cheap = {
    'localisation . code insee': "'24520'", 'vélo . type': "'électrique'", 'vélo . prix': '50 €',
  }
  assert.equal(engine('aides-velo').engine.setSituation(cheap).evaluate(rule).nodeValue, 100)
  const mended = engine('aides-velo', {}, (rules) => {
    rules[rule].plafond = rules[rule].plaond
    return rules
  })
  assert.equal(mended.engine.setSituation(cheap).evaluate(rule).nodeValue, 50)
})

test('aides-velo: an income by year is compared with an amount without a year', () => {
  published('aides-velo', 'unit-clash', 'aides . pays orne moselle', '"revenu fiscal')
  const { engine: npm, warnings } = engine('aides-velo')
  npm.setSituation({
    'localisation . epci': "'CC du Pays Orne Moselle'", 'vélo . type': "'mécanique simple'",
  })
  npm.evaluate('aides . pays orne moselle')
  assert.match(warnings.join('\n'), /'<=', la partie gauche \(unité: €\/an\) n'est pas compatible/)
})

test('aides-velo: a condition stands twice in one plafond', () => {
  published('aides-velo', 'unreachable-branch', 'aides . bram', '"vélo . électrique"')
  const tests = models['aides-velo'].rules['aides . bram'].plafond.variations.map(({ si }) => si)
  assert.equal(tests.filter((test) => test === 'vélo . électrique').length, 2)
})

test('mesaidesreno: rules whose only value is themselves', () => {
  const rule = 'logement . type travaux . parois vitrées'
  published('mesaidesreno', 'cycle', rule, `"${rule}"`)
  const strict = engine('mesaidesreno', { strict: { noCycleRuntime: true } }).engine
  assert.throws(() => strict.evaluate(rule), /Un cycle a été détecté/)
})

test('mesaidesreno: m2 cannot be converted to m²', () => {
  published('mesaidesreno', 'unit-clash', 'logement . surface', '"91 m2"')
  const { engine: npm, warnings } = engine('mesaidesreno')
  npm.evaluate('logement . surface')
  assert.match(warnings.join('\n'), /Impossible de convertir l'unité 'm2' en 'm²'/)
})

test('modele-social: a misspelt default is none', () => {
  const rule = 'salarié . régimes spécifiques . intermittents du spectacle . artiste . acteur de complément'
  published('modele-social', 'misspelt-key', rule, '"par defaut"')
  assert.equal(engine('modele-social').engine.getRule(rule).rawNode['par défaut'], undefined)
})

test('modele-social and nosgestesclimat: answers that no list offers', () => {
  for (const [name, rule, subject, answer, starts] of [
    ['modele-social', 'impôt . méthode de calcul . PFU', 'impôt . méthode de calcul', 'PFU',
      '"impôt . méthode de calcul = \'PFU\'"'],
    ['nosgestesclimat', 'logement . chauffage . bois . est présent ecs',
      'logement . chauffage . collectif', 'bois', '"chauffage . collectif = "bois""'],
  ]) {
    published(name, 'impossible-value', rule, starts)
    const strict = engine(name, { strict: { checkPossibleValues: true } }).engine
    assert.throws(
      () => strict.setSituation({ [subject]: `'${answer}'` }).evaluate(subject),
      /ne fait pas partie des possibilités/,
    )
  }
})

// Goal: authors test and build their packs from the command line, and every mistake names its file,
// line and remedy. Method: the real program over packs written for each case; what it builds is run
// by the npm engine.
//
// usage: PREVENANCE_BINARY=path/to/prevenance node --test tests/server/app/pack_command.test.mjs
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Engine from 'publicodes'
import { folder, pack, run } from './packs.mjs'

const income = `
rsa:
rsa . montant:
  valeur: forfait - ressources
  plancher: 0 €/mois
  exemples:
    - nom: Sans ressources
      situation:
        rsa . ressources: 0 €/mois
      attendu: 646.52 €/mois
    - nom: Par an
      date: 01/07/2026
      situation:
        rsa . ressources: 51.69 €/mois
      attendu: 7200 €/an
    - nom: Rien n'est dit
      attendu: non défini
      manque: [rsa . ressources]
rsa . ressources:
  question: Combien ?
  unité: €/mois
`
const scales = `
date:
  type: date
  valeur: 01/01/2026
rsa . forfait:
  variations:
    - si: date >= 01/04/2026
      alors: 651.69 €/mois
    - sinon: 646.52 €/mois
`

test('test: examples of every file, on their own days, each value shown', () => {
  const path = pack('good', {
    'rsa.publicodes.yaml': income,
    'scales/rsa.publicodes.yaml': scales,
    'whole.exemples.yaml': `
- nom: Deux valeurs
  situation: { rsa . ressources: 700 €/mois }
  attendu: { rsa . montant: 0 €/mois, rsa . forfait: 646.52 €/mois }
`,
  })
  const done = run('test', path)
  assert.equal(done.stderr, '')
  assert.equal(done.status, 0)
  assert.match(done.stdout, /ok {4}rsa \. montant — Sans ressources = 646\.52 €\/mois\n/)
  assert.match(done.stdout, /ok {4}Deux valeurs\n/)
  assert.match(done.stdout, /4 examples: 4 as expected, 0 not\n$/)
  assert.match(run('test', path, '--filter', 'Deux').stdout, /1 example: 1 as expected, 0 not/)
})

test('test: what is not as expected is shown with its place, as text, JSON and JUnit', () => {
  const path = pack('wrong', {
    'a.yaml': `
aide:
  valeur: 100 € / part
  exemples:
    - nom: Faux <montant>
      situation: { part: 4 }
      attendu: 20 €
    - nom: Sans unité
      situation: { part: 4 }
      attendu: 25
    - nom: Zéro
      situation: { part: 0 }
      attendu: 25 €
    - nom: Inconnu
      situation: { parts: 4 }
      attendu: 25 €
    - attendue: 3 €
part:
  question: Combien ?
`,
  })
  const done = run('test', path, '--junit', join(folder, 'junit.xml'))
  assert.equal(done.status, 1)
  assert.match(done.stdout, /a\.yaml:7:16: aide: expected 20 €, got 25 €/)
  assert.match(done.stdout, /a\.yaml:10:16: aide: expected 25, got 25 €/)
  assert.match(done.stdout, /a\.yaml:13:16: rule '.*division/)
  assert.match(done.stdout, /a\.yaml:15:20: rule 'parts': no rule is named so; did you mean 'part'/)
  assert.match(done.stdout, /a\.yaml:17:7: rule 'aide': in an example: 'attendue' means nothing/)
  assert.match(done.stdout, /5 examples: 0 as expected, 5 not\n$/)

  const told = JSON.parse(run('test', path, '--json').stdout)
  assert.deepEqual(told.summary, { examples: 4, passed: 0, failed: 4 })
  assert.deepEqual(told.examples[0].results, [
    { goal: 'aide', expected: '20 €', got: '25 €', passed: false },
  ])
  assert.equal(told.examples[0].line, 5)
  assert.equal(told.mistakes[0].line, 17)

  const junit = readFileSync(join(folder, 'junit.xml'), 'utf8')
  assert.match(junit, /<testsuites tests="5" failures="5">/)
  assert.match(junit, /<testcase name="Faux &lt;montant&gt;" classname="aide"/)
})

test('a rule declared in two files is refused with both places', () => {
  const path = pack('twice', { 'a.yaml': 'x: 1\ny: 2\n', 'b.yaml': 'z: 3\nx: 4\n' })
  const done = run('test', path)
  assert.equal(done.status, 1)
  assert.match(done.stderr, /b\.yaml:2:1: the rule 'x' is already declared in .*a\.yaml:1:1/)
})

test('build: the npm engine runs what is built, rules in their order', () => {
  const path = pack('built', { 'a.yaml': income, 'b.yaml': scales })
  const output = join(folder, 'built.json')
  const done = run('build', path, '--output', output)
  assert.equal(done.status, 0, done.stderr)
  const model = JSON.parse(readFileSync(output, 'utf8'))
  assert.deepEqual(Object.keys(model), [
    'rsa', 'rsa . montant', 'rsa . ressources', 'date', 'rsa . forfait',
  ])
  const engine = new Engine(model)
  engine.setSituation({ 'rsa . ressources': '100 €/mois' })
  assert.equal(engine.evaluate('rsa . montant').nodeValue, 546.52)
  assert.equal(run('test', output).status, 0)
})

test('words that are off end with 2, what cannot be done with 1, each with what to do next', () => {
  for (const [words, status, message] of [
    [['test'], 2, /name one pack/],
    [['tset'], 2, /no command 'tset'/],
    [['test', folder, '--quick'], 2, /there is no option --quick/],
    [['build', folder], 2, /--output FILE\.json/],
    [['test', join(folder, 'nowhere')], 1, /no such file/],
    [['test', '--help'], 0, /^$/],
  ]) {
    const done = run(...words)
    assert.equal(done.status, status, words.join(' '))
    assert.match(done.stderr, message)
  }
})

const scaled = (amount) => ({
  'a.yaml': `
date:
  type: date
BMAF:
  titre: Base
  selon la date:
    2025-04-01: 474.37 €/mois
    2026-04-01: ${amount}
enfants:
  question: Combien ?
AF:
  valeur: 32 % * BMAF * enfants
  exemples:
    - nom: Deux enfants
      date: 01/05/2026
      situation: { enfants: 2 }
      attendu: 306.0224 €/mois
`,
})

test('diff: between two packs, the rules, the parameters and the results that changed', () => {
  const before = pack('before', scaled('478.16 €/mois'))
  const after = pack('after', { ...scaled('480 €/mois'), 'b.yaml': 'prime: 3 €\n' })
  const same = run('diff', before, before, '--exit-code')
  assert.equal(same.status, 0, same.stderr)
  assert.match(same.stdout, /0 rules added, 0 removed, 0 changed, .* 0 results changed in 1 example\n/)
  const done = run('diff', before, after, '--date', '2026-05-01')
  assert.equal(done.status, 0)
  assert.match(done.stdout, /^~ BMAF {2}variations {2}\(.*a\.yaml:4:1\)\n\+ prime {2}\(.*b\.yaml:1:1\)\n/)
  assert.match(done.stdout, /parameters\n {2}BMAF: 478\.16 €\/mois → 480 €\/mois\n/)
  assert.match(done.stdout, /examples\n {2}AF — Deux enfants: 306\.0224 €\/mois → 307\.2 €\/mois\n/)
  assert.equal(run('diff', before, after, '--exit-code').status, 1)
  const told = JSON.parse(run('diff', before, after, '--date', '2026-05-01', '--json').stdout)
  assert.deepEqual(told.rules.map(({ rule, change }) => [rule, change]), [
    ['BMAF', 'formula'], ['prime', 'added'],
  ])
  assert.equal(told.rules[0].before.line, 4)
  assert.equal(told.rules[1].before, null)
  assert.deepEqual(told.parameters, [
    { rule: 'BMAF', before: '478.16 €/mois', after: '480 €/mois' },
  ])
  assert.equal(told.examples[0].example, 'AF — Deux enfants')
  assert.equal(told.examples[0].line, 14)
})

test('diff --between: whose amounts change from one day to the next', () => {
  const path = pack('before', scaled('478.16 €/mois'))
  const done = run('diff', path, '--between', '2026-03-31..2026-04-01')
  assert.equal(done.status, 0)
  assert.match(done.stdout, /BMAF: 474\.37 €\/mois → 478\.16 €\/mois\n/)
  assert.match(done.stdout, /AF — Deux enfants: 303\.5968 €\/mois → 306\.0224 €\/mois\n/)
  assert.match(done.stdout, /1 parameter changed; 1 result changed in 1 example\n$/)
  const later = run('diff', path, '--between', '2026-04-01..2027-04-01', '--exit-code')
  assert.equal(later.status, 0, later.stdout)
  assert.match(run('diff', path, '--between', '2026-04-01').stderr, /write two days/)
})

test('graph: a picture that says in words what it shows, around a rule or whole', () => {
  const path = pack('before', scaled('478.16 €/mois'))
  const output = join(folder, 'graph.svg')
  const done = run('graph', path, '--output', output)
  assert.equal(done.status, 0, done.stderr)
  assert.match(done.stdout, /4 boxes, 3 arrows\n$/)
  const svg = readFileSync(output, 'utf8')
  assert.match(svg, /^<svg [^>]*role="img" aria-labelledby="title desc"/)
  assert.match(svg, /<desc id="desc">4 règles, 3 liens\..* AF utilise (BMAF, enfants|enfants, BMAF)\./)
  assert.match(svg, /prefers-color-scheme: dark/)
  assert.equal(svg.match(/marker-end/g).length, 4) // One of them in the legend.
  assert.equal(svg.match(/<g>/g).length, svg.match(/<\/g>/g).length)
  assert.doesNotMatch(svg, /NaN|inf/)

  const around = run('graph', path, '--output', output, '--rule', 'BMAF', '--depth', '1')
  assert.match(around.stdout, /3 boxes, 2 arrows\n$/)
  const unknown = run('graph', path, '--output', output, '--rule', 'BMAFF')
  assert.equal(unknown.status, 1)
  assert.match(unknown.stderr, /no rule is named 'BMAFF'; did you mean 'BMAF'\?/)
  assert.equal(run('graph', path).status, 2)
  assert.equal(run('graph', path, '--output', output, '--depth', '0').status, 2)
})

test('build --page: rules as the page loads them, or what is wrong with its description', () => {
  const description = 'assets/packs/mesaidesreno/pack.json'
  const described = JSON.parse(readFileSync(description, 'utf8'))
  const model = join('node_modules', described.model.package, described.model.file)
  const [whole, page] = [join(folder, 'whole.bin'), join(folder, 'page.bin')]
  assert.equal(run('build', model, '--image', whole).status, 0)
  const done = run('build', model, '--page', description, '--image', page)
  assert.equal(done.stderr, '')
  assert.equal(done.status, 0)
  assert.ok(statSync(page).size < statSync(whole).size / 2, 'texts that the page does not show were kept')
  const worth = (image) => spawnSync(process.env.PREVENANCE_BINARY,
    ['eval', '--model', image, '--goal', described.aids[0].rule, '--json'], { encoding: 'utf8' }).stdout
  assert.match(worth(page), /"missing"/)
  assert.equal(worth(page), worth(whole))

  assert.equal(run('build', model, '--page', description).status, 2)
  assert.equal(run('build', model, '--page', description, '--image', page, '--output', join(folder, 'page.json')).status, 2)
  described.aids[0].rule = 'aide . inconnue'
  const wrong = pack('page', { 'pack.json': JSON.stringify(described) })
  const refused = run('build', model, '--page', join(wrong, 'pack.json'), '--image', join(folder, 'none.bin'))
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /aide \. inconnue/)
  assert.equal(existsSync(join(folder, 'none.bin')), false)
})

// Goal: `prevenance eval` answers every line, names what is wrong and what to change, and never
// loses the lines around a bad one. Method: the real program, on models written for each case.
//
// usage: PREVENANCE_BINARY=path/to/prevenance node --test tests/server/app/eval_command.test.mjs
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const program = process.env.PREVENANCE_BINARY
const folder = mkdtempSync(join(tmpdir(), 'prevenance-eval-'))
after(() => rmSync(folder, { recursive: true }))

function write(name, text) {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function run(words, input = '') {
  return spawnSync(program, ['eval', ...words], { input, encoding: 'utf8' })
}

const bicycle = `
prix:
  question: Quel est le prix du vélo ?
  unité: €
aide:
  valeur: 25% * prix
  plafond: 400 €
  arrondi: oui
`

test('one person: the value, then what is missing', () => {
  const model = write('bicycle.yaml', bicycle)
  const known = run(['--model', model, '--goal', 'aide', '--set', 'prix=1200 €'])
  assert.equal(known.status, 0)
  assert.equal(known.stdout, 'aide = 300\u00a0€\n')
  const open = run(['--model', model, '--goal', 'aide'])
  assert.equal(open.stdout, 'aide = non défini\n  manque : prix\n')
})

test('--explain says what decided, and --json says it to programs', () => {
  const model = write('bicycle.yaml', bicycle)
  const words = ['--model', model, '--goal', 'aide', '--set', 'prix=1200 €', '--explain']
  const told = run(words)
  assert.equal(told.status, 0)
  assert.equal(told.stdout, 'aide = 300\u00a0€\n  prix = 1\u202f200\u00a0€, réponse donnée\n\n')
  const { rules } = JSON.parse(run([...words, '--json']).stdout)
  assert.deepEqual(rules.map(({ rule, value, origin }) => [rule, value, origin]),
    [['aide', 300, 'computed'], ['prix', 1200, 'answer']])
})

test('--json alone: every goal in one line, as a case is answered', () => {
  const model = write('bicycle.yaml', bicycle)
  const done = run(['--model', model, '--goal', 'aide', '--goal', 'prix', '--json'])
  assert.deepEqual(JSON.parse(done.stdout), {
    id: null,
    results: [
      { goal: 'aide', value: 'undefined', unit: '€', missing: ['prix'] },
      { goal: 'prix', value: 'undefined', unit: '€', missing: ['prix'] },
    ],
  })
})

test('a file of cases: one answer a line, in order, whatever the bad ones are', () => {
  const model = write('bicycle.yaml', bicycle)
  const cases = [
    { id: 7, model: 'b', situation: { prix: '1000 €' }, goals: ['aide', 'aide * 2'] },
    { id: 'bad goal', model: 'b', goals: ['aidde'] },
    { id: 'bad answer', model: 'b', situation: { prixx: 1 }, goals: ['aide'] },
    { id: 'bad model', rules: { a: '1 +2' }, goals: ['a'] },
    { id: 'no model', goals: ['a'] },
    { id: null, rules: { a: '1 / 0', b: 2 }, goals: ['b'] },
    { id: 'division', rules: { a: '1 / 0' }, goals: ['a'] },
  ]
  const lines = [...cases.map((item) => JSON.stringify(item)), 'not JSON'].join('\n')
  for (const threads of ['1', '3']) {
    const done = run(['--cases', '-', '--model', `b=${model}`, '--threads', threads], lines + '\n')
    assert.equal(done.status, 0)
    const answers = done.stdout.trim().split('\n').map((line) => JSON.parse(line))
    assert.deepEqual(answers[0], {
      id: 7,
      results: [
        { goal: 'aide', value: 250, unit: '€', missing: [] },
        { goal: 'aide * 2', value: 500, unit: '€', missing: [] },
      ],
    })
    assert.equal(answers[1].error.code, 'unknown_rule')
    assert.match(answers[1].error.message, /did you mean 'aide'/)
    assert.equal(answers[2].error.code, 'situation')
    assert.match(answers[2].error.message, /did you mean 'prix'/)
    assert.deepEqual([answers[3].error.code, answers[3].error.rule], ['syntax', 'a'])
    assert.match(answers[4].error.message, /no 'model'/)
    assert.equal(answers[5].results[0].value, 2)
    assert.deepEqual([answers[6].error.code, answers[6].error.rule], ['evaluation', 'a'])
    assert.match(answers[7].error.message, /line 1, column/)
  }
})

test('clashing units and cycles are told on standard error', () => {
  const model = write('odd.yaml', 'a: 3 € + 2 an\nb: c + 1\nc: b + 1\n')
  const clash = run(['--model', model, '--goal', 'a'])
  assert.equal(clash.status, 0)
  assert.match(clash.stderr, /attention : rule 'a': the units 'an' and '€' clash/)
  assert.match(run(['--model', model, '--goal', 'b']).stderr, /a cycle/)
})

test('what cannot be read is named, with its place', () => {
  const missing = run(['--model', join(folder, 'none.yaml'), '--goal', 'a'])
  assert.equal(missing.status, 1)
  assert.match(missing.stderr, /none\.yaml: no such file/)
  const yaml = run(['--model', write('bad.yaml', 'a:\n  - b\n c: d\n'), '--goal', 'a'])
  assert.equal(yaml.status, 1)
  assert.match(yaml.stderr, /bad\.yaml: YAML, line 3/)
  const rule = run(['--model', write('rule.yaml', 'a:\n  valeur: b + 1\n'), '--goal', 'a'])
  assert.equal(rule.status, 1)
  assert.match(rule.stderr, /rule 'a', line 2, column \d+: no rule is named 'b'/)
})

test('words that are off end with the usage and code 2', () => {
  for (const words of [[], ['--goal', 'a'], ['--cases'], ['--what', 'x'], ['--cases', '-', '--threads', '0']]) {
    const done = run(words)
    assert.equal(done.status, 2, words.join(' '))
    assert.match(done.stderr, /prevenance eval --help/)
  }
  const help = run(['--help'])
  assert.equal(help.status, 0)
  assert.match(help.stdout, /usage: prevenance eval/)
})

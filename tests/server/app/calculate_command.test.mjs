// Goal: `prevenance calculate` answers every line, says what it cannot, and loses nothing when it is
// killed. Method: the real program with the national pack.
//
// usage: PREVENANCE_BINARY=path/to/prevenance node --test tests/server/app/calculate_command.test.mjs
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { alone, rsaAlone } from './situations.mjs'

const program = process.env.PREVENANCE_BINARY
const folder = mkdtempSync(join(tmpdir(), 'prevenance-calculate-'))
after(() => rmSync(folder, { recursive: true }))

const run = (words, input = '') => spawnSync(program, ['calculate', ...words], { input, encoding: 'utf8', maxBuffer: 1 << 26 })
const lines = (values) => values.map((value) => `${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('')
const answers = (done) => done.stdout.trim().split('\n').map((line) => JSON.parse(line))
const rsaOf = (answer) => answer.familles.f.rsa['2026-07']

test('a null comes back filled, and the rest as it was given', () => {
  const done = run(['-'], lines([alone()]))
  assert.equal(done.status, 0)
  const [answer] = answers(done)
  assert.ok(Math.abs(rsaOf(answer) - rsaAlone) < 0.01)
  answer.familles.f.rsa['2026-07'] = null
  assert.deepEqual(answer, alone())
})

test('a given value of a computed variable is used as given', () => {
  const family = alone({ rsa: { '2026-07': null }, af: { '2026-07': 100 } })
  const benefit = alone({ aspa: { '2026-07': 200 }, rsa: { '2026-07': null } })
  const [without, given, less] = answers(run(['-'], lines([alone(), family, benefit])))
  assert.ok(rsaOf(given) <= rsaOf(without))
  assert.equal(given.familles.f.af['2026-07'], 100)
  assert.ok(Math.abs(rsaOf(less) - (rsaAlone - 200)) < 0.01)
})

test('--law answers by the law: a first pay in June does not yet count in July', () => {
  const paid = alone()
  const months = ['2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07']
  paid.individus.a.salaire_net = Object.fromEntries(months.map((month) => [month, month >= '2026-06' ? 600 : 0]))
  const [anchor] = answers(run(['-'], lines([paid])))
  const [law] = answers(run(['--law', '-'], lines([paid])))
  assert.ok(Math.abs(rsaOf(law) - rsaAlone) < 0.01)
  assert.notEqual(rsaOf(anchor), rsaOf(law))
})

test('a bad line is answered with its number, and stops nothing', () => {
  const [bad, notOne, good] = answers(run(['-'], lines(['', '{"individus"', '[]', alone()])))
  assert.equal(bad.error.line, 2)
  assert.equal(notOne.error.line, 3)
  assert.match(notOne.error.message, /no situation; give an object/)
  assert.ok(rsaOf(good) > 0)
})

test('what is not covered is an entry of errors', () => {
  const [answer] = answers(run(['-'], lines([alone({ rsa: { '2022-12': null }, irpp: { 2026: null } })])))
  assert.deepEqual(answer.errors.map(({ path, code }) => [path, code]),
    [['familles/f/rsa/2022-12', 'period'], ['familles/f/irpp/2026', 'unknown_variable']])
  for (const { remedy } of answer.errors) assert.ok(remedy)
})

test('threads change nothing', () => {
  // More than are asked about before columns answer.
  const input = lines(Array.from({ length: 130 }, (_, i) => {
    const one = alone()
    one.individus.a.salaire_net = { '2026-06': i }
    return one
  }))
  assert.equal(run(['--threads', '3', '-'], input).stdout, run(['-'], input).stdout)
})

test('a kill in the middle loses nothing: --resume goes on after the last whole line', async () => {
  const input = join(folder, 'situations.jsonl')
  const output = join(folder, 'answers.jsonl')
  writeFileSync(input, lines(Array.from({ length: 150 }, (_, i) => ({ ...alone(), id: i }))))
  const whole = run([input]).stdout
  const child = spawn(program, ['calculate', '--output', output, input], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  while (child.exitCode === null && !(existsSync(output) && statSync(output).size > 0))
    await new Promise((done) => { setTimeout(done, 5) })
  child.kill('SIGKILL')
  await ended
  const kept = readFileSync(output, 'utf8')
  assert.ok(whole.startsWith(kept))
  appendFileSync(output, whole.slice(kept.length, kept.length + 40)) // a line cut by the kill
  assert.equal(run(['--output', output, '--resume', input]).status, 0)
  assert.equal(readFileSync(output, 'utf8'), whole)
  assert.equal(run(['--output', output, '--resume', input]).status, 0)
  assert.equal(readFileSync(output, 'utf8'), whole)
})

test('bad words end with code 2, a missing file with 1; both say why', () => {
  for (const words of [[], ['--threads', '0', '-'], ['--resume', '-'], ['a', 'b'], ['--what', '-']]) {
    const done = run(words)
    assert.equal(done.status, 2, words.join(' '))
    assert.match(done.stderr, /^prevenance calculate: /)
  }
  for (const words of [[join(folder, 'absent.jsonl')], ['--pack', folder, '-']]) {
    const done = run(words)
    assert.equal(done.status, 1)
    assert.match(done.stderr, /no such file|cannot/)
  }
  assert.match(run(['--progress', '-'], lines([alone()])).stderr, /1 situations/)
  assert.match(run(['--help']).stdout, /^usage: prevenance calculate/)
})

test('a line is answered before the next one comes, and half a line holds nothing back', async () => {
  const child = spawn(program, ['calculate', '--threads', '2', '-'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  child.stdout.setEncoding('utf8')
  let read = ''
  child.stdout.on('data', (text) => { read += text })
  const answered = async (count) => {
    while (read.split('\n').length <= count) await once(child.stdout, 'data')
  }
  const line = lines([alone()])
  child.stdin.write(line)
  await answered(1)
  child.stdin.write(line + line.slice(0, 20))
  await answered(2)
  child.stdin.end(line.slice(20))
  const [status] = await ended
  assert.equal(status, 0)
  assert.equal(read.trim().split('\n').length, 3)
  assert.equal(new Set(read.trim().split('\n')).size, 1)
})

test('a commune whose zone is not known is told, beside the amounts', () => {
  const at = (dwelling) => {
    const situation = alone()
    situation.menages = { m: { personne_de_reference: ['a'], statut_occupation_logement: { '2026-07': 'locataire_vide' }, loyer: { '2026-07': 400 }, ...dwelling } }
    situation.familles.f.aide_logement = { '2026-07': null }
    return situation
  }
  const [unknown, listed, given] = answers(run(['-'], lines([
    at({ depcom: { '2026-07': '49020' } }),
    at({ depcom: { '2026-07': '49007' } }),
    at({ depcom: { '2026-07': '49020' }, zone_apl: { '2026-07': 'zone_3' } }),
  ])))
  assert.deepEqual(unknown.errors.map(({ path, code }) => [path, code]), [['menages/m/depcom', 'assumed']])
  assert.match(unknown.errors[0].remedy, /zone_apl/)
  assert.equal(listed.errors, undefined)
  assert.equal(given.errors, undefined)
  const amount = (answer) => answer.familles.f.aide_logement['2026-07']
  assert.ok(amount(unknown) > 0)
  assert.equal(amount(unknown), amount(given))
})

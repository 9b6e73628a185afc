// Goal: on published models, values, units and missing facts are those of the npm engine.
// Method: recorded answers (../shared/publicodes/differential-*.jsonl) put to `prevenance eval`,
// each goal as if asked first. Where ../shared is absent the test says so and is skipped (77).
//
// usage: node tests/conformance/differential.mjs PROGRAM MODEL...
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const [program, ...models] = process.argv.slice(2)
const recorded = (model) => `../shared/publicodes/differential-${model}.jsonl`
const files = {
  'aides-velo': 'node_modules/@betagouv/aides-velo/publicodes-build/aides-velo.model.json',
  mesaidesreno: 'node_modules/mesaidesreno/mesaidesreno.model.json',
}

/** The recorded form of a value as `prevenance eval` writes it. */
function plain(value) {
  if (value !== null && typeof value === 'object') {
    if (value.$undefined) return 'undefined'
    if (value.$number) return null // NaN and infinities have no JSON
  }
  return value
}

function sameValue(left, right) {
  if (typeof left !== 'number' || typeof right !== 'number') return left === right
  return Math.abs(left - right) <= 1e-9 * Math.max(Math.abs(left), Math.abs(right))
}

const sameNames = (left, right) =>
  left.length === right.length && left.every((name) => right.includes(name))

function sameAnswer(expected, answer) {
  if (!sameValue(plain(expected.value), answer.value)) return 'value'
  if (!('missing' in expected)) return ''
  if ((expected.unit || null) !== (answer.unit || null)) return 'unit'
  return sameNames(Object.keys(expected.missing), answer.missing) ? '' : 'missing facts'
}

/** Aids are recorded as amounts in euros, without unit or missing facts. */
function questionsOf(record) {
  const aids = Object.entries(record.aids ?? {})
  return [
    ...record.goals.map((expected) => ({ goal: expected.goal, expected })),
    ...aids.map(([rule, value]) => ({ goal: { valeur: rule, unité: '€' }, expected: { value } })),
  ]
}

function compareModel(model) {
  const records = readFileSync(recorded(model), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  const cases = records.map((record, id) => {
    const goals = questionsOf(record).map(({ goal }) => goal)
    return JSON.stringify({ id, model, situation: record.situation, goals })
  })
  const run = spawnSync(
    program,
    ['eval', '--cases', '-', '--model', `${model}=${files[model]}`, '--date', records[0].today],
    { input: cases.join('\n') + '\n', maxBuffer: 1 << 28, encoding: 'utf8' },
  )
  if (run.status !== 0) throw new Error(run.stderr)
  let same = 0
  let asked = 0
  run.stdout.trim().split('\n').forEach((line, index) => {
    const answer = JSON.parse(line)
    questionsOf(records[index]).forEach(({ goal, expected }, place) => {
      asked += 1
      const wrong = answer.error ? answer.error.message : sameAnswer(expected, answer.results[place])
      if (wrong === '') same += 1
      else if (asked - same <= 10) console.error(`${model} ${index} ${JSON.stringify(goal)}: ${wrong}`)
    })
  })
  console.log(`${model}: ${same} of ${asked} answers agree`)
  return same === asked && asked > 0
}

if (!models.every((model) => existsSync(recorded(model)))) {
  console.log('skipped: ../shared/publicodes is not beside this checkout')
  process.exit(77)
}
process.exit(models.map(compareModel).every(Boolean) ? 0 : 1)

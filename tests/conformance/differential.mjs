// Goal: values, units and missing facts are those of the npm engine, on published models and on
// small ones. Method: its recorded answers (recorded.mjs) put to `prevenance eval`, each goal as if
// asked first. Where ../shared is absent the test says so and is skipped (77).
//
// usage: node tests/conformance/differential.mjs PROGRAM FILE... [--every N]
//   FILE: a model's name, or fuzz, probes, conformance, mon-entreprise-regressions
//   --every: one question in N, for a program that is slow
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { askNpm, fault as faultBeside, npmEngine } from './engines.mjs'
import { isRecorded, modelFiles, readRecorded } from './recorded.mjs'

const { values: options, positionals: [program, ...names] } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' } },
})

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

/** Missing facts are recorded as a list, or as a map from names to scores. */
function sameNames(recorded, names) {
  const expected = Array.isArray(recorded) ? recorded : Object.keys(recorded ?? {})
  return expected.length === names.length && expected.every((name) => names.includes(name))
}

/** What is wrong with an answer; '' when nothing is. */
function fault(expected, answer) {
  if (expected === 'error') return answer.error ? '' : 'an error was expected'
  if (answer.error) return answer.error.message
  const [result] = answer.results
  if (!sameValue(plain(expected.value), result.value)) return 'value'
  if (!('missing' in expected)) return ''
  if ((expected.unit || null) !== (result.unit || null)) return 'unit'
  return sameNames(expected.missing, result.missing) ? '' : 'missing facts'
}

/**
 * Circular models: a clear error is right, and so is what the npm engine says when it is asked
 * nothing else, for what was recorded may depend on what it had been asked before.
 */
function faultOfCycle({ rules, situation, goal, expected }, answer) {
  const what = answer.error ? '' : fault(expected, answer)
  return what === '' ? '' : faultBeside(askNpm(npmEngine(rules), situation, goal), answer)
}

function ask(questions, day) {
  const lines = questions.map(({ model, rules, options, situation, goal }, id) =>
    JSON.stringify({ id, model, rules, options, situation, goals: [goal] }))
  const models = [...new Set(questions.map(({ model }) => model).filter(Boolean))]
  const words = models.flatMap((model) => ['--model', `${model}=${modelFiles[model]}`])
  const run = spawnSync(program, ['eval', '--cases', '-', '--date', day, '--threads', '2', ...words],
    { input: `${lines.join('\n')}\n`, maxBuffer: 1 << 29, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout.trim().split('\n').map((line) => JSON.parse(line))
}

function compare(name) {
  const { day, questions: recorded } = readRecorded(name)
  const questions = recorded.filter((_, i) => i % Number(options.every) === 0)
  const answers = ask(questions, day)
  const faults = questions
    .map((question, i) => ({
      ...question,
      what: question.cyclic ? faultOfCycle(question, answers[i]) : fault(question.expected, answers[i]),
    }))
    .filter(({ what }) => what !== '')
  for (const { label, goal, what } of faults.slice(0, 10))
    console.error(`${label} ${JSON.stringify(goal)}: ${what}`)
  console.log(`${name}: ${questions.length - faults.length} of ${questions.length} answers agree`)
  return faults.length === 0 && questions.length > 0
}

const absent = names.filter((name) => !isRecorded(name))
if (absent.length > 0) {
  console.log(`skipped: ../shared/publicodes is not beside this checkout (${absent.join(', ')})`)
  process.exit(77)
}
process.exit(names.map(compare).every(Boolean) ? 0 : 1)

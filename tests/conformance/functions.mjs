// Goal: what the npm engine does in single functions (reading expressions and units, converting,
// printing, counting time) is done alike here. Method: its recorded calls, put to function_program.
// Where ../shared is absent the test says so and is skipped (77).
//
// usage: node tests/conformance/functions.mjs FUNCTION_PROGRAM
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const file = '../shared/publicodes/conformance.jsonl'
if (!existsSync(file)) {
  console.log(`skipped: ${file} is not beside this checkout`)
  process.exit(77)
}

/** Keys in one order. How a quantity is written out is the author's choice: `457 €/mois`, `42% /an`. */
function plain(value, key) {
  if (typeof value === 'string' && key === 'rawUnit') return value.replaceAll(' ', '')
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, plain(value[name], name)]))
}

const withoutBlanks = (call, text) => (call.fn === 'serializeEvaluation' ? text.replaceAll(' ', '') : text)

function agrees(call, answer) {
  const { expected } = call
  if ('exception' in expected) return 'error' in answer
  const { result } = expected
  if (typeof result === 'number') return Math.abs(result - answer.result) <= 1e-9 * Math.abs(result)
  const [left, right] = [result, answer.result].map((value) => JSON.stringify(plain(value)))
  return withoutBlanks(call, left) === withoutBlanks(call, right)
}

const calls = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'call')
const run = spawnSync(process.argv[2], [], { input: calls.map(({ fn, args }) => `${JSON.stringify({ fn, args })}\n`).join(''), encoding: 'utf8' })
if (run.status !== 0) throw new Error(run.stderr)
const answers = run.stdout.trim().split('\n').map((line) => JSON.parse(line))
const asked = calls.map((call, i) => ({ ...call, answer: answers[i] })).filter(({ answer }) => !answer.none)
const wrong = asked.filter((call) => !agrees(call, call.answer))
for (const { id, fn, args, expected, answer } of wrong)
  console.error(`${id}: ${fn}(${JSON.stringify(args)}) is ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`)
const without = calls.filter((call, i) => answers[i].none).map(({ id, fn }) => `${fn} ${id.split('#')[1]}`)
console.log(`functions: ${asked.length - wrong.length} of ${asked.length} calls agree; ${without.length} have no counterpart (${without.join(', ')})`)
process.exit(wrong.length === 0 && asked.length > 0 ? 0 : 1)

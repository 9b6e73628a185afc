// Both engines asked the same: `prevenance eval`, and the npm engine as the judge.
//
// A case is {model or rules, options, situation, goals}. An answer is {value, unit, missing} or
// {error: {code, message, rule}}; a value is 'undefined', null (*non applicable*), or plain.
import { spawnSync } from 'node:child_process'
import Engine, { serializeUnit } from 'publicodes'

const quiet = { log() {}, warn() {}, error() {} }

/** The day that both engines count durations to: the npm engine knows no other than today. */
export const today = new Date().toLocaleDateString('sv')

/** What `prevenance eval` answers to each case: {results} or {error}. */
export function askPrevenance(program, cases, models = {}) {
  const named = Object.entries(models).flatMap(([name, file]) => ['--model', `${name}=${file}`])
  const input = cases.map((one, id) => `${JSON.stringify({ id, ...one })}\n`).join('')
  const run = spawnSync(program, ['eval', '--cases', '-', '--date', today, ...named],
    { input, maxBuffer: 1 << 29, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout.trim().split('\n').map((line) => JSON.parse(line))
}

/** The npm engine on a model; unlike its default, answers outside the possibilities are taken. */
export function npmEngine(rules, options = {}) {
  return new Engine(structuredClone(rules), { logger: quiet, ...options })
}

let last = {}

/**
 * The engine in a situation; the same one for as long as the same object is asked about. What it
 * evaluated to compare answers with their possibilities is forgotten: nothing was asked yet.
 */
function inSituation(engine, situation) {
  if (last.engine !== engine || last.situation !== situation) {
    last = { engine, situation, copy: engine.shallowCopy().setSituation(situation) }
    last.copy.resetCache()
  }
  return last.copy
}

/** Whether what a rule needs, parents included, leads back to itself. */
export function isCircular(engine, situation, goal) {
  const { referencesIn } = inSituation(engine, situation).context.referencesMaps
  const parentOf = (name) => name.split(' . ').slice(0, -1).join(' . ')
  const needs = (name) => [...(referencesIn.get(name) ?? []), ...(parentOf(name) ? [parentOf(name)] : [])]
  const state = new Map()
  const visit = (name) => {
    if (state.has(name)) return state.get(name) === 'open'
    state.set(name, 'open')
    const found = needs(name).some(visit)
    state.set(name, 'closed')
    return found
  }
  return visit(goal)
}

/** What the npm engine answers to one goal, on a copy that was asked nothing else. */
export function askNpm(engine, situation, goal) {
  let told = false
  try {
    const copy = inSituation(engine, situation).shallowCopy()
    told = true
    const { nodeValue, unit, missingVariables } = copy.evaluate(goal)
    return {
      value: nodeValue === undefined ? 'undefined' : nodeValue,
      unit: serializeUnit(unit) || '',
      missing: Object.keys(missingVariables),
    }
  } catch (error) {
    return { error: { message: error.message, whileAnswering: !told, kind: error.name } }
  }
}

/** NaN and infinities, which have no JSON, are null in the answers of `prevenance eval`. */
export function sameValue(left, right) {
  const plain = (value) => (typeof value === 'number' && !Number.isFinite(value) ? null : value)
  const [a, b] = [plain(left), plain(right)]
  if (typeof a !== 'number' || typeof b !== 'number') return a === b
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
}

export const sameNames = (left, right) =>
  left.length === right.length && left.every((name) => right.includes(name))

/** What is wrong with an answer beside the judge's; '' when nothing is. */
export function fault(expected, answer) {
  if (expected.error) return answer.error ? '' : `an error was expected: ${expected.error.message}`
  if (answer.error) return `error: ${answer.error.message}`
  const [result] = answer.results
  if (!sameValue(expected.value, result.value)) return `value ${expected.value}, not ${result.value}`
  if (expected.unit !== (result.unit ?? '')) return `unit '${expected.unit}', not '${result.unit}'`
  return sameNames(expected.missing, result.missing)
    ? '' : `missing facts ${expected.missing.join(', ')}, not ${result.missing.join(', ')}`
}

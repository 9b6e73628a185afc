// Goal: on situations that nobody chose, published models answer as with the npm engine. Method: the
// model's own questions are answered at random, some not; main goals and random rules are asked, each
// as if first, to both engines; values, units and missing facts must agree.
//
// usage: node tests/conformance/random_situations.mjs PROGRAM MODEL [--situations N] [--seed S]
//   MODEL: a name of recorded.mjs, or the path of a model in JSON
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Engine, { serializeUnit } from 'publicodes'
import { modelFiles } from './recorded.mjs'
import { random } from './random.mjs'

const { values: options, positionals: [program, name] } = parseArgs({
  allowPositionals: true,
  options: { situations: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
})

const mainGoals = {
  'aides-velo': ['aides . montant'],
  mesaidesreno: ['MPR . accompagnée . montant', 'MPR . non accompagnée . montant', 'aides locales . montant'],
  'modele-social': ['salarié . rémunération . net . à payer avant impôt', 'salarié . coût total employeur'],
  nosgestesclimat: ['bilan'],
}
const randomGoals = 4
const day = new Date().toLocaleDateString('sv') // the npm engine knows no other day than today

async function readModel(file) {
  if (file.endsWith('.json')) return JSON.parse(readFileSync(file, 'utf8'))
  return (await import(join(process.cwd(), file))).default
}

const file = modelFiles[name] ?? name
const model = await readModel(file)
const quiet = { log() {}, warn() {}, error() {} }
const engine = new Engine(model, { logger: quiet, strict: { situation: false, checkPossibleValues: false } })
const { pick, chance, integer } = random(Number(options.seed))

const rules = Object.entries(engine.getParsedRules())
const questions = rules.filter(([, rule]) => rule.rawNode.question !== undefined)

/** Any number, of the size of the rule's own default where it has one. */
function numberLike(text) {
  const [, value, unit] = /^\s*([\d.]+)\s*(.*)$/.exec(text ?? '') ?? [undefined, '10', '']
  const scale = Number(value) || 1
  const factor = pick([0, 0.5, 1, 1.3, 2, 10])
  return `${Number((scale * factor).toFixed(3))}${unit ? ` ${unit}` : ''}`
}

function possibleAnswers(rule) {
  const written = rule.possibilities?.explanation
  return written?.map(({ publicodesValue }) => publicodesValue).filter((value) => value !== undefined)
}

/** An answer as somebody might give it. */
function answerTo(rule) {
  const possible = possibleAnswers(rule)
  if (possible?.length) return pick(possible)
  const raw = rule.rawNode
  const standard = typeof raw['par défaut'] === 'object' ? undefined : raw['par défaut']
  const type = engine.context.nodesTypes.get(rule)?.type
  if (type === 'boolean' || standard === 'oui' || standard === 'non') return pick(['oui', 'non'])
  if (type === 'string') return undefined
  if (type === 'date' || /^\d\d\/\d{4}$|\//.test(standard ?? '') && /^\d/.test(standard ?? '') && /\d{4}$/.test(standard ?? ''))
    return `0${1 + integer(9)}/0${1 + integer(9)}/${1960 + integer(66)}`
  const unit = typeof raw.unité === 'string' ? raw.unité : undefined
  return numberLike(standard === undefined ? `10 ${unit ?? ''}` : String(standard))
}

function drawSituation() {
  const share = pick([0.1, 0.3, 0.7, 1])
  const situation = {}
  for (const [rule, parsed] of questions) {
    if (!chance(share)) continue
    const answer = answerTo(parsed)
    if (answer !== undefined) situation[rule] = answer
  }
  return situation
}

/** The npm engine's answer, on a copy that was asked nothing else. */
function oracle(situation, goal) {
  try {
    const { nodeValue, unit, missingVariables } = engine.shallowCopy().setSituation(situation).evaluate(goal)
    return { value: nodeValue === undefined ? 'undefined' : nodeValue, unit: serializeUnit(unit) ?? '', missing: Object.keys(missingVariables) }
  } catch (error) {
    return { error: error.message }
  }
}

function sameValue(left, right) {
  if (typeof left === 'number' && !Number.isFinite(left)) return right === null
  if (typeof left !== 'number' || typeof right !== 'number') return left === right
  return Math.abs(left - right) <= 1e-9 * Math.max(Math.abs(left), Math.abs(right))
}

function fault(expected, answer) {
  if (expected.error) return answer.error ? '' : `an error was expected: ${expected.error}`
  if (answer.error) return answer.error.message
  const [result] = answer.results
  if (!sameValue(expected.value, result.value)) return `value ${expected.value}, not ${result.value}`
  if (expected.unit !== (result.unit ?? '')) return `unit ${expected.unit}, not ${result.unit}`
  const alike = expected.missing.length === result.missing.length && expected.missing.every((one) => result.missing.includes(one))
  return alike ? '' : 'missing facts'
}

function ask(cases) {
  const run = spawnSync(program, ['eval', '--cases', '-', '--date', day, '--model', `model=${file}`],
    { input: `${cases.map((one) => JSON.stringify({ model: 'model', ...one })).join('\n')}\n`, maxBuffer: 1 << 29, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout.trim().split('\n').map((line) => JSON.parse(line))
}

/** Takes answers away while the difference stays. */
function minimised(situation, goal) {
  for (const rule of Object.keys(situation)) {
    const { [rule]: dropped, ...less } = situation
    const [answer] = ask([{ situation: less, goals: [goal] }])
    if (fault(oracle(less, goal), answer) !== '') situation = less
  }
  return situation
}

const cases = []
for (let i = 0; i < Number(options.situations); ++i) {
  const situation = drawSituation()
  const goals = [...(mainGoals[name] ?? []), ...Array.from({ length: randomGoals }, () => pick(rules)[0])]
  for (const goal of goals) cases.push({ situation, goals: [goal] })
}
const answers = ask(cases)
let agree = 0
cases.forEach(({ situation, goals: [goal] }, i) => {
  const what = fault(oracle(situation, goal), answers[i])
  if (what === '') agree += 1
  else if (i - agree < 5) console.error(JSON.stringify({ what, goal, situation: minimised(situation, goal) }))
})
console.log(`${name}: ${agree} of ${cases.length} answers agree (${options.situations} situations, seed ${options.seed})`)
process.exit(agree === cases.length && cases.length > 0 ? 0 : 1)

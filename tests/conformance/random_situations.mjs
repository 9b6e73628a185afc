// Goal: on situations that nobody chose, published models answer as with the npm engine. Method: the
// model's own questions are answered at random, some not; main goals and random rules are asked, each
// as if first, to both engines; values, units and missing facts must agree.
//
// usage: node tests/conformance/random_situations.mjs PROGRAM MODEL [--situations N] [--main-goals N] [--goals N] [--seed S]
//   MODEL: a name of recorded.mjs, or the path of a model in JSON
//   --main-goals: so many of the main goals are asked in each situation (all)
//   --goals: and so many random rules (4)
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { askNpm, askPrevenance, fault, npmEngine } from './engines.mjs'
import { modelFiles } from './recorded.mjs'
import { random } from './random.mjs'

const { values: options, positionals: [program, name] } = parseArgs({
  allowPositionals: true,
  options: {
    situations: { type: 'string', default: '20' },
    'main-goals': { type: 'string', default: 'Infinity' },
    goals: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
  },
})

const mainGoals = {
  'aides-velo': ['aides . montant'],
  mesaidesreno: ['MPR . accompagnée . montant', 'MPR . non accompagnée . montant', 'aides locales . montant'],
  'modele-social': ['salarié . rémunération . net . à payer avant impôt', 'salarié . coût total employeur'],
  nosgestesclimat: ['bilan'],
}
const randomGoals = Number(options.goals)

async function readModel(file) {
  if (file.endsWith('.json')) return JSON.parse(readFileSync(file, 'utf8'))
  return (await import(join(process.cwd(), file))).default
}

const file = modelFiles[name] ?? name
const model = await readModel(file)
const engine = npmEngine(model, { strict: { situation: false, checkPossibleValues: false } })
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

const ask = (situation, goal) => askPrevenance(program, [{ model: 'model', situation, goals: [goal] }], { model: file })[0]

/** The fewest answers that still make a difference; an answer is kept when the fault goes without it. */
function minimised(situation, goal) {
  for (const rule of Object.keys(situation)) {
    const { [rule]: dropped, ...less } = situation
    if (fault(askNpm(engine, less, goal), ask(less, goal)) !== '') situation = less
  }
  return { what: fault(askNpm(engine, situation, goal), ask(situation, goal)), goal, situation }
}

const cases = []
for (let i = 0; i < Number(options.situations); ++i) {
  const situation = drawSituation()
  const main = [...(mainGoals[name] ?? [])]
  while (main.length > Number(options['main-goals'])) main.splice(integer(main.length), 1)
  const goals = [...main, ...Array.from({ length: randomGoals }, () => pick(rules)[0])]
  for (const goal of goals) cases.push({ situation, goals: [goal] })
}
const answers = askPrevenance(program, cases.map((one) => ({ model: 'model', ...one })), { model: file })
let agree = 0
let toldAt = Date.now()
/** Whoever waits for thousands of answers of the npm engine, a second each, is told how far it is. */
function tellProgress(done) {
  if (Date.now() - toldAt < 10_000) return
  toldAt = Date.now()
  console.error(`${name}: ${done} of ${cases.length} asked, ${done - agree} disagree`)
}
cases.forEach(({ situation, goals: [goal] }, i) => {
  const what = fault(askNpm(engine, situation, goal), answers[i])
  if (what === '') agree += 1
  else if (i - agree < 5) console.error(JSON.stringify(minimised(situation, goal)))
  tellProgress(i + 1)
})
console.log(`${name}: ${agree} of ${cases.length} answers agree (${options.situations} situations, seed ${options.seed})`)
process.exit(agree === cases.length && cases.length > 0 ? 0 : 1)

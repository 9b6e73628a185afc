// Goal: the national pack gives what the anchor gives, household by household, and the npm engine
// gives the same values. Method: the households of ../shared/national, in their three modes, put to
// `prevenance eval`; a table of how many agree within 0.10 euro, and of those that are not zero. Where ../shared is absent the test
// says so and is skipped (77).
//
// usage: node tests/conformance/national.mjs PROGRAM [--households N] [--npm N] [--law] [--json]
//   --law: with the reproduction switch off, how many amounts the law gives otherwise, by benefit and by article
import { parseArgs } from 'node:util'
import { answersOf, areThere, readHouseholds } from './households.mjs'
import { departures } from './national_departures.mjs'
import { benefits, buildPack, evaluate } from './national_pack.mjs'

const { values: options, positionals: [program] } = parseArgs({
  allowPositionals: true,
  options: {
    households: { type: 'string', default: '5000' },
    npm: { type: 'string', default: '0' },
    law: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

const modes = ['first_claim', 'first_claim_m4', 'pf_paid']
const tolerance = 0.1
/** The least share of amounts that must agree. */
const least = 0.995

const isAdult = (person) => person && person.role !== 'enfant'
/** The households that a benefit concerns: a partner's, only where there is one. */
const concerns = ({ place = 0 }, household) => isAdult(household.persons[place])

const amountOf = (value) => Number(value ?? 0)
const expectedOf = (household, mode, { variable, place = 0 }) => Number([household.expected[mode][variable]].flat()[place])

/** Every benefit of every household; `changed` are the answers put in the place of its own. */
function amountsOf(households, mode, known, changed = {}) {
  const goals = benefits.map(({ rule }) => rule)
  return evaluate(program, households.map((household) =>
    ({ situation: { ...answersOf(household, mode, known), ...changed }, goals })))
}

/** A row a benefit: how many amounts `isSame(amount, anchor)`, over all and over those that are not zero. */
function compareMode(households, mode, known, changed) {
  const answers = amountsOf(households, mode, known, changed)
  return benefits.map((benefit, place) => {
    const row = { mode, rule: benefit.rule, households: 0, agree: 0, paid: 0, paidAgree: 0 }
    households.forEach((household, i) => {
      if (!concerns(benefit, household)) return
      const expected = expectedOf(household, mode, benefit)
      const agrees = Math.abs(amountOf(answers[i].results[place].value) - expected) <= tolerance
      row.households += 1
      row.agree += agrees
      row.paid += expected !== 0
      row.paidAgree += expected !== 0 && agrees
    })
    return row
  })
}

const percent = (part, whole) => (whole ? `${(100 * part / whole).toFixed(2)} %` : '-')

function printTable(rows) {
  console.log(`${'mode'.padEnd(15)} ${'benefit'.padEnd(33)} ${'n'.padStart(6)} ${'agree'.padStart(9)} ${'not zero'.padStart(9)} ${'agree'.padStart(9)}`)
  for (const { mode, rule, households: n, agree, paid, paidAgree } of rows)
    console.log(`${mode.padEnd(15)} ${rule.padEnd(33)} ${String(n).padStart(6)} ${percent(agree, n).padStart(9)} ${String(paid).padStart(9)} ${percent(paidAgree, paid).padStart(9)}`)
}

/** How many amounts of the law are not the anchor's: by benefit, then by article. */
function printLaw(households, known) {
  const law = { 'mode . reproduction openfisca': 'non', 'mode . trimestre M-3 à M-1': 'non' }
  const quarter = compareMode(households, 'first_claim_m4', known, law)
  console.log('The law beside the anchor, reproduction off: amounts that differ from first_claim, and from first_claim_m4')
  compareMode(households, 'first_claim', known, law).forEach(({ rule, households: n, agree }, place) =>
    console.log(`${rule.padEnd(33)} ${String(n - agree).padStart(5)} ${String(n - quarter[place].agree).padStart(5)} of ${n}`))
  console.log('One article at a time, the rest reproduced: amounts that differ from first_claim')
  for (const { article, answers } of departures) {
    const changed = Object.fromEntries(Object.entries(answers).filter(([rule]) => known(rule)))
    const counts = compareMode(households, 'first_claim', known, changed)
      .filter(({ households: n, agree }) => agree < n).map(({ rule, households: n, agree }) => `${rule} ${n - agree}`)
    console.log(`${article}: ${counts.join(', ') || 'none'}`)
  }
}

/** The values of the npm engine on the built pack; how many are those of `prevenance eval`. */
async function compareNpm(households, model, known) {
  const { default: Engine } = await import('publicodes')
  const engine = new Engine(model, { logger: { log() {}, warn() {}, error() {} } })
  const answers = amountsOf(households, 'first_claim', known)
  let same = 0
  households.forEach((household, i) => {
    const copy = engine.shallowCopy().setSituation(answersOf(household, 'first_claim', known))
    same += benefits.filter(({ rule }, place) => {
      const { nodeValue } = copy.evaluate(rule)
      const value = nodeValue === undefined ? 'undefined' : nodeValue
      const ours = answers[i].results[place].value
      return value === ours || Math.abs(value - ours) <= 1e-9 * Math.max(1, Math.abs(value))
    }).length
  })
  const asked = households.length * benefits.length
  console.log(`npm engine: ${same} of ${asked} values agree (${households.length} households)`)
  return same === asked
}

if (!areThere()) {
  console.log('skipped: ../shared/national is not beside this checkout')
  process.exit(77)
}
const model = buildPack(program)
const known = (rule) => rule in model
const households = readHouseholds().slice(0, Number(options.households))
const rows = modes.flatMap((mode) => compareMode(households, mode, known))
if (options.json) console.log(JSON.stringify(rows))
else printTable(rows)
if (options.law) printLaw(households, known)
const short = rows.filter(({ agree, households: n }) => agree < least * n)
for (const { mode, rule } of short) console.error(`${mode}: ${rule} is below ${100 * least} %`)
const asked = Number(options.npm)
const alike = asked === 0 || await compareNpm(households.slice(0, asked), model, known)
process.exit(short.length === 0 && alike ? 0 : 1)

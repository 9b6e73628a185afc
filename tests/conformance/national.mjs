// Goal: the national pack gives what the anchor gives, household by household, and the npm engine
// gives the same values. Method: the households of ../shared/national, in their three modes, put to
// `prevenance eval`; a table of how many agree within 0.10 euro. Where ../shared is absent the test
// says so and is skipped (77).
//
// usage: node tests/conformance/national.mjs PROGRAM [--households N] [--npm N] [--json]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { answersOf, areThere, readHouseholds } from './households.mjs'

const { values: options, positionals: [program] } = parseArgs({
  allowPositionals: true,
  options: {
    households: { type: 'string', default: '5000' },
    npm: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
})

const pack = 'assets/packs/prestations-nationales'
const modes = ['first_claim', 'first_claim_m4', 'pf_paid']
const tolerance = 0.1

/** The rule of each benefit, its variable in the corpus, and the least share that must agree. */
const benefits = [
  { rule: 'RSA', variable: 'rsa' },
  { rule: "prime d'activité", variable: 'ppa', least: 0.99 },
  { rule: 'aide au logement', variable: 'aide_logement' },
  { rule: 'AF', variable: 'af' },
  { rule: 'CF', variable: 'cf' },
  { rule: 'ASF', variable: 'asf' },
  { rule: 'PAJE base', variable: 'paje_base' },
  { rule: 'PAJE naissance', variable: 'paje_naissance' },
  { rule: 'ARS', variable: 'ars' },
  { rule: 'ASPA', variable: 'aspa' },
  { rule: "CSS = 'gratuite'", variable: 'cmu_c' },
  { rule: 'CSS . participation', variable: 'css_participation_forfaitaire', least: 0.99 },
  { rule: 'chèque énergie', variable: 'cheque_energie' },
  { rule: 'demandeur . AAH', variable: 'aah' },
  { rule: 'demandeur . ASS', variable: 'ass' },
  { rule: 'demandeur . bourse du supérieur', variable: 'bourse_criteres_sociaux' },
]

const amountOf = (value) => Number(value ?? 0)
const expectedOf = (household, mode, variable) => [household.expected[mode][variable]].flat()[0]

function evaluate(households, mode, known) {
  const goals = benefits.map(({ rule }) => rule)
  const lines = households.map((household, id) =>
    JSON.stringify({ id, model: 'pack', situation: answersOf(household, mode, known), goals }))
  const run = spawnSync(program, ['eval', '--cases', '-', '--model', `pack=${pack}`, '--threads', '2'],
    { input: `${lines.join('\n')}\n`, maxBuffer: 1 << 29, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout.trim().split('\n').map((line) => JSON.parse(line))
}

function compareMode(households, mode, known) {
  const answers = evaluate(households, mode, known)
  return benefits.map(({ rule, variable, least = 0.995 }, place) => {
    const row = { mode, rule, households: 0, agree: 0, paid: 0, paidAgree: 0, least }
    households.forEach((household, i) => {
      const answer = answers[i]
      if (answer.error) throw new Error(`${household.id}: ${answer.error.message}`)
      const expected = Number(expectedOf(household, mode, variable))
      const agrees = Math.abs(amountOf(answer.results[place].value) - expected) <= tolerance
      row.households += 1
      row.agree += agrees
      if (expected === 0) return
      row.paid += 1
      row.paidAgree += agrees
    })
    return row
  })
}

/** The values of the npm engine on the built pack; how many are those of `prevenance eval`. */
async function compareNpm(households, model, known) {
  const { default: Engine } = await import('publicodes')
  const engine = new Engine(model, { logger: { log() {}, warn() {}, error() {} } })
  const answers = evaluate(households, 'first_claim', known)
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

/** The built pack: what the npm engine runs, and the names of its rules. */
function buildPack() {
  const folder = mkdtempSync(join(tmpdir(), 'prevenance-pack-'))
  const file = join(folder, 'pack.json')
  const run = spawnSync(program, ['pack', 'build', pack, '--output', file], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  const model = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(folder, { recursive: true })
  return model
}

if (!areThere()) {
  console.log('skipped: ../shared/national is not beside this checkout')
  process.exit(77)
}
const model = buildPack()
const known = (rule) => rule in model
const households = readHouseholds().slice(0, Number(options.households))
const rows = modes.flatMap((mode) => compareMode(households, mode, known))
if (options.json) {
  console.log(JSON.stringify(rows))
} else {
  console.log('mode            benefit                           agree            of those paid')
  for (const { mode, rule, households: n, agree, paid, paidAgree } of rows)
    console.log(`${mode.padEnd(15)} ${rule.padEnd(33)} ${`${agree}/${n}`.padEnd(10)} ${(100 * agree / n).toFixed(2)} %  ${`${paidAgree}/${paid}`.padEnd(10)} ${paid ? (100 * paidAgree / paid).toFixed(2) : '-'} %`)
}
const short = rows.filter(({ agree, households: n, least }) => agree < least * n)
for (const { mode, rule, least } of short) console.error(`${mode}: ${rule} is below ${100 * least} %`)
const asked = Number(options.npm)
const alike = asked === 0 || await compareNpm(households.slice(0, asked), model, known)
process.exit(short.length === 0 && alike ? 0 : 1)

// Goal: a program that speaks to OpenFisca gets from `prevenance calculate` what OpenFisca answers.
// Method: the households of ../shared/national as web-API situations, every benefit asked as a null,
// in three modes; a table of how many agree within 0.10 euro. Where ../shared is absent the test
// says so and is skipped (77).
//
// usage: node tests/conformance/calculate.mjs PROGRAM [--households N] [--json] [--show VARIABLE]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { areThere, readHouseholds } from './households.mjs'
import { asked, openfiscaSituation } from './openfisca_situation.mjs'

const { values: options, positionals: [program] } = parseArgs({
  allowPositionals: true,
  options: {
    households: { type: 'string', default: '5000' },
    json: { type: 'boolean', default: false },
    show: { type: 'string' },
  },
})
const modes = ['first_claim', 'first_claim_m4', 'pf_paid']
const tolerance = 0.1
/** The least share of households that must agree. */
const least = 0.995

async function writeSituations(stream, households, mode) {
  for (const household of households)
    if (!stream.write(`${JSON.stringify(openfiscaSituation(household, mode))}\n`)) await once(stream, 'drain')
  stream.end()
}

/** What was answered, adult by adult for a person's variable. */
function answeredOf(answer, { entity, variable, period }) {
  return Object.values(answer[entity]).map((instance) => instance[variable]?.[period])
    .filter((value) => value !== undefined)
}

function count(row, household, answer) {
  const expected = [household.expected[row.mode][row.variable]].flat().map(Number)
  const answered = answeredOf(answer, row)
  answered.forEach((value, i) => {
    const agrees = value !== null && Math.abs(Number(value) - expected[i]) <= tolerance
    row.values += 1
    row.agree += agrees
    if (expected[i] !== 0) row.paid += 1
    if (expected[i] !== 0) row.paidAgree += agrees
    if (!agrees && row.variable === options.show)
      console.error(row.mode, household.id, household.file, value, expected[i], JSON.stringify(answer.errors?.[0]))
  })
}

async function compareMode(households, mode) {
  const rows = asked.map((goal) => ({ mode, ...goal, values: 0, agree: 0, paid: 0, paidAgree: 0 }))
  const child = spawn(program, ['calculate', '--threads', '2', '-'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const written = writeSituations(child.stdin, households, mode)
  let place = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const answer = JSON.parse(line)
    const household = households[place++]
    if (answer.error) throw new Error(`${household.id}: ${answer.error.message}`)
    for (const row of rows) count(row, household, answer)
  }
  await written
  const [status] = await ended
  if (status !== 0 || place !== households.length) throw new Error(`${place} answers, exit code ${status}`)
  return rows
}

if (!areThere()) {
  console.log('skipped: ../shared/national is not beside this checkout')
  process.exit(77)
}
const households = readHouseholds().slice(0, Number(options.households))
const rows = []
for (const mode of modes) rows.push(...await compareMode(households, mode))
const share = (part, whole) => (whole ? `${(100 * part / whole).toFixed(2)} %` : '-')
if (options.json) {
  console.log(JSON.stringify(rows))
} else {
  console.log('mode            variable                       agree                of those paid')
  for (const { mode, variable, values, agree, paid, paidAgree } of rows)
    console.log(`${mode.padEnd(15)} ${variable.padEnd(30)} ${`${agree}/${values}`.padEnd(11)} ${share(agree, values).padEnd(9)} ${`${paidAgree}/${paid}`.padEnd(10)} ${share(paidAgree, paid)}`)
}
const short = rows.filter(({ variable, agree, values }) => agree < least * values)
for (const { mode, variable } of short) console.error(`${mode}: ${variable} is below ${100 * least} %`)
process.exit(short.length === 0 ? 0 : 1)

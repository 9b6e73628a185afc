// The national pack at work: one household, all benefits, natively and in a browser; and whole files of
// OpenFisca situations through `prevenance calculate`, beside OpenFisca's own figures.
//
// usage: node bench/national.mjs [--situations 10000,100000] [--threads N]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startChromium } from './support/chromium.mjs'
import { builtEngines, enginesOf } from './support/engines.mjs'
import { answersOf, areThere, readHouseholds } from '../tests/conformance/households.mjs'
import { buildPack } from '../tests/conformance/national_pack.mjs'
import { openfiscaSituation } from '../tests/conformance/openfisca_situation.mjs'

const { values: options } = parseArgs({
  options: { situations: { type: 'string', default: '1000,10000' }, threads: { type: 'string', default: '1' } },
})
const program = 'build/release/server/app/prevenance'

const goals = [
  'RSA', "prime d'activité", 'aide au logement', 'aide au logement . APL', 'aide au logement . ALF', 'aide au logement . ALS',
  'AF', 'CF', 'ASF', 'PAJE base', 'PAJE naissance', 'ASPA', 'CSS', 'CSS . participation', 'ARS', 'chèque énergie',
  'bourse de collège', 'bourse de lycée', 'demandeur . AAH', 'demandeur . MVA', 'demandeur . ASI', 'demandeur . ASS',
  'demandeur . bourse du supérieur',
]

/** Highest resident memory of a running process, in kB. */
function peakOf(pid) {
  const file = `/proc/${pid}/status`
  return existsSync(file) ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) : 0
}

/** The CPU seconds a process has used: user and system. */
function processorOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Sends `count` situations, one after the other and again; answers with what the run took. */
async function measure(lines, count) {
  const child = spawn(program, ['calculate', '--threads', options.threads, '-'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  child.stdout.resume()
  const took = { cpu: 0, peak: 0 }
  const look = setInterval(() => {
    const peak = peakOf(child.pid)
    if (peak > 0) Object.assign(took, { peak, cpu: processorOf(child.pid) })
  }, 20)
  const start = performance.now()
  for (let i = 0; i < count; ++i)
    if (!child.stdin.write(lines[i % lines.length])) await once(child.stdin, 'drain')
  child.stdin.end()
  const [status] = await ended
  clearInterval(look)
  took.seconds = (performance.now() - start) / 1000
  if (status !== 0) throw new Error(`prevenance calculate ended with ${status}`)
  return took
}

/** Two households that answer the same questions: couples with two children. */
function twoAlike(households, known) {
  const met = new Map()
  for (const household of households) {
    if (household.persons.length !== 4 || household.persons[1].role !== 'conjoint') continue
    const answers = answersOf(household, 'first_claim', known)
    const questions = Object.keys(answers).join()
    if (met.has(questions)) return [met.get(questions), answers]
    met.set(questions, answers)
  }
  throw new Error('no two households answer the same questions')
}

const microseconds = (milliseconds) => `${(1000 * milliseconds).toFixed(0)} us`

/** One household by turns with another: heard from nothing, every benefit evaluated, no JSON. */
async function timeOne(households) {
  const model = buildPack(program)
  const [one, other] = twoAlike(households, (rule) => rule in model)
  const isSetting = (rule) => rule === 'date' || rule.startsWith('mode . ')
  const rules = Object.keys(one)
  const answers = Object.fromEntries(rules.filter((rule) => !isSetting(rule)).map((rule) => [rule, [one[rule], other[rule]]]))
  const settings = Object.fromEntries(rules.filter(isSetting).map((rule) => [rule, one[rule]]))
  if (rules.some((rule) => isSetting(rule) && one[rule] !== other[rule])) throw new Error('two households of different months')
  const scenario = { json: JSON.stringify(model), answers, settings, goals, rounds: 5 }
  console.log(`one household, ${Object.keys(one).length} answers heard and ${goals.length} amounts evaluated, without JSON`)
  const chromium = existsSync(builtEngines.wasm) ? await startChromium(builtEngines.wasm) : null
  for (const [name, run] of enginesOf(builtEngines, chromium)) {
    const { load, first, situation, lone } = await run(scenario)
    console.log(`  ${name.padEnd(13)} ${microseconds(lone)} in columns of one lane; ${microseconds(situation)} with what is missing for each amount (the very first household: ${microseconds(first)}); rules loaded in ${load.toFixed(1)} ms`)
  }
  await chromium?.stop()
  console.log('OpenFisca-France 176 on such a machine, one warm household: 62 ms to build it + 86 ms to compute it')
}

if (!areThere()) {
  console.log('skipped: ../shared/national is not beside this checkout')
  process.exit(0)
}
const households = readHouseholds().slice(0, 500)
await timeOne(households)
const lines = households.map((household) => Buffer.from(`${JSON.stringify(openfiscaSituation(household, 'first_claim'))}\n`))
const bytes = lines.reduce((sum, line) => sum + line.length, 0) / lines.length
console.log(`situations of ${Math.round(bytes / 1000)} kB on average, ${options.threads} thread(s); 19 variables asked of each`)
console.log('situations   a second   CPU a situation   peak memory')
for (const count of options.situations.split(',').map(Number)) {
  const { seconds, cpu, peak } = await measure(lines, count)
  console.log(`${String(count).padEnd(12)} ${(count / seconds).toFixed(0).padEnd(10)} ${`${(1e6 * cpu / count).toFixed(0)} us`.padEnd(17)} ${(peak / 1024).toFixed(0)} MB`)
}
console.log('OpenFisca-France 176: 80 to 106 us each in vectors of 10,000 to 100,000, with 0.4 to 4.3 GB')

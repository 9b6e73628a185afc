// Goal: the language does what this project says of it, and the npm engine says the same. Method:
// the cases of tests/cases/rules, which a person can read, put to `prevenance eval`; each expected
// value, unit, missing fact and refusal is checked on the npm engine too, so that none is invented.
//
// usage: node tests/conformance/cases.mjs PROGRAM CASE_READER
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { askNpm, askPrevenance, npmEngine, sameNames, sameValue } from './engines.mjs'

const [program, reader] = process.argv.slice(2)
const folder = 'tests/cases/rules'

/** An expected value as a case writes it: `573.49 €/mois`, `oui`, `'texte'`, `non applicable`, … */
function readExpected(written) {
  if (typeof written === 'number') return { value: written, unit: '' }
  const words = { oui: true, non: false, 'non applicable': null, 'non défini': 'undefined', 'aucun nombre': NaN }
  if (written in words) return { value: words[written] }
  const number = /^(-?[\d.]+(?:e[+-]?\d+)?)(?: (.*))?$/.exec(written)
  if (number) return { value: Number(number[1]), unit: number[2] ?? '' }
  const text = /^'(.*)'$/s.exec(written)
  if (text) return { value: text[1] }
  const undefinedIn = /^non défini (.*)$/.exec(written)
  if (undefinedIn) return { value: 'undefined', unit: undefinedIn[1] }
  throw new Error(`'${written}' says no value`)
}

/** The questions of one case: an example has several, a refused model has one. */
function questionsOf(one, place) {
  const common = { rules: one.règles, options: one.options }
  if (one.erreur) {
    const { situation = {}, demande = '1' } = one
    return [{ ...common, place, situation, goal: demande, expected: { error: one.erreur } }]
  }
  return one.exemples.flatMap(({ nom, situation = {}, attendu, manque }) =>
    Object.entries(attendu).map(([goal, written]) => ({
      ...common,
      place: `${place}, ${nom ? `« ${nom} », ` : ''}${goal}`,
      situation: situation ?? {},
      goal,
      expected: { ...readExpected(written), missing: manque },
    })))
}

function faultOfAnswer({ expected }, answer) {
  if (!sameValue(expected.value, answer.value)) return `value ${answer.value}, not ${expected.value}`
  if ('unit' in expected && expected.unit !== (answer.unit ?? '')) return `unit '${answer.unit ?? ''}', not '${expected.unit}'`
  const missing = expected.missing
  return !missing || sameNames(missing, answer.missing) ? '' : `missing facts ${answer.missing.join(', ') || 'none'}`
}

/** What is wrong with our answer to a question; '' when nothing is. */
function ourFault(question, answer) {
  const { error } = question.expected
  if (!error) return answer.error ? `error: ${answer.error.message}` : faultOfAnswer(question, answer.results[0])
  if (!answer.error) return `an error was expected, not ${JSON.stringify(answer.results)}`
  const { code, message, rule } = answer.error
  if (code !== error.code) return `code ${code}, not ${error.code}`
  if ((error.règle ?? '') !== rule) return `rule '${rule}', not '${error.règle ?? ''}'`
  return message === error.message ? '' : `message '${message}'`
}

/** What is wrong with what the case says, by the npm engine; limits are our own affair. */
function judgeFault(question) {
  const { error } = question.expected
  if (error?.code === 'limit' || error?.['moteur npm'] === 'accepte') return ''
  let answer
  try {
    answer = askNpm(npmEngine(question.rules, question.options), question.situation, question.goal)
  } catch (thrown) {
    answer = { error: { message: thrown.message } }
  }
  if (error) return answer.error ? '' : `the npm engine takes it: ${JSON.stringify(answer)}`
  return answer.error ? `the npm engine refuses it: ${answer.error.message}` : faultOfAnswer(question, answer)
}

const read = (file) => JSON.parse(execFileSync(reader, [file], { encoding: 'utf8', maxBuffer: 1 << 26 }))
const files = ['good', 'bad'].flatMap((kind) =>
  readdirSync(`${folder}/${kind}`).sort().map((name) => `${folder}/${kind}/${name}`))
const cases = files.flatMap((file) => read(file).map((one, i) => ({ one, place: `${file}, case ${i + 1}` })))
const questions = cases.flatMap(({ one, place }) => questionsOf(one, place))
const answers = askPrevenance(program, questions.map(({ rules, options, situation, goal }) =>
  ({ rules, options, situation, goals: [goal] })))

/** Every mechanism and every kind of error that the sources name has a case. */
function uncovered() {
  const text = JSON.stringify(cases.map(({ one }) => one))
  const table = readFileSync('core/rules/mechanisms.cpp', 'utf8').split('duration_units')[0]
  const keys = [...table.matchAll(/^ {4}\{?"([^"]+)"[,}]/gm)].map((match) => match[1])
  const codes = [...readFileSync('core/rules/diagnostic.cpp', 'utf8').matchAll(/return "(\w+)"/g)].map((match) => match[1])
  const used = (key) => text.includes(`"${key}":`)
  const failing = new Set(questions.map(({ expected }) => expected.error?.code))
  if (keys.length < 30 || codes.length < 5) throw new Error('the tables of the sources were not found')
  return [...keys.filter((key) => !used(key)), ...codes.filter((code) => !failing.has(code))]
}

let agree = 0
questions.forEach((question, i) => {
  const faults = [['prevenance', ourFault(question, answers[i])], ['npm', judgeFault(question)]].filter(([, what]) => what)
  for (const [engine, what] of faults) console.error(`${question.place}: ${engine}: ${what}`)
  agree += faults.length === 0
})
const lacking = uncovered()
for (const word of lacking) console.error(`no case for '${word}'`)
console.log(`${agree} of ${questions.length} expectations hold in both engines (${cases.length} models, ${files.length} files)`)
process.exit(agree === questions.length && agree > 0 && lacking.length === 0 ? 0 : 1)

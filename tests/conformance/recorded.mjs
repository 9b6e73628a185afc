// The answers of the npm engine that ../shared/publicodes holds, as questions with what is
// expected: {label, model or rules, options, situation, goal, expected}, where `expected` is an
// answer or the word 'error'.
import { existsSync, readFileSync } from 'node:fs'

const folder = '../shared/publicodes/'

/** The published models, where npm puts them. */
export const modelFiles = {
  'aides-velo': 'node_modules/@betagouv/aides-velo/publicodes-build/aides-velo.model.json',
  mesaidesreno: 'node_modules/mesaidesreno/mesaidesreno.model.json',
  'modele-social': 'node_modules/modele-social/dist/index.js',
  nosgestesclimat: 'node_modules/@incubateur-ademe/nosgestesclimat/nosgestesclimat.model.json',
}

/** Two versions of one model, or models that npm does not publish, cannot be asked. */
const isPublished = (record) => record.model in modelFiles

/** What was recorded for one goal; models that end in an exception must end in an error here. */
function expectedOf(recorded) {
  if ('exception' in recorded) return 'error'
  return { value: recorded.value, unit: recorded.unit, missing: recorded.missing }
}

function questionsOfModel(record, index) {
  const common = { model: record.model, situation: record.situation }
  const goals = record.goals.map((recorded) => ({
    ...common,
    label: `${record.model} ${index}`,
    goal: recorded.goal,
    expected: expectedOf(recorded),
  }))
  // Aids are recorded as amounts in euros, without unit or missing facts.
  const aids = Object.entries(record.aids ?? {}).map(([rule, value]) => ({
    ...common,
    label: `${record.model} ${index}`,
    goal: { valeur: rule, unité: '€' },
    expected: { value },
  }))
  return [...goals, ...aids]
}

/** Small models drawn at random. */
function questionsOfFuzz(record, index) {
  return record.goals.map((recorded) => ({
    label: `fuzz ${index}`,
    cyclic: record.cyclic,
    rules: record.rules,
    situation: record.situation,
    goal: recorded.goal,
    expected: expectedOf(recorded),
  }))
}

function questionsOfProbe(record, index) {
  if (!('value' in record) && !('exception' in record)) return []
  return [{
    label: `probe ${index}`,
    rules: record.rules,
    situation: record.situation,
    goal: record.expression,
    expected: expectedOf(record),
  }]
}

/** The answers that hold once every operation of the history was done. */
function situationAfter(record) {
  let situation = record.situation ?? {}
  for (const operation of record.history ?? []) {
    if (!('setSituation' in operation)) continue
    const kept = operation.options?.keepPreviousSituation ? situation : {}
    situation = { ...kept, ...operation.setSituation }
  }
  return situation
}

function questionsOfSuite(record) {
  if (record.kind === 'call') return []
  return [{
    label: record.id,
    rules: record.rules,
    options: record.options,
    situation: situationAfter(record),
    goal: record.expression ?? '1',
    expected: 'value' in record.js ? expectedOf(record.js) : 'error',
  }]
}

const readers = {
  fuzz: ['differential-fuzz.jsonl', questionsOfFuzz],
  probes: ['probes.jsonl', questionsOfProbe],
  conformance: ['conformance.jsonl', questionsOfSuite],
}

const fileOf = (name) => folder + (readers[name]?.[0] ?? `differential-${name}.jsonl`)

export const isRecorded = (name) => existsSync(fileOf(name))

/** The questions of one file, and the day they were recorded. */
export function readRecorded(name) {
  const records = readFileSync(fileOf(name), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  const questionsOf = readers[name]?.[1] ?? questionsOfModel
  const asked = readers[name] ? records : records.filter(isPublished)
  return { day: records[0].today ?? '2026-11-24', questions: asked.flatMap(questionsOf) }
}

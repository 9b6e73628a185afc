// Goal: the national pack agrees with the anchor's own tests, so far as they lie in its scope and in its
// time. Method: the self-contained cases of ../shared/national/cases.jsonl.gz from 2023 on; those of a whole
// household are put to `prevenance eval` month by month, and every amount that a case expects is compared
// within the case's tolerance. Net and taxable pay come from the contributions that the case itself expects.
// Where ../shared is absent the test says so and is skipped (77).
//
// Seven cases differ, for two reasons. The cases go through a year, and each of their months has its own
// allowances and housing aid; the pack takes those of the month of the claim for the months before (passé .
// politique, « stable »), so that for three months after 1 January, 1 April or 1 October the prime d'activité
// and the RSA differ by what was revalued. And one case counts the maintenance of a child among the
// resources of family benefits but not of housing aid, while the pack hears it as the applicant's.
//
// usage: node tests/conformance/national_cases.mjs PROGRAM [--all]     --all: every amount that differs
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { answersOf } from './households.mjs'
import { buildPack, evaluate } from './national_pack.mjs'

const { values: options, positionals: [program] } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false } },
})

const file = '../shared/national/cases.jsonl.gz'

/** The rule of each variable that the pack covers, and the least number of cases that must agree. */
const benefits = {
  rsa: { rule: 'RSA', least: 3 },
  ppa: { rule: "prime d'activité", least: 10 },
  aide_logement: { rule: 'aide au logement', least: 12 },
  af: { rule: 'AF', least: 6 },
  af_majoration: { rule: 'AF . majorations', least: 2 },
  asf: { rule: 'ASF', least: 2 },
  cf: { rule: 'CF', least: 2 },
  ars: { rule: 'ARS', least: 6 },
  aspa: { rule: 'ASPA', least: 2 },
}

const yearOf = (one) => Number(String(one.period).match(/\d{4}/)?.[0] ?? 0)
const first = (dated, otherwise) => Object.values(dated ?? {})[0] ?? otherwise
const at = (dated, month, otherwise) => dated?.[month] ?? dated?.[month.slice(0, 4)] ?? otherwise
const monthsOf = (from, to) => Array.from({ length: (to - from + 1) * 12 }, (_, i) =>
  `${from + Math.floor(i / 12)}-${String(i % 12 + 1).padStart(2, '0')}`)

/** Why a case lies outside what the pack can be asked; undefined when it does not. */
function outOfScope(one) {
  if (one.shorthand || !one.groups?.famille) return 'several people in one line, without a household'
  if (!one.expected.some(({ variable }) => variable in benefits)) return 'no amount of the pack expected'
  const family = Object.values(one.groups.famille)
  if (family.length > 1) return 'several families'
  if ((family[0].roles.enfants ?? []).length > 8) return 'more than eight children'
  const people = Object.values(one.persons)
  if (people.some((person) => person.traitement_indiciaire_brut || person.primes_salaires)) return 'a civil servant’s pay'
  if (people.some((person) => person.prime_partage_valeur || person.prime_partage_valeur_exceptionnelle)) return 'a profit-sharing bonus'
  if (people.some((person) => person.age && !person.date_naissance)) return 'an age in the place of a date of birth'
  if (people.some((person) => person.rsa_jeune_condition_heures_travail_remplie)) return 'the RSA before 25 of those who worked two years'
  const home = Object.values(one.groups.foyer_fiscal ?? {})
  if (home.some(({ inputs }) => Object.keys(inputs).some((box) => /^f2/.test(box)))) return 'income from capital'
  return undefined
}

/** What a case expects of a person in a month, 0 when nothing. */
function expectedOf(one, id, variable, month) {
  const found = one.expected.find((value) => value.variable === variable && value.period === month && value.id === id)
  return Number(found?.value ?? 0)
}

/**
 * Net and taxable amounts of a gross series: what is withheld is read where the case expects it, and the same
 * share of the gross is withheld in the months before.
 */
function incomes(one, id, gross, withheld, deductible) {
  const share = (names) => {
    const months = monthsOf(yearOf(one), yearOf(one)).filter((month) => at(gross, month, 0) > 0)
    const sum = (value) => months.reduce((all, month) => all + value(month), 0)
    const pay = sum((month) => at(gross, month, 0))
    return pay === 0 ? 0 : names.reduce((all, name) => all + sum((month) => Math.abs(expectedOf(one, id, name, month))), 0) / pay
  }
  const series = (part) => monthsOf(yearOf(one) - 2, yearOf(one))
    .map((month) => [month, month, Number((at(gross, month, 0) * part).toFixed(4))])
  return { gross: series(1), net: series(1 - share(withheld)), taxable: series(1 - share(deductible)) }
}

/** Maintenance received: the applicant's is that of the children too. */
function maintenance(one, id, role) {
  if (role === 'enfant') return []
  const children = role === 'demandeur' ? Object.values(one.groups.famille)[0].roles.enfants ?? [] : []
  const received = [id, ...children].map((name) => one.persons[name].pensions_alimentaires_percues)
  return monthsOf(yearOf(one) - 2, yearOf(one))
    .map((month) => [month, month, received.reduce((sum, series) => sum + at(series, month, 0), 0)])
}

function personOf(one, id, role) {
  const person = one.persons[id]
  const pay = incomes(one, id, person.salaire_de_base,
    ['cotisations_salariales', 'csg_imposable_salaire', 'csg_deductible_salaire', 'crds_salaire'],
    ['cotisations_salariales', 'csg_deductible_salaire'])
  const pension = incomes(one, id, person.retraite_brute,
    ['csg_imposable_retraite', 'csg_deductible_retraite', 'crds_retraite', 'casa'], ['csg_deductible_retraite'])
  return {
    role,
    date_naissance: first(person.date_naissance),
    activite: at(person.activite, String(yearOf(one)), 'inactif'),
    statut_marital: first(person.statut_marital), nationalite: 'FR', scolarite: 'inconnue',
    taux_incapacite: first(person.taux_incapacite, 0), handicap: first(person.handicap, false),
    garde_alternee: first(person.garde_alternee, false), enceinte: first(person.enceinte, false), livret_a: 0,
    ass_precondition_remplie: first(person.ass_precondition_remplie, false),
    bourse_criteres_sociaux_base_ressources_parentale: 0, bourse_criteres_sociaux_distance_domicile_familial: 0,
    monthly: {
      salaire_de_base: pay.gross, salaire_net: pay.net, salaire_imposable: pay.taxable,
      pensions_alimentaires_percues: maintenance(one, id, role),
      retraite_brute: pension.gross, retraite_nette: pension.net, retraite_imposable: pension.taxable,
    },
  }
}

/** A case as a household of the corpus, in one month. */
function householdOf(one, month) {
  const [family] = Object.values(one.groups.famille)
  const [home] = Object.values(one.groups.menage ?? {})
  const status = first(one.persons[family.roles.parents[0]].statut_marital)
  const commune = first(home?.inputs.depcom, '')
  const zone = one.expected.find(({ variable }) => variable === 'zone_apl')?.value ?? 'zone_2'
  const taxed = one.expected.filter(({ variable }) => variable === 'rfr').map(({ value }) => Number(value))
  return {
    id: one.id, period: month,
    union: { marie: 'marie', pacse: 'pacse' }[status] ?? 'concubinage',
    persons: [
      ...family.roles.parents.map((id, i) => personOf(one, id, i === 0 ? 'demandeur' : 'conjoint')),
      ...(family.roles.enfants ?? []).map((id) => personOf(one, id, 'enfant')),
    ],
    logement: {
      statut_occupation_logement: at(home?.inputs.statut_occupation_logement, month, 'locataire_vide'),
      loyer: at(home?.inputs.loyer, month, 0),
    },
    intermediate: { rfr_2024: taxed.length ? taxed : [0], zone_apl: String(zone), residence_dom: /^97/.test(commune) },
  }
}

/** Every amount that the cases expect of the pack, with the question to put. */
function questionsOf(one) {
  return one.expected.filter(({ variable, period }) => variable in benefits && yearOf({ period }) >= 2023)
    .map(({ variable, period, value }) => {
      const month = String(period).length === 4 ? `${period}-07` : period
      return { one, variable, month, expected: Number([value].flat()[0]) }
    })
}

/** The amount the pack gives to each question; `known` says which rules it has. */
function amountsOf(questions, known) {
  return evaluate(program, questions.map(({ one, variable, month }) => ({
    goals: [benefits[variable].rule],
    situation: { ...answersOf(householdOf(one, month), 'pf_paid', known), 'passé . politique': "'stable'" },
  }))).map(({ results: [{ value }] }) => Number(value ?? 0))
}

const within = ({ tolerance: { abs, rel } }, amount, expected) =>
  Math.abs(amount - expected) <= Math.max(abs ?? 0, (rel ?? 0) * Math.abs(expected), 1e-3)

function count(reasons) {
  const numbers = new Map()
  for (const reason of reasons) numbers.set(reason, (numbers.get(reason) ?? 0) + 1)
  return [...numbers]
}

if (!existsSync(file)) {
  console.log('skipped: ../shared/national is not beside this checkout')
  process.exit(77)
}
const social = (one) => one.benefit.some((name) => name !== 'ir_rfr_qf')
const cases = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').map((line) => JSON.parse(line))
  .filter((one) => one.class === 'self_contained' && social(one))
const recent = cases.filter((one) => yearOf(one) >= 2023)
const inScope = recent.filter((one) => !outOfScope(one))
console.log(`${cases.length} self-contained cases: ${cases.length - recent.length} before 2023, out of the law in time; ${recent.length - inScope.length} out of scope; ${inScope.length} put`)
for (const [reason, number] of count(recent.map(outOfScope).filter(Boolean))) console.log(`  out of scope: ${number} ${reason}`)

const questions = inScope.flatMap(questionsOf)
const model = buildPack(program)
const amounts = amountsOf(questions, (rule) => rule in model)
const differing = questions.map((question, i) => ({ ...question, amount: amounts[i] }))
  .filter(({ one, amount, expected }) => !within(one, amount, expected))
if (options.all) for (const { one, variable, month, amount, expected } of differing)
  console.log(`${one.id} ${month} ${variable}: ${amount}, expected ${expected}`)
console.log(`${'benefit'.padEnd(18)} ${'amounts'.padStart(8)} ${'agree'.padStart(8)} ${'cases'.padStart(8)} ${'agree'.padStart(8)}`)
let short = false
for (const [variable, { rule, least }] of Object.entries(benefits)) {
  const mine = questions.filter((question) => question.variable === variable)
  const wrong = differing.filter((question) => question.variable === variable)
  const all = new Set(mine.map(({ one }) => one.id))
  const agree = all.size - new Set(wrong.map(({ one }) => one.id)).size
  console.log(`${rule.padEnd(18)} ${[mine.length, mine.length - wrong.length, all.size, agree].map((number) => String(number).padStart(8)).join(' ')}`)
  short ||= agree < least
}
process.exit(short ? 1 : 0)

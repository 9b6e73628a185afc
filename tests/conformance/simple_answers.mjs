// Goal: what a person knows (usual pay, the day unemployment began, dates of birth) is enough for the
// amounts of the law. Method: the households of ../shared/national without disability, maintenance,
// savings or studies answer the questions of the page alone (regles/01-questions.yaml); all nine amounts
// of a household whose pay never changed must be those of the anchor (mode first_claim_m4), but for the
// few where the anchor departs from the law. Where ../shared is absent the test is skipped (77).
//
// usage: node tests/conformance/simple_answers.mjs PROGRAM [--steady]
//   --steady  only those households whose pay never changed, which decide
import { spawnSync } from 'node:child_process'
import { activities, areThere, day, dwellings, quoted, readHouseholds, total, unions, yes } from './households.mjs'

const program = process.argv[2]
const steadyOnly = process.argv[3] === '--steady'
const pack = 'assets/packs/prestations-nationales'
const goals = ['RSA', "prime d'activité", 'aide au logement', 'CSS . due gratuite', 'CSS . participation', 'AF', 'ASF', 'CF', 'PAJE base']
const variables = ['rsa', 'ppa', 'aide_logement', 'cmu_c', 'css_participation_forfaitaire', 'af', 'asf', 'cf', 'paje_base']
const tolerance = 0.02
/** The anchor rounds the rent to the euro and counts ages by days; the rules follow the law. */
const leastSteady = 0.9

const month = (year, one) => year * 12 + one - 1
const now = month(2026, 7)
const pays = { 'salaire net': 'salaire_net', 'chômage net': 'chomage_net', 'retraite nette': 'retraite_nette' }

const adultsOf = (household) => household.persons.filter(({ role }) => role !== 'enfant')
const childrenOf = (household) => household.persons.filter(({ role }) => role === 'enfant')
const at = (person, name, one) => total(person, name, [one, one])
const usual = (person, name) => total(person, name, [now - 4, now - 2]) / 3

/** The page asks for more where these are answered otherwise. */
function isSimple(household) {
  const { coloc, logement_chambre } = household.logement
  return !coloc && !logement_chambre
    && adultsOf(household).every((one) => one.nationalite === 'FR' && !one.enceinte && one.livret_a === 0 && !one.taux_incapacite
      && one.activite !== 'etudiant'
      && !one.monthly.pensions_invalidite && !one.monthly.pensions_alimentaires_percues && !one.monthly.revenus_locatifs)
    && childrenOf(household).every((one) => Object.keys(one.monthly).length === 0 && !one.garde_alternee && !one.handicap)
}

/** Pay that never changed since the first month that any rule looks at. */
const isSteady = (household) => household.persons.every((person) => Object.values(pays).every((name) => {
  const pay = at(person, name, now)
  for (let one = month(2024, 1); one < now; ++one) if (Math.abs(at(person, name, one) - pay) > 0.006) return false
  return true
}))

function adult(name, person) {
  const start = person.date_debut_chomage
  return [
    [`${name} . date de naissance`, day(person.date_naissance)],
    [`${name} . activité`, quoted(activities[person.activite])],
    ...Object.entries(pays).map(([pay, column]) => [`${name} . ${pay} . habituel`, `${usual(person, column).toFixed(2)} €/mois`]),
    ...(start ? [
      [`${name} . début du chômage`, day(start)],
      [`${name} . salaire net . avant le chômage`, `${at(person, 'salaire_net', month(Number(start.slice(0, 4)), Number(start.slice(5, 7))) - 1)} €/mois`],
      [`${name} . cinq ans de travail en dix ans`, yes(person.ass_precondition_remplie)],
    ] : []),
  ]
}

function answersOf(household) {
  const adults = adultsOf(household)
  const children = childrenOf(household)
  const { logement, intermediate } = household
  return Object.fromEntries([
    ['date', '01/07/2026'], ['réponses simples', 'oui'], ['couple', yes(adults.length === 2)],
    ...(adults.length === 2 ? [['couple . union', quoted(unions[household.union])]] : []),
    ["nombre d'enfants", children.length], ['isolement récent', yes(household.rsa_isolement_recent)],
    ['logement . statut', quoted(dwellings[logement.statut_occupation_logement])], ['logement . loyer', `${logement.loyer} €/mois`],
    ['logement . zone', Number(intermediate.zone_apl.at(-1))], ['logement . outre-mer', yes(intermediate.residence_dom)],
    ...adults.flatMap((person, i) => adult(['demandeur', 'conjoint'][i], person)),
    ...children.map((person, i) => [`enfant ${i + 1} . date de naissance`, day(person.date_naissance)]),
  ])
}

function evaluate(households) {
  const lines = households.map((household, id) => JSON.stringify({ id, model: 'pack', situation: answersOf(household), goals }))
  const run = spawnSync(program, ['eval', '--cases', '-', '--model', `pack=${pack}`, '--threads', '2'],
    { input: `${lines.join('\n')}\n`, maxBuffer: 1 << 29, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout.trim().split('\n').map((line) => JSON.parse(line))
}

function agrees(household, { error, results }) {
  if (error) throw new Error(`${household.id}: ${error.message}`)
  const expected = household.expected.first_claim_m4
  return variables.every((variable, i) => Math.abs(Number(results[i].value ?? 0) - Number(expected[variable])) <= tolerance)
}

if (!areThere()) {
  console.log('skipped: ../shared/national is not beside this checkout')
  process.exit(77)
}
const households = readHouseholds().filter((household) => isSimple(household) && (!steadyOnly || isSteady(household)))
const answers = evaluate(households)
const counts = { all: [0, 0], steady: [0, 0] }
households.forEach((household, i) => {
  const agreed = agrees(household, answers[i])
  for (const kind of isSteady(household) ? ['all', 'steady'] : ['all']) {
    counts[kind][0] += agreed
    counts[kind][1] += 1
  }
})
console.log(`all nine amounts agree: ${counts.all.join(' of ')} households, ${counts.steady.join(' of ')} of those with steady pay`)
process.exit(counts.steady[0] >= leastSteady * counts.steady[1] ? 0 : 1)

// The households of ../shared/national (SCHEMA.md) as OpenFisca situations, in its web-API JSON.
const monthCount = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1
const monthText = (month) => `${Math.floor(month / 12)}-${String(month % 12 + 1).padStart(2, '0')}`
const monthsBetween = (from, to) =>
  Array.from({ length: monthCount(to) - monthCount(from) + 1 }, (_, i) => monthText(monthCount(from) + i))

export const monthAsked = '2026-07'
const yearAsked = '2026'
const statusMonths = monthsBetween('2025-01', monthAsked)
const incomeMonths = monthsBetween('2023-01', monthAsked)
const pastMonths = monthsBetween('2025-07', '2026-06')
const always = (value) => Object.fromEntries(statusMonths.map((month) => [month, value]))
const nothing = () => Object.fromEntries(pastMonths.map((month) => [month, 0]))
const familyBenefits = ['af', 'cf', 'asf', 'paje_base']

/** What is asked: the entity, the variable of OpenFisca, and its period. */
export const asked = [
  ...['rsa', 'ppa', 'aide_logement', 'apl', 'alf', 'als', 'af', 'cf', 'asf', 'paje_base', 'paje_naissance', 'aspa',
    'cmu_c', 'css_participation_forfaitaire', 'bourse_college', 'bourse_lycee'].map((variable) => ({ entity: 'familles', variable, period: monthAsked })),
  { entity: 'familles', variable: 'ars', period: yearAsked },
  { entity: 'menages', variable: 'cheque_energie', period: yearAsked },
  ...['aah', 'caah', 'asi', 'ass', 'bourse_criteres_sociaux'].map((variable) => ({ entity: 'individus', variable, period: monthAsked })),
]

const notDated = ['role', 'monthly', 'date_naissance', 'date_debut_chomage']

function series(runs) {
  const values = Object.fromEntries(incomeMonths.map((month) => [month, 0]))
  for (const [from, to, value] of runs)
    for (const month of monthsBetween(from, to)) if (month in values) values[month] = value
  return values
}

function individual(person) {
  const variables = { date_naissance: { ETERNITY: person.date_naissance } }
  for (const [name, value] of Object.entries(person))
    if (!notDated.includes(name) && value !== null) variables[name] = always(value)
  if (person.date_debut_chomage) variables.date_debut_chomage = { ETERNITY: person.date_debut_chomage }
  for (const [name, runs] of Object.entries(person.monthly)) variables[name] = series(runs)
  for (const name of ['aah', 'caah', 'asi', 'ass']) variables[name] = nothing()
  return variables
}

/**
 * The situation of a household in one of the corpus's modes, with a null for each of `asked`.
 * A child is asked for nothing.
 */
export function openfiscaSituation(household, mode) {
  const names = household.persons.map(({ role }, i) => (role === 'enfant' ? `enfant_${i}` : role))
  const adults = names.filter((name) => !name.startsWith('enfant'))
  const children = names.filter((name) => name.startsWith('enfant'))
  const individus = Object.fromEntries(household.persons.map((person, i) => [names[i], individual(person)]))
  const past = ['rsa', 'ppa', 'aide_logement', 'aspa', ...(mode === 'pf_paid' ? [] : familyBenefits)]
  const famille = {
    parents: adults, enfants: children, rsa_isolement_recent: always(household.rsa_isolement_recent),
    ...Object.fromEntries(past.map((variable) => [variable, nothing()])),
  }
  const menage = {
    personne_de_reference: adults.slice(0, 1), conjoint: adults.slice(1), enfants: children,
    ...Object.fromEntries(Object.entries(household.logement).map(([name, value]) => [name, always(value)])),
    ...(mode === 'first_claim_m4' ? { departement_experimentation_rsa: always(true) } : {}),
  }
  const apart = household.union === 'concubinage'
  const foyers = apart ? adults.map((name) => [name]) : [adults]
  const foyers_fiscaux = Object.fromEntries(foyers.map((declarants, i) =>
    [`foyer_${i}`, { declarants, personnes_a_charge: i === 0 ? children : [] }]))
  const situation = { individus, familles: { famille }, foyers_fiscaux, menages: { menage } }
  for (const { entity, variable, period } of asked)
    for (const [name, instance] of Object.entries(situation[entity]))
      if (!children.includes(name)) instance[variable] = { ...instance[variable], [period]: null }
  return situation
}

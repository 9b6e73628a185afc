// The households of ../shared/national (SCHEMA.md) as answers to the national pack.
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const folder = '../shared/national/'
const files = ['differential.jsonl.gz', 'differential-more.jsonl.gz']

export const areThere = () => files.every((file) => existsSync(folder + file))

export function readHouseholds() {
  return files.flatMap((file) => gunzipSync(readFileSync(folder + file)).toString('utf8')
    .trim().split('\n').map((line) => ({ file, ...JSON.parse(line) })))
}

/** Months counted from the year 0. */
const month = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1

/** Series of the corpus, under the names of the pack. */
const series = {
  'salaire net': 'salaire_net', 'salaire imposable': 'salaire_imposable', 'salaire brut': 'salaire_de_base',
  'chômage net': 'chomage_net', 'chômage imposable': 'chomage_imposable', 'chômage brut': 'chomage_brut',
  'retraite nette': 'retraite_nette', 'retraite imposable': 'retraite_imposable', 'retraite brute': 'retraite_brute',
  'pension alimentaire': 'pensions_alimentaires_percues', "pension d'invalidité": 'pensions_invalidite',
  'revenus locatifs': 'revenus_locatifs',
}

/** Periods the pack asks for, seen from the month of the right: the first and the last month of each. */
function periodsOf(now) {
  const year = (ago) => [(Math.floor(now / 12) - ago) * 12, (Math.floor(now / 12) - ago) * 12 + 11]
  return {
    M: [now, now],
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((ago) => [`M-${ago}`, [now - ago, now - ago]])),
    'trois mois': [now - 3, now - 1], 'six mois': [now - 6, now - 1],
    'douze mois': [now - 12, now - 1], 'douze mois logement': [now - 13, now - 2],
    ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`six mois avant M-${i + 1}`, [now - i - 7, now - i - 2]])),
    'N-1': year(1), 'N-2': year(2), 'N-3': year(3),
  }
}

export function total(person, name, [first, last]) {
  const amount = (person.monthly[name] ?? []).reduce((sum, [from, to, value]) =>
    sum + Math.max(0, Math.min(month(to), last) - Math.max(month(from), first) + 1) * value, 0)
  return Number(amount.toFixed(4))
}

export const day = (iso) => iso.split('-').reverse().join('/')
export const yes = (flag) => (flag ? 'oui' : 'non')
export const quoted = (text) => `'${text}'`
const percent = (share) => `${Number((share * 100).toFixed(4))} %`

const nationalities = { FR: 'française', PT: 'européenne', DE: 'européenne' }
export const activities = { actif: 'actif', chomeur: 'chômeur', inactif: 'inactif', etudiant: 'étudiant', retraite: 'retraité' }
const schools = {
  inconnue: 'inconnue', primaire: 'primaire', college: 'collège', maternelle: 'maternelle',
  enseignement_superieur: 'enseignement supérieur', lycee: 'lycée',
}
export const dwellings = {
  locataire_vide: 'locataire vide', locataire_hlm: 'locataire HLM', locataire_meuble: 'locataire meublé',
  loge_gratuitement: 'logé gratuitement', proprietaire: 'propriétaire',
}
export const unions = { marie: 'mariage', pacse: 'pacs', concubinage: 'concubinage' }

function incomes(name, person, periods) {
  return Object.entries(series).flatMap(([income, column]) => [
    [`${name} . ${income}`, `${total(person, column, periods.M)} €/mois`],
    ...Object.entries(periods).map(([period, months]) =>
      [`${name} . ${income} . ${period}`, `${total(person, column, months)} ${period.startsWith('M') ? '€/mois' : '€'}`]),
  ])
}

function adult(name, person, periods) {
  return [
    [`${name} . date de naissance`, day(person.date_naissance)],
    [`${name} . nationalité`, quoted(nationalities[person.nationalite])],
    [`${name} . activité`, quoted(activities[person.activite])],
    [`${name} . étudiant`, yes(person.etudiant)],
    ...(person.date_debut_chomage ? [[`${name} . début du chômage`, day(person.date_debut_chomage)]] : []),
    [`${name} . enceinte`, yes(person.enceinte)],
    [`${name} . taux d'incapacité`, percent(person.taux_incapacite)],
    [`${name} . handicap`, yes(person.handicap)],
    [`${name} . restriction durable d'accès à l'emploi`, yes(person.aah_restriction_substantielle_durable_acces_emploi)],
    [`${name} . inapte au travail`, yes(person.inapte_travail)],
    [`${name} . cinq ans de travail en dix ans`, yes(person.ass_precondition_remplie)],
    [`${name} . habite chez ses parents`, yes(person.habite_chez_parents)],
    [`${name} . livret A`, `${person.livret_a} €`],
    [`${name} . revenus fonciers N-2`, '0 €'], [`${name} . revenus fonciers N-3`, '0 €'],
    [`${name} . ressources des parents`, `${person.bourse_criteres_sociaux_base_ressources_parentale} €`],
    [`${name} . distance du domicile familial`, `${person.bourse_criteres_sociaux_distance_domicile_familial} km`],
    [`${name} . établissement habilité`, yes(['public', 'prive_sous_contrat'].includes(person.statuts_etablissement_scolaire))],
    ...incomes(name, person, periods),
  ]
}

function child(name, person, periods) {
  return [
    [`${name} . date de naissance`, day(person.date_naissance)],
    [`${name} . scolarité`, quoted(schools[person.scolarite])],
    [`${name} . garde alternée`, yes(person.garde_alternee)],
    [`${name} . handicap`, yes(person.handicap)],
    [`${name} . taux d'incapacité`, percent(person.taux_incapacite)],
    [`${name} . étudiant`, yes(person.etudiant)],
    [`${name} . activité`, quoted(activities[person.activite])],
    ...incomes(name, person, periods),
  ]
}

/**
 * The answers that a household gives. `mode` is one of the corpus; `known` says which rules the
 * pack has: it asks for less than the corpus holds.
 */
export function answersOf(household, mode, known) {
  const adults = household.persons.filter(({ role }) => role !== 'enfant')
  const children = household.persons.filter(({ role }) => role === 'enfant')
  const { logement, intermediate, period } = household
  const periods = periodsOf(month(period))
  const answers = [
    ['date', day(`${period}-01`)],
    ['mode . reproduction openfisca', 'oui'],
    ['mode . trimestre M-3 à M-1', yes(mode !== 'first_claim_m4')],
    ['passé . prestations familiales perçues', yes(mode === 'pf_paid')],
    // As printed on the tax notices of the household.
    ['chèque énergie . revenu fiscal de référence', `${intermediate.rfr_2024.reduce((sum, one) => sum + one, 0)} €`],
    ['bourses scolaires . revenu du demandeur', `${intermediate.rfr_2024[0]} €`],
    ['couple', yes(adults.length === 2)],
    ...(adults.length === 2 ? [['couple . union', quoted(unions[household.union])]] : []),
    ["nombre d'enfants", children.length],
    ['isolement récent', yes(household.rsa_isolement_recent)],
    ['logement . statut', quoted(dwellings[logement.statut_occupation_logement])],
    ['logement . loyer', `${logement.loyer} €/mois`],
    ['logement . zone', Number(intermediate.zone_apl.at(-1))],
    ['logement . outre-mer', yes(intermediate.residence_dom)],
    ['logement . colocation', yes(logement.coloc)],
    ['logement . chambre', yes(logement.logement_chambre)],
    ...adults.flatMap((person, i) => adult(['demandeur', 'conjoint'][i], person, periods)),
    ...children.flatMap((person, i) => child(`enfant ${i + 1}`, person, periods)),
  ]
  // A bare income is only the parent of its periods.
  const parents = Object.keys(series).filter((income) => income.startsWith('salaire') || income.startsWith('chômage') || income.startsWith('retraite'))
  const isParent = (rule) => parents.some((income) => rule.endsWith(` . ${income}`))
  return Object.fromEntries(answers.filter(([rule]) => known(rule) && !isParent(rule)))
}

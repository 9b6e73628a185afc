// Where the anchor departs from the law, one by one: the article, and the answers that put the law back in its
// place while the rest is still reproduced. The pairs of examples in exemples/ecarts-a-la-loi.exemples.yaml
// show the same departures on one person each.
const children = [1, 2, 3, 4, 5, 6, 7, 8]
const ofChildren = (answer) => Object.fromEntries(children.map((n) => answer(`enfant ${n}`)))
const ofAdults = (answer) => Object.fromEntries(['demandeur', 'conjoint'].map(answer))

export const departures = [
  { article: 'CASF R262-7, CSS R843-1: reference quarter M-4..M-2', answers: { 'mode . trimestre M-3 à M-1': 'non' } },
  { article: 'Ages by the calendar, of adults', answers: { ...ofAdults((one) => [`${one} . âge`, `${one} . années vécues`]) } },
  { article: 'Ages by the calendar, of children', answers: ofChildren((one) => [`${one} . âge`, `${one} . âge du calendrier`]) },
  { article: 'CSS D861-1: ceiling of 1 April 2025', answers: { "CSS . plafond d'une personne": "CSS . plafond d'une personne selon la loi" } },
  { article: 'CSS R861-2: unborn children do not count', answers: ofChildren((one) => [`${one} . compte à la CSS`, `${one} . né`]) },
  { article: 'C. énergie R124-1: ceiling 11 000 €', answers: { 'chèque énergie . plafond': 'chèque énergie . plafond selon la loi' } },
  { article: 'C. énergie L124-1: people housed for free too', answers: { 'chèque énergie . ouvert': 'oui' } },
  { article: 'CSS L521-3: one eldest child only', answers: { "AF . majoration de l'aîné": "AF . majoration d'un seul aîné" } },
  { article: 'CSS R522-2: every child raises the ceiling overseas', answers: { 'CF . enfants du plafond': 'CF . enfants' } },
  { article: 'CCH R822-7: 95 € off where both work', answers: { 'aide au logement . abattement de double activité retenu': 'aide au logement . abattement de double activité' } },
  { article: 'CSS L531-1: no PAJE before birth', answers: { 'PAJE base . ouverte': 'CF . enfants de moins de trois ans >= 1' } },
  { article: 'CCH L841-1: married couples have the ALF', answers: { 'aide au logement . couple marié': 'aide au logement . couple uni devant la loi' } },
  { article: 'CCH D823-16: rent not rounded to the euro', answers: { 'aide au logement . loyer pris en compte': 'aide au logement . part du loyer' } },
  { article: 'CCH R822-18: unemployed from the second month', answers: ofAdults((one) => [`${one} . au chômage depuis deux mois`, `${one} . mois de chômage > 1 mois`]) },
  { article: 'C. éduc. D531-7, D531-29: BMAF of the school year', answers: { 'bourses scolaires . BMAF': 'bourses scolaires . BMAF de la rentrée' } },
  { article: 'C. éduc. D531-4: both incomes of an unmarried couple', answers: { 'bourses scolaires . revenu': 'chèque énergie . revenu fiscal de référence' } },
  { article: 'CSS R543-2: ages reached by the end of the year', answers: ofChildren((one) => [`${one} . âge de rentrée`, `${one} . âge au 31 décembre`]) },
  { article: 'CSS R543-2: not eighteen on 15 September', answers: { 'rentrée dix-huit ans avant': 'quinze septembre dix-huit ans avant' } },
  { article: 'CSS R543-2: a child who earns too much has no ARS', answers: ofChildren((one) => [`${one} . à charge à la rentrée`, `${one} . à charge`]) },
  { article: 'CSS R543-5: dependent children on the day of the right raise the ceiling', answers: { 'ARS . enfants du plafond': 'enfants à charge' } },
]

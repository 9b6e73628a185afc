// What bench/engine.mjs asks every engine: five uses of four published models, two persons by turns.
//
// answers  every answer as the first and as the second person gives it; the first answer is the one
//          that `change` changes. rounds: how often the npm engine is timed.
const employee = {
  dirigeant: ['non', 'non'],
  'entreprise . catégorie juridique': ["''", "''"],
  'entreprise . imposition': ['non', 'non'],
  "salarié . contrat . date d'embauche": ['25/04/2020', '01/09/2023'],
};
export const scenarios = [
  {
    name: 'aides-velo, all aids', model: 'aides-velo', rounds: 15,
    answers: {
      'vélo . prix': ['1800 €', '1200 €'],
      'localisation . code insee': ["'49007'", "'31555'"],
      'localisation . epci': ["'CU Angers Loire Métropole'", "'Toulouse Métropole'"],
      'localisation . département': ["'49'", "'31'"], 'localisation . région': ["'52'", "'76'"],
      'localisation . pays': ["'France'", "'France'"], 'maximiser les aides': ['non', 'non'],
      'vélo . type': ["'électrique'", "'cargo'"], 'vélo . état': ["'neuf'", "'occasion'"],
      'revenu fiscal de référence par part . revenu de référence': ['14000 €/an', '9000 €/an'],
      'revenu fiscal de référence par part . nombre de parts': ['1', '2'],
      'demandeur . âge': ['34 an', '61 an'],
    },
    goals: (model) => Object.keys(model).filter((name) => /^aides \. [^.]*$/.test(name) && model[name]?.remplace),
  },
  {
    name: 'modele-social, net from gross', model: 'modele-social', rounds: 9,
    answers: { 'salarié . contrat . salaire brut': ['2800 €/mois', '4100 €/mois'], ...employee },
    goals: () => ['salarié . rémunération . net . à payer avant impôt', 'salarié . coût total employeur'],
  },
  {
    name: 'modele-social, gross from net', model: 'modele-social', rounds: 7,
    answers: { 'salarié . rémunération . net . à payer avant impôt': ['2200 €/mois', '3100 €/mois'], ...employee },
    goals: () => ['salarié . contrat . salaire brut', 'salarié . coût total employeur'],
  },
  {
    name: 'mesaidesreno, main goals', model: 'mesaidesreno', rounds: 15,
    answers: {
      'ménage . revenu': ['27038 €', '57038 €'], 'ménage . personnes': ['2', '6'],
      'vous . propriétaire . statut': ["'propriétaire'", "'acquéreur'"],
      'logement . propriétaire occupant': ['oui', 'oui'], 'logement . type': ["'maison'", "'appartement'"],
      'logement . période de construction': ["'au moins 15 ans'", "'de 10 à 15 ans'"],
      'logement . surface': ['90 m2', '60 m2'],
      'ménage . code région': ["'52'", "'76'"], 'ménage . code département': ["'49'", "'31'"],
      'ménage . commune': ["'49007'", "'31555'"], 'DPE . actuel': ['7', '6'],
      'projet . DPE visé': ['3', '2'], 'projet . travaux': ['40000 €', '25000 €'],
    },
    goals: () => ['MPR . accompagnée . montant', 'MPR . non accompagnée . montant',
      "CEE . rénovation d'ampleur . montant", 'aides locales . montant', 'PTZ . montant', 'PAR . montant'],
  },
  {
    name: 'nosgestesclimat, bilan', model: 'nosgestesclimat', rounds: 5,
    answers: {
      'alimentation . boisson . chaude . café . nombre': ['2', '3'],
      'logement . surface': ['60', '110'], 'transport . voiture . utilisateur': ["'propriétaire'", "'jamais'"],
      'divers . textile . volume': ["'minimum'", "'accro au shopping'"],
      'alimentation . plats . poisson gras . nombre': ['1', '3'],
    },
    goals: () => ['bilan'],
  },
];

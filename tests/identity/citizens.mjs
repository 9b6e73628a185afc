// The invented people of the demonstration, with the claims that FranceConnect would give of them.
// `birthdate` with `00` is a presumed birth; France is country 99100 of the INSEE code.

export const citizens = {
  angela: {
    given_name: 'Angela Claire Louise', family_name: 'DUBOIS', birthdate: '1962-08-24', gender: 'female',
    birthplace: '75107', birthcountry: '99100', email: 'angela.dubois@exemple.invalid',
    note: 'née en 1962 à Paris',
  },
  pierre: {
    given_name: 'Pierre', family_name: 'MERCIER', preferred_username: 'DUBOIS', birthdate: '1969-03-17', gender: 'male',
    birthplace: '95277', birthcountry: '99100', email: 'pierre.mercier@exemple.invalid',
    note: 'né en 1969, nom d’usage DUBOIS',
  },
  marta: {
    given_name: 'Märta Zoë', family_name: 'ÅSTRÖM', birthdate: '1985-00-00', gender: 'female',
    birthplace: '', birthcountry: '99104', email: 'marta.astrom@exemple.invalid',
    note: 'née en 1985 en Suède, jour et mois inconnus',
  },
};

/// The claims alone, as findAccount() has to give them.
export function claimsOf(id) {
  const { note, ...claims } = citizens[id];
  return { ...claims, given_name_array: claims.given_name.split(' '), amr: ['pwd'] };
}

// Small situations in OpenFisca's web-API JSON.

/** A person of 36 without income, housed for free, who asks for the RSA of July 2026. */
export function alone(asked = { rsa: { '2026-07': null } }) {
  return {
    individus: { a: { date_naissance: { ETERNITY: '1990-05-04' }, activite: { '2026-07': 'inactif' } } },
    familles: { f: { parents: ['a'], ...asked } },
    menages: { m: { personne_de_reference: ['a'], statut_occupation_logement: { '2026-07': 'loge_gratuitement' } } },
  }
}

/** The whole RSA of one person less the flat amount of who is housed for free: 12 %. */
export const rsaAlone = 651.69 - 0.12 * 651.69

// What a provider could send wrongly, one fault at a time, so that every check of a relying party
// can be seen to refuse it on an otherwise real login.
import { SignJWT, decodeJwt, generateKeyPair, exportJWK, base64url } from 'jose';

const hour = 3600;
const json = (value) => base64url.encode(JSON.stringify(value));

/// Faults that change the claims of the identity token, signed by the right key.
const claimFaults = {
  aud: (claims) => ({ ...claims, aud: 'another-client' }),
  aud_several: (claims) => ({ ...claims, aud: [claims.aud, 'another-client'] }),
  azp: (claims) => ({ ...claims, aud: [claims.aud, 'another-client'], azp: 'another-client' }),
  iss: (claims) => ({ ...claims, iss: 'https://another.invalid/api/v2' }),
  nonce: (claims) => ({ ...claims, nonce: 'x'.repeat(43) }),
  no_nonce: ({ nonce, ...claims }) => claims,
  expired: (claims) => ({ ...claims, iat: claims.iat - hour, exp: claims.iat - hour + 60 }),
  future: (claims) => ({ ...claims, iat: claims.iat + hour, exp: claims.iat + hour + 60 }),
  long_life: (claims) => ({ ...claims, exp: claims.iat + 24 * hour }),
  acr: (claims) => ({ ...claims, acr: 'eidas0' }),
  no_acr: ({ acr, ...claims }) => claims,
  at_hash: (claims) => ({ ...claims, at_hash: 'A'.repeat(22) }),
};

/// Faults of the token's form or signature. `make` has sign(claims, header?, key?), key and stranger.
const tokenFaults = {
  sig: (claims, make) => make.sign(claims, make.header, make.stranger),
  kid: (claims, make) => make.sign(claims, { ...make.header, kid: 'unknown' }, make.stranger),
  rotated: (claims, make) => make.sign(claims, { ...make.header, kid: 'rotated' }, make.stranger),
  none: (claims) => `${json({ alg: 'none' })}.${json(claims)}.`,
  hs256: (claims, make) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: make.header.kid })
    .sign(new TextEncoder().encode(JSON.stringify(make.publicJwk))),
  crit: (claims, make) => make.sign(claims, { ...make.header, b64: true, crit: ['b64'] }),
  jwk: (claims, make) => make.sign(claims, { ...make.header, jwk: make.strangerJwk, jku: 'https://another.invalid/jwks' }, make.stranger),
  two_parts: async (claims, make) => (await make.sign(claims)).split('.').slice(0, 2).join('.'),
  padded: async (claims, make) => `${await make.sign(claims)}=`,
  huge: (claims, make) => make.sign({ ...claims, filler: 'x'.repeat(20000) }),
  garbage: () => 'not a token',
};

/// Faults that this file does not make but the server does: see provider.mjs.
const serverFaults = [
  'userinfo_sub', 'userinfo_sig', 'userinfo_aud', 'userinfo_plain', 'discovery_issuer', 'stalled', 'token_500', 'token_huge',
];

export const faultNames = [...Object.keys(claimFaults), ...Object.keys(tokenFaults), ...serverFaults];

/// `jwk`: the provider's private key, `kid` included.
export async function makeFaults(jwk, key) {
  const { d, ...publicJwk } = jwk;
  const stranger = await generateKeyPair('ES256', { extractable: true });
  const strangerJwk = await exportJWK(stranger.publicKey);
  const header = { alg: 'ES256', kid: jwk.kid };
  const make = {
    key, header, publicJwk, strangerJwk, stranger: stranger.privateKey,
    sign: (claims, withHeader = header, withKey = key) => new SignJWT(claims).setProtectedHeader(withHeader).sign(withKey),
  };
  return {
    rotatedJwk: { ...strangerJwk, kid: 'rotated', use: 'sig', alg: 'ES256' },

    identityToken(token, fault) {
      const claims = decodeJwt(token);
      if (claimFaults[fault]) return make.sign(claimFaults[fault](claims));
      return tokenFaults[fault]?.(claims, make) ?? token;
    },

    userinfo(token, fault) {
      const claims = decodeJwt(token);
      switch (fault) {
        case 'userinfo_sub': return make.sign({ ...claims, sub: `${'f'.repeat(64)}v1` });
        case 'userinfo_aud': return make.sign({ ...claims, aud: 'another-client' });
        case 'userinfo_sig': return make.sign(claims, header, make.stranger);
        case 'userinfo_plain': return JSON.stringify(claims);
        default: return token;
      }
    },
  };
}

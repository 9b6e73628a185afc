// A FranceConnect to log in with where there is none: the engine that FranceConnect runs on, with
// FranceConnect's own settings (v2, level eidas1), three invented people, and faults on demand.
import http from 'node:http';
import { createHash, randomUUID, webcrypto } from 'node:crypto';
import { choicePage, errorPage, logoutPage } from './pages.mjs';
import { citizens, claimsOf } from './citizens.mjs';

globalThis.crypto ??= webcrypto; // Node 18 hides it

export const demonstrationClient = {
  id: 'collectivite-demonstration',
  secret: 'secret-de-demonstration-sans-valeur-0123456789',
};

const prefix = '/api/v2';
const levels = ['eidas1'];
const algorithms = ['ES256', 'RS256'];

/// FranceConnect's subject, one for each service: it changes when the civil identity is corrected.
function subjectOf(client, citizen) {
  const birthplace = citizen.birthcountry === '99100' ? citizen.birthplace : '';
  const identity = [citizen.given_name, citizen.family_name, citizen.birthdate, citizen.gender, birthplace, citizen.birthcountry];
  const digest = createHash('sha256').update(identity.join('')).digest('base64');
  return `${createHash('sha256').update(`${client}${digest}demonstration`).digest('hex')}v1`;
}

function configuration(keys, relyingParties) {
  const each = (path) => relyingParties.map((base) => base + path);
  const alone = (...names) => Object.fromEntries(names.map((name) => [name, [name]]));
  return {
    clients: [{
      client_id: demonstrationClient.id, client_secret: demonstrationClient.secret,
      redirect_uris: each('/auth/callback'), post_logout_redirect_uris: each('/auth/logged-out'),
      subject_type: 'public', id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256',
      token_endpoint_auth_method: 'client_secret_post', require_auth_time: true,
      grant_types: ['authorization_code'], response_types: ['code'],
    }],
    jwks: { keys },
    routes: {
      authorization: '/authorize', token: '/token', userinfo: '/userinfo', jwks: '/jwks', end_session: '/session/end',
      introspection: '/token/introspection', revocation: '/token/revocation',
    },
    // The engine would want one host name for pairwise subjects; here 127.0.0.1 and localhost are one
    // service, so the subject is derived below, as FranceConnect derives it.
    subjectTypes: ['public'],
    responseTypes: ['code'], acrValues: levels, scopes: ['openid'],
    claims: {
      openid: ['sub'], profile: ['given_name', 'given_name_array', 'family_name', 'birthdate', 'gender', 'preferred_username'],
      birth: ['birthplace', 'birthcountry'],
      identite_pivot: ['given_name', 'given_name_array', 'family_name', 'birthdate', 'gender', 'birthplace', 'birthcountry'],
      ...alone('gender', 'birthdate', 'birthcountry', 'birthplace', 'family_name', 'email', 'preferred_username', 'amr'),
      given_name: ['given_name', 'given_name_array'], acr: null, auth_time: null, iss: null,
    },
    clientAuthMethods: ['client_secret_post', 'private_key_jwt'],
    enabledJWA: {
      idTokenSigningAlgValues: algorithms, userinfoSigningAlgValues: algorithms, clientAuthSigningAlgValues: algorithms,
    },
    features: {
      devInteractions: { enabled: false }, claimsParameter: { enabled: true }, jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => { ctx.body = logoutPage(form); } },
      revocation: { enabled: true }, resourceIndicators: { enabled: false }, pushedAuthorizationRequests: { enabled: false },
    },
    pkce: { required: () => false }, // as FranceConnect: what a client sends is checked all the same
    ttl: { AccessToken: 60, AuthorizationCode: 30, Grant: 60, IdToken: 60, Interaction: 1800, Session: 1800 },
    cookies: {
      keys: [randomUUID()], names: { session: 'demonstration_session', interaction: 'demonstration_interaction', resume: 'demonstration_resume' },
      long: { sameSite: 'lax', signed: true, path: '/' }, short: { sameSite: 'lax', signed: true, path: '/' },
    },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (ctx, id) => citizens[id] && {
      accountId: id, claims: () => ({ sub: subjectOf(demonstrationClient.id, citizens[id]), ...claimsOf(id) }),
    },
    async loadExistingGrant(ctx) {
      const { client, session, provider, params } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(params.scope);
      await grant.save();
      return grant;
    },
    renderError(ctx, out) {
      ctx.type = 'html';
      ctx.body = errorPage(out.error, out.error_description ?? '');
    },
  };
}

/// What FranceConnect asks beyond the standard. The answer to send instead of going on, if any.
function strictness(query, issuer) {
  const prompt = query.prompt === undefined || /^(login|consent)( (login|consent))?$/.test(query.prompt);
  if (!query.acr_values || !query.state || !(query.nonce?.length >= 22) || !query.scope || !prompt) {
    return { status: 400, page: errorPage('Y030007', 'Un paramètre de la demande manque ou ne convient pas.') };
  }
  const asked = String(query.acr_values).split(' ').filter((level) => /^eidas[123]$/.test(level));
  if (asked.length === 0 || asked.some((level) => levels.includes(level))) return null;
  const answer = { error: 'invalid_acr', error_description: 'acr_value is not valid', state: query.state, iss: issuer };
  return { status: 303, location: `${query.redirect_uri}?${new URLSearchParams(answer)}` };
}

function readForm(request) {
  return new Promise((done, fail) => {
    let text = '';
    request.on('data', (data) => {
      text += data;
      if (text.length > 10000) request.destroy();
    });
    request.on('end', () => done(new URLSearchParams(text)));
    request.on('error', fail);
  });
}

/// Starts the provider.
///
/// port            the port of 127.0.0.1 to listen on
/// relyingParties  addresses of the services that may use it: `http://127.0.0.1:8080`
/// withFaults      answers `/__fault?kind=NAME` (`kind` empty: none) and `/__counts`; for tests only
/// Returns { issuer, setFault(name), counts, close() }.
export async function startProvider({ port, relyingParties, withFaults = false }) {
  const { Provider } = await import('oidc-provider');
  const { generateKeyPair, exportJWK } = await import('jose');
  const { makeFaults, faultNames } = await import('./faults.mjs');
  const issuer = `http://127.0.0.1:${port}${prefix}`;

  const newKey = async (alg, kid) => {
    const { privateKey } = await generateKeyPair(alg, { extractable: true });
    return { privateKey, jwk: { ...await exportJWK(privateKey), kid, use: 'sig', alg } };
  };
  const elliptic = await newKey('ES256', `es-${randomUUID()}`);
  const rsa = await newKey('RS256', `rs-${randomUUID()}`);
  const faults = await makeFaults(elliptic.jwk, elliptic.privateKey);
  const provider = new Provider(issuer, configuration([elliptic.jwk, rsa.jwk], relyingParties));
  let fault = '';
  const counts = { discovery: 0, jwks: 0, token: 0, userinfo: 0, stalled: 0 };

  provider.use(async (ctx, next) => {
    if (ctx.path === '/authorize' && ctx.method === 'GET') {
      const refusal = strictness(ctx.query, issuer);
      if (refusal) {
        ctx.status = refusal.status;
        if (refusal.location) ctx.set('Location', refusal.location);
        if (refusal.page) Object.assign(ctx, { type: 'html', body: refusal.page });
        return;
      }
    }
    await next();
    const route = ctx.oidc?.route;
    if (route in counts) counts[route] += 1;
    await injectFault(ctx, route);
  });

  async function injectFault(ctx, route) {
    if (route === 'jwks' && fault === 'rotated') ctx.body = { keys: [...ctx.body.keys, faults.rotatedJwk] };
    if (route === 'discovery' && fault === 'discovery_issuer') ctx.body = { ...ctx.body, issuer: `${issuer}/` };
    if (route === 'token' && ctx.body?.id_token) {
      ctx.body.id_token = await faults.identityToken(ctx.body.id_token, fault);
      if (fault === 'token_500') ctx.status = 500;
      if (fault === 'token_huge') ctx.body.filler = 'x'.repeat(2_000_000);
    }
    if (route === 'userinfo' && ctx.status === 200) ctx.body = await faults.userinfo(String(ctx.body), fault);
  }

  async function interact(request, response, uid, step) {
    const details = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.setHeader('Cache-Control', 'no-store');
      return response.end(choicePage(`/interaction/${uid}`));
    }
    if (step === 'cancel') {
      return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'User auth aborted' });
    }
    const citizen = (await readForm(request)).get('citizen');
    if (!(citizen in citizens)) throw new Error('no such citizen');
    const acr = details.params.acr_values.split(' ').find((level) => levels.includes(level)) ?? levels[0];
    return provider.interactionFinished(request, response, { login: { accountId: citizen, acr, amr: ['pwd'], remember: false } });
  }

  const engine = provider.callback();
  async function answer(request, response) {
    const url = new URL(request.url, issuer);
    if (withFaults && url.pathname === '/__fault') {
      const kind = url.searchParams.get('kind') ?? '';
      if (kind !== '' && !faultNames.includes(kind)) return response.writeHead(400).end(`unknown fault ${kind}\n`);
      fault = kind;
      return response.end(`${fault}\n`);
    }
    if (withFaults && url.pathname === '/__counts') return response.end(JSON.stringify(counts));
    if (fault === 'stalled') { // the request stays open until its sender gives up
      counts.stalled += 1;
      return undefined;
    }
    const interaction = url.pathname.match(/^\/interaction\/([\w-]+)(?:\/(login|cancel))?$/);
    if (interaction) return interact(request, response, interaction[1], interaction[2]);
    if (!url.pathname.startsWith(`${prefix}/`)) return response.writeHead(404).end();
    request.originalUrl = request.url;
    request.url = request.url.slice(prefix.length);
    return engine(request, response);
  }

  const server = http.createServer((request, response) => {
    Promise.resolve(answer(request, response)).catch(() => {
      if (response.headersSent) return response.destroy();
      response.writeHead(400, { 'Content-Type': 'text/html; charset=utf-8' });
      return response.end(errorPage('Y000400', 'Cette étape a expiré. Revenez au site, puis recommencez.'));
    });
  });
  await new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', done);
  });
  return {
    issuer, counts,
    setFault(name) { fault = name; },
    close() {
      const closed = new Promise((done) => { server.close(done); });
      server.closeAllConnections();
      return closed;
    },
  };
}

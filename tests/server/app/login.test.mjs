// Goal: nobody is logged in unless every check of an OpenID Connect relying party holds.
// Method: the real program and the engine that FranceConnect runs on; each test spoils one thing on
// an otherwise good login. Numbers: the checks of OpenID Connect Core, RFC 9700 and RFC 9207, in the
// order a login meets them.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Browser, request, startDemonstration } from './harness.mjs';

let demo;
let base;

before(async () => {
  demo = await startDemonstration();
  await demo.restartServer();
  base = demo.server.url;
});
after(() => demo.stop());
beforeEach(() => demo.provider.setFault(''));

const session = async (browser) => (await browser.open(`${base}/api/v1/session`)).json();

/// The answer sends back to the page with this reason, sets no session, and nobody is logged in.
async function assertFailed(browser, response, reason, next = '/dossiers') {
  assert.equal(response.status, 303);
  assert.equal(response.headers.location, `${next}?login=${reason}`);
  assert.ok(!browser.cookies.has('prevenance-session'));
  assert.deepEqual(await session(browser), { authenticated: false });
}

/// The fault makes the login fail, and `why` (the log's words) is what it fails for.
async function assertFaultFails(fault, why, reason = 'refused') {
  demo.provider.setFault(fault);
  const browser = new Browser();
  await assertFailed(browser, await browser.logIn(base), reason);
  const [line] = demo.server.output().split('\n').filter((each) => each.includes('/auth/callback')).slice(-1);
  assert.ok(line.endsWith(why), line);
}

describe('a login', () => {
  test('leads back to the page that was asked for, and says who is there', async () => {
    const browser = new Browser();
    const done = await browser.logIn(base, 'angela', '/dossiers/VELO-2041?a=b');
    assert.equal(done.status, 303);
    assert.equal(done.headers.location, '/dossiers/VELO-2041?a=b');
    assert.deepEqual(await session(browser), {
      authenticated: true, given_name: 'Angela Claire Louise', family_name: 'DUBOIS',
    });
    const again = await browser.open(`${base}/auth/login?next=/aides`);
    assert.equal(again.headers.location, '/aides');
  });

  test('works with a usage name, a presumed birth and letters beyond ASCII, on localhost too', async () => {
    const pierre = new Browser();
    await pierre.logIn(base, 'pierre');
    assert.deepEqual(await session(pierre), {
      authenticated: true, given_name: 'Pierre', family_name: 'MERCIER', usage_name: 'DUBOIS',
    });
    const local = base.replace('127.0.0.1', 'localhost');
    const marta = new Browser();
    assert.equal((await marta.logIn(local, 'marta')).status, 303);
    assert.equal((await marta.open(`${local}/api/v1/session`)).json().family_name, 'ÅSTRÖM');
  });

  test('asks for what FranceConnect wants', async () => {
    const browser = new Browser();
    await browser.beginLogin(base);
    const query = Object.fromEntries(browser.authorization.searchParams);
    assert.equal(query.response_type, 'code');
    assert.equal(query.scope, 'openid profile birth email');
    assert.equal(query.acr_values, 'eidas1');
    assert.equal(query.redirect_uri, `${base}/auth/callback`);
    assert.ok(query.nonce.length >= 32);
  });

  for (const next of ['//evil.invalid/', 'https://evil.invalid/', '/\\evil.invalid', '/auth/logout', '/x\r\nSet-Cookie: a=b', `/${'a'.repeat(600)}`, '']) {
    test(`never leads away: next=${JSON.stringify(next.slice(0, 30))}`, async () => {
      const browser = new Browser();
      const done = await browser.logIn(base, 'angela', next);
      assert.equal(done.headers.location, '/dossiers');
    });
  }
});

describe('checks of a relying party', () => {
  test('1: the discovery document names the configured issuer, and is not fetched for every login', async () => {
    await new Browser().logIn(base);
    const fetched = demo.provider.counts.discovery;
    await new Browser().logIn(base);
    assert.equal(demo.provider.counts.discovery, fetched);
    demo.provider.setFault('discovery_issuer');
    await demo.restartServer();
    const browser = new Browser();
    await assertFailed(browser, await browser.beginLogin(base), 'unavailable');
    demo.provider.setFault('');
    await demo.restartServer();
  });

  test('2: the state is random, serves once, and only in the browser that began', async () => {
    const browser = new Browser();
    const interaction = await browser.beginLogin(base);
    const state = browser.authorization.searchParams.get('state');
    assert.match(state, /^[\w-]{43}$/);
    const callback = await browser.throughProvider(interaction, 'angela');

    const stranger = new Browser();
    await assertFailed(stranger, await stranger.open(callback), 'expired');
    const busy = new Browser(); // has a cookie of its own
    await busy.beginLogin(base);
    await assertFailed(busy, await busy.open(callback), 'expired');
    for (const forged of ['', 'x', `${state.slice(0, 42)}_`, 'x'.repeat(5000), `${state},${state}`]) {
      const address = new URL(callback);
      address.searchParams.set('state', forged);
      await assertFailed(browser, await browser.open(address), 'expired');
    }
    const doubled = `${callback}&state=${state}x`;
    await assertFailed(browser, await browser.open(doubled), 'expired');

    assert.equal((await browser.open(callback)).headers.location, '/dossiers');
    const replay = new Browser();
    replay.cookies = new Map(browser.cookies);
    assert.equal((await replay.open(callback)).headers.location, '/dossiers?login=expired');
  });

  test('2: two logins under way in two tabs do not disturb each other', async () => {
    const browser = new Browser();
    const first = await browser.beginLogin(base, '/aides');
    const second = await browser.beginLogin(base, '/dossiers');
    const callback = await browser.throughProvider(second, 'angela');
    assert.equal((await browser.open(callback)).headers.location, '/dossiers');
    assert.ok(first);
  });

  test('3: the redirect names the issuer it was sent to', async () => {
    for (const issuer of ['https://another.invalid/api/v2', '', null]) {
      const browser = new Browser();
      const callback = await browser.throughProvider(await browser.beginLogin(base), 'angela');
      if (issuer === null) callback.searchParams.delete('iss');
      else callback.searchParams.set('iss', issuer);
      await assertFailed(browser, await browser.open(callback), 'refused');
      // The attempt is spent: the right answer comes too late.
      callback.searchParams.set('iss', demo.provider.issuer);
      await assertFailed(browser, await browser.open(callback), 'expired');
    }
  });

  test('4: an error redirect needs the state too, and its description is never repeated', async () => {
    const browser = new Browser();
    const callback = await browser.throughProvider(await browser.beginLogin(base, '/aides'), null);
    assert.equal(callback.searchParams.get('error'), 'access_denied');
    const forged = new URL(callback);
    forged.searchParams.set('state', 'x'.repeat(43));
    await assertFailed(browser, await browser.open(forged), 'expired');
    callback.searchParams.set('error_description', '<script>alert(1)</script>');
    const answer = await browser.open(callback);
    await assertFailed(browser, answer, 'cancelled', '/aides');
    assert.ok(!answer.text.includes('script'));
  });

  test('4: errors of the provider are told apart', async () => {
    for (const [error, reason] of [['server_error', 'unavailable'], ['temporarily_unavailable', 'unavailable'], ['invalid_acr', 'refused'], ['<x>', 'refused']]) {
      const browser = new Browser();
      const callback = await browser.throughProvider(await browser.beginLogin(base), null);
      callback.searchParams.set('error', error);
      await assertFailed(browser, await browser.open(callback), reason);
    }
  });

  test('5: PKCE S256, new for each attempt, and a code of another attempt does not fit', async () => {
    const thief = new Browser();
    const stolen = await thief.throughProvider(await thief.beginLogin(base), 'pierre');
    const browser = new Browser();
    const callback = await browser.throughProvider(await browser.beginLogin(base), 'angela');
    const [one, two] = [thief, browser].map((each) => each.authorization.searchParams);
    assert.equal(one.get('code_challenge_method'), 'S256');
    assert.match(one.get('code_challenge'), /^[\w-]{43}$/);
    assert.notEqual(one.get('code_challenge'), two.get('code_challenge'));
    callback.searchParams.set('code', stolen.searchParams.get('code'));
    await assertFailed(browser, await browser.open(callback), 'refused');
  });

  test('6: a code that is missing, invented or huge', async () => {
    for (const code of ['', 'invented', 'x'.repeat(3000)]) {
      const browser = new Browser();
      const callback = await browser.throughProvider(await browser.beginLogin(base), 'angela');
      callback.searchParams.set('code', code);
      await assertFailed(browser, await browser.open(callback), 'refused');
    }
  });

  for (const [fault, why] of [['two_parts', 'not of three parts'], ['padded', 'foreign letter'], ['garbage', 'no id_token'], ['huge', 'no id_token']]) {
    test(`7: a token that is no small compact JWS: ${fault}`, () => assertFaultFails(fault, why));
  }
  for (const fault of ['none', 'hs256']) {
    test(`8: another algorithm than the registered one: ${fault}`, () => assertFaultFails(fault, 'another algorithm than agreed'));
  }
  for (const [fault, why] of [['crit', 'unknown extension'], ['jwk', 'the signature does not hold']]) {
    test(`9: extensions and keys in the header: ${fault}`, () => assertFaultFails(fault, why));
  }

  test('10: an unknown key is refused, and the key set is not fetched again and again', async () => {
    await new Browser().logIn(base);
    const fetched = demo.provider.counts.jwks;
    for (let attempt = 0; attempt < 3; attempt += 1) await assertFaultFails('kid', 'signed by an unknown key');
    assert.ok(demo.provider.counts.jwks <= fetched + 1);
  });

  test('11: a signature by another key', () => assertFaultFails('sig', 'the signature does not hold'));
  test('12: another issuer in the token', () => assertFaultFails('iss', 'iss is another issuer'));
  for (const [fault, why] of [['aud', 'aud is another client'], ['aud_several', 'azp'], ['azp', 'azp']]) {
    test(`13: meant for somebody else: ${fault}`, () => assertFaultFails(fault, why));
  }
  for (const [fault, why] of [['expired', 'exp is over'], ['future', 'iat is in the future'], ['long_life', 'life out of bounds']]) {
    test(`14: at another time: ${fault}`, () => assertFaultFails(fault, why));
  }
  for (const fault of ['nonce', 'no_nonce']) {
    test(`15: of another attempt: ${fault}`, () => assertFaultFails(fault, 'token: nonce'));
  }
  for (const fault of ['acr', 'no_acr']) {
    test(`16: of a lower level: ${fault}`, () => assertFaultFails(fault, 'acr is too low'));
  }
  test('17: at_hash that does not fit; none at all is fine', () => assertFaultFails('at_hash', 'token: at_hash'));
  for (const [fault, why] of [
    ['userinfo_sub', 'userinfo sub'], ['userinfo_sig', 'the signature does not hold'], ['userinfo_aud', 'aud is another client'], ['userinfo_plain', 'not of three parts'],
  ]) {
    test(`18: userinfo that is not of this person or not signed: ${fault}`, () => assertFaultFails(fault, why));
  }

  test('19: a person is (issuer, subject): two people never share anything', async () => {
    const [angela, pierre] = [new Browser(), new Browser()];
    await angela.logIn(base, 'angela');
    await pierre.logIn(base, 'pierre');
    const idsOf = async (browser) => (await browser.open(`${base}/api/v1/dossiers`)).json().dossiers.map(({ id }) => id);
    const [hers, his] = [await idsOf(angela), await idsOf(pierre)];
    assert.ok(hers.length > 0 && his.length > 0);
    assert.deepEqual(hers.filter((id) => his.includes(id)), []);
  });

  test('20: codes, tokens and people are in no log and in no page address', async () => {
    const browser = new Browser();
    const done = await browser.logIn(base);
    await browser.open(`${base}/api/v1/dossiers`);
    const sessionSecret = browser.cookies.get('prevenance-session');
    const out = await browser.open(`${base}/auth/logout`, { method: 'POST', headers: { origin: base } });
    const idToken = out.location.searchParams.get('id_token_hint');
    const claims = JSON.parse(Buffer.from(idToken.split('.')[1], 'base64url'));
    const secrets = [
      browser.callback.searchParams.get('code'), browser.callback.searchParams.get('state'), browser.authorization.searchParams.get('nonce'),
      sessionSecret, ...idToken.split('.'), claims.sub, 'DUBOIS', 'Angela', 'MERCIER', '1962', 'exemple.invalid',
    ];
    assert.equal(done.headers.location, '/dossiers');
    const log = demo.server.output();
    assert.match(log, /GET \/auth\/callback 303/);
    for (const secret of secrets) assert.ok(!log.includes(secret), `the log holds ${secret}`);
  });

  test('21: a new session at each login, in a cookie that scripts cannot read', async () => {
    const planted = new Browser();
    planted.cookies.set('prevenance-session', 'A'.repeat(43));
    await planted.logIn(base);
    const line = planted.setCookies.find((cookie) => cookie.startsWith('prevenance-session='));
    assert.match(line, /^prevenance-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    assert.notEqual(planted.cookies.get('prevenance-session'), 'A'.repeat(43));

    // A second login ends the session that the browser had.
    const first = planted.cookies.get('prevenance-session');
    const copy = new Browser();
    copy.cookies.set('prevenance-session', first);
    assert.equal((await session(copy)).authenticated, true);
    planted.cookies.delete('prevenance-session');
    planted.cookies.delete('demonstration_session');
    const callback = await planted.throughProvider(await planted.beginLogin(base), 'pierre');
    planted.cookies.set('prevenance-session', first);
    await planted.open(callback);
    assert.notEqual(planted.cookies.get('prevenance-session'), first);
    assert.equal((await session(copy)).authenticated, false);
    assert.equal((await session(planted)).given_name, 'Pierre');
  });

  test('22: logging out closes the session here first, then at the provider, and checks the return', async () => {
    const browser = new Browser();
    await browser.logIn(base);
    const kept = new Browser();
    kept.cookies = new Map(browser.cookies);
    const out = await browser.open(`${base}/auth/logout`, { method: 'POST', headers: { origin: base } });
    assert.equal(out.status, 303);
    assert.equal(out.location.pathname, '/api/v2/session/end');
    assert.equal(out.location.searchParams.get('post_logout_redirect_uri'), `${base}/auth/logged-out`);
    assert.ok(!browser.cookies.has('prevenance-session'));
    assert.deepEqual(await session(kept), { authenticated: false }); // a copied cookie is dead too

    const page = await browser.open(out.location);
    const xsrf = page.text.match(/name="xsrf" value="(\w+)"/)[1];
    const end = await browser.open(`${demo.provider.issuer}/session/end/confirm`, {
      method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `xsrf=${xsrf}&logout=yes`,
    });
    assert.equal(end.location.pathname, '/auth/logged-out');
    assert.equal(end.location.searchParams.get('state'), out.location.searchParams.get('state'));
    const forged = await browser.open(`${base}/auth/logged-out?state=${'x'.repeat(43)}`);
    assert.equal(forged.headers.location, '/');
    assert.ok(browser.cookies.has('prevenance-browser'));
    assert.equal((await browser.open(end.location)).headers.location, '/');
    assert.ok(!browser.cookies.has('prevenance-browser'));
    // The provider asks again who comes.
    assert.match((await browser.beginLogin(base)).pathname, /^\/interaction\//);
  });
});

describe('logging out is asked by our own pages only', () => {
  const attempts = [
    ['POST', { origin: 'https://evil.invalid' }, 403],
    ['POST', {}, 403],
    ['POST', { origin: 'null' }, 403],
    ['GET', { 'sec-fetch-site': 'cross-site' }, 303],
    ['GET', { 'sec-fetch-site': 'same-site' }, 303],
    ['GET', { 'sec-fetch-site': 'none' }, 303],
    ['GET', { referer: 'https://evil.invalid/' }, 303],
    ['GET', {}, 303],
  ];
  test('from elsewhere nobody is logged out', async () => {
    const browser = new Browser();
    await browser.logIn(base);
    for (const [method, headers, status] of attempts) {
      const answer = await browser.open(`${base}/auth/logout`, { method, headers });
      assert.equal(answer.status, status);
      assert.equal((await session(browser)).authenticated, true);
    }
  });
  for (const [name, headers] of [['Sec-Fetch-Site', () => ({ 'sec-fetch-site': 'same-origin' })], ['Referer', () => ({ referer: `${base}/dossiers` })]]) {
    test(`a link on our own page does, known by ${name}`, async () => {
      const browser = new Browser();
      await browser.logIn(base);
      const answer = await browser.open(`${base}/auth/logout`, { headers: headers() });
      assert.equal(answer.location.pathname, '/api/v2/session/end');
      assert.equal((await session(browser)).authenticated, false);
    });
  }
});

describe('a provider in trouble', () => {
  test('answers of the token endpoint that are failures or too large', async () => {
    await assertFaultFails('token_500', 'status 500', 'unavailable');
    await assertFaultFails('token_huge', 'answer too large', 'unavailable');
  });

  test('stopped: who is logged in stays so, who comes is told, and later it works again', async () => {
    const here = new Browser();
    await here.logIn(base);
    const underWay = new Browser();
    const callback = await underWay.throughProvider(await underWay.beginLogin(base), 'angela');
    await demo.provider.close();
    assert.equal((await session(here)).authenticated, true);
    assert.equal((await here.open(`${base}/api/v1/dossiers`)).status, 200);
    await assertFailed(underWay, await underWay.open(callback), 'unavailable');
    const out = await here.open(`${base}/auth/logout`, { method: 'POST', headers: { origin: base } });
    assert.equal(out.status, 303);
    assert.equal((await session(here)).authenticated, false);

    await demo.restartServer(); // begins without a provider
    const visitor = new Browser();
    await assertFailed(visitor, await visitor.beginLogin(base, '/dossiers'), 'unavailable');
    await demo.restartProvider();
    let done;
    const deadline = Date.now() + 20000;
    do done = await visitor.beginLogin(base); while (!done.pathname && Date.now() < deadline);
    await visitor.open(await visitor.throughProvider(done, 'angela'));
    assert.equal((await session(visitor)).authenticated, true);
  });

  test('silent: the page is told within three seconds', async () => {
    await demo.restartServer();
    demo.provider.setFault('stalled');
    const browser = new Browser();
    const started = performance.now();
    const answers = await Promise.all([1, 2, 3, 4].map(() => request(`${base}/auth/login?next=/dossiers`)));
    const seconds = (performance.now() - started) / 1000;
    for (const answer of answers) assert.equal(answer.headers.location, '/dossiers?login=unavailable');
    assert.ok(seconds < 3, `${seconds} s`);
    assert.equal((await session(browser)).authenticated, false);
  });
});

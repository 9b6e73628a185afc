// Goal: a citizen reads their own dossiers and nothing else, and every answer is safe to show.
// Method: the real program with the demonstration's dossiers; each route as each kind of visitor.
import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Browser, request, startDemonstration } from './harness.mjs';

let demo;
let base;
const angela = new Browser();
const pierre = new Browser();

before(async () => {
  demo = await startDemonstration();
  await demo.restartServer();
  base = demo.server.url;
  await angela.logIn(base, 'angela');
  await pierre.logIn(base, 'pierre');
});
after(() => demo.stop());

const dossiersOf = async (browser) => (await browser.open(`${base}/api/v1/dossiers`)).json().dossiers;

/// Bytes to the server, and everything it answers until it hangs up.
function exchange(text) {
  return new Promise((done, fail) => {
    const socket = net.connect(demo.server.port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (data) => { answer += data; });
    socket.on('error', fail);
    socket.on('close', () => done(answer));
    socket.end(text);
  });
}

describe('dossiers', () => {
  test('one has id, procedure, events and summary; alone it is the same as in the list', async () => {
    const dossiers = await dossiersOf(angela);
    for (const dossier of dossiers) {
      assert.deepEqual(Object.keys(dossier).sort(), ['events', 'id', 'procedure', 'summary']);
      const alone = await angela.open(`${base}/api/v1/dossiers/${dossier.id}`);
      assert.equal(alone.status, 200);
      assert.deepEqual(alone.json(), dossier);
    }
  });

  test('somebody else’s is as unknown as one that does not exist', async () => {
    const [{ id }] = await dossiersOf(pierre);
    const foreign = await angela.open(`${base}/api/v1/dossiers/${id}`);
    const missing = await angela.open(`${base}/api/v1/dossiers/NONE-0000`);
    const huge = await angela.open(`${base}/api/v1/dossiers/${'9'.repeat(3000)}`);
    const varying = new Set(['x-request-id', 'date']);
    const shown = ({ headers }) => Object.entries(headers).filter(([name]) => !varying.has(name));
    for (const answer of [foreign, huge]) {
      assert.equal(answer.status, 404);
      assert.equal(answer.text, missing.text);
      assert.deepEqual(shown(answer), shown(missing));
    }
  });

  test('nobody reads them without a session', async () => {
    const [{ id }] = await dossiersOf(angela);
    for (const cookie of [undefined, '', 'prevenance-session=', `prevenance-session=${'x'.repeat(43)}`, 'prevenance-session=../../x',
      `prevenance-session=${angela.cookies.get('prevenance-session')}x`,
      `prevenance-session=${angela.cookies.get('prevenance-session')}; prevenance-session=${'x'.repeat(43)}`]) {
      for (const path of ['/api/v1/dossiers', `/api/v1/dossiers/${id}`]) {
        const answer = await request(base + path, { headers: cookie === undefined ? {} : { cookie } });
        assert.equal(answer.status, 401);
        assert.equal(answer.json().code, 'login_needed');
      }
    }
  });

  test('who never deposited anything has an empty list', async () => {
    const marta = new Browser();
    await marta.logIn(base, 'marta');
    const list = await marta.open(`${base}/api/v1/dossiers`);
    assert.equal(list.status, 200);
    assert.ok(Array.isArray(list.json().dossiers));
  });
});

describe('every answer', () => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; "
    + "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
  const paths = ['/', '/dossiers', '/nowhere', '/api/v1/health', '/api/v1/session', '/api/v1/dossiers', '/api/v1/none', '/auth/login', '/auth/callback', '/auth/none'];
  for (const path of paths) {
    test(`protects the browser: ${path}`, async () => {
      const { headers } = await request(base + path);
      assert.equal(headers['content-security-policy'], policy);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'same-origin');
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.match(headers['permissions-policy'], /camera=\(\)/);
      assert.equal(headers['access-control-allow-origin'], undefined);
      assert.equal(headers.server, undefined);
      if (path.startsWith('/api') || path.startsWith('/auth')) assert.equal(headers['cache-control'], 'no-store');
    });
  }

  test('failures are JSON with code, message and remedy', async () => {
    for (const [path, method, status, code] of [
      ['/api/v1/none', 'GET', 404, 'not_found'], ['/api/v1/dossiers', 'GET', 401, 'login_needed'], ['/api/v1/dossiers', 'POST', 405, 'method_not_allowed'],
      ['/', 'POST', 405, 'method_not_allowed'], ['/data/none.json', 'GET', 404, 'not_found'], ['/auth/logout', 'POST', 403, 'forbidden'],
    ]) {
      const answer = await request(base + path, { method });
      assert.equal(answer.status, status);
      assert.deepEqual(Object.keys(answer.json()).sort(), ['code', 'message', 'remedy']);
      assert.equal(answer.json().code, code);
    }
  });

  test('the health of the server is told to anybody, by any name of the host', async () => {
    const answer = await request(`${base}/api/v1/health`, { headers: { host: 'anything' } });
    assert.deepEqual(answer.json(), { status: 'ok' });
  });

  test('another host name is not ours: a name that was made to lead here opens nothing', async () => {
    for (const host of ['evil.invalid', '127.0.0.1', `127.0.0.1:${demo.server.port + 1}`, `localhost.evil.invalid:${demo.server.port}`]) {
      const answer = await request(`${base}/api/v1/session`, { headers: { host } });
      assert.equal(answer.status, 421);
    }
  });
});

describe('hostile requests', () => {
  test('paths that climb out of the site find nothing', async () => {
    for (const path of ['/../town.json', '/..%2ftown.json', '/%2e%2e/town.json', '/%252e%252e/town.json', '/..\\town.json', '/%c0%ae%c0%ae/town.json',
      '//town.json', '/.%00/town.json', '/proc/self/environ', '/index.html/../../town.json', '/dossiers.sqlite-wal/..']) {
      const answer = await exchange(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${demo.server.port}\r\nConnection: close\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 40[04]/, path);
      assert.ok(!answer.includes('Ville'), path);
    }
  });

  test('what a browser sends does not come back as a header', async () => {
    for (const path of ['/auth/login?next=/a%0d%0aX-Evil:1', '/auth/login?next=%2Fa%0aX-Evil:1', '/auth/callback?state=a%0d%0aX-Evil:1&error=%0d%0aX-Evil:1']) {
      const answer = await exchange(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${demo.server.port}\r\nConnection: close\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 303/);
      assert.ok(!/^X-Evil/im.test(answer));
    }
    const cookie = await exchange(`GET /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:${demo.server.port}\r\nCookie: prevenance-browser=a%0d%0aX-Evil:1\r\nConnection: close\r\n\r\n`);
    assert.match(cookie, /^HTTP\/1\.1 400/);
  });

  test('a body beyond the limit is refused, and one within it changes nothing', async () => {
    const large = await request(`${base}/auth/logout`, { method: 'POST', headers: { origin: base }, body: 'x'.repeat(20000) }).catch((error) => error);
    assert.ok(large.status === 413 || ['ECONNRESET', 'EPIPE'].includes(large.code));
    const small = await angela.open(`${base}/auth/logout`, { method: 'POST', headers: { origin: 'https://evil.invalid' }, body: 'x=1' });
    assert.equal(small.status, 403);
    assert.equal((await angela.open(`${base}/api/v1/session`)).json().authenticated, true);
  });

  test('clients that never finish their request do not keep others out', async () => {
    const slow = Array.from({ length: 40 }, () => {
      const socket = net.connect(demo.server.port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
      return socket;
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => request(`${base}/api/v1/health`)));
    assert.ok(answers.every(({ status }) => status === 200));
    for (const socket of slow) socket.destroy();
  });
});

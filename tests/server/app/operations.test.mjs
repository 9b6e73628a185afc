// Goal: the person who runs the server is told what is wrong and what to do, and stopping it loses
// nothing. Method: the real program with one thing missing or spoilt at a time.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { freePort, makeFolder, request, run, startDemonstration, startServer } from './harness.mjs';

let folder;
before(() => { folder = makeFolder(); });
after(() => folder.remove());

const usual = () => ['serve', '--port', '0', '--site', folder.path, '--town', folder.file('town.json'), '--database', folder.file('dossiers.sqlite')];

async function assertRefused(words, code, ...patterns) {
  const ended = await run(...words);
  assert.equal(ended.code, code, ended.output);
  for (const pattern of patterns) assert.match(ended.output, pattern);
  assert.doesNotMatch(ended.output, /contract broken|Sanitizer|terminate/);
}

describe('words on the command line', () => {
  test('--help says all', async () => {
    const help = await run('serve', '--help');
    assert.equal(help.code, 0);
    for (const option of ['--port', '--listen', '--behind-proxy', '--public-url', '--site', '--database', '--town', '--issuer', '--demonstration']) {
      assert.ok(help.output.includes(option));
    }
    assert.match((await run('--help')).output, /serve/);
  });

  const wrong = [
    [['--bogus'], /no option --bogus/],
    [['site'], /'site' is no option/],
    [['--port'], /--port needs a value/],
    [['--port', 'x'], /--port is a number/],
    [['--port', '65536'], /--port is a number/],
    [['--port', '1', '--port=2'], /given twice/],
    [['--demonstration=yes'], /takes no value/],
    [['--listen', '0.0.0.0'], /slow clients.*\n.*HAProxy.*--behind-proxy/],
    [['--listen', '192.0.2.1'], /--behind-proxy/],
    [['--behind-proxy'], /--public-url/],
    [['--public-url', 'http://demarches.example'], /must be https/],
    [['--public-url', 'https://demarches.example/path'], /without a path/],
    [['--demonstration', '--behind-proxy', '--public-url', 'https://demarches.example'], /anybody be anybody/],
    [['--issuer', 'https://fc.example/api/v2'], /go together/],
    [['--issuer', 'http://fc.example/api/v2', '--client-id', 'a', '--client-secret-file', 'b'], /--issuer must be https/],
    [['--demonstration', '--signature', 'HS256'], /ES256 or RS256/],
  ];
  for (const [words, pattern] of wrong) {
    test(`are refused: ${words.join(' ')}`, () => assertRefused(['serve', ...words], 2, pattern, /--help/));
  }

  test('a secret that cannot be read, or is none', async () => {
    const issuer = ['--issuer', 'https://fc.example/api/v2', '--client-id', 'a', '--client-secret-file'];
    await assertRefused([...usual(), ...issuer, folder.file('none')], 2, /cannot read the client's secret/);
    writeFileSync(folder.file('short'), 'short\n');
    await assertRefused([...usual(), ...issuer, folder.file('short')], 2, /too short/);
  });
});

describe('what is missing', () => {
  test('the site', () => assertRefused([...usual().slice(0, 3), '--site', folder.file('none')], 1, /no built pages/, /\.\/dev up/));
  test('the procedures', () => assertRefused([...usual(), '--procedures', folder.file('none')], 1, /none: No such file/));
  test('the town', () => {
    const words = usual();
    words[words.indexOf(folder.file('town.json'))] = folder.file('none');
    return assertRefused(words, 1, /no town/, /--town/);
  });

  test('a port that is free', async () => {
    const server = await startServer(folder);
    const words = usual();
    words[words.indexOf('0')] = String(server.port);
    await assertRefused(words, 1, /cannot listen on 127\.0\.0\.1:\d+/, /Stop what uses this port/);
    assert.equal((await request(`${server.url}/api/v1/health`)).status, 200);
    await server.stop();
  });

  test('a database that can be used', async () => {
    mkdirSync(folder.file('folder'));
    writeFileSync(folder.file('text'), 'this is no database, and stays what it is'.repeat(50));
    for (const file of [folder.file('folder'), folder.file('text'), '/proc/none/dossiers.sqlite']) {
      const words = usual();
      words[words.indexOf(folder.file('dossiers.sqlite'))] = file;
      await assertRefused(words, 1, /cannot be used/, /--database/);
    }
    assert.match(readFileSync(folder.file('text'), 'utf8'), /^this is no database/);
  });
});

describe('running', () => {
  test('without an identity provider the pages work and a login says that it cannot', async () => {
    const server = await startServer(folder);
    assert.match(server.output(), /Nobody can log in/);
    assert.equal((await request(`${server.url}/aides`)).status, 200);
    assert.deepEqual((await request(`${server.url}/api/v1/session`)).json(), { authenticated: false });
    assert.equal((await request(`${server.url}/auth/login?next=/aides`)).headers.location, '/aides?login=unavailable');
    assert.equal((await request(`${server.url}/auth/callback?state=x`)).headers.location, '/dossiers?login=unavailable');
    assert.deepEqual(await server.stop('SIGINT'), { code: 0, signal: null });
  });

  test('behind a proxy it answers for its public name and keeps the proxy’s request ids', async () => {
    const port = await freePort();
    const server = await startServer(folder, '--behind-proxy', '--public-url', 'https://demarches.example', `--port=${port}`);
    assert.equal(server.url, 'https://demarches.example');
    const headers = { host: 'demarches.example', 'x-request-id': 'proxy-7' };
    const answer = await request(`http://127.0.0.1:${port}/`, { headers });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['x-request-id'], 'proxy-7');
    assert.equal(answer.headers.connection, 'close');
    assert.equal((await request(`http://127.0.0.1:${port}/`)).status, 421);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
    assert.match(server.output(), /proxy-7 GET page 200/);
  });

  test('SIGTERM: requests under way are answered, then it ends with success', async () => {
    const demo = await startDemonstration();
    try {
      await demo.restartServer();
      demo.provider.setFault('stalled');
      const underWay = request(`${demo.server.url}/auth/login`);
      while (demo.provider.counts.stalled === 0) await new Promise((done) => { setImmediate(done); });
      const ended = demo.server.stop('SIGTERM');
      assert.equal((await underWay).headers.location, '/dossiers?login=unavailable');
      assert.deepEqual(await ended, { code: 0, signal: null });
      assert.match(demo.server.output(), /GET \/auth\/login 303/);
    } finally {
      await demo.stop();
    }
  });

  test('a second start finds the dossiers as they were', async () => {
    const demo = await startDemonstration();
    try {
      for (let start = 0; start < 2; start += 1) await demo.restartServer();
      assert.equal((await request(`${demo.server.url}/api/v1/health`)).status, 200);
    } finally {
      await demo.stop();
    }
  });
});

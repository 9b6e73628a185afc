// The real program, the real identity provider and a browser reduced to cookies and redirects.
import http from 'node:http';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { startProvider } from '../../identity/provider.mjs';

const binary = process.env.PREVENANCE_BINARY ?? 'build/dev/server/app/prevenance';

// A test that fails half-way must not leave a program behind that keeps the run from ending.
const running = new Set();
after(() => { for (const child of running) child.kill('SIGKILL'); });

/// A port of the loopback interface that nobody uses now.
export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/// A folder with a site, a town and room for a database.
export function makeFolder() {
  const path = mkdtempSync(join(tmpdir(), 'prevenance-server-'));
  writeFileSync(join(path, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(path, 'town.json'), '{"name": "Ville d’essai"}');
  return { path, file: (name) => join(path, name), remove: () => rmSync(path, { recursive: true, force: true }) };
}

/// Runs the program to its end. Returns { code, output }.
export function run(...words) {
  return new Promise((done) => {
    const child = spawn(binary, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { output += data; });
    child.on('close', (code) => done({ code, output }));
  });
}

/// Starts `prevenance serve` on a free port, unless `words` name one, and waits until it says so.
///
/// Returns { port, url, output(), stop(signal) -> { code, signal } }.
export async function startServer(folder, ...words) {
  const port = words.some((word) => word.startsWith('--port')) ? [] : ['--port=0'];
  const child = spawn(binary, [
    'serve', ...port, '--site', folder.path, '--town', folder.file('town.json'), '--database', folder.file('dossiers.sqlite'), ...words,
  ], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  const ended = new Promise((done) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      done({ code, signal });
    });
  });
  const url = await new Promise((done, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        output += data;
        const line = output.match(/is served on (\S+)/);
        if (line) done(line[1]);
      });
    }
    ended.then(() => fail(new Error(`prevenance ended:\n${output}`)));
  });
  return {
    url, port: Number(new URL(url).port), output: () => output, ended,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/// The demonstration as `./dev up` runs it: provider and server that know each other.
export async function startDemonstration(...words) {
  const folder = makeFolder();
  const [serverPort, providerPort] = [await freePort(), await freePort()];
  const relyingParties = [`http://127.0.0.1:${serverPort}`, `http://localhost:${serverPort}`];
  const start = () => startProvider({ port: providerPort, relyingParties });
  const demonstration = { folder, provider: await start() };
  const { issuer } = demonstration.provider;
  demonstration.restartServer = async (...more) => {
    await demonstration.server?.stop();
    demonstration.server = await startServer(folder, '--demonstration', '--issuer', issuer, ...words, ...more, `--port=${serverPort}`);
  };
  demonstration.restartProvider = async () => { demonstration.provider = await start(); };
  demonstration.stop = async () => {
    await demonstration.server?.stop();
    await demonstration.provider.close();
    folder.remove();
  };
  return demonstration;
}

/// One request. Returns { status, headers, text, json() }; redirects are not followed.
export function request(address, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((done, fail) => {
    const sent = http.request(address, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (data) => { text += data; });
      response.on('end', () => done({
        status: response.statusCode, headers: response.headers, rawHeaders: response.rawHeaders, text, json: () => JSON.parse(text),
        location: response.headers.location ? new URL(response.headers.location, address) : null,
      }));
      response.on('error', fail);
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

/// Cookies and redirects, as one browser keeps them.
export class Browser {
  cookies = new Map();

  /// `setCookies`: every Set-Cookie line that the last request brought.
  setCookies = [];

  async open(address, { headers = {}, ...more } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await request(address, { headers: { ...(cookie && { cookie }), ...headers }, ...more });
    this.setCookies = response.headers['set-cookie'] ?? [];
    for (const line of this.setCookies) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      const over = /; *max-age=0/i.test(line) || /expires=Thu, 01 Jan 1970/i.test(line);
      if (over) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /// From /auth/login to the provider's page; returns the interaction's address, or the response
  /// when the server did not send the browser to the provider.
  async beginLogin(base, next = '/dossiers') {
    const start = await this.open(`${base}/auth/login?next=${encodeURIComponent(next)}`);
    this.authorization = start.location;
    if (!start.location.pathname.endsWith('/authorize')) return start;
    const page = await this.open(start.location);
    return page.location;
  }

  /// Through the provider as `citizen` (null: cancels); returns the address of the callback.
  async throughProvider(interaction, citizen) {
    const step = citizen === null ? 'cancel' : 'login';
    const chosen = await this.open(`${interaction}/${step}`, {
      method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: citizen === null ? '' : `citizen=${citizen}`,
    });
    const back = await this.open(chosen.location);
    return back.location;
  }

  /// The whole login; returns the server's answer to the callback.
  async logIn(base, citizen = 'angela', next = '/dossiers') {
    const interaction = await this.beginLogin(base, next);
    this.callback = await this.throughProvider(interaction, citizen);
    return this.open(this.callback);
  }
}

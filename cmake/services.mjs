// Starts the programs that make up a running Prévenance, and stops them: for `./dev up` and for the
// tests that drive the real thing.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

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

export function isPortFree(port) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

/// Starts a program and waits until `ready` answers over HTTP.
///
/// name     what messages call it
/// command  [program, argument...]
/// ready    address that answers with any status once the program listens
/// output   'show': what it prints is shown as it comes; 'keep' (default): only when it fails
/// Throws when the program ends before it is ready, with what it printed.
export async function startService({ name, command, ready, env = {}, output = 'keep', seconds = 60 }) {
  const [program, ...args] = command.map(String);
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      printed = (printed + data).slice(-20000);
      if (output === 'show') process.stdout.write(data);
    });
  }
  let ending = null;
  const ended = new Promise((done) => {
    child.once('error', (error) => done(ending = `could not be started: ${error.message}`));
    child.once('close', (code, signal) => done(ending = `ended (${signal ?? code})`));
  });
  const service = {
    name, ended, printed: () => printed,
    async stop(signal = 'SIGTERM') {
      if (ending === null) child.kill(signal);
      await ended;
    },
  };
  const deadline = Date.now() + seconds * 1000;
  while (!await answers(ready)) {
    if (ending !== null) throw new Error(`${name} ${ending}\n${printed}`);
    if (Date.now() > deadline) {
      await service.stop('SIGKILL');
      throw new Error(`${name} did not answer on ${ready} within ${seconds} s\n${printed}`);
    }
    await Promise.race([ended, new Promise((done) => { setTimeout(done, 50); })]);
  }
  return service;
}

async function answers(address) {
  try {
    await (await fetch(address, { redirect: 'manual' })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

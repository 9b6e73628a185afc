// The real server with the real emulated identity provider, on ports and in folders of its own.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startService } from '../../../cmake/services.mjs';

const SERVER = process.env.PREVENANCE_SERVER ?? 'build/release/server/app/prevenance';
const SITE = process.env.PREVENANCE_SITE ?? 'build/site';

/// Starts both. Returns { address, stop, stopIdentity }.
export async function startWorld() {
  for (const needed of [SERVER, SITE]) {
    if (!existsSync(needed)) throw new Error(`${needed} is missing: ./dev test builds it`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'prevenance-'));
  const [port, identityPort] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${port}`;
  const issuer = `http://127.0.0.1:${identityPort}/api/v2`;
  const identity = await startService({
    name: 'The emulated identity provider',
    command: [process.execPath, 'tests/identity/main.mjs', '--port', identityPort, '--for', address],
    ready: `${issuer}/.well-known/openid-configuration`,
  });
  let server;
  try {
    server = await startService({
      name: 'prevenance serve',
      command: [SERVER, 'serve', '--demonstration', '--port', port, '--site', SITE,
        '--database', join(folder, 'prevenance.sqlite'), '--issuer', issuer],
      ready: address,
    });
  } catch (error) {
    await identity.stop();
    throw error;
  }
  return {
    address,
    stopIdentity: () => identity.stop(),
    async stop() {
      await server.stop();
      await identity.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

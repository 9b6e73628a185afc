// Runs the built Prévenance with its demonstration: what `./dev up` ends with. Ctrl-C stops it all.
// With --check it only says whether it could: before a long build.
import { mkdirSync } from 'node:fs';
import { isPortFree, startService } from './services.mjs';

/// The port that a variable names, or the usual one. Ends the program when it cannot be had.
async function takePort(variable, usual) {
  const named = process.env[variable];
  const port = Number(named ?? usual);
  const exists = Number.isInteger(port) && port > 0 && port < 65536;
  if (exists && await isPortFree(port)) return port;
  console.error(exists
    ? `Port ${port} is taken. Stop the program that uses it, or choose another: ${variable}=${port < 65535 ? port + 1 : usual} ./dev up`
    : `${variable}=${named} is no port. Choose a number from 1 to 65535: ${variable}=${usual} ./dev up`);
  process.exit(1);
}

const page = await takePort('PREVENANCE_PORT', 8080);
const identity = await takePort('PREVENANCE_IDENTITY_PORT', 4100);
const address = `http://127.0.0.1:${page}`;
if (process.argv.includes('--check')) process.exit(0);

const services = [];
async function stop(code) {
  for (const service of services.splice(0).reverse()) await service.stop();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop(0));

try {
  mkdirSync('var', { recursive: true });
  services.push(await startService({
    name: 'The emulated identity provider',
    command: [process.execPath, 'tests/identity/main.mjs', '--port', identity, '--for', address, '--for', `http://localhost:${page}`],
    ready: `http://127.0.0.1:${identity}/api/v2/.well-known/openid-configuration`,
  }));
  services.push(await startService({
    name: 'prevenance serve',
    command: ['build/release/server/app/prevenance', 'serve', '--demonstration', '--port', page,
      '--issuer', `http://127.0.0.1:${identity}/api/v2`],
    ready: address,
  }));
} catch (error) {
  console.error(error.message);
  await stop(1);
}
console.log(`\nPrévenance is on ${address}\nTo log in, use one of the identities offered there. Ctrl-C stops everything.`);
const ended = await Promise.race(services.map(async (service) => {
  await service.ended;
  return service;
}));
if (services.length > 0) {
  console.error(`${ended.name} stopped by itself:\n${ended.printed()}`);
  await stop(1);
}

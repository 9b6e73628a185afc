// node tests/identity/main.mjs [--port 4100] [--for http://127.0.0.1:8080]... [--faults]
// Runs the demonstration identity provider until it is told to stop. `--for` may be repeated: each
// names a service that may log people in here; none means the server's own default addresses.
import { parseArgs } from 'node:util';
import { startProvider } from './provider.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PREVENANCE_IDENTITY_PORT ?? '4100' },
    for: { type: 'string', multiple: true, default: ['http://127.0.0.1:8080', 'http://localhost:8080'] },
    faults: { type: 'boolean', default: false },
  },
});

try {
  const provider = await startProvider({ port: Number(values.port), relyingParties: values.for, withFaults: values.faults });
  console.log(`Demonstration identity provider: ${provider.issuer}`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      await provider.close();
      process.exit(0);
    });
  }
} catch (error) {
  const taken = error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${values.port} is taken: stop what uses it, or choose another with --port.` : String(error));
  process.exitCode = 1;
}

// Every fuzzer for a while, two at a time: what `./dev fuzz` does once they are built.
//
//   ./dev fuzz [--seconds N] [NAME...]     N of processor time for each (60); all when none is named
//
// What a fuzzer learns stays in build/fuzz/corpus; what breaks it is kept in build/fuzz/found.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

const folder = 'build/fuzz/tests/fuzz';
const known = readdirSync(folder).filter((file) => file.endsWith('_fuzz'));
const { values: { seconds }, positionals } = parseArgs({
  allowPositionals: true, options: { seconds: { type: 'string', default: '60' } },
});
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0 || !(Number(seconds) > 0)) {
  console.error(`Usage: ./dev fuzz [--seconds N] [NAME...]\nThe names: ${known.join(', ')}`);
  process.exit(2);
}

function fuzz(name) {
  const corpora = [`build/fuzz/corpus/${name}`, `tests/fuzz/seeds/${name}`].filter((path) => existsSync(path));
  const words = [`-max_total_time=${seconds}`, '-max_len=4096', '-timeout=60', '-print_final_stats=1',
    `-artifact_prefix=build/fuzz/found/${name}-`, ...corpora];
  return new Promise((done) => {
    const child = spawn(`${folder}/${name}`, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.on('data', (data) => { told = (told + data).slice(-3000); });
    child.on('close', (code) => done({ code, told }));
  });
}

mkdirSync('build/fuzz/found', { recursive: true });
const waiting = positionals.length > 0 ? positionals : known;
let failed = 0;
async function work() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    console.log(`${name}: begins, ${seconds} s`);
    const { code, told } = await fuzz(name);
    const inputs = told.match(/number_of_executed_units:\s*(\d+)/)?.[1];
    console.log(code === 0 ? `${name}: nothing found in ${inputs} inputs` : `${name}: FOUND SOMETHING\n${told}`);
    failed += code !== 0;
  }
}
await Promise.all([work(), work()]);
console.log(failed === 0 ? 'Nothing found.' : `${failed} fuzzers found something; the inputs are in build/fuzz/found.`);
process.exitCode = failed === 0 ? 0 : 1;

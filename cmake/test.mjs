// The tests of the project, in one run: what `./dev test` does once the machine has what it takes.
// Goes on after a failure, so that one run tells everything. The last line counts.
//
//   --slow  also the tests labelled slow: the same comparisons as the others, with many more cases;
//           and the pictures of every screen
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';

const options = process.argv.slice(2);
if (options.some((option) => option !== '--slow')) {
  console.error('Usage: ./dev test [--slow]');
  process.exit(2);
}
const slow = options.includes('--slow');
const withSanitizers = ['--label-exclude', slow ? 'shipped' : 'shipped|slow'];
const asShipped = ['--label-regex', 'shipped', ...(slow ? [] : ['--label-exclude', 'slow'])];

const started = Date.now();
const total = { passed: 0, failed: 0 };
const failures = [];

const minutes = () => `${((Date.now() - started) / 60000).toFixed(1)} min`;

/// Runs a command, shows what it prints, and returns its exit code with that text.
function run(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data) => {
      process.stdout.write(data);
      output += data;
    });
    child.on('error', (error) => done({ code: 1, output: String(error) }));
    child.on('close', (code) => done({ code, output }));
  });
}

/// A step that only has to succeed. False when what follows it cannot run.
async function step(name, command, ...args) {
  console.log(`\n== ${name} (${minutes()})`);
  const { code } = await run(command, args);
  if (code === 0) return true;
  total.failed += 1;
  failures.push(name);
  return false;
}

/// A step that runs tests and says how many: ctest's or node's closing lines.
async function tests(name, command, ...args) {
  console.log(`\n== ${name} (${minutes()})`);
  const { code, output } = await run(command, args);
  const ctest = output.match(/tests passed, (\d+) tests? failed out of (\d+)/);
  const node = [output.match(/^\S+ pass (\d+)$/m), output.match(/^\S+ fail (\d+)$/m)];
  let passed = 0;
  let failed = 0;
  if (ctest) [passed, failed] = [ctest[2] - ctest[1], Number(ctest[1])];
  else if (node[0] && node[1]) [passed, failed] = [Number(node[0][1]), Number(node[1][1])];
  if (passed === 0 && failed === 0) failed = 1; // a run without tests has proved nothing
  if (code !== 0 && failed === 0) failed = 1;
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(name);
}

async function preset(name, title, ...targets) {
  const aims = targets.length > 0 ? ['--target', ...targets] : [];
  return await step(`Configure ${title}`, 'cmake', '--preset', name)
    && await step(`Build ${title}`, 'cmake', '--build', '--preset', name, ...aims);
}

if (await preset('dev', 'natively with sanitizers')) {
  await tests('Native tests', 'ctest', '--preset', 'dev', '--parallel', '2', ...withSanitizers);
}
const server = await preset('release', 'the server', 'prevenance');
if (server) {
  await tests('The program as it ships', 'ctest', '--preset', 'release', '--parallel', '2', ...asShipped);
}
const page = await preset('wasm', 'the page');
if (page) {
  await tests('Tests in node as WebAssembly', 'ctest', '--preset', 'wasm', '--parallel', '2');
}
if (server && page && await step('Assemble the site', 'cmake', '--build', '--preset', 'wasm', '--target', 'site')) {
  const files = readdirSync('tests/e2e').filter((file) => file.endsWith('.test.mjs')).map((file) => `tests/e2e/${file}`);
  if (slow) files.push('tests/e2e/pictures.mjs');
  await tests('Tests in the browser', process.execPath, '--test', '--test-concurrency=2', ...files);
}

console.log(`\nDone in ${minutes()}.`);
for (const name of failures) console.log(`Failed: ${name}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

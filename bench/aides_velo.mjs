// Times the bicycle model for one person with three engines in one run: native, WebAssembly in
// node, and npm `publicodes`. The same answers, the same goals, the same order; one answer changes
// from round to round. Prints medians in milliseconds and how many times faster ours are.
//
// usage: node bench/aides_velo.mjs [--json] [NATIVE_PROGRAM [WASM_PROGRAM]]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Engine from 'publicodes';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const paths = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const native = paths[0] ?? join(root, 'build/release/bench/aides_velo_bench');
const wasm = paths[1] ?? join(root, 'build/wasm/bench/aides_velo_bench.js');
const modelFile = join(root, 'node_modules/@betagouv/aides-velo/publicodes-build/aides-velo.model.json');
const modelText = readFileSync(modelFile, 'utf8');
const model = JSON.parse(modelText);

const answers = {
  'localisation . code insee': "'49007'", 'localisation . epci': "'CU Angers Loire Métropole'",
  'localisation . département': "'49'", 'localisation . région': "'52'", 'localisation . pays': "'France'",
  'maximiser les aides': 'non', 'vélo . type': "'électrique'", 'vélo . état': "'neuf'",
  'revenu fiscal de référence par part . revenu de référence': '14000 €/an',
  'revenu fiscal de référence par part . nombre de parts': '1', 'demandeur . âge': '34 an',
};
const changing = 'vélo . prix';
const values = ['1800 €', '1700 €'];
const goals = Object.keys(model).filter((name) => /^aides \. [^.]*$/.test(name) && model[name]?.remplace);

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

function timed(work) {
  const start = process.hrtime.bigint();
  const result = work();
  return [Number(process.hrtime.bigint() - start) / 1e6, result];
}

function npm(loads, rounds) {
  const quiet = { log() {}, warn() {}, error() {} };
  let engine;
  const load = median(Array.from({ length: loads }, () => {
    const [time, made] = timed(() => new Engine(JSON.parse(modelText), { logger: quiet }));
    engine = made;
    return time;
  }));
  let sum;
  const evaluate = median(Array.from({ length: rounds }, (_, round) => {
    const [time, total] = timed(() => {
      engine.setSituation({ ...answers, [changing]: values[round % 2] });
      return goals.reduce((total, goal) => total + (Number(engine.evaluate(goal).nodeValue) || 0), 0);
    });
    sum = total;
    return time;
  }));
  return { load, evaluate, sum };
}

function ours(command, loads, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'prevenance-bench-'));
  const person = join(folder, 'person.txt');
  writeFileSync(person, [
    ...Object.entries(answers).map(([rule, value]) => `answer\t${rule}\t${value}`),
    `change\t${changing}\t${values.join('\t')}`, ...goals.map((goal) => `goal\t${goal}`),
  ].join('\n') + '\n');
  const run = spawnSync(command[0], [...command.slice(1), modelFile, person, loads, rounds], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) throw new Error(`${command.join(' ')}: ${run.stderr || run.error}`);
  return JSON.parse(run.stdout);
}

const results = { npm: npm(7, 20) };
if (existsSync(native)) results.native = ours([native], 15, 200);
if (existsSync(wasm)) results.wasm = ours([process.execPath, '--no-experimental-fetch', wasm], 15, 200);

for (const [name, result] of Object.entries(results)) {
  if (Math.abs(result.sum - results.npm.sum) > 0.01) throw new Error(`${name} finds ${result.sum} €, npm ${results.npm.sum} €`);
  result.load_ratio = results.npm.load / result.load;
  result.evaluate_ratio = results.npm.evaluate / result.evaluate;
}
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ aids: goals.length, ...results }));
} else {
  console.log(`aides-velo, ${goals.length} aids, one person (medians, ms)`);
  for (const [name, { load, evaluate, load_ratio: l, evaluate_ratio: e }] of Object.entries(results)) {
    console.log(`${name.padEnd(7)} load ${load.toFixed(2).padStart(8)} (x${l.toFixed(1)})   evaluate ${evaluate.toFixed(3).padStart(8)} (x${e.toFixed(1)})`);
  }
}

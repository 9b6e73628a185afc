// Times published models in one run: ours as a native program, as WebAssembly in node and in Chromium,
// beside npm `publicodes` in node and in Chromium. The same two persons by turns, the same goals, the
// same order. Prints medians in milliseconds and how many times faster ours are; Chromium's beside the
// npm engine on the same page, the others beside it in node:
//   situation   a whole situation is set, every goal evaluated, as applications call the engine
//   evaluation  npm only: the same without setting the situation, beside our whole `situation`
//   first       the first situation of all, before a browser has made its code faster
//   change      ours only: one answer changes and every goal is read again
//   load        npm builds its engine from the parsed JSON; ours read a compiled image
//
// usage: node bench/engine.mjs [--json] [--no-chromium] [--native PROGRAM] [--wasm PROGRAM]
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Engine from 'publicodes';
import { startChromium } from './support/chromium.mjs';
import { builtEngines, enginesOf } from './support/engines.mjs';
import { runNpm } from './support/runs.mjs';
import { scenarios } from './support/scenarios.mjs';
import { modelFiles } from '../tests/conformance/recorded.mjs';

const { values: options } = parseArgs({ options: {
  json: { type: 'boolean', default: false },
  'no-chromium': { type: 'boolean', default: false },
  native: { type: 'string', default: builtEngines.native },
  wasm: { type: 'string', default: builtEngines.wasm },
} });

setFlagsFromString('--expose-gc'); // to weigh what the npm engine keeps
globalThis.gc = runInNewContext('gc');

async function textOf(model) {
  const file = modelFiles[model];
  if (file.endsWith('.json')) return readFileSync(file, 'utf8');
  return JSON.stringify((await import(join(process.cwd(), file))).default);
}

function compare(name, ours, npm) {
  const apart = Math.abs(ours.sum - npm.sum) > 1e-6 * Math.max(1, Math.abs(ours.sum));
  if (apart) throw new Error(`${name} finds ${ours.sum}, npm ${npm.sum}`);
  return {
    ...ours,
    times_faster: {
      first: npm.first / ours.first,
      situation: npm.situation / ours.situation,
      evaluation: npm.evaluation / ours.situation,
      load: npm.load / ours.load,
    },
  };
}

const megabytes = (bytes) => (bytes > 0 ? `  ${(bytes / 1e6).toFixed(1)} MB` : '');

function print({ name, goals, results }) {
  console.log(`\n${name} (${goals} goals)`);
  for (const [engine, { load, first, situation, evaluation, change, bytes, times_faster: faster }] of Object.entries(results)) {
    const told = faster
      ? `load ${load.toFixed(2)} (x${faster.load.toFixed(0)})  situation ${situation.toFixed(4)} (x${faster.situation.toFixed(0)}; beside evaluation x${faster.evaluation.toFixed(0)})  first ${first.toFixed(3)} (x${faster.first.toFixed(0)})  change ${change.toFixed(4)}`
      : `load ${load.toFixed(1)}  situation ${situation.toFixed(2)}  evaluation ${evaluation.toFixed(2)}  first ${first.toFixed(1)}`;
    console.log(`  ${engine.padEnd(13)} ${told}${megabytes(bytes)}`);
  }
}

const chromium = options['no-chromium'] || !existsSync(options.wasm) ? null : await startChromium(options.wasm);
const report = [];
try {
  if (chromium && !options.json) console.log(`node ${process.version}, Chromium ${chromium.version}`);
  for (const { goals: choose, model, ...rest } of scenarios) {
    const json = await textOf(model);
    const scenario = { ...rest, json, goals: choose(JSON.parse(json)) };
    const results = { npm: runNpm(Engine, scenario) };
    if (chromium) results['chromium npm'] = await chromium.run('npm', scenario);
    for (const [name, run] of enginesOf(options, chromium)) {
      const npm = results[name.startsWith('chromium') ? 'chromium npm' : 'npm'];
      results[name] = compare(`${rest.name}: ${name}`, await run(scenario), npm);
    }
    report.push({ name: rest.name, goals: scenario.goals.length, results });
    if (!options.json) print(report.at(-1));
  }
} finally {
  await chromium?.stop();
}
if (options.json) console.log(JSON.stringify(report));

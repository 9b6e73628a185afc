// bench/engine.cpp in its three homes: a native program, WebAssembly in node, WebAssembly on a page.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { personsFile, programArguments, runWasm } from './runs.mjs';

export const builtEngines = { native: 'build/release/bench/engine_bench', wasm: 'build/wasm/bench/engine_bench.js' };

function runNative(program, scenario) {
  const folder = mkdtempSync(join(tmpdir(), 'prevenance-bench-'));
  const [model, persons] = [join(folder, 'model.json'), join(folder, 'persons.txt')];
  writeFileSync(model, scenario.json);
  writeFileSync(persons, personsFile(scenario));
  const run = spawnSync(program, programArguments(model, persons, scenario), { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) throw new Error(`${program}: ${run.stderr || run.error || run.status}`);
  return JSON.parse(run.stdout);
}

/// Those of the programs that are built, each as a name and how it runs a scenario. `chromium` comes
/// from startChromium, or is null.
export function enginesOf({ native, wasm }, chromium) {
  const engines = [];
  if (existsSync(native)) engines.push(['native', (scenario) => runNative(native, scenario)]);
  if (!existsSync(wasm)) return engines;
  const createProgram = createRequire(import.meta.url)(resolve(wasm));
  const binary = readFileSync(wasm.replace(/\.js$/, '.wasm'));
  engines.push(['wasm', (scenario) => runWasm(createProgram, binary, scenario)]);
  if (chromium) engines.push(['chromium wasm', (scenario) => chromium.run('wasm', scenario)]);
  return engines;
}

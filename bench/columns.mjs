// Times the columns evaluator over a great many synthetic persons: the cycling aids of one commune, and
// every goal of the model wherever one lives. Prints persons per second and core, on one and two
// threads, beside the evaluator for one person, and what bounds it.
//
// usage: node bench/columns.mjs [--json] [--persons N] [--program PROGRAM]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { modelFiles } from '../tests/conformance/recorded.mjs';

const { values: options } = parseArgs({ options: {
  json: { type: 'boolean', default: false },
  persons: { type: 'string', default: '1000000' },
  program: { type: 'string', default: 'build/release/bench/columns_bench' },
} });

const cyclists = [
  ['number', 'vélo . prix', '€', 0, 50, 120],
  ['number', 'revenu fiscal de référence par part . revenu de référence', '€/an', 0, 731, 80],
  ['number', 'revenu fiscal de référence par part . nombre de parts', '', 1, 0.5, 8],
  ['number', 'demandeur . âge', 'an', 10, 1, 70],
  ['boolean', 'demandeur . bénéficiaire du RSA'],
  ['boolean', 'demandeur . en situation de handicap'],
  ['text', 'vélo . type', 'électrique', 'mécanique simple', 'cargo', 'cargo électrique', 'pliant', 'pliant électrique', 'motorisation', 'adapté'],
  ['text', 'vélo . état', 'neuf', 'occasion'],
];
const angers = [
  ['fixed', 'localisation . code insee', "'49007'"],
  ['fixed', 'localisation . epci', "'CU Angers Loire Métropole'"],
  ['fixed', 'localisation . département', "'49'"],
  ['fixed', 'localisation . région', "'52'"],
  ['fixed', 'localisation . pays', "'France'"],
];

/** The texts that the rules compare a fact with. */
function textsOf(json, name) {
  const found = [...json.matchAll(new RegExp(`${name} = '([^']*)'`, 'g'))].map(([, text]) => text);
  return ['text', `localisation . ${name}`, ...new Set(['ailleurs', ...found])];
}

const anywhere = (json) => ['code insee', 'epci', 'département', 'région', 'pays'].map((name) => textsOf(json, name));
const isAid = (model) => (name) => /^aides \. [^.]*$/.test(name) && model[name]?.remplace;

const scenarios = [
  {
    name: 'aides-velo, aids of one commune', persons: 1, facts: () => [...angers, ...cyclists],
    goals: () => ['aides . commune', 'aides . intercommunalité', 'aides . département', 'aides . région', 'aides . état', 'aides . montant'],
  },
  {
    name: 'aides-velo, every aid, one commune', persons: 1, facts: () => [...angers, ...cyclists],
    goals: (model) => Object.keys(model).filter(isAid(model)),
  },
  {
    name: 'aides-velo, every aid, anywhere', persons: 0.2, facts: (json) => [...anywhere(json), ...cyclists],
    goals: (model) => Object.keys(model).filter(isAid(model)),
  },
];

function run(scenario, json, threads) {
  const folder = mkdtempSync(join(tmpdir(), 'prevenance-bench-'));
  const [model, facts] = [join(folder, 'model.json'), join(folder, 'facts.txt')];
  writeFileSync(model, json);
  const lines = [...scenario.facts(json), ...scenario.goals(JSON.parse(json)).map((goal) => ['goal', goal])];
  writeFileSync(facts, lines.map((line) => `${line.join('\t')}\n`).join(''));
  const persons = Math.round(Number(options.persons) * scenario.persons);
  const done = spawnSync(options.program, [model, facts, String(persons), String(threads)], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (done.status !== 0) throw new Error(`${options.program}: ${done.stderr || done.error || done.status}`);
  const result = JSON.parse(done.stdout);
  const apart = Math.abs(result.sum - result.scalar_sum) > 1e-9 * Math.abs(result.sum);
  if (apart) throw new Error(`${scenario.name}: columns find ${result.sum}, one by one ${result.scalar_sum}`);
  return { name: scenario.name, persons, threads, ...result };
}

const thousands = (number) => Math.round(number).toLocaleString('fr');
const giga = (number) => (number / 1e9).toFixed(1);

function print(result) {
  console.log(`\n${result.name}, ${thousands(result.persons)} persons, ${result.threads} thread(s)`);
  console.log(`  ${thousands(result.per_core)} persons/s/core (with drawing and summing ${thousands(result.whole_per_core)}), one by one ${thousands(result.scalar)}: x${(result.per_core / result.scalar).toFixed(0)}`);
  console.log(`  ${result.goals} goals, ${result.never} never in columns, ${result.told_alone} goals per person told one by one; ${result.instructions} instructions, planned in ${result.plan_s} s, ${thousands(result.bytes / 1024)} KiB`);
  console.log(`  columns read and written ${giga(result.traffic)} GB/s; a near cache gives ${giga(result.near_memory)}, far memory ${giga(result.far_memory)}`);
}

if (!existsSync(options.program)) throw new Error(`${options.program} is not built`);
const json = readFileSync(modelFiles['aides-velo'], 'utf8');
const report = [];
for (const scenario of scenarios)
  for (const threads of [1, 2]) {
    report.push(run(scenario, json, threads));
    if (!options.json) print(report.at(-1));
  }
if (options.json) console.log(JSON.stringify(report));

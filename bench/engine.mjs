// Times published models with three engines in one run: native, WebAssembly in node, and npm
// `publicodes`. The same two persons by turns, the same goals, the same order. Prints medians in
// milliseconds and how many times faster ours are:
//   situation   a whole situation is set, every goal evaluated, as applications call the engine
//   evaluation  npm only: the same without setting the situation, beside our whole `situation`
//   change      ours only: one answer changes and every goal is read again
//   load        npm builds its engine from the parsed JSON; ours read a compiled image
//
// usage: node bench/engine.mjs [--json] [--native PROGRAM] [--wasm PROGRAM]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Engine from 'publicodes';
import { modelFiles } from '../tests/conformance/recorded.mjs';

const { values: options } = parseArgs({ options: {
  json: { type: 'boolean', default: false },
  native: { type: 'string', default: 'build/release/bench/engine_bench' },
  wasm: { type: 'string', default: 'build/wasm/bench/engine_bench.js' },
} });

// Every answer as the first and as the second person gives it; the first answer is the one that
// `change` changes.
const employee = {
  dirigeant: ['non', 'non'],
  'entreprise . catégorie juridique': ["''", "''"],
  'entreprise . imposition': ['non', 'non'],
  "salarié . contrat . date d'embauche": ['25/04/2020', '01/09/2023'],
};
const scenarios = [
  {
    name: 'aides-velo, all aids', model: 'aides-velo', rounds: 15,
    answers: {
      'vélo . prix': ['1800 €', '1200 €'],
      'localisation . code insee': ["'49007'", "'31555'"],
      'localisation . epci': ["'CU Angers Loire Métropole'", "'Toulouse Métropole'"],
      'localisation . département': ["'49'", "'31'"], 'localisation . région': ["'52'", "'76'"],
      'localisation . pays': ["'France'", "'France'"], 'maximiser les aides': ['non', 'non'],
      'vélo . type': ["'électrique'", "'cargo'"], 'vélo . état': ["'neuf'", "'occasion'"],
      'revenu fiscal de référence par part . revenu de référence': ['14000 €/an', '9000 €/an'],
      'revenu fiscal de référence par part . nombre de parts': ['1', '2'],
      'demandeur . âge': ['34 an', '61 an'],
    },
    goals: (model) => Object.keys(model).filter((name) => /^aides \. [^.]*$/.test(name) && model[name]?.remplace),
  },
  {
    name: 'modele-social, net from gross', model: 'modele-social', rounds: 9,
    answers: { 'salarié . contrat . salaire brut': ['2800 €/mois', '4100 €/mois'], ...employee },
    goals: () => ['salarié . rémunération . net . à payer avant impôt', 'salarié . coût total employeur'],
  },
  {
    name: 'modele-social, gross from net', model: 'modele-social', rounds: 7,
    answers: { 'salarié . rémunération . net . à payer avant impôt': ['2200 €/mois', '3100 €/mois'], ...employee },
    goals: () => ['salarié . contrat . salaire brut', 'salarié . coût total employeur'],
  },
  {
    name: 'mesaidesreno, main goals', model: 'mesaidesreno', rounds: 15,
    answers: {
      'ménage . revenu': ['27038 €', '57038 €'], 'ménage . personnes': ['2', '6'],
      'vous . propriétaire . statut': ["'propriétaire'", "'acquéreur'"],
      'logement . propriétaire occupant': ['oui', 'oui'], 'logement . type': ["'maison'", "'appartement'"],
      'logement . période de construction': ["'au moins 15 ans'", "'de 10 à 15 ans'"],
      'logement . surface': ['90 m2', '60 m2'],
      'ménage . code région': ["'52'", "'76'"], 'ménage . code département': ["'49'", "'31'"],
      'ménage . commune': ["'49007'", "'31555'"], 'DPE . actuel': ['7', '6'],
      'projet . DPE visé': ['3', '2'], 'projet . travaux': ['40000 €', '25000 €'],
    },
    goals: () => ['MPR . accompagnée . montant', 'MPR . non accompagnée . montant',
      "CEE . rénovation d'ampleur . montant", 'aides locales . montant', 'PTZ . montant', 'PAR . montant'],
  },
  {
    name: 'nosgestesclimat, bilan', model: 'nosgestesclimat', rounds: 5,
    answers: {
      'alimentation . boisson . chaude . café . nombre': ['2', '3'],
      'logement . surface': ['60', '110'], 'transport . voiture . utilisateur': ["'propriétaire'", "'jamais'"],
      'divers . textile . volume': ["'minimum'", "'accro au shopping'"],
      'alimentation . plats . poisson gras . nombre': ['1', '3'],
    },
    goals: () => ['bilan'],
  },
];

const quiet = { log() {}, warn() {}, error() {} };
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const person = (answers, which) => Object.fromEntries(Object.entries(answers).map(([rule, both]) => [rule, both[which % 2]]));

function timed(work) {
  const start = process.hrtime.bigint();
  const result = work();
  return [Number(process.hrtime.bigint() - start) / 1e6, result];
}

function heapBytes(work) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const kept = work();
  globalThis.gc?.();
  return [process.memoryUsage().heapUsed - before, kept];
}

function npm({ model, answers, rounds }, goals, json) {
  const load = median([1, 2, 3].map(() => timed(() => new Engine(JSON.parse(json), { logger: quiet }))[0]));
  const [bytes, engine] = heapBytes(() => new Engine(JSON.parse(json), { logger: quiet }));
  const situation = [];
  const evaluation = [];
  let sum = 0;
  for (let round = 0; round < rounds; ++round) {
    const [setting, copy] = timed(() => engine.shallowCopy().setSituation(person(answers, round)));
    const [evaluating, total] = timed(() => goals.reduce((total, goal) => {
      const { nodeValue } = copy.evaluate(goal);
      return total + (Number.isFinite(nodeValue) ? nodeValue : 0);
    }, 0));
    situation.push(setting + evaluating);
    evaluation.push(evaluating);
    if (round % 2 === 1) sum = total;
  }
  return { load, bytes, situation: median(situation), evaluation: median(evaluation), sum, model };
}

function ours(command, { answers }, goals, json) {
  const folder = mkdtempSync(join(tmpdir(), 'prevenance-bench-'));
  const modelFile = join(folder, 'model.json');
  const personsFile = join(folder, 'persons.txt');
  writeFileSync(modelFile, json);
  writeFileSync(personsFile, [
    ...Object.entries(answers).map(([rule, both]) => `answer\t${rule}\t${both.join('\t')}`),
    ...goals.map((goal) => `goal\t${goal}`),
  ].join('\n') + '\n');
  const run = spawnSync(command[0], [...command.slice(1), modelFile, personsFile, '5', '61'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) throw new Error(`${command.join(' ')}: ${run.stderr || run.error || run.status}`);
  return JSON.parse(run.stdout);
}

async function textOf(model) {
  const file = modelFiles[model];
  if (file.endsWith('.json')) return readFileSync(file, 'utf8');
  return JSON.stringify((await import(join(process.cwd(), file))).default);
}

const engines = {};
if (existsSync(options.native)) engines.native = [options.native];
if (existsSync(options.wasm)) engines.wasm = [process.execPath, '--no-experimental-fetch', options.wasm];

const report = [];
for (const scenario of scenarios) {
  const json = await textOf(scenario.model);
  const goals = scenario.goals(JSON.parse(json));
  const results = { npm: npm(scenario, goals, json) };
  for (const [name, command] of Object.entries(engines)) {
    const result = ours(command, scenario, goals, json);
    const apart = Math.abs(result.sum - results.npm.sum) > 1e-6 * Math.max(1, Math.abs(result.sum));
    if (apart) throw new Error(`${scenario.name}: ${name} finds ${result.sum}, npm ${results.npm.sum}`);
    results[name] = {
      ...result,
      times_faster: {
        situation: results.npm.situation / result.situation,
        evaluation: results.npm.evaluation / result.situation,
        load: results.npm.load / result.load,
      },
    };
  }
  report.push({ name: scenario.name, goals: goals.length, ...results });
  if (options.json) continue;
  const { npm: peer } = results;
  console.log(`\n${scenario.name} (${goals.length} goals)`);
  console.log(`  npm     load ${peer.load.toFixed(1)}  situation ${peer.situation.toFixed(2)}  evaluation ${peer.evaluation.toFixed(2)}  ${(peer.bytes / 1e6).toFixed(1)} MB`);
  for (const name of Object.keys(engines)) {
    const { load, situation, change, bytes, times_faster: faster } = results[name];
    console.log(`  ${name.padEnd(7)} load ${load.toFixed(2)} (x${faster.load.toFixed(0)})  situation ${situation.toFixed(4)} (x${faster.situation.toFixed(0)}; beside evaluation x${faster.evaluation.toFixed(0)})  change ${change.toFixed(4)}${bytes ? `  ${(bytes / 1e6).toFixed(1)} MB` : ''}`);
  }
}
if (options.json) console.log(JSON.stringify(report));

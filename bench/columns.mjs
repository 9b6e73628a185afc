// Times the columns evaluator over a great many synthetic persons: the cycling aids of one commune, every
// goal of the model wherever one lives, and every benefit of the national pack for households: drawn from
// what people answer, and like those of ../shared/national where it is beside this checkout. Prints persons
// per second and core, on one and two threads, beside the evaluator for one person, what bounds it, and what
// is left to the evaluator for one person. The national pack is built by `prevenance`.
//
// usage: node bench/columns.mjs [--json] [--persons N] [--only WORD] [--streamed] [--program PROGRAM] [--prevenance PROGRAM]
//   --only: scenarios with that word in their name     --streamed: 10^5, 10^6 and 10^7 persons, and the most
//   memory that each took
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answersOf, areThere, readHouseholds } from '../tests/conformance/households.mjs';
import { benefits, buildPack } from '../tests/conformance/national_pack.mjs';
import { modelFiles } from '../tests/conformance/recorded.mjs';

const { values: options } = parseArgs({ options: {
  json: { type: 'boolean', default: false },
  persons: { type: 'string', default: '1000000' },
  only: { type: 'string', default: '' },
  streamed: { type: 'boolean', default: false },
  program: { type: 'string', default: 'build/release/bench/columns_bench' },
  prevenance: { type: 'string', default: 'build/release/server/app/prevenance' },
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
function textsOf(model, name) {
  const found = [...JSON.stringify(model).matchAll(new RegExp(`${name} = '([^']*)'`, 'g'))].map(([, text]) => text);
  return ['text', `localisation . ${name}`, ...new Set(['ailleurs', ...found])];
}

const anywhere = (model) => ['code insee', 'epci', 'département', 'région', 'pays'].map((name) => textsOf(model, name));
const isAid = (model) => (name) => /^aides \. [^.]*$/.test(name) && model[name]?.remplace;

/** Days since 1 January 1970. */
const days = (iso) => Date.parse(iso) / 86_400_000;
const between = (rule, first, last, step) => ['date', rule, days(first), step, Math.floor((days(last) - days(first)) / step) + 1];

/** One of the texts that the rule says are possible. */
const oneOf = (model, rule) => ['text', rule, ...model[rule]['une possibilité'].map((text) => text.slice(1, -1))];

const adult = (model, who) => [
  between(`${who} . date de naissance`, '1941-01-05', '2008-06-30', 97),
  oneOf(model, `${who} . nationalité`),
  oneOf(model, `${who} . activité`),
  between(`${who} . début du chômage`, '2023-02-11', '2026-06-20', 43),
  ['boolean', `${who} . enceinte`],
  ['number', `${who} . taux d'incapacité`, '%', 0, 25, 5],
  ['boolean', `${who} . restriction durable d'accès à l'emploi`],
  ['boolean', `${who} . inapte au travail`],
  ['boolean', `${who} . cinq ans de travail en dix ans`],
  ['boolean', `${who} . habite chez ses parents`],
  ['number', `${who} . livret A`, '€', 0, 900, 30],
  ['number', `${who} . ressources des parents`, '€', 0, 2_500, 30],
  ['number', `${who} . distance du domicile familial`, 'km', 0, 20, 20],
  ['number', `${who} . salaire net . habituel`, '€/mois', 0, 61, 60],
  ['number', `${who} . salaire net . avant le chômage`, '€/mois', 0, 67, 60],
  ['number', `${who} . chômage net . habituel`, '€/mois', 0, 47, 40],
  ['number', `${who} . retraite nette . habituel`, '€/mois', 0, 53, 40],
  ['number', `${who} . pension alimentaire`, '€/mois', 0, 90, 5],
  ['number', `${who} . pension d'invalidité`, '€/mois', 0, 170, 6],
  ['number', `${who} . revenus locatifs`, '€/mois', 0, 150, 6],
];

const child = (model, n) => [
  between(`enfant ${n} . date de naissance`, '2001-08-15', '2026-09-01', 89),
  oneOf(model, `enfant ${n} . scolarité`),
  ['boolean', `enfant ${n} . garde alternée`],
  ['number', `enfant ${n} . taux d'incapacité`, '%', 0, 40, 3],
];

const drawnHouseholds = (model) => [
  ['fixed', 'date', '01/07/2026'],
  ['fixed', 'réponses simples', 'oui'],
  ['boolean', 'couple'],
  oneOf(model, 'couple . union'),
  ['number', "nombre d'enfants", '', 0, 1, 9],
  ['boolean', 'isolement récent'],
  oneOf(model, 'logement . statut'),
  ['number', 'logement . loyer', '€/mois', 0, 23.5, 60],
  ['number', 'logement . zone', '', 1, 1, 3],
  ['boolean', 'logement . outre-mer'],
  ['boolean', 'logement . colocation'],
  ['boolean', 'logement . chambre'],
  ...['demandeur', 'conjoint'].flatMap((who) => adult(model, who)),
  ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((n) => child(model, n)),
];

const written = {
  boolean: { is: /^(oui|non)$/, value: (text) => (text === 'oui' ? 1 : 0) },
  date: { is: /^\d\d\/\d\d\/\d{4}$/, value: (text) => days(text.split('/').reverse().join('-')) },
  number: { is: /^-?[\d.]+( .*)?$/, value: (text) => Number(text.split(' ')[0]) },
  text: { is: /^'.*'$/ },
};

/** The fact as it varies between the answers, and what it is worth in each of them. */
function varying(rule, answers) {
  const given = answers.filter((answer) => answer !== undefined);
  const kind = Object.keys(written).find((name) => given.every((answer) => written[name].is.test(answer)));
  if (!kind) throw new Error(`${rule}: answers of several kinds`);
  const texts = kind === 'text' ? [...new Set(given)] : [];
  const value = kind === 'text' ? (answer) => texts.indexOf(answer) : written[kind].value;
  const details = { text: texts.map((text) => text.slice(1, -1)), number: [given[0].split(' ').slice(1).join(' ')] }[kind] ?? [];
  return { line: [kind, rule, ...details], values: answers.map((answer) => (answer === undefined ? '' : value(answer))) };
}

/** The households of the corpus: what all answer alike is fixed, the rest varies. */
function givenHouseholds(model) {
  const all = readHouseholds().map((household) => answersOf(household, 'first_claim', (rule) => rule in model));
  const rules = [...new Set(all.flatMap((answers) => Object.keys(answers)))];
  const answersTo = (rule) => all.map((answers) => (rule in answers ? String(answers[rule]) : undefined));
  const isFixed = (rule) => new Set(answersTo(rule)).size === 1;
  const facts = rules.filter((rule) => !isFixed(rule)).map((rule) => varying(rule, answersTo(rule)));
  return [
    ...rules.filter(isFixed).map((rule) => ['fixed', rule, all[0][rule]]),
    ...facts.map(({ line }) => line),
    ...all.map((_, i) => ['row', ...facts.map(({ values }) => values[i])]),
  ];
}

const cycling = () => JSON.parse(readFileSync(modelFiles['aides-velo'], 'utf8'));
const national = () => buildPack(options.prevenance);
const nationalGoals = () => benefits.map(({ rule }) => rule);

const scenarios = [
  {
    name: 'aides-velo, aids of one commune', persons: 1, model: cycling, facts: () => [...angers, ...cyclists],
    goals: () => ['aides . commune', 'aides . intercommunalité', 'aides . département', 'aides . région', 'aides . état', 'aides . montant'],
  },
  {
    name: 'aides-velo, every aid, one commune', persons: 1, model: cycling, facts: () => [...angers, ...cyclists],
    goals: (model) => Object.keys(model).filter(isAid(model)),
  },
  {
    name: 'aides-velo, every aid, anywhere', persons: 0.2, model: cycling, facts: (model) => [...anywhere(model), ...cyclists],
    goals: (model) => Object.keys(model).filter(isAid(model)),
  },
  { name: 'national, every benefit, what people answer', persons: 1, model: national, facts: drawnHouseholds, goals: nationalGoals },
  ...(areThere()
    ? [{ name: 'national, every benefit, households of the corpus', persons: 1, model: national, facts: givenHouseholds, goals: nationalGoals }]
    : []),
];

function run(scenario, persons, threads) {
  const folder = mkdtempSync(join(tmpdir(), 'prevenance-bench-'));
  const files = [join(folder, 'model.json'), join(folder, 'facts.txt')];
  const model = scenario.model();
  const goals = scenario.goals(model);
  const lines = [...scenario.facts(model), ...goals.map((goal) => ['goal', goal])];
  writeFileSync(files[0], JSON.stringify(model));
  writeFileSync(files[1], lines.map((line) => `${line.join('\t')}\n`).join(''));
  const done = spawnSync(options.program, [...files, String(persons), String(threads)], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (done.status !== 0) throw new Error(`${options.program}: ${done.stderr || done.error || done.status}`);
  const result = JSON.parse(done.stdout);
  const apart = Math.abs(result.sum - result.scalar_sum) > 1e-9 * Math.abs(result.sum);
  if (apart) throw new Error(`${scenario.name}: columns find ${result.sum}, one by one ${result.scalar_sum}`);
  const alone = result.alone.map(({ goal, ...rest }) => ({ goal: goals[goal], ...rest }));
  return { name: scenario.name, persons, threads, ...result, alone };
}

const thousands = (number) => Math.round(number).toLocaleString('fr');
const giga = (number) => (number / 1e9).toFixed(1);

function print(result) {
  console.log(`\n${result.name}, ${thousands(result.persons)} persons, ${result.threads} thread(s)`);
  console.log(`  ${thousands(result.per_core)} persons/s/core, ${(1e6 / result.per_core).toFixed(3)} us each (with drawing and summing ${thousands(result.whole_per_core)}), one by one ${thousands(result.scalar)}: x${(result.per_core / result.scalar).toFixed(0)}`);
  console.log(`  a person who comes alone, in one lane: ${result.lone_us.toFixed(1)} us`);
  console.log(`  ${result.facts} facts, ${result.goals} goals, ${result.never} never in columns; ${result.instructions} instructions, planned in ${result.plan_s} s, ${thousands(result.bytes / 1024)} KiB, at most ${thousands(result.peak_kib)} KiB in all`);
  console.log(`  columns read and written ${giga(result.traffic)} GB/s; a near cache gives ${giga(result.near_memory)}, far memory ${giga(result.far_memory)}`);
  for (const { goal, share, why } of result.alone) console.log(`  one by one for ${(100 * share).toFixed(3)} %: ${goal} (${why})`);
}

if (!existsSync(options.program)) throw new Error(`${options.program} is not built`);
const sizes = options.streamed ? [1e5, 1e6, 1e7] : [Number(options.persons)];
const report = [];
for (const scenario of scenarios.filter(({ name }) => name.includes(options.only)))
  for (const size of sizes)
    for (const threads of [1, 2]) {
      report.push(run(scenario, Math.round(size * scenario.persons), threads));
      if (!options.json) print(report.at(-1));
    }
if (options.json) console.log(JSON.stringify(report));

// Compares the advice that core/aids gives with what the npm engine says of the same answers, for
// random people all over France. The situation is put together here a second time, from pack.json,
// so a slip in either shows.
//
// usage: node interview.mjs INTERVIEW_PROGRAM PLACES_FOLDER HOW_MANY_PEOPLE
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import Engine from 'publicodes';

const [program, placesFolder, howMany] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const communes = require('@etalab/decoupage-administratif/data/communes.json').filter((c) => c.type === 'commune-actuelle');
const epci = require('@etalab/decoupage-administratif/data/epci.json');
const départements = Object.fromEntries(require('@etalab/decoupage-administratif/data/departements.json').map((d) => [d.code, d.nom]));
const epciOf = Object.fromEntries(epci.flatMap((e) => e.membres.map((m) => [m.code, e])));
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const quiet = { log() {}, warn() {}, error() {} };

// A fixed seed: the same people every time (mulberry32).
let seed = 20261124;
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (list) => list[Math.floor(random() * list.length)];

/** Half of the people live where the model has an aid of their own, or few would have any. */
function somewhere(text) {
  if (random() < 0.5) return pick(communes);
  for (;;) {
    const commune = pick(communes);
    const e = epciOf[commune.code];
    if (text.includes(`'${commune.code}'`) || (e && (text.includes(`'${e.nom}'`) || text.includes(`'${e.code}'`)))) return commune;
  }
}

function randomValue(question) {
  if (question.kind === 'yes_no') return pick(['yes', 'no']);
  if (question.kind === 'choice') return pick(question.options).id;
  const top = question.fact.includes('income') ? 60000 : question.fact.includes('price') ? 5000 : question.fact.includes('cost') ? 90000 : question.max;
  const value = question.min + random() * (Math.min(top, question.max) - question.min);
  return question.kind === 'number' ? String(Math.round(value * 2) / 2) : String(Math.round(value));
}

function randomPerson(pack, text) {
  const known = random();
  const facts = {};
  for (const question of pack.questions) if (random() < known + 0.3) facts[question.fact] = randomValue(question);
  return { commune: somewhere(text).code, facts };
}

function placeFacts(code) {
  const commune = communes.find((c) => c.code === code);
  const e = epciOf[code];
  return {
    commune: code, commune_name: commune.nom, epci: e?.code ?? '', epci_name: e?.nom ?? '', departement: commune.departement,
    departement_name: départements[commune.departement], region: commune.region, country: 'France',
  };
}

function situationOf(pack, person) {
  const situation = { ...pack.situation };
  const place = placeFacts(person.commune);
  for (const { rule, from, instead = {} } of pack.place) situation[rule] = `'${instead[place[from]] ?? place[from]}'`;
  for (const question of pack.questions) {
    const value = person.facts[question.fact];
    if (value === undefined) continue;
    const option = question.options?.find((o) => o.id === value);
    const expression = question.kind === 'yes_no' ? (value === 'yes' ? 'oui' : 'non')
      : question.kind === 'choice' ? option.value : question.unit ? `${value} ${question.unit}` : value;
    for (const rule of question.rules ?? (question.rule ? [question.rule] : [])) if (expression) situation[rule] = expression;
    Object.assign(situation, option?.set);
  }
  return situation;
}

/** Rules of the aids, found in the model by this script's own means. */
function aidsOf(pack, model) {
  const members = pack.families.flatMap((family) => Object.keys(model)
    .filter((name) => name.startsWith(`${family.under} . `) && name.split(' . ').length === family.under.split(' . ').length + 1)
    .filter((name) => Object.keys(family.replaces).includes(model[name]?.remplace?.['références à'] ?? model[name]?.remplace))
    .map((rule) => ({ rule, when: [] })));
  return [...pack.aids, ...members];
}

const factsOf = (pack, missing) => {
  const facts = new Set();
  for (const rule of missing) {
    const question = pack.questions.find((q) => q.rule === rule || q.rules?.includes(rule))
      ?? pack.questions.find((q) => q.options?.some((o) => o.set && rule in o.set));
    if (!question) throw new Error(`no question asks for '${rule}'`);
    facts.add(question.fact);
  }
  return [...facts].sort();
};

function expected(pack, engine, aid, person) {
  for (const { fact, among } of aid.when ?? []) {
    if (person.facts[fact] === undefined) return { standing: 'open', missing: [fact] };
    if (!among.includes(person.facts[fact])) return { standing: 'other project' };
  }
  const { nodeValue, missingVariables } = engine.evaluate(aid.rule);
  const missing = Object.keys(missingVariables);
  if (missing.length) return { standing: 'open', missing: factsOf(pack, missing) };
  return typeof nodeValue === 'number' && nodeValue > 0 ? { standing: 'granted', amount: nodeValue } : { standing: 'refused' };
}

function difference(aid, theirs, ours, person) {
  if (!ours) {
    if (theirs.standing === 'other project' || theirs.standing === 'refused') return '';
    if (aid.territory) {
      const place = placeFacts(person.commune);
      if (!aid.territory.codes.includes(place[aid.territory.kind])) return '';
    }
    return 'hidden';
  }
  if (ours.standing !== theirs.standing) return `${ours.standing}`;
  if (ours.standing === 'granted' && Math.abs(ours.amount - theirs.amount) > 1e-9 * theirs.amount) return `${ours.amount}`;
  if (ours.standing === 'open' && [...ours.missing].sort().join() !== theirs.missing.join()) return `open for ${ours.missing}`;
  return '';
}

const totals = {};
let wrong = 0;
for (const id of ['aides-velo', 'mesaidesreno']) {
  const packFile = `assets/packs/${id}/pack.json`;
  const pack = readJson(packFile);
  const modelFile = `node_modules/${pack.model.package}/${pack.model.file}`;
  const model = readJson(modelFile);
  const text = readFileSync(modelFile, 'utf8') + readFileSync(packFile, 'utf8').replaceAll('"', "'");
  const people = Array.from({ length: Number(howMany) }, () => randomPerson(pack, text));
  // On that day no aid has ended: the npm engine knows of no end.
  const run = spawnSync(program, [placesFolder, packFile, modelFile, '2000-01-01'],
    { input: people.map((p) => JSON.stringify(p)).join('\n') + '\n', encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  const answers = run.stdout.trim().split('\n').map((line) => JSON.parse(line));
  const engine = new Engine(model, { logger: quiet });
  const aids = aidsOf(pack, model);
  people.forEach((person, i) => {
    engine.setSituation(situationOf(pack, person));
    const listed = new Map(answers[i].verdicts.map((v) => [v.rule, v]));
    if (listed.size + answers[i].elsewhere + answers[i].other_project !== aids.length) throw new Error('aids are lost');
    for (const aid of aids) {
      const theirs = expected(pack, engine, aid, person);
      const found = difference(aid, theirs, listed.get(aid.rule), person);
      const kind = listed.has(aid.rule) ? theirs.standing : 'not shown';
      totals[kind] = (totals[kind] ?? 0) + 1;
      if (found && ++wrong <= 20) console.log(`${id}, ${aid.rule}: ${found}, the npm engine says ${JSON.stringify(theirs)} for ${JSON.stringify(person)}`);
    }
  });
}
console.log(`${howMany} people a pack: ${JSON.stringify(totals)}; ${wrong} differences`);
process.exit(wrong ? 1 : 0);

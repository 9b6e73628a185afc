// Goal: the euros that journeys end with are those of the npm engine.
// Method: a case of tests/cases/journeys says in its comments which model, which situation and which
// rules; each rule's value by the npm engine must stand in the case as a figure.
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const load = createRequire(import.meta.url);
const publicodes = load('publicodes');
const Engine = publicodes.default ?? publicodes;
const FOLDER = 'tests/cases/journeys';
const NO_BREAK = '\u00a0';

const lines = (text, word) => [...text.matchAll(new RegExp(`^# ${word} (.*)$`, 'gm'))].map((found) => found[1]);

/** 1200 -> "1 200 €", 487.5 -> "487,50 €", as the page writes amounts in French. */
function euros(number) {
  const [whole, cents] = (Math.round(number * 100) / 100).toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NO_BREAK);
  return grouped + (cents === '00' ? '' : ',' + cents) + NO_BREAK + '€';
}

const quiet = { log() {}, warn() {}, error() {} };
let worths = 0;
for (const name of readdirSync(FOLDER)) {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const [model] = lines(text, 'truth');
  if (!model) continue;
  const situation = Object.fromEntries(lines(text, 'given').map((given) => given.split(/ = (.*)/s).slice(0, 2)));
  const engine = new Engine(JSON.parse(readFileSync(join('node_modules', model), 'utf8')), { logger: quiet });
  engine.setSituation(situation);
  for (const rule of lines(text, 'worth')) {
    const figure = euros(engine.evaluate({ valeur: rule, 'unité': '€' }).nodeValue);
    worths += 1;
    if (!text.includes(`figure "${figure}"`)) {
      console.error(`${name}: the npm engine gives ${figure} for ${rule}, which the page does not show`);
      process.exitCode = 1;
    }
  }
}
console.log(`${worths} amounts compared with the npm engine`);
if (worths === 0) process.exitCode = 1;

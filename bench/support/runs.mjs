// How each engine is timed: the same code in node and on a page of Chromium.
const LOADS = 5;
/// For each round of the npm engine. A browser makes code faster the longer it runs: with these, ours
/// runs no longer than npm's does.
const ROUNDS = 200;
const quiet = { log() {}, warn() {}, error() {} };
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const person = (answers, which) => Object.fromEntries(Object.entries(answers).map(([rule, both]) => [rule, both[which % 2]]));

function timed(work) {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}

/// Bytes of what `work` returns; 0 where the garbage collector cannot be called.
function heapBytes(work) {
  const used = () => {
    for (let i = 0; i < 3; ++i) globalThis.gc?.();
    return globalThis.gc ? process.memoryUsage().heapUsed : 0;
  };
  const before = used();
  const kept = work();
  return [used() - before, kept];
}

/// npm `publicodes`. Medians in milliseconds, the first situation of all, and the sum of all numbers
/// for the second person.
export function runNpm(Engine, { answers, rounds, goals, json }) {
  // Before any other engine, whose memory might be given back meanwhile.
  const [bytes, engine] = heapBytes(() => new Engine(JSON.parse(json), { logger: quiet }));
  const load = median([1, 2, 3].map(() => timed(() => new Engine(JSON.parse(json), { logger: quiet }))[0]));
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
  return { load, bytes, first: situation[0], situation: median(situation), evaluation: median(evaluation), sum };
}

/// PERSONS_FILE of bench/engine.cpp.
export function personsFile({ answers, goals, settings = {} }) {
  return [
    ...Object.entries(answers).map(([rule, both]) => `answer\t${rule}\t${both.join('\t')}`),
    ...Object.entries(settings).map(([rule, both]) => `setting\t${rule}\t${both}`),
    ...goals.map((goal) => `goal\t${goal}`),
  ].join('\n') + '\n';
}

export const programArguments = (model, persons, { rounds }) => [model, persons, String(LOADS), String(ROUNDS * rounds)];

/// bench/engine.cpp as WebAssembly. `createProgram` comes from engine_bench.js; `binary` is its wasm.
export async function runWasm(createProgram, binary, scenario) {
  let printed = '';
  const program = await createProgram({ wasmBinary: binary, print: (line) => { printed += line; } });
  program.FS.writeFile('model.json', scenario.json);
  program.FS.writeFile('persons.txt', personsFile(scenario));
  const code = program.callMain(programArguments('model.json', 'persons.txt', scenario));
  if (code !== 0) throw new Error(`engine_bench ended with ${code}`);
  return JSON.parse(printed);
}

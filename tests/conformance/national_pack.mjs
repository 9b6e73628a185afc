// The national pack as the conformance tests ask it: built once, and questions put to `prevenance eval`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const pack = 'assets/packs/prestations-nationales'

/** The rule of each benefit, its variable in the corpus, and whose amount it is when it has one a person. */
export const benefits = [
  { rule: 'RSA', variable: 'rsa' },
  { rule: "prime d'activité", variable: 'ppa' },
  { rule: 'aide au logement', variable: 'aide_logement' },
  { rule: 'aide au logement . APL', variable: 'apl' },
  { rule: 'aide au logement . ALF', variable: 'alf' },
  { rule: 'aide au logement . ALS', variable: 'als' },
  { rule: "CSS = 'gratuite'", variable: 'cmu_c' },
  { rule: 'CSS . participation', variable: 'css_participation_forfaitaire' },
  { rule: 'ASPA', variable: 'aspa' },
  ...['demandeur', 'conjoint'].flatMap((person, place) => [
    { rule: `${person} . ASI`, variable: 'asi', place },
    { rule: `${person} . AAH`, variable: 'aah', place },
    { rule: `${person} . MVA`, variable: 'caah', place },
    { rule: `${person} . ASS`, variable: 'ass', place },
  ]),
  { rule: 'AF', variable: 'af' },
  { rule: 'CF', variable: 'cf' },
  { rule: 'ASF', variable: 'asf' },
  { rule: 'PAJE base', variable: 'paje_base' },
  { rule: 'PAJE naissance', variable: 'paje_naissance' },
  { rule: 'ARS', variable: 'ars' },
  { rule: 'bourse de collège', variable: 'bourse_college' },
  { rule: 'bourse de lycée', variable: 'bourse_lycee' },
  { rule: 'demandeur . bourse du supérieur', variable: 'bourse_criteres_sociaux', place: 0 },
  { rule: 'chèque énergie', variable: 'cheque_energie' },
]

function run(program, words, input) {
  const { status, stdout, stderr } = spawnSync(program, words, { input, maxBuffer: 1 << 29, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** The built pack: what the npm engine runs, and the names of its rules. */
export function buildPack(program) {
  const folder = mkdtempSync(join(tmpdir(), 'prevenance-pack-'))
  const file = join(folder, 'pack.json')
  run(program, ['pack', 'build', pack, '--output', file])
  const model = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(folder, { recursive: true })
  return model
}

/** The answers to `[{ situation, goals }]`, in the same order; throws at the first that is an error. */
export function evaluate(program, questions) {
  const lines = questions.map((question, id) => JSON.stringify({ id, model: 'pack', ...question }))
  const answers = run(program, ['eval', '--cases', '-', '--model', `pack=${pack}`, '--threads', '2'], `${lines.join('\n')}\n`)
    .trim().split('\n').map((line) => JSON.parse(line))
  for (const { id, error } of answers) if (error) throw new Error(`question ${id}: ${error.message}`)
  return answers
}

// Goal: on models that nobody wrote, this engine answers as the npm engine. Method: small models are
// drawn at random from every mechanism, name, unit, replacement and hypothesis of the language, with
// random answers; each rule is asked, as if first, to both engines. A difference is shown with the
// smallest model that still makes it. Where both refuse, or a cycle has no answer, they agree.
//
// usage: node tests/conformance/random_models.mjs PROGRAM [--models N] [--seed S] [--show N]
import { parseArgs } from 'node:util'
import { askNpm, askPrevenance, fault, isCircular, npmEngine } from './engines.mjs'
import { random } from './random.mjs'

const { values: options, positionals: [program] } = parseArgs({
  allowPositionals: true,
  options: {
    models: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '5' },
  },
})

const words = ['prix', 'aide', 'âge', 'net', 'taux', 'part fixe', 'été', 'Étage', 'zone']
const units = ['', '', '', ' €', ' €/mois', ' k€/an', ' %', ' mois', ' an', ' €.an', ' jour', ' km', ' /an']
const texts = ["'oui'", "'a'", "'b'", "'l'a'", "''"]
const dates = ['01/01/2024', '29/02/2024', '31/12/2023', '03/2025', '15/7/2022']
const durationUnits = ['jour', 'mois', 'an', 'trimestre', 'trimestre civil', 'année civile']
const comparisons = ['<', '<=', '>', '>=', '=', '!=']
const operators = ['+', '-', '*', '/', '//', '**', '+', '-', '*', ...comparisons]

/** One model, drawn from one seed. */
class Draw {
  constructor(seed) {
    Object.assign(this, random(seed))
    this.names = []
    this.careless = this.chance(0.05) // Names that may lead nowhere.
  }

  name() {
    const parents = [...this.names]
    const leaf = this.pick(words)
    const parent = parents.length > 0 && this.chance(0.5) ? this.pick(parents) : undefined
    return parent === undefined ? leaf : `${parent} . ${leaf}`
  }

  number() {
    const digits = this.pick([0, 1, 2, 3, 5, 7, 10, 12, 100, 1000, 0.5, 0.1, 12.345])
    return `${digits}${this.pick(units)}`
  }

  /** A name as somebody would write it in the rule being drawn: whole, or its end, or with `^`. */
  reference() {
    const name = this.pick(this.names)
    const parts = name.split(' . ')
    if (this.careless) return this.chance(0.3) ? `^ . ${parts.at(-1)}` : parts.slice(this.integer(parts.length)).join(' . ')
    const parent = parts.slice(0, -1).join(' . ')
    const isNear = parent === this.home || this.home?.startsWith(`${parent} . `)
    if (!isNear || this.chance(0.5)) return name
    return this.chance(0.3) && this.home.startsWith(`${parts[0]} . `) && parts.length === 2 ? `^ . ${parts[1]}` : parts.at(-1)
  }

  literal() {
    const shape = this.integer(12)
    if (shape < 7) return this.number()
    if (shape < 9) return this.pick(['oui', 'non'])
    return shape < 11 ? this.pick(texts) : this.pick(dates)
  }

  expression(depth) {
    const shape = this.integer(10)
    if (depth <= 0 || shape < 3) return this.chance(0.65) ? this.reference() : this.literal()
    if (shape === 3) return `-${this.reference()}`
    if (shape === 4) return `(${this.expression(depth - 1)}) ${this.pick(operators)} ${this.expression(depth - 1)}`
    return `${this.expression(0)} ${this.pick(operators)} ${this.expression(depth - 1)}`
  }

  value(depth) {
    if (depth <= 0 || this.chance(0.45)) return this.chance(0.1) ? this.pick([0, 1, 2.5, 40]) : this.expression(2)
    const made = this.mechanism(depth - 1)
    return this.chance(0.3) ? { ...made, ...this.chained(depth - 1) } : made
  }

  list(depth) {
    return Array.from({ length: this.pick([1, 2, 2, 3]) }, () => this.value(depth))
  }

  condition() {
    return this.chance(0.5) ? `${this.expression(0)} ${this.pick(comparisons)} ${this.expression(0)}` : this.reference()
  }

  brackets(key, depth) {
    let bound = 0
    const count = 1 + this.integer(3)
    return Array.from({ length: count }, (_, i) => {
      bound += this.pick([1, 5, 10, 50])
      const unit = this.chance(0.2) ? ' €' : ''
      const last = i === count - 1 && this.chance(0.7)
      const amount = this.chance(0.8) ? this.pick(['0 %', '10 %', '50%', 0.2, '7 €', '5']) : this.value(depth)
      return { [key]: amount, ...(last ? {} : { plafond: this.chance(0.9) ? `${bound}${unit}` : this.expression(0) }) }
    })
  }

  variations(depth) {
    const branches = Array.from({ length: 1 + this.integer(3) }, () => ({ si: this.condition(), alors: this.value(depth) }))
    return this.chance(0.7) ? [...branches, { sinon: this.value(depth) }] : branches
  }

  mechanism(depth) {
    const one = () => this.value(depth)
    return this.pick([
      () => ({ valeur: one() }),
      () => ({ somme: this.list(depth) }),
      () => ({ produit: this.list(depth) }),
      () => ({ moyenne: this.list(depth) }),
      () => this.extreme(),
      () => ({ 'toutes ces conditions': this.list(depth) }),
      () => ({ 'une de ces conditions': this.list(depth) }),
      () => ({ [this.pick(['et', 'ou', '+', '-', '*', '>', '='])]: [one(), one()] }),
      () => ({ condition: { si: this.condition(), alors: one(), sinon: one() } }),
      () => ({ variations: this.variations(depth) }),
      () => ({ variations: this.variations(depth) }),
      () => ({ barème: { assiette: one(), ...this.factor(), tranches: this.brackets('taux', depth) } }),
      () => ({ grille: { assiette: one(), ...this.factor(), tranches: this.brackets('montant', depth) } }),
      () => ({ 'taux progressif': { assiette: one(), ...this.factor(), tranches: this.brackets('taux', depth) } }),
      () => ({ durée: { depuis: this.day(), "jusqu'à": this.day(), unité: this.pick(durationUnits) } }),
      () => ({ texte: `${this.pick(['', 'un '])}{{ ${this.expression(1)} }}${this.pick(['', ' fin', ' {{ 1.005 €}}'])}` }),
      () => ({ logarithme: one() }),
      () => ({ [this.pick(['est non défini', 'est défini', 'est applicable', 'est non applicable'])]: one() }),
    ])()
  }

  /** One in a rule: two would declare the same hidden rules. */
  extreme() {
    if (this.hasExtreme) return { valeur: this.value(0) }
    this.hasExtreme = true
    return { [this.pick(['le maximum de', 'le minimum de'])]: this.list(0) }
  }

  factor() {
    return this.chance(0.2) ? { multiplicateur: this.pick([0, 1, 2, '3', this.reference()]) } : {}
  }

  day() {
    return this.chance(0.6) ? this.pick(dates) : this.reference()
  }

  /** Mechanisms that stand beside another one. */
  chained(depth) {
    const one = () => this.value(depth)
    const choices = [
      () => ({ 'applicable si': this.condition() }),
      () => ({ 'non applicable si': this.condition() }),
      () => ({ plafond: one() }),
      () => ({ plancher: one() }),
      () => ({ abattement: one() }),
      () => ({ 'par défaut': one() }),
      () => ({ arrondi: this.pick(['oui', 'non', '1 décimale', '2 décimales', this.reference()]) }),
      () => ({ unité: this.pick(units).trim() || '€' }),
      () => ({ "simplifier l'unité": 'oui' }),
      () => ({ contexte: Object.fromEntries(Array.from({ length: 1 + this.integer(2) }, () => [this.pick(this.names), one()])) }),
      () => ({ 'résoudre la référence circulaire': 'oui' }),
    ]
    return this.chance(0.3) ? { ...this.pick(choices)(), ...this.pick(choices)() } : this.pick(choices)()
  }

  replacement() {
    const where = () => (this.chance(0.5) ? this.pick(this.names) : [this.pick(this.names), this.pick(this.names)])
    const name = this.pick(this.names)
    if (this.chance(0.4)) return name
    return {
      'références à': name,
      ...(this.chance(0.4) ? { dans: where() } : {}),
      ...(this.chance(0.3) ? { 'sauf dans': where() } : {}),
      ...(this.chance(0.4) ? { priorité: this.integer(3) } : {}),
    }
  }

  possibilities(name) {
    if (this.chance(0.6)) return [["'a'", "'b'"], ['1 €', '2 €'], ["'oui'", "'l'a'", "'b'"]][this.integer(3)]
    const children = this.names.filter((other) => other.startsWith(`${name} . `) && !other.slice(name.length + 3).includes(' . '))
    if (children.length === 0) return [{ 'choix un': { titre: 'un' } }, { 'choix deux': { 'applicable si': this.condition() } }]
    return children.map((child) => child.slice(name.length + 3))
  }

  rule(name) {
    this.home = name
    this.hasExtreme = false
    if (this.chance(0.1)) return null
    if (this.chance(0.25)) return this.expression(2)
    const kind = this.integer(12)
    const extra = {
      ...(this.chance(0.12) ? { remplace: this.replacement() } : {}),
      ...(this.chance(0.06) ? { 'rend non applicable': this.replacement() } : {}),
      ...(this.chance(0.03) ? { privé: 'oui' } : {}),
      ...(this.chance(0.08) ? { 'possiblement non applicable': 'oui' } : {}),
      ...(this.chance(0.15) ? { question: '?' } : {}),
      ...(this.chance(0.06) ? { avec: { dedans: this.value(1) } } : {}),
      ...(this.chance(0.05) ? { type: this.pick(['nombre', 'texte', 'date', 'booléen']) } : {}),
    }
    if (kind === 0) return { question: '?', ...extra }
    if (kind === 1) return { 'une possibilité': this.possibilities(name), ...(this.chance(0.3) ? { 'par défaut': "'a'" } : {}), ...extra }
    if (kind === 2) return { 'inversion numérique': Array.from({ length: 1 + this.integer(2) }, () => this.pick(this.names)), unité: '€', ...extra }
    const chained = this.chance(0.5) ? this.chained(1) : {}
    return { ...this.mechanism(2), ...chained, ...extra }
  }

  model() {
    const count = 3 + this.integer(8)
    while (this.names.length < count) {
      const name = this.name()
      if (!this.names.includes(name)) this.names.push(name)
    }
    return Object.fromEntries(this.names.map((name) => [name, this.rule(name)]))
  }

  situation(rules) {
    this.home = undefined
    const open = Object.keys(rules).filter((name) => rules[name]?.privé !== 'oui' && this.chance(0.3))
    return Object.fromEntries(open.map((name) => [name, this.chance(0.8) ? this.literal() : this.expression(1)]))
  }
}

/** The npm engine on a model, or the error that it ends in. */
function build(rules, engineOptions) {
  try {
    return npmEngine(rules, engineOptions)
  } catch (error) {
    return { refused: error }
  }
}

const isOverflow = (message) => /Maximum call stack|Invalid (array|string) length|heap/.test(message)

/** What both engines say of a goal: '' when they agree. */
function difference(engine, { rules, situation, goal }, answer) {
  if (answer.error?.code === 'limit') return '' // Told, not followed.
  const expected = engine.refused ? { error: { message: engine.refused.message } } : askNpm(engine, situation, goal)
  if (expected.error && isOverflow(expected.error.message)) return ''
  // The npm engine evaluates possibilities as soon as it hears an answer; here they are when asked for.
  if (expected.error?.whileAnswering && !/syntaxique|situation/i.test(expected.error.message)) return ''
  // Months between texts that are no dates are no number there, and an error here.
  if (Number.isNaN(expected.value) && answer.error?.message.startsWith('a duration')) return ''
  // An answer inside a *contexte* is compared with its possibilities there, here it is not.
  if (expected.error && /convertir l'unité/.test(expected.error.message) && JSON.stringify(rules).includes('une possibilité')) return ''
  const what = fault(expected, answer)
  return what !== '' && answer.error && !engine.refused && isCircular(engine, situation, goal) ? '' : what
}

const isDifferent = (one) => difference(build(one.rules, one.options), one, askPrevenance(program, [{ ...one, goals: [one.goal] }])[0])

/** Every value with one part less. */
function* smaller(value) {
  if (value === null || typeof value !== 'object') return
  for (const key of Object.keys(value)) {
    if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))
    else if (value.length > 1) yield value.filter((_, i) => i !== Number(key))
  }
  for (const key of Object.keys(value))
    for (const less of smaller(value[key]))
      yield Array.isArray(value) ? value.map((one, i) => (i === Number(key) ? less : one)) : { ...value, [key]: less }
}

/** The smallest case that still differs in the same way. */
function minimised(one) {
  const kindOf = (other) => isDifferent(other).slice(0, 24)
  const kind = kindOf(one)
  const still = (other) => kindOf(other) === kind
  for (let found = true; found;) {
    found = false
    for (const part of ['situation', 'rules'])
      for (const less of smaller(one[part]))
        if (still({ ...one, [part]: less })) {
          one = { ...one, [part]: less }
          found = true
          break
        }
  }
  return { what: isDifferent(one), ...one }
}

const cases = []
for (let i = 0; i < Number(options.models); ++i) {
  const draw = new Draw(Number(options.seed) * 1_000_003 + i)
  const rules = draw.model()
  const situation = draw.situation(rules)
  const engineOptions = {
    flag: { filterNotApplicablePossibilities: draw.chance(0.3) },
    strict: { noOrphanRule: false, checkPossibleValues: false, situation: true },
  }
  for (const goal of Object.keys(rules)) cases.push({ rules, situation, goal, options: engineOptions })
}
const answers = askPrevenance(program, cases.map(({ goal, ...one }) => ({ ...one, goals: [goal] })))
let agree = 0
let refused = 0
let engine = {}
cases.forEach((one, i) => {
  if (engine.rules !== one.rules) engine = { rules: one.rules, built: build(one.rules, one.options) }
  refused += answers[i].error ? 1 : 0
  const what = difference(engine.built, one, answers[i])
  if (what === '') agree += 1
  else if (i - agree < Number(options.show)) console.error(JSON.stringify(minimised(one)))
})
console.log(`random models: ${agree} of ${cases.length} answers agree, ${refused} of them errors (${options.models} models, seed ${options.seed})`)
process.exit(agree === cases.length && cases.length > 0 ? 0 : 1)

// Builds the places of France from npm @etalab/decoupage-administratif:
//   codes.bin          codes of every commune, column by column (read by core/aids/places.h)
//   codes-<area>.bin   the same of one area: what the page fetches once it knows the first digits
//   names-<dép>.json   names of communes, EPCI, département and région, fetched on demand
//   search-<xx>.json   the communes that have a word beginning with those letters, to find one by
//                      its name: `[code, name, département]` (core/aids/place_names.h)
//
// usage: node assets/places/build.mjs OUTPUT_FOLDER
//
// Codes: "PVP1", then sections of LEB128 unsigned numbers, in this order. `gaps` are the
// differences between the sorted numbers of a list, the first one counted from 0.
//   counts     régions, départements, EPCI, postal codes, communes, former codes
//   régions    per région: length of its code, then the code's ASCII bytes
//   départ.    per département: the same, then the région's position, then its number of communes
//   EPCI       SIREN codes without their last digit (a Luhn check digit): gaps
//   postal     postal codes: gaps
//   communes   per département: the digits after the département's code: gaps
//   EPCI of    per département: how many EPCI, then their positions (gaps)
//   lists      per département: how many postal codes, then their positions (gaps); then the EPCI
//              met with no postal code and with each of them, commonest first: how many, then
//              1 + position in the département's list, 0 for no EPCI
//   how many   per commune: number of postal codes
//   which      per commune and postal code: its position in the département's list
//   EPCI       per commune: position in the list of its first postal code
//   former     code of a commune that is no more: packed code (gaps), then per code the
//              commune's position as zigzag difference from the one before
import { createRequire } from 'node:module'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const data = createRequire(import.meta.url)
const read = name => data(`@etalab/decoupage-administratif/data/${name}.json`)

class Columns {
  bytes = [...Buffer.from('PVP1')]
  number(value) {
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a count: ${value}`)
    for (; value > 127; value = Math.floor(value / 128)) this.bytes.push((value % 128) | 128)
    this.bytes.push(value)
  }
  numbers(values) { values.forEach(value => this.number(value)) }
  gaps(values) { values.forEach((value, i) => this.number(value - (i ? values[i - 1] : 0))) }
  differences(values) {
    values.forEach((value, i) => {
      const difference = value - (i ? values[i - 1] : 0)
      this.number(difference < 0 ? -2 * difference - 1 : 2 * difference)
    })
  }
  text(value) { this.number(value.length); this.bytes.push(...Buffer.from(value, 'ascii')) }
}

const by = key => (a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0)
const ascending = (a, b) => a - b
const positions = list => new Map(list.map((value, i) => [value, i]))

/** `2A004` as a number that sorts as the text does: two digits in base 36, then three in base 10. */
export const pack = code => parseInt(code.slice(0, 2), 36) * 1000 + Number(code.slice(2))

/** The area that a postal code or an INSEE code is filed under; as place_area() in core/aids/places.h says. */
export const area = code => code.slice(0, /^9[78]/.test(code) ? 3 : 2)

export function load() {
  const all = read('communes')
  const communes = all.filter(c => c.type === 'commune-actuelle').sort(by('code'))
  const epci = read('epci').sort(by('code'))
  const epciOf = new Map(epci.flatMap(e => e.membres.map(m => [m.code, e.code])))
  const current = new Set(communes.map(c => c.code))
  const former = new Map()
  for (const commune of communes) for (const code of commune.anciensCodes ?? []) former.set(code, commune.code)
  for (const { code, chefLieu, commune } of all) {
    const heir = chefLieu ?? commune
    if (heir && !current.has(code) && !former.has(code)) former.set(code, heir)
  }
  return { all, communes, epci, epciOf, former, départements: read('departements').sort(by('code')), régions: read('regions').sort(by('code')) }
}

/** The distinct values of a list, commonest first. */
function byFrequency(list) {
  const counts = new Map()
  for (const value of list) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([value]) => value)
}

/** Postal codes and EPCI of one département, as positions in the lists of all France. */
function neighbourhood(communes, epciOf, epciAt, postalAt) {
  const postalOf = commune => (commune.codesPostaux ?? []).map(code => postalAt.get(code))
  const epci = [...new Set(communes.map(c => epciOf.get(c.code)).filter(Boolean))].map(code => epciAt.get(code)).sort(ascending)
  const postal = [...new Set(communes.flatMap(postalOf))].sort(ascending)
  const groupOf = commune => 1 + postal.indexOf(postalOf(commune)[0])
  const epciIn = commune => (epciOf.has(commune.code) ? 1 + epci.indexOf(epciAt.get(epciOf.get(commune.code))) : 0)
  const groups = [-1, ...postal].map((_, i) => byFrequency(communes.filter(c => groupOf(c) === i).map(epciIn)))
  return {
    epci, postal, groups,
    postalOf: commune => postalOf(commune).map(at => postal.indexOf(at)),
    epciRank: commune => groups[groupOf(commune)].indexOf(epciIn(commune)),
  }
}

export function codes({ communes, epci, epciOf, former, départements, régions }) {
  const postal = [...new Set(communes.flatMap(c => c.codesPostaux ?? []))].sort()
  const postalAt = positions(postal), epciAt = positions(epci.map(e => e.code)), communeAt = positions(communes.map(c => c.code))
  const régionAt = positions(régions.map(r => r.code))
  const inDépartement = départements.map(d => communes.filter(c => c.departement === d.code))
  if (inDépartement.flat().some((c, i) => c !== communes[i])) throw new Error('départements and communes sort differently')

  const out = new Columns()
  out.numbers([régions, départements, epci, postal, communes, [...former]].map(list => list.length))
  régions.forEach(r => out.text(r.code))
  départements.forEach((d, i) => { out.text(d.code); out.number(régionAt.get(d.region)); out.number(inDépartement[i].length) })
  out.gaps(epci.map(e => Number(e.code.slice(0, 8))))
  out.gaps(postal.map(Number))
  inDépartement.forEach((list, i) => out.gaps(list.map(c => Number(c.code.slice(départements[i].code.length)))))

  const around = inDépartement.map(list => neighbourhood(list, epciOf, epciAt, postalAt))
  around.forEach(({ epci }) => { out.number(epci.length); out.gaps(epci) })
  around.forEach(({ postal }) => { out.number(postal.length); out.gaps(postal) })
  around.forEach(({ groups }) => groups.forEach(list => { out.number(list.length); out.numbers(list) }))
  out.numbers(communes.map(c => (c.codesPostaux ?? []).length))
  inDépartement.forEach((list, i) => list.forEach(c => out.numbers(around[i].postalOf(c))))
  inDépartement.forEach((list, i) => out.numbers(list.map(c => around[i].epciRank(c))))

  const gone = [...former].sort((a, b) => pack(a[0]) - pack(b[0]))
  out.gaps(gone.map(([code]) => pack(code)))
  out.differences(gone.map(([, heir]) => communeAt.get(heir)))
  return Buffer.from(out.bytes)
}

/**
 * The places one needs to look up any code of one area: its communes, and those elsewhere that have
 * a postal code or a former code of the area. Returns them by area, each as load() gives all of France.
 */
export function byArea({ communes, epci, former, départements, régions, ...rest }) {
  const formerOf = new Map(communes.map(c => [c.code, []]))
  for (const [code, heir] of former) formerOf.get(heir).push(code)
  const areasOf = c => new Set([c.code, ...(c.codesPostaux ?? []), ...formerOf.get(c.code)].map(area))
  const areas = [...new Set(communes.flatMap(c => [...areasOf(c)]))].sort()
  return new Map(areas.map(name => {
    const here = communes.filter(c => areasOf(c).has(name))
    const met = key => new Set(here.map(key))
    const codes = met(c => c.code), départementsMet = met(c => c.departement)
    const régionsMet = met(c => c.region), epciMet = met(c => rest.epciOf.get(c.code))
    return [name, {
      ...rest, communes: here, epci: epci.filter(e => epciMet.has(e.code)),
      former: new Map([...former].filter(([code, heir]) => area(code) === name && codes.has(heir))),
      départements: départements.filter(d => départementsMet.has(d.code)), régions: régions.filter(r => régionsMet.has(r.code)),
    }]
  }))
}

export function names({ all, communes, epci, epciOf, former, départements, régions }) {
  const nameOf = new Map(all.map(c => [c.code, c.nom]))
  const epciNames = new Map(epci.map(e => [e.code, e.nom]))
  const regionNames = new Map(régions.map(r => [r.code, r.nom]))
  const départementOf = new Map(communes.map(c => [c.code, c.departement]))
  return départements.map(d => {
    const list = communes.filter(c => c.departement === d.code)
    const used = [...new Set(list.map(c => epciOf.get(c.code)).filter(Boolean))].sort()
    const gone = [...former].filter(([code, heir]) => départementOf.get(heir) === d.code && nameOf.has(code)).sort()
    return {
      code: d.code,
      content: {
        version: 1,
        département: { code: d.code, name: d.nom },
        région: { code: d.region, name: regionNames.get(d.region) },
        epci: used.map(code => [code, epciNames.get(code)]),
        communes: list.map(c => [c.code, c.nom]),
        former: gone.map(([code]) => [code, nameOf.get(code)]),
      },
    }
  })
}

/** A name as it is compared; fold_place_name of core/aids/place_names.h says how. */
export function fold(name) {
  const letters = name.replace(/[œŒ]/g, 'oe').replace(/[æÆ]/g, 'ae').normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  const words = letters.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean)
  return words.map(word => ({ st: 'saint', ste: 'sainte' })[word] ?? word)
}

/** Words that too many names share; those of search_letters in core/aids/place_names.cpp. */
const common = new Set(['au', 'aux', 'd', 'de', 'des', 'du', 'en', 'et', 'l', 'la', 'le', 'les', 'saint', 'sainte', 'sous', 'sur'])

export function search({ all, communes, former, départements }) {
  const nameOf = new Map(all.map(c => [c.code, c.nom]))
  const départementOf = new Map(communes.map(c => [c.code, c.departement]))
  const départementNames = new Map(départements.map(d => [d.code, d.nom]))
  const today = communes.map(c => ({ code: c.code, words: fold(c.nom), name: c.nom }))
  const gone = [...former].filter(([code]) => nameOf.has(code) && nameOf.get(code) !== nameOf.get(former.get(code)))
    .map(([code, heir]) => ({ code: heir, words: fold(nameOf.get(code)), name: `${nameOf.get(code)} – ${nameOf.get(heir)}` }))
  const files = new Map()
  for (const { code, words, name } of [...today, ...gone].sort(by('code'))) {
    const rare = words.filter(word => !common.has(word))
    for (const letters of new Set((rare.length ? rare : words).map(word => word.slice(0, 2)))) {
      if (!files.has(letters)) files.set(letters, [])
      files.get(letters).push([code, name, départementNames.get(départementOf.get(code))])
    }
  }
  return [...files].map(([letters, communes]) => ({ letters, content: { version: 1, communes } }))
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').pop())) {
  const folder = process.argv[2]
  if (!folder) { console.error('usage: node assets/places/build.mjs OUTPUT_FOLDER'); process.exit(2) }
  const places = load()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'codes.bin'), codes(places))
  for (const [name, here] of byArea(places)) writeFileSync(join(folder, `codes-${name}.bin`), codes(here))
  for (const { code, content } of names(places)) writeFileSync(join(folder, `names-${code}.json`), JSON.stringify(content) + '\n')
  for (const { letters, content } of search(places)) writeFileSync(join(folder, `search-${letters}.json`), JSON.stringify(content) + '\n')
}

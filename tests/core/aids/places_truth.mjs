// Writes what the package of French places says, line by line, straight from its JSON and without
// the code that builds the index:
//   C insee name epci|- département région postal,codes|-     a commune of today
//   P postal insee,insee                                      who a postal code serves
//   F old-insee insee                                         a code that is no more, its heir
//   E siren name                                              an EPCI
// usage: node places_truth.mjs OUTPUT_FILE
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'

const require = createRequire(import.meta.url)
const communes = require('@etalab/decoupage-administratif/data/communes.json')
const epci = require('@etalab/decoupage-administratif/data/epci.json')

const today = Object.fromEntries(communes.filter(c => c.type === 'commune-actuelle').map(c => [c.code, c]))
const member = Object.fromEntries(epci.flatMap(e => e.membres.map(m => [m.code, e.code])))
const served = {}
const lines = []
const list = values => values.join(',') || '-'
for (const c of Object.values(today)) {
  const postal = c.codesPostaux ?? []
  lines.push(['C', c.code, c.nom, member[c.code] ?? '-', c.departement, c.region, list([...postal].sort())])
  for (const code of postal) (served[code] ??= []).push(c.code)
}
for (const [code, codes] of Object.entries(served)) lines.push(['P', code, list(codes.sort())])
for (const c of communes) {
  for (const old of c.anciensCodes ?? []) lines.push(['F', old, c.code])
  if (c.commune) lines.push(['F', c.code, c.commune])
}
for (const e of epci) lines.push(['E', e.code, e.nom])
writeFileSync(process.argv[2], lines.map(line => line.join('\t')).join('\n') + '\n')

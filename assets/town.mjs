// Turns assets/town.json into the header town/town.h. A town that says too little, or something
// nobody asked for, stops the build.
//
//   node town.mjs --town town.json --header town.h
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/** What the page says of the town: required, or allowed to be "". */
const MEMBERS = {
  name: true, publisher: true, director: true, host: true, contact: true, phone: true,
  data_protection: true, logo: false,
};
/** Read by others: colours by styles/tokens.mjs. */
const OTHERS = ['kind', 'accent', 'accent_dark', 'address', 'opening_hours'];
const KINDS = ['commune', 'epci', 'departement', 'region', 'ccas'];

/** What is wrong with a town: [text]. */
export function complaintsAbout(town) {
  const complaints = [];
  for (const [name, required] of Object.entries(MEMBERS)) {
    const value = town[name] ?? '';
    if (typeof value !== 'string') complaints.push(`${name}: not a text`);
    else if (required && value.trim() === '') complaints.push(`${name}: missing`);
  }
  for (const name of Object.keys(town)) {
    if (!(name in MEMBERS) && !OTHERS.includes(name)) complaints.push(`${name}: unknown`);
  }
  if (!KINDS.includes(town.kind)) complaints.push(`kind: one of ${KINDS.join(', ')}`);
  if (town.logo && !/^[\w/-]+\.svg$/.test(town.logo)) complaints.push('logo: the path of an svg');
  return complaints;
}

export function toHeader(town) {
  const constants = Object.keys(MEMBERS).map((name) =>
    `inline constexpr char const* ${name} =\n    ${JSON.stringify(town[name] ?? '')};\n`).join('');
  return '// The authority whose page this is. Generated from assets/town.json: edit there.\n' +
    `#pragma once\n\nnamespace prevenance::town {\n\n${constants}\n} // namespace prevenance::town\n`;
}

function main() {
  const { values: options } = parseArgs({
    options: { town: { type: 'string' }, header: { type: 'string' } },
  });
  const town = JSON.parse(readFileSync(options.town, 'utf8'));
  const complaints = complaintsAbout(town);
  if (complaints.length > 0) {
    console.error(`${options.town}:\n  ${complaints.join('\n  ')}`);
    process.exit(1);
  }
  writeFileSync(options.header, toHeader(town));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();

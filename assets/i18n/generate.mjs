// Turns assets/i18n/{fr,en}.json into the header i18n/texts.h.
//
//   node generate.mjs --header OUT.h fr.json en.json    writes the header
//   node generate.mjs --unused DIR fr.json              fails when no source of DIR names a text
//
// A key that one language lacks, a text left empty, or placeholders that differ between the two
// languages stop the build with every complaint at once.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typeset } from './typeset.mjs';

const KEY = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/;
const PLACEHOLDER = /\{([a-z_]+)\}/g;

const enumerator = (key) => key.replaceAll('.', '_');

const placeholders = (text) => [...new Set([...text.matchAll(PLACEHOLDER)].map((found) => found[1]))].sort().join(' ');

function stop(complaints) {
  if (complaints.length === 0) return;
  console.error(complaints.join('\n'));
  process.exit(1);
}

function complaintsAbout(french, english) {
  const complaints = [];
  const keys = new Set([...Object.keys(french), ...Object.keys(english)]);
  for (const key of keys) {
    if (!KEY.test(key)) complaints.push(`${key}: a key is lower-case words joined by dots`);
    else if (!french[key]) complaints.push(`${key}: no text in fr.json`);
    else if (!english[key]) complaints.push(`${key}: no text in en.json`);
    else if (placeholders(french[key]) !== placeholders(english[key]))
      complaints.push(`${key}: placeholders differ: fr {${placeholders(french[key])}}, en {${placeholders(english[key])}}`);
  }
  const names = [...keys].map(enumerator);
  for (const name of new Set(names.filter((one, at) => names.indexOf(one) !== at)))
    complaints.push(`${name}: two keys give this name`);
  return complaints;
}

const table = (name, language, keys, texts) =>
  `inline constexpr std::array<std::string_view, text_count> ${name}{{\n` +
  keys.map((key) => `    ${JSON.stringify(typeset[language](texts[key]))},\n`).join('') + '}};\n';

function header(french, english) {
  const keys = Object.keys(french);
  return `// Every text a person reads, by key, in both languages. Generated from assets/i18n: edit there.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace prevenance {

/// A text of the page: \`aids_title\` is the key \`aids.title\` of assets/i18n.
enum class Text : std::uint16_t {
${keys.map((key) => `    ${enumerator(key)},\n`).join('')}};

inline constexpr std::size_t text_count = ${keys.length};

${table('french_texts', 'fr', keys, french)}
${table('english_texts', 'en', keys, english)}
} // namespace prevenance
`;
}

function sourcesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(cpp|h|html)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.path, entry.name), 'utf8'))
    .join('\n');
}

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const [mode, target, ...files] = process.argv.slice(2);

if (mode === '--header') {
  const [french, english] = files.map(read);
  stop(complaintsAbout(french, english));
  writeFileSync(target, header(french, english));
} else if (mode === '--unused') {
  const sources = sourcesUnder(target);
  const named = new Set([...sources.matchAll(/\bText::(\w+)/g)].map((found) => found[1]));
  for (const found of sources.matchAll(/\{\{(?:text|english)\.([\w.]+)\}\}/g)) named.add(enumerator(found[1]));
  stop(Object.keys(read(files[0])).filter((key) => !named.has(enumerator(key))).map((key) => `${key}: no screen uses this text`));
} else {
  stop(['usage: generate.mjs --header OUT.h fr.json en.json | --unused DIR fr.json']);
}

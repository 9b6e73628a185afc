// Turns the tokens and the town's accent into custom properties for CSS and constants for C++.
// Refuses colours that people could not read.
//
//   node tokens.mjs --tokens tokens.json --town ../town.json --css tokens.css --header tokens.h
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { contrast, mix, nearestPassing, parseHex, toOklab, withLightness } from './colour.mjs';

/** Where an accent is at ease on a dark page. */
const DARK_LIGHTNESS = 0.8;

/** Every token of a theme, "light" or "dark": its own colours and those of the accent. */
export function themeOf(tokens, name, accent) {
  const light = name === 'light';
  const lightness = toOklab(accent).lightness;
  const ink = tokens.light.ink;
  return {
    ...tokens[name],
    accent,
    accent_strong: withLightness(accent, lightness + (light ? -0.08 : 0.08)),
    accent_soft: mix(accent, tokens[name].surface, light ? 0.08 : 0.14),
    on_accent: contrast('#ffffff', accent) >= contrast(ink, accent) ? '#ffffff' : ink,
    band: light ? accent : mix(accent, tokens[name].page, 0.18),
    on_band: light ? '#ffffff' : tokens[name].ink,
  };
}

/** What cannot be read in a theme: [{ what, colour, on, ratio, wanted }]. */
export function failures(tokens, theme) {
  const found = [];
  for (const { what, ratio: wanted, colours, on } of tokens.contrast) {
    for (const colour of colours) {
      for (const under of on) {
        const ratio = contrast(theme[colour], theme[under]);
        if (ratio < wanted) found.push({ what, colour, on: under, ratio, wanted });
      }
    }
  }
  return found;
}

const dependsOnAccent = ({ colour, on }) => /accent|band/.test(colour + on);

function nearestAccent(tokens, name, accent) {
  return nearestPassing(accent, (candidate) =>
    !failures(tokens, themeOf(tokens, name, candidate)).some(dependsOnAccent));
}

/** One complaint. `member` is the town's colour that must change, or "" when a token must. */
function describe(tokens, name, theme, failure, member) {
  const { what, colour, on, ratio, wanted } = failure;
  const shown = Math.floor(ratio * 100) / 100;
  const complaint = `${name} theme: ${what}: ${colour} ${theme[colour]} on ${on} ${theme[on]} ` +
    `has a contrast of ${shown}, ${wanted} is needed`;
  const repaired = member
    ? nearestAccent(tokens, name, theme.accent)
    : nearestPassing(theme[colour], (hex) =>
      !failures(tokens, { ...theme, [colour]: hex }).some((other) => other.colour === colour));
  return repaired
    ? `${complaint}; the nearest ${member || colour} that passes is ${repaired}` : complaint;
}

/**
 * { themes: { light, dark }, complaints: [text] }. With complaints, themes are not to be used.
 * Without `accent_dark`, the dark theme takes a lighter accent of the same hue.
 */
export function buildThemes(tokens, town) {
  const complaints = [];
  for (const member of ['accent', 'accent_dark']) {
    const absent = town[member] === undefined && member === 'accent_dark';
    if (!absent && !parseHex(town[member] ?? '')) {
      complaints.push(`${member}: "${town[member]}" is not a colour such as "#0b5c6b"`);
    }
  }
  if (complaints.length > 0) return { themes: {}, complaints };

  const accents = {
    light: town.accent,
    dark: town.accent_dark ??
      nearestAccent(tokens, 'dark', withLightness(town.accent, DARK_LIGHTNESS)) ?? town.accent,
  };
  const members = { light: 'accent', dark: town.accent_dark ? 'accent_dark' : '' };
  const themes = {};
  for (const name of ['light', 'dark']) {
    themes[name] = themeOf(tokens, name, accents[name]);
    for (const failure of failures(tokens, themes[name])) {
      const member = dependsOnAccent(failure) ? members[name] : '';
      complaints.push(describe(tokens, name, themes[name], failure, member));
    }
  }
  return { themes, complaints };
}

/** For people who ask for more contrast: nothing is pale, and edges are drawn. */
function highContrast(theme) {
  return { ...theme, muted: theme.ink, line: theme.line_strong, line_strong: theme.ink,
    accent_soft: theme.surface, page: theme.surface };
}

/** The town's own mark in place of the emblem, in both views; {{logo.svg}} is a file of the site. */
const LOGO = `#page .banner > .link::before {
  background: url("/{{logo.svg}}") left center / contain no-repeat !important;
  border: 0;
  border-radius: 0;
  height: 2.75rem;
  width: 2.75rem;
}
`;

/** `logo`  the town's, or "". */
export function toCss(tokens, themes, logo = '') {
  const block = (colours, indent, first = []) => {
    const entries = Object.entries(colours).map(([name, value]) => [`--${name}`, value]);
    const lines = [...first, ...entries].map(
      ([name, value]) => `${indent}  ${name.replaceAll('_', '-')}: ${value};\n`);
    return `${indent}:root {\n${lines.join('')}${indent}}\n`;
  };
  const scale = (prefix, sizes, unit) => Object.entries(sizes).map(
    ([name, size]) => [`--${prefix}-${name}`, size + unit]);
  const sizes = [
    ...scale('type', tokens.type_rem, 'rem'), ...scale('space', tokens.space_rem, 'rem'),
    ...scale('size', tokens.size_rem, 'rem'), ...scale('line', tokens.line_px, 'px')];
  const dark = '(prefers-color-scheme: dark)';
  const more = '(prefers-contrast: more)';
  return '/* Generated from assets/styles/tokens.json and assets/town.json. */\n' +
    block(themes.light, '', [['color-scheme', 'light dark'], ...sizes]) +
    `@media ${dark} {\n${block(themes.dark, '  ')}}\n` +
    `@media ${more} {\n${block(highContrast(themes.light), '  ')}}\n` +
    `@media ${more} and ${dark} {\n${block(highContrast(themes.dark), '  ')}}\n` +
    (logo ? LOGO : '');
}

export function toHeader(tokens, themes, logo = '') {
  const names = Object.keys(themes.light);
  const scale = (prefix, sizes, unit) => Object.entries(sizes).map(([name, size]) =>
    `inline constexpr float ${prefix}_${name}_${unit} = ${size.toFixed(4)}F;\n`).join('');
  const palette = (name) => `inline constexpr Palette ${name}{\n` +
    names.map((token) => `    .${token} = 0x${themes[name][token].slice(1)},\n`).join('') + '};\n';
  return '// Design tokens, generated from assets/styles/tokens.json and assets/town.json.\n' +
    '#pragma once\n\n#include <cstdint>\n\nnamespace prevenance::tokens {\n\n' +
    '/// Colours by role, as 0xRRGGBB.\nstruct Palette {\n' +
    names.map((name) => `    std::uint32_t ${name};\n`).join('') + '};\n\n' +
    `${palette('light')}\n${palette('dark')}\n` +
    '/// The document shows it, over the canvas too.\n' +
    `inline constexpr bool town_has_logo = ${Boolean(logo)};\n\n` +
    `${scale('type', tokens.type_rem, 'rem')}\n${scale('space', tokens.space_rem, 'rem')}\n` +
    `${scale('size', tokens.size_rem, 'rem')}\n${scale('line', tokens.line_px, 'px')}\n` +
    '} // namespace prevenance::tokens\n';
}

function main() {
  const { values: options } = parseArgs({
    options: {
      tokens: { type: 'string' }, town: { type: 'string' },
      css: { type: 'string' }, header: { type: 'string' },
    },
  });
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  const tokens = read(options.tokens);
  const town = read(options.town);
  const { themes, complaints } = buildThemes(tokens, town);
  if (complaints.length > 0) {
    console.error(`${options.town}: colours that cannot be read:\n  ${complaints.join('\n  ')}`);
    process.exit(1);
  }
  writeFileSync(options.css, toCss(tokens, themes, town.logo));
  writeFileSync(options.header, toHeader(tokens, themes, town.logo));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();

// Fills web/platform/index.html: {{page.language}}, {{town.name}}, {{text.welcome.title}}, {{file.core.js}}…
//
// Every value is escaped, and a name that nothing stands behind is an error: the page never shows a
// hole.
import { typeset } from '../../assets/i18n/typeset.mjs';

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text) => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter]);

/**
 * `template`  the text of index.html.
 * `values`    { page: { language: 'fr', other: 'en' }, town: town.json, text: fr.json, english: en.json,
 *             colour: { light, dark }, file: { "core.js": "/core.0123.js", … } }. `text` is in the
 *             page's language, `english` what it says in English too.
 * Returns the page. Throws an Error that names the placeholders without a value.
 */
export function fillPage(template, values) {
  const phone = (values.town.phone ?? '').replace(/[^+0-9]/g, '');
  const known = { ...values, town: { ...values.town, phone_link: phone } };
  const missing = [];
  const page = template.replace(/\{\{(page|town|text|english|colour|file)\.([^}]+)\}\}/g,
    (placeholder, group, name) => {
      const value = known[group]?.[name];
      if (typeof value !== 'string') missing.push(placeholder);
      const words = group === 'english' ? typeset.en : group === 'text' ? typeset[values.page.language] : String;
      return escapeHtml(words(value ?? ''));
    });
  if (missing.length > 0) throw new Error(`index.html: nothing stands for ${missing.join(', ')}`);
  return page;
}

/**
 * `template`  the text of index.html, which shows an outline until the program runs.
 * `screen`    what #page holds instead: a first screen that looks as the program will show it.
 */
export function withScreen(template, screen) {
  const page = /(<div id="page">\n)[\s\S]*?(<\/div>\n<div role="status")/;
  if (!page.test(template)) throw new Error('index.html: there is no #page before the status');
  return template.replace(page, (_, before, after) => before + screen + after);
}

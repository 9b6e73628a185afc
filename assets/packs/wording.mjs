// What a person reads of a pack and of its rules, typeset as the page's own texts are.
import { typeset } from '../i18n/typeset.mjs';

const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/// A pack's texts are pairs, `{ fr, en }`, wherever they stand.
export function typesetPack(part) {
  if (part === null || typeof part !== 'object') return part;
  if (Array.isArray(part)) return part.map(typesetPack);
  if (typeof part.fr === 'string' && typeof part.en === 'string')
    return { fr: typeset.fr(part.fr), en: typeset.en(part.en) };
  return mapValues(part, typesetPack);
}

/// Of a rule the page shows its title, its description and the names of its references.
function typesetRule(rule) {
  if (rule === null || typeof rule !== 'object') return rule;
  const shown = { ...rule };
  for (const key of ['titre', 'description']) if (typeof rule[key] === 'string') shown[key] = typeset.fr(rule[key]);
  const references = rule['références'];
  if (references && !Array.isArray(references) && typeof references === 'object')
    shown['références'] = Object.fromEntries(Object.entries(references).map(([name, link]) => [typeset.fr(name), link]));
  return shown;
}

export const typesetModel = (model) => mapValues(model, typesetRule);

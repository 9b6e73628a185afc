// From which day on a value of a model must be compared with its source again: `vérifié le` and
// `revalorisation` of docs/recipes.md, read off the model that is published.

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

const iso = (year, month, day) => [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');

/// `24/11/2026` or `2026-11-24`, as the second; undefined when it is no day.
function dayOf(written) {
  const [, day, month, year] = written.match(/^(\d{2})\/(\d{2})\/(\d{4})$/) ?? [];
  return year ? iso(year, month, day) : written.match(/^\d{4}-\d{2}-\d{2}$/)?.[0];
}

/// The first day after `checked` that `written` names: a day, or a day of every year.
function nextDay(written, checked) {
  const [, day, name] = written.match(/^(1er|\d{1,2}) (\S+)$/) ?? [];
  if (!name) return dayOf(written);
  const month = MONTHS.indexOf(name) + 1;
  if (month === 0) throw new Error(`'${written}' names no month`);
  const year = Number(checked.slice(0, 4));
  return [year, year + 1].map((one) => iso(one, month, day === '1er' ? 1 : day)).find((one) => one > checked);
}

/// [{ rule, due }] of the values that change some day.
export function revaluationsOf(model) {
  return Object.entries(model).flatMap(([rule, source]) => {
    const checked = source && source['vérifié le'] ? dayOf(String(source['vérifié le'])) : undefined;
    if (!checked) return [];
    const due = [source.revalorisation ?? []].flat().filter((written) => written !== 'non')
      .map((written) => nextDay(String(written), checked)).filter(Boolean).sort()[0];
    return due ? [{ rule, due }] : [];
  });
}

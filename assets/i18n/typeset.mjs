// What a keyboard lacks: curly apostrophes, and in French a no-break space inside « » and before
// ; : ? ! %.
const NO_BREAK = '\u00a0';

export const typeset = {
  fr: (text) => text.replaceAll("'", '’').replace(/ (?=[;:?!»%€])/g, NO_BREAK)
    .replaceAll('« ', '«' + NO_BREAK),
  en: (text) => text.replaceAll("'", '’'),
};

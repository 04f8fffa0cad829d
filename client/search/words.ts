/**
 * Words as the search compares them: case, ё and punctuation do not count, endings of inflected words neither.
 * Pure. A folded text has the length of its original, so that positions in one are positions in the other.
 */

/** Endings of Russian nouns, adjectives and the verbs that plans use, and of English plurals and verbs. */
const ENDINGS: ReadonlySet<string> = new Set(
  (
    'а я о е у ю ы и й ь ов ев ей ой ый ий ая яя ое ее ые ие ую юю ою ею ью ам ям ом ем им ым ах ях их ых ья ье ию ия ии ' +
    'ами ями ого его ому ему ыми ими ией иям иях ием ьев ьям иями ть ться ет ит ют ят ал ла ли ло ил ены ена ено ен ется ятся ' +
    's es ed ing ies'
  ).split(' '),
)
const LONGEST_ENDING = 4
/** A stem shorter than this says too little. */
const SHORTEST_STEM = 3

const NOT_WORD = /[^\p{L}\p{N}]/gu

/** Lower case without ё; whatever is no letter or digit is a space. As long as `text`. */
export const fold = (text: string): string => {
  const lower = text.toLowerCase()
  // Some letters of other scripts grow when lowered; there case counts, which is better than wrong positions.
  const same = lower.length === text.length ? lower : text
  const folded = same.replaceAll('ё', 'е').replace(NOT_WORD, ' ')
  if (folded.length === text.length) return folded
  // A sign of two code units (an emoji) needs two spaces; this way is slower, and rarely needed.
  return same.replaceAll('ё', 'е').replace(NOT_WORD, (char) => ' '.repeat(char.length))
}

/** A folded word without its ending, as far as a simple rule can tell. */
export const stem = (word: string): string => {
  for (let length = LONGEST_ENDING; length > 0; length -= 1) {
    if (word.length - length < SHORTEST_STEM) continue
    if (ENDINGS.has(word.slice(-length))) return word.slice(0, -length)
  }
  return word
}

/** Whether what follows a stem in a word makes it another form of the same word. */
export const isEnding = (rest: string): boolean => rest === '' || ENDINGS.has(rest)

/** One word of a query: as typed, and its stem. */
export interface Term {
  word: string
  stem: string
  /** The stem at the beginning of a word: with a space before it. */
  start: string
}

/** The words of a query; empty for a query without letters and digits. */
export const termsOf = (query: string): readonly Term[] =>
  fold(query.normalize('NFC'))
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ word, stem: stem(word), start: ` ${stem(word)}` }))

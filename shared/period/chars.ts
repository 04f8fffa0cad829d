/**
 * Text as the tokeniser reads it: lower case, one kind of dash, space and quote, ё as е, every character in its old place.
 * Owns characters alone; words are `lexicon.ts`'s. The result is exactly as long as the text, so that offsets stay true.
 */

const DASHES = '‐‑‒–—―−﹘﹣－÷→'
const SPACES =
  '\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'
const ROMANS: readonly (readonly [string, string])[] = [
  ['Ⅰ', '1'],
  ['Ⅱ', '2'],
  ['Ⅲ', '3'],
  ['Ⅳ', '4'],
  ['ⅰ', '1'],
  ['ⅱ', '2'],
  ['ⅲ', '3'],
  ['ⅳ', '4'],
]

const MAP = new Map<string, string>([
  ...Array.from(DASHES, (char) => [char, '-'] as const),
  ...Array.from(SPACES, (char) => [char, ' '] as const),
  ...ROMANS,
  ['ё', 'е'],
  ['Ё', 'е'],
  ['…', '-'],
  ['\r', '\n'],
  ['\u2028', '\n'],
  ['\u2029', '\n'],
  ['’', "'"],
  ['ʼ', "'"],
  ['`', "'"],
])

const plain = (char: string): string => {
  const known = MAP.get(char)
  if (known !== undefined) return known
  const lower = char.toLowerCase()
  return lower.length === char.length ? lower : char
}

const ODD = /[^\n !-@[-`a-{}а-я]/u

/** The text in its plain form, of the same length (UTF-16 units). */
export const plainText = (text: string): string => {
  const lower = text.toLowerCase()
  if (lower.length === text.length && !ODD.test(lower)) return lower.replaceAll('`', "'")
  let result = ''
  for (const char of text) result += plain(char)
  return result
}

const LATIN = 'aceopxykmtbhi'
const CYRILLIC = 'асеорхукмтвні'

/** A word with its Latin lookalikes written in Cyrillic: «cентябрь» typed with a Latin c. */
export const inCyrillic = (word: string): string => {
  let result = ''
  for (const char of word) {
    const at = LATIN.indexOf(char)
    result += at < 0 ? char : (CYRILLIC[at] ?? char)
  }
  return result
}

const MIXED = /[а-яіїєґў][a-z]|[a-z][а-яіїєґў]/u
const WORD = /[a-zа-яіїєґў]+/gu

/** A text in plain form with the Latin lookalikes in its Cyrillic words written in Cyrillic; of the same length. */
export const unmixed = (text: string): string =>
  !MIXED.test(text)
    ? text
    : text.replace(WORD, (word) => {
        if (!hasCyrillic(word) || !hasLatin(word)) return word
        const cyrillic = inCyrillic(word)
        return hasLatin(cyrillic) ? word : cyrillic
      })

export const hasCyrillic = (word: string): boolean => /[а-яіїєґ]/u.test(word)
export const hasLatin = (word: string): boolean => /[a-z]/.test(word)

/** What hostile files are filled with. */

/** Cyrillic, as plans are: two bytes a letter. */
export const WORDS = 'Областная конференция библиотек, «Вызовы и возможности» — в течение года по запросу; '

/** Text of about so many characters. */
export const wordsOf = (chars: number): string =>
  WORDS.repeat(Math.ceil(chars / WORDS.length)).slice(0, chars)

export const MIB = 1024 * 1024

/** `make(0) … make(count - 1)` in one text. */
export const many = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('')

/** Makes a file's bytes when it is its turn. */
export type Hostile = () => Uint8Array | string

/**
 * What is in a text and not on paper: soft hyphens, zero-width characters, letters put together from a letter and a mark,
 * a second space behind a first.
 * Owns taking it out and finding offsets again; one kind of dash, space and case is `chars.ts`'s.
 */

/** Format characters, and marks that stand on the letter before them. */
/** Most cells: nothing in them can be invisible. */
const PLAIN = /^[\n -~\u00a0-\u00ac\u00ae-\u00ffЀ-ѿ–—№]*$/
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]|\p{Mn}/u
const MARK = /\p{Mn}/u
const SPACE = /[\t \u00a0\u2000-\u200a\u202f\u3000]/
const GAP = /[\t \u00a0\u2000-\u200a\u202f\u3000]{2}/
const BREVE = '\u0306'

export interface Visible {
  readonly text: string
  /** The offset in the source of every character of `text`, and of its end; null where nothing was taken out. */
  readonly offsets: readonly number[] | null
}

/** «и» and a breve are й; the dots of ё say nothing here. */
const composed = (letter: string): string => (letter === 'и' ? 'й' : letter === 'И' ? 'Й' : letter)

/** The end in the source of what ends before `end` in the visible text: marks belong to their letter. */
export const endInSource = (source: string, offsets: readonly number[], end: number): number => {
  let at = (offsets[end - 1] ?? source.length) + 1
  while (at < source.length && MARK.test(source.charAt(at))) at++
  return Math.min(at, source.length)
}

/** The text as it is seen. */
export const visible = (source: string): Visible => {
  const hasGap = GAP.test(source)
  if (!hasGap && (PLAIN.test(source) || !INVISIBLE.test(source))) return { text: source, offsets: null }
  const chars: string[] = []
  const offsets: number[] = []
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at)
    if (hasGap && SPACE.test(char) && SPACE.test(chars.at(-1) ?? '')) continue
    if (!INVISIBLE.test(char)) {
      chars.push(char)
      offsets.push(at)
    } else if (char === BREVE) chars.push(composed(chars.pop() ?? ''))
  }
  offsets.push(source.length)
  return { text: chars.join(''), offsets }
}

/**
 * Bytes of a text file → its words, whatever encoding they are in. Owns telling encodings apart: a mark, then UTF-8, then
 * the Cyrillic ones by how much of a language their reading looks like. Must not interpret the text.
 */
import { isUtf8 } from 'node:buffer'
import { SvodError } from '../../../shared/errors.ts'

export interface DecodedText {
  text: string
  encoding: string
  /** It was told by the look of the text, not by a mark or by UTF-8's own shape. */
  guessed: boolean
}

const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** The old encodings of Russian and Ukrainian text, and the Latin one of Western programs. */
const OLD = ['windows-1251', 'koi8-u', 'ibm866', 'x-mac-cyrillic', 'windows-1252'] as const

/** So much of a file is enough to tell its encoding by. */
const SAMPLE_BYTES = 64 * 1024

/** 50,000 rows of 160 characters: more than anybody could work with as one plan. */
export const MAX_TEXT_CHARS = 8_000_000

/** @throws SvodError `file-too-much-text` */
export const requireFewChars = (chars: number): void => {
  if (chars > MAX_TEXT_CHARS) throw new SvodError('file-too-much-text', { limit: MAX_TEXT_CHARS / 1_000_000 })
}

/** A dozen for each row that a file may have. */
export const MAX_LINES = 600_000

const ENDS_OF_LINES = /\r\n|[\n\r]/g

/** Each line costs memory, however short it is. @throws SvodError `file-inflates` */
export const requireFewLines = (text: string): void => {
  let lines = 0
  ENDS_OF_LINES.lastIndex = 0
  while (lines <= MAX_LINES && ENDS_OF_LINES.test(text)) lines += 1
  if (lines > MAX_LINES) throw new SvodError('file-inflates', { lines, limit: MAX_LINES })
}

const decode = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes)

/** UTF-16 without a mark: every other byte is nearly always 0 (Latin, spaces) or 4 (Cyrillic). */
const unmarkedUtf16 = (bytes: Uint8Array): string | null => {
  const sample = bytes.subarray(0, Math.min(bytes.length, 4_096) & ~1)
  if (sample.length < 4) return null
  const share = (half: number): number =>
    sample.filter((byte, at) => at % 2 === half && (byte === 0 || byte === 4)).length / (sample.length / 2)
  const [even, odd] = [share(0), share(1)]
  if (odd > 0.9 && even < 0.5) return 'utf-16le'
  return even > 0.9 && odd < 0.5 ? 'utf-16be' : null
}

const FREQUENT = /[оеаинтсрвлкмдпуіяыьгзбчйхжшюцщэфъєїґ]/u
const COMMON = /[оеаинтсрвл]/u

const pairScore = (before: string, char: string): number => {
  const isLetter = /\p{L}/u.test(char)
  if (!isLetter) return /[\p{L}\p{N}\p{P}\p{Zs}\s№+=<>|$^~`°§©®€]/u.test(char) ? 0 : -4
  // The wrong Cyrillic table turns lower case into capitals in the midst of words.
  if (/\p{Lu}/u.test(char)) return /\p{Ll}/u.test(before) ? -4 : 0
  const isCyrillic = /\p{Script=Cyrillic}/u.test(char)
  // Two scripts in one word are a reading by the wrong table.
  if (/\p{L}/u.test(before) && /\p{Script=Cyrillic}/u.test(before) !== isCyrillic) return -4
  if (isCyrillic) return COMMON.test(char) ? 3 : FREQUENT.test(char) ? 1 : -2
  // Letters with accents stand among plain ones, seldom in rows.
  return before > '\u007f' ? -2 : 1
}

/** How much of a language a reading looks like, a character on average. */
const languageScore = (text: string): number => {
  let score = 0
  let before = ' '
  for (const char of text) {
    if (char > '\u007f') score += pairScore(before, char)
    before = char
  }
  return score
}

const guessOld = (bytes: Uint8Array): string => {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const scores = OLD.map((encoding) => languageScore(decode(sample, encoding)))
  return OLD[scores.indexOf(Math.max(...scores))] ?? 'windows-1251'
}

/** Whether bytes are words at all: control characters do not stand in text. */
const isBinary = (text: string): boolean => {
  const sample = text.slice(0, SAMPLE_BYTES)
  const odd = sample.match(/[^\P{Cc}\t\n\v\f\r\u0080-\u009f]/gu)?.length ?? 0
  return odd > sample.length / 200
}

const encodingOf = (bytes: Uint8Array): Omit<DecodedText, 'text'> => {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))
  if (marked) return { encoding: marked[0], guessed: false }
  const wide = unmarkedUtf16(bytes)
  if (wide) return { encoding: wide, guessed: true }
  return isUtf8(bytes) ? { encoding: 'utf-8', guessed: false } : { encoding: guessOld(bytes), guessed: true }
}

const KNOWN = new Set<string>([...OLD, 'utf-8', 'utf-16le', 'utf-16be', 'koi8-r', 'iso-8859-5', 'iso-8859-1'])

/** The words of a text file, without a mark. `named`: the encoding that the file itself names. Throws `unsupported-media`. */
export const decodeText = (bytes: Uint8Array, named?: string): DecodedText => {
  const found = encodingOf(bytes)
  const label = named?.trim().toLowerCase()
  // What a file says of itself is believed only where its bytes do not say otherwise.
  const told = found.guessed && label !== undefined && KNOWN.has(label) && !label.startsWith('utf')
  const encoding = told ? label : found.encoding
  const text = decode(bytes, encoding)
  if (isBinary(text)) throw new SvodError('unsupported-media')
  return {
    text: text.replaceAll('\u0000', '').replaceAll('\ufeff', ''),
    encoding,
    guessed: found.guessed && !told,
  }
}

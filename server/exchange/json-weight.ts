/**
 * How much would come of a JSON text, counted before it is parsed: the parser has no limit of its own, and what it makes of brackets
 * alone is a hundred times their size. Owns the limits; must not judge the text, which is the parser's.
 */
import { SvodError } from '../../shared/errors.ts'

/** A row of a plan is some thirty values: this is more than the largest file of rows has. */
export const MAX_JSON_VALUES = 1_500_000
export const MAX_JSON_DEPTH = 64

const [QUOTE, ESCAPE, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
/** `[` and `{`, `]` and `}`: one bit apart, and two from each other. */
const isOpening = (byte: number): boolean => (byte | 0x20) === 0x7b
const isClosing = (byte: number): boolean => (byte | 0x20) === 0x7d

/** Where the text that begins at `at` ends. */
const endOfText = (bytes: Uint8Array, at: number): number => {
  let end = at + 1
  while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === ESCAPE ? 2 : 1
  return end
}

/** @throws SvodError `file-too-deep`, `file-inflates` */
export const requireLightJson = (bytes: Uint8Array): void => {
  let values = 0
  let depth = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte === QUOTE) at = endOfText(bytes, at)
    else if (byte === COMMA || byte === COLON) values += 1
    else if (isOpening(byte)) {
      values += 1
      depth += 1
    } else if (isClosing(byte)) depth -= 1
    if (depth > MAX_JSON_DEPTH) throw new SvodError('file-too-deep', { depth })
    if (values > MAX_JSON_VALUES) throw new SvodError('file-inflates', { values })
  }
}

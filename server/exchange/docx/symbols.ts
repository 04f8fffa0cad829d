/**
 * Characters of symbol fonts (Symbol, Wingdings) → Unicode. Owns the table; unknown ones become U+FFFD.
 */
const SYMBOLS: Record<number, string> = {
  0x20: ' ',
  0x2d: '-',
  0x6c: '●',
  0x6e: '■',
  0x6f: '□',
  0x71: '❑',
  0x75: '◆',
  0x76: '❖',
  0x78: '☒',
  0x9f: '•',
  0xa7: '▪',
  0xa8: '□',
  0xb0: '°',
  0xb1: '±',
  0xb3: '≥',
  0xa3: '≤',
  0xb7: '•',
  0xd7: '×',
  0xd8: '➢',
  0xe0: '→',
  0xfc: '✓',
  0xfb: '✗',
  0xfe: '☑',
}

const PRIVATE = /[\ue000-\uf8ff]/g

const fromCode = (code: number): string => SYMBOLS[code & 0xff] ?? '\ufffd'

/** The character of `w:sym`: `char` is its hexadecimal code. */
export const symbolOf = (char: string): string => {
  const code = Number.parseInt(char, 16)
  if (Number.isNaN(code) || code === 0) return '\ufffd'
  return code >= 0xf000 && code <= 0xf0ff
    ? fromCode(code)
    : code < 0xe000
      ? String.fromCodePoint(code)
      : '\ufffd'
}

/** Private-use characters of symbol fonts in a text; `onUnknown` is told of each that the table has not. */
export const symbolText = (text: string, onUnknown?: () => void): string =>
  text.replace(PRIVATE, (char) => {
    const known = fromCode(char.charCodeAt(0))
    if (known === '\ufffd') onUnknown?.()
    return known
  })

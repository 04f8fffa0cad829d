/**
 * The type of the PDF: PT Serif, which comes cut into scripts. Owns which cut a letter is set from, and how wide words are.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'
import { sfntOf } from './woff.ts'

/** What of a text's marks shows in its letters. */
export interface Face {
  bold: boolean
  italic: boolean
}

/** Letters in a row that come from one cut. */
export interface Stretch {
  text: string
  /** As pdfkit knows it. */
  font: string
  /** Points. */
  width: number
}

/** The likeliest first. */
const CUTS = ['latin', 'cyrillic', 'latin-ext', 'cyrillic-ext'] as const

/** What PT Serif lacks and something else can stand for. */
const STAND_INS: Record<string, string> = {
  '\u2011': '-',
  '\u2010': '-',
  '\u2012': '–',
  '\u2015': '—',
  '\u2212': '–',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '\u202f': '\u00a0',
  '\t': ' ',
  '\n': ' ',
  '●': '•',
  '▪': '•',
  '■': '•',
  '◆': '•',
  '❖': '•',
  '➢': '•',
  '►': '•',
  '▶': '•',
  '○': '•',
  '◦': '•',
  '‣': '•',
  '□': '[ ]',
  '☐': '[ ]',
  '❑': '[ ]',
  '☑': '[x]',
  '☒': '[x]',
  '✓': '+',
  '✔': '+',
  '✗': 'x',
  '✘': 'x',
  '′': "'",
  '″': '"',
  '→': '->',
  '←': '<-',
  '≤': '<=',
  '≥': '>=',
  '\ufffd': '?',
}
/** Letters without a picture. */
const INVISIBLE = /\p{Cf}|\ufe0f/gu

/** Figures of a note, a power or the minutes of a clock, of which the type has the first three alone, and no sign. */
const RAISED = /[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g
const MINUTES = /^[⁰¹²³⁴⁵][⁰¹²³⁴⁵⁶⁷⁸⁹]$/
const HOUR = /(?<![\p{L}\d.,])(?:[01]?\d|2[0-4])$/u

/** One look for all figures of a number: those that the type lacks stand in brackets, behind an hour as on a clock. */
const lowered = (figures: string, at: number, text: string): string => {
  if (/^[¹²³]+$/.test(figures)) return figures
  const plain = figures.normalize('NFKD')
  return MINUTES.test(figures) && HOUR.test(text.slice(Math.max(0, at - 3), at)) ? `:${plain}` : `(${plain})`
}

const require = createRequire(import.meta.url)

const fileOf = (cut: string, { bold, italic }: Face): Uint8Array =>
  sfntOf(
    readFileSync(
      require.resolve(
        `@fontsource/pt-serif/files/pt-serif-${cut}-${bold ? 700 : 400}-${italic ? 'italic' : 'normal'}.woff`,
      ),
    ),
  )

export class FontBook {
  private readonly doc: PDFDocument
  private readonly size: number
  private readonly known = new Map<string, (code: number) => boolean>()
  private readonly cuts = new Map<string, string | null>()
  private readonly words = new Map<string, readonly Stretch[]>()

  /** `size` in points holds for the whole document. */
  constructor(doc: PDFDocument, size: number) {
    this.doc = doc
    this.size = size
  }

  /** Reads a cut when the first letter of it is needed. */
  private open(cut: string, face: Face): { name: string; has: (code: number) => boolean } {
    const name = `${cut}${face.bold ? '-bold' : ''}${face.italic ? '-italic' : ''}`
    const known = this.known.get(name)
    if (known) return { name, has: known }
    this.doc.registerFont(name, fileOf(cut, face))
    const { font } = this.doc.font(name)._font
    const has = (code: number) => font.hasGlyphForCodePoint(code)
    this.known.set(name, has)
    return { name, has }
  }

  /** The cut that holds a letter; null where none does. */
  private holderOf(letter: string, face: Face): string | null {
    const key = `${letter}${face.bold ? 'b' : ''}${face.italic ? 'i' : ''}`
    const known = this.cuts.get(key)
    if (known !== undefined) return known
    const code = letter.codePointAt(0) ?? 0
    const found = CUTS.map((cut) => this.open(cut, face)).find(({ has }) => has(code))?.name ?? null
    this.cuts.set(key, found)
    return found
  }

  /** The cut of a letter; the first one's empty box where none holds it. */
  private cutOf(letter: string, face: Face): string {
    return this.holderOf(letter, face) ?? this.open('latin', face).name
  }

  /** The letter, what stands for it, or plain letters that say the same (Ⅳ: IV). */
  private drawn(letter: string, face: Face): string {
    const standIn = STAND_INS[letter]
    if (standIn !== undefined || this.holderOf(letter, face) !== null) return standIn ?? letter
    const plain = Array.from(letter.normalize('NFKD'), (one) => STAND_INS[one] ?? one).join('')
    return Array.from(plain).every((one) => this.holderOf(one, face) !== null) ? plain : letter
  }

  private widthOf(text: string, font: string): number {
    return this.doc.font(font).fontSize(this.size).widthOfString(text)
  }

  /** A text without line breaks, in stretches of one cut each. A space stays with the letters before it. */
  stretches(text: string, face: Face): readonly Stretch[] {
    const key = `${face.bold ? 'b' : ''}${face.italic ? 'i' : ''} ${text}`
    const known = this.words.get(key)
    if (known) return known
    const found: { text: string; font: string }[] = []
    const letters = Array.from(text.normalize('NFC').replace(INVISIBLE, '').replace(RAISED, lowered))
    for (const letter of letters.flatMap((one) => Array.from(this.drawn(one, face)))) {
      const last = found.at(-1)
      const font = letter === ' ' && last ? this.spaceIn(last.font, face) : this.cutOf(letter, face)
      if (last?.font === font) last.text += letter
      else found.push({ text: letter, font })
    }
    const stretches = found.map((one) => ({ ...one, width: this.widthOf(one.text, one.font) }))
    this.words.set(key, stretches)
    return stretches
  }

  private spaceIn(font: string, face: Face): string {
    return this.known.get(font)?.(32) ? font : this.cutOf(' ', face)
  }
}

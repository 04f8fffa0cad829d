/**
 * A plan's JSON text cut into its rows and what stands around them, so that a large plan is parsed a row at a time: what the parser
 * makes of a text is many times its size, and it has no limit of its own. Counts what would come of each piece before it is parsed.
 * Owns the limits; must not judge the text, which is the parser's.
 */
import { SvodError } from '../../shared/errors.ts'
import { requireFewRows } from './row-limit.ts'

/** In one piece: a row of a plan has some fifty values, what stands around the rows a few for each section. */
export const MAX_JSON_VALUES = 400_000
export const MAX_JSON_DEPTH = 64

const [QUOTE, ESCAPE, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [ARRAY, ARRAY_END] = [0x5b, 0x5d]
/** `[` and `{`, `]` and `}`: one bit apart, and two from each other. */
const isOpening = (byte: number): boolean => (byte | 0x20) === 0x7b
const isClosing = (byte: number): boolean => (byte | 0x20) === 0x7d
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** Where the rows of a plan stand: `{"sections":[{"items":[…` */
const ROWS_DEPTH = 4
const SECTIONS_AT = 1
const ITEMS_AT = 3
const [SECTIONS, ITEMS] = [Buffer.from('"sections"'), Buffer.from('"items"')]

/** Where the text that begins at `at` ends. */
const endOfText = (bytes: Uint8Array, at: number): number => {
  let end = at + 1
  while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === ESCAPE ? 2 : 1
  return end
}

export interface JsonPieces {
  /** What stands around the rows; in the place of each list of them, its number alone. */
  around: Uint8Array
  /** Lists of rows: each row's own text. */
  lists: Uint8Array[][]
}

/** One pass over the bytes. */
class Cutter {
  readonly lists: Uint8Array[][] = []
  readonly #bytes: Buffer
  readonly #around: Uint8Array[] = []
  #aroundFrom = 0
  /** The last text: a key, where a colon follows it. */
  #text = [0, 0] as [from: number, end: number]
  #underSections = false
  #underItems = false
  #depth = 0
  #values = 0
  /** Those of what stands around, while a row is under way. */
  #outer = 0
  #rows = 0
  /** Where the row under way begins; -1 outside of a list of rows. */
  #rowFrom = -1

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  cut(): JsonPieces {
    const bytes = this.#bytes
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number
      if (byte === QUOTE) {
        const end = endOfText(bytes, at)
        this.#text = [at, end + 1]
        at = end
      } else if (byte === COMMA) this.#comma(at)
      else if (byte === COLON) this.#colon()
      else if (isOpening(byte)) this.#open(byte, at)
      else if (isClosing(byte)) this.#close(byte, at)
    }
    this.#around.push(bytes.subarray(this.#aroundFrom))
    return { around: Buffer.concat(this.#around), lists: this.lists }
  }

  #count(): void {
    this.#values += 1
    if (this.#values > MAX_JSON_VALUES) throw new SvodError('file-inflates', { values: this.#values })
  }

  #colon(): void {
    this.#count()
    if (this.#depth !== SECTIONS_AT && this.#depth !== ITEMS_AT) return
    const key = this.#bytes.subarray(...this.#text)
    if (this.#depth === SECTIONS_AT) this.#underSections = key.equals(SECTIONS)
    else this.#underItems = key.equals(ITEMS)
  }

  #open(byte: number, at: number): void {
    this.#count()
    this.#depth += 1
    if (this.#depth > MAX_JSON_DEPTH) throw new SvodError('file-too-deep', { depth: this.#depth })
    if (this.#depth === ITEMS_AT) this.#underItems = false
    if (this.#depth !== ROWS_DEPTH || byte !== ARRAY || !this.#underSections || !this.#underItems) return
    this.#around.push(this.#bytes.subarray(this.#aroundFrom, at + 1), Buffer.from(String(this.lists.length)))
    this.lists.push([])
    this.#rowFrom = at + 1
    this.#outer = this.#values
    this.#values = 0
  }

  #comma(at: number): void {
    this.#count()
    if (this.#rowFrom >= 0 && this.#depth === ROWS_DEPTH) this.#endRow(at)
  }

  #close(byte: number, at: number): void {
    if (this.#rowFrom >= 0 && this.#depth === ROWS_DEPTH) {
      const isEmpty =
        byte === ARRAY_END && this.lists.at(-1)?.length === 0 && this.#isBlank(this.#rowFrom, at)
      if (!isEmpty) this.#endRow(at)
      this.#rowFrom = -1
      this.#aroundFrom = at
      this.#values = this.#outer
    }
    this.#depth -= 1
  }

  #isBlank(from: number, end: number): boolean {
    return this.#bytes.subarray(from, end).every(isBlank)
  }

  #endRow(at: number): void {
    this.#rows += 1
    requireFewRows(this.#rows)
    this.lists.at(-1)?.push(this.#bytes.subarray(this.#rowFrom, at))
    this.#rowFrom = at + 1
    this.#values = 0
  }
}

/** Pieces are views of the bytes. @throws SvodError `file-too-deep`, `file-inflates`, `file-too-many-rows` */
export const cutRows = (bytes: Uint8Array): JsonPieces => new Cutter(bytes).cut()

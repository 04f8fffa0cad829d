/**
 * Svod's own flavour of copied cells, which loses nothing: a line of JSON in an attribute of the copied HTML, for rich
 * text as well as for depth. Owns writing and reading it; whatever else stands there is no grid of ours.
 */
import { parseHtml } from '../plan/html.ts'
import { type Block, blocksToHtml } from '../plan/rich.ts'
import { MAX_LEVEL } from '../plan/schema.ts'
import { type ClipCell, type ClipGrid, type ClipRow, EMPTY_CELL, ownCell } from './grid.ts'

/** The attribute that carries it. */
export const OWN_ATTRIBUTE = 'data-svod-cells'

export interface OwnRow {
  readonly band: boolean
  readonly level: number
  /** Its number is an automatic one. */
  readonly counted?: boolean
  /** Blocks of each cell; the number of a row is one paragraph. */
  readonly cells: readonly (readonly Block[])[]
}

export interface OwnCells {
  /** Titles of the columns where whole rows were copied, else null. */
  readonly titles: readonly string[] | null
  readonly rows: readonly OwnRow[]
}

const VERSION = 1
const MOST_ROWS = 20_000
const MOST_COLUMNS = 200

const htmlOf = (blocks: readonly Block[]): string => (blocks.length === 0 ? '' : blocksToHtml(blocks))

export const writeOwn = ({ titles, rows }: OwnCells): string =>
  JSON.stringify({
    v: VERSION,
    ...(titles ? { titles } : {}),
    rows: rows.map(({ band, level, counted, cells }) => ({
      ...(band ? { band } : {}),
      ...(level > 0 ? { level } : {}),
      ...(counted ? { counted } : {}),
      cells: cells.map(htmlOf),
    })),
  })

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= MOST_COLUMNS && value.every((one) => typeof one === 'string')

const readCell = (html: string): ClipCell => (html === '' ? EMPTY_CELL : ownCell(parseHtml(html)))

const readRow = (value: unknown, width: number): ClipRow | null => {
  if (!isRecord(value) || !isTexts(value.cells) || value.cells.length === 0) return null
  const cells = value.cells.slice(0, width).map(readCell)
  const padding = Array.from({ length: width - cells.length }, () => EMPTY_CELL)
  const level = Number.isInteger(value.level) ? Math.min(Math.max(0, value.level as number), MAX_LEVEL) : 0
  const counted = value.counted === true
  return { kind: value.band === true ? 'band' : 'row', level, counted, cells: [...cells, ...padding] }
}

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    // Somebody else's attribute of that name, or one that was cut: the HTML around it is read instead.
    return null
  }
}

/** The grid that an attribute carries; null where it carries none. Never throws. */
export const readOwn = (json: string): ClipGrid | null => {
  const value = parse(json)
  if (!isRecord(value) || value.v !== VERSION || !Array.isArray(value.rows)) return null
  const found: unknown[] = value.rows
  if (found.length === 0 || found.length > MOST_ROWS) return null
  const width = Math.max(
    0,
    ...found.map((row) => (isRecord(row) && isTexts(row.cells) ? row.cells.length : 0)),
  )
  const rows = found.map((row) => readRow(row, width))
  if (width === 0 || rows.some((row) => row === null)) return null
  const titles = isTexts(value.titles) && value.titles.length === width ? value.titles : null
  return { width, rows: rows.filter((row) => row !== null), titles }
}

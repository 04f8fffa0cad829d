/**
 * CSV in any dialect → a sheet. Owns telling the separator and taking back what protects a table program from formulas.
 * Nothing in a cell is ever a formula here.
 */
import { type Options, parse } from 'csv-parse/sync'
import { SvodError } from '../../../shared/errors.ts'
import { exportEn } from '../../../shared/i18n/en/export.ts'
import { exportRu } from '../../../shared/i18n/ru/export.ts'
import type { Row, Table } from '../../../shared/plan/table-model.ts'
import { paragraph } from '../../../shared/plan/table-text.ts'
import { requireFewColumns } from '../column-limit.ts'
import { uncovered, unguarded } from '../csv-cell.ts'

const DELIMITERS = [';', ',', '\t', '|'] as const

/** More cells than any plan has; each costs memory however empty it is. */
const MAX_CELLS = 600_000

const optionsOf = (delimiter: string): Options => ({
  delimiter,
  relax_quotes: true,
  relax_column_count: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  skip_empty_lines: false,
})

const recordsOf = (text: string, delimiter: string, most?: number): string[][] =>
  parse(text, { ...optionsOf(delimiter), ...(most === undefined ? {} : { to: most }) }) as string[][]

const SAMPLE_RECORDS = 60
const SAMPLE_CHARS = 40_000

/** The first records of a text; the last of a part of it is left out, since it was cut somewhere, inside of a cell too. */
const sampleOf = (sample: string, delimiter: string, isCut: boolean): string[][] => {
  if (!isCut) return recordsOf(sample, delimiter, SAMPLE_RECORDS)
  const whole = (): string[][] => {
    try {
      return recordsOf(sample, delimiter, SAMPLE_RECORDS)
    } catch {
      return recordsOf(`${sample}"`, delimiter, SAMPLE_RECORDS)
    }
  }
  const records = whole()
  return records.length > 1 && records.length < SAMPLE_RECORDS ? records.slice(0, -1) : records
}

/** How well a separator cuts the text into rows of one width: the share of rows that have the most frequent one. */
const fitOf = (sample: string, delimiter: string, isCut: boolean): number => {
  try {
    const widths = sampleOf(sample, delimiter, isCut)
      .filter((cells) => cells.some((cell) => cell.trim() !== ''))
      .map((cells) => cells.length)
    const counts = new Map<number, number>()
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
    const [most] = [...counts].sort((a, b) => b[1] - a[1])
    const [width, count] = most ?? [1, 0]
    return width < 2 ? 0 : count / widths.length + Math.min(width, 12) / 100
  } catch {
    return 0
  }
}

/** Excel's own first line «sep=;». */
const NAMED = /^sep=(.)\r?\n/i

/** The separator of a text; null where none makes columns of it. */
export const separatorOf = (text: string): string | null => {
  const named = NAMED.exec(text)?.[1]
  if (named !== undefined) return named
  const sample = text.slice(0, SAMPLE_CHARS)
  const fits = DELIMITERS.map((delimiter) => fitOf(sample, delimiter, sample.length < text.length))
  const best = Math.max(...fits)
  return best < 0.5 ? null : (DELIMITERS[fits.indexOf(best)] ?? null)
}

/** How Svod's own files begin, in each language. */
const OWN_HEADS: readonly string[] = [exportRu, exportEn].map((texts) => texts['export.column.section'])

/** What takes the apostrophes back: inside of a cell only Svod puts any. */
const openerOf = ([head]: readonly (readonly string[])[]): ((cell: string) => string) =>
  OWN_HEADS.includes(head?.[0] ?? '') ? unguarded : uncovered

const rowOf = (cells: readonly string[], width: number, open: (cell: string) => string): Row => ({
  header: false,
  cells: Array.from({ length: width }, (_, at) => cells[at] ?? '').map((cell, at) => ({
    at,
    span: 1,
    merged: false,
    content: open(cell)
      .split(/\r\n|\n|\r/)
      .map((line) => paragraph(line)),
  })),
})

const countOf = (text: string, char: string): number => {
  let count = 0
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) count += 1
  return count
}

/** Empty cells at the end of a record say nothing. */
const withoutEmptyEnd = (cells: readonly string[]): string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)

const allRecords = (text: string, delimiter: string): string[][] => {
  try {
    return recordsOf(text, delimiter).map(withoutEmptyEnd)
  } catch (error) {
    throw new SvodError('file-broken', {}, { cause: error })
  }
}

/** A sheet of plain cells, rows as they stand; null where nothing separates columns. Throws `file-broken`, `file-inflates`, `file-too-wide`. */
export const readCsv = (text: string): Table | null => {
  const delimiter = separatorOf(text)
  if (delimiter === null) return null
  const body = text.replace(NAMED, '')
  const cells = countOf(body, delimiter) + countOf(body, '\n')
  if (cells > MAX_CELLS) throw new SvodError('file-inflates', { cells, limit: MAX_CELLS })
  const records = allRecords(body, delimiter)
  const columns = records.reduce((most, { length }) => Math.max(most, length), 0)
  if (columns * records.length > MAX_CELLS) throw new SvodError('file-inflates', { limit: MAX_CELLS })
  requireFewColumns(columns)
  const open = openerOf(records)
  const rows = records.map((record) => rowOf(record, columns, open))
  return { kind: 'table', rows, widths: [], bordered: true }
}

/**
 * A plan → CSV (RFC 4180): a row an item, its section in front. Owns the dialect of the reader's table program, and that
 * no cell is ever a formula, wherever a program splits it.
 */
import { stringify } from 'csv-stringify/sync'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { guarded } from '../csv-cell.ts'
import { type PrintPlan, cellText } from './print-plan.ts'

/** What Russian Excel splits at is not what English Excel splits at. */
const DELIMITERS: Record<Locale, string> = { ru: ';', en: ',' }

/** `sectionTitle` is the head of the first column. UTF-8 with a mark, or Excel reads Cyrillic as something else. */
export const writeCsv = ({ columns, sections }: PrintPlan, locale: Locale, sectionTitle: string): string => {
  const head = [sectionTitle, ...columns.map(({ title }) => title)]
  const rows = sections.flatMap(({ title, items }) =>
    items.map((row) => [title, ...columns.map(({ key }) => cellText(row, key))]),
  )
  return stringify(
    [head, ...rows].map((cells) => cells.map(guarded)),
    {
      bom: true,
      delimiter: DELIMITERS[locale],
      record_delimiter: '\r\n',
      // A line break of a cell is not the one that ends records, and would be left bare.
      quoted_match: /[\r\n]/,
    },
  )
}

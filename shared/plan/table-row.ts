/**
 * What one row of a table says, column by column → a row of the plan. Owns reading cells by their columns' roles; must not
 * look at neighbours (`table-walk.ts` does).
 */
import type { ItemState } from './json.ts'
import type { OpenItem } from './table-assembly.ts'
import { calendarPeriod } from './table-calendar.ts'
import { type PlacedColumn, type PlacedRow, columnIndex, linesIn, parasIn } from './table-grid.ts'
import type { Finding, Para } from './table-model.ts'
import { type RowStyle, typedNumber } from './table-style.ts'
import { fold, isBlank, quoteOf, rawText, withoutStart } from './table-text.ts'
import { stateOf } from './table-words.ts'

export interface RowReading {
  item: OpenItem
  /** What was interpreted; the place is not known yet. */
  findings: Finding[]
}

/** «5 мая» and «7 мая»: «5 мая – 7 мая»; the same day twice is one; an end alone is a deadline. */
export const joinDates = (start: readonly string[], end: readonly string[]): string[] =>
  end.map((last, index) => {
    const first = start[index] ?? ''
    if (first === last) return first
    if (first !== '') return `${first} – ${last}`
    if (/^(?:до|по|until|by)\s/iu.test(last)) return last
    return `${/\p{Script=Latin}/u.test(last) ? 'until' : 'до'} ${last}`
  })

/** «Начало | Окончание»: the last day goes behind the first one, line by line. */
const wholePeriod = (row: PlacedRow, columns: readonly PlacedColumn[], findings: Finding[]): string[] => {
  const start = linesIn(row, columnIndex(columns, 'period'))
  const end = linesIn(row, columnIndex(columns, 'end'))
  const months = columnIndex(columns, 'month') >= 0 ? calendarPeriod(row, columns) : []
  if (end.length === 0) return [...start, ...months]
  findings.push({ code: 'period-joined', quote: quoteOf([...start, ...end].join(' | ')) })
  const dates = start.length > 0 && start.length !== end.length ? [...start, ...end] : joinDates(start, end)
  return [...dates, ...months]
}

const stateIn = (
  row: PlacedRow,
  columns: readonly PlacedColumn[],
  findings: Finding[],
): { state?: ItemState } => {
  const text = row.texts[columnIndex(columns, 'state')] ?? ''
  if (text === '') return {}
  const state = stateOf(fold(text))
  if (state === null) findings.push({ code: 'state-unknown', quote: quoteOf(text) })
  return state === null ? {} : { state }
}

/** The number before the words of a title, typed or made by the file, taken off them. */
const numberOfTitle = (title: readonly Para[]): { number: string; title: Para[] } | null => {
  const [first, ...rest] = title
  if (first === undefined) return null
  if (first.list?.kind === 'number')
    return { number: first.list.text, title: [{ ...first, list: null }, ...rest] }
  const typed = typedNumber(rawText(first))
  return typed === null ? null : { number: typed.number, title: [withoutStart(first, typed.length), ...rest] }
}

/** Reads a row through its table's columns. */
export const readRow = (row: PlacedRow, columns: readonly PlacedColumn[], style: RowStyle): RowReading => {
  const findings: Finding[] = []
  const cells = new Map<string, string[]>()
  columns.forEach(({ key, role }, index) => {
    if (role === 'other' && row.texts[index] !== '') cells.set(key, linesIn(row, index))
  })
  const title = parasIn(row, columnIndex(columns, 'title')).filter((para) => !isBlank(para))
  const led = style.numbersInTitles ? numberOfTitle(title) : null
  const item: OpenItem = {
    number: led?.number ?? linesIn(row, columnIndex(columns, 'number')).join(' '),
    title: led?.title ?? title,
    period: wholePeriod(row, columns, findings),
    cells,
    ...stateIn(row, columns, findings),
  }
  if (row.level !== undefined) item.level = row.level
  return { item, findings }
}

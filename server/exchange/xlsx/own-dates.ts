/**
 * The dates that stand beside the periods of a workbook of our own, when somebody has written in it: they are worked out of
 * the words, so that they say something only where there are no words, or others. Owns what becomes of them then.
 */
import { headingPeriod } from '../../../shared/period/heading.ts'
import { parsePeriod } from '../../../shared/period/parse.ts'
import { yearOfTexts, yearOfTitle } from '../../../shared/plan/table-facts.ts'
import { headerOf } from '../../../shared/plan/table-header.ts'
import type { Finding, Row, Table } from '../../../shared/plan/table-model.ts'
import { joinDates } from '../../../shared/plan/table-row.ts'
import { cellText, linesOf, paragraph, quotesOf } from '../../../shared/plan/table-text.ts'

/** Places of the columns that Svod works out; `hours` is null where there are none. */
export interface WorkedOut {
  start: number
  end: number
  hours: number | null
}

/** What stands in the worked-out cells of a row. */
interface Dates {
  start: string
  end: string
  hours: string
}

const textAt = (row: Row, at: number | null): string => {
  const cell = row.cells.find((one) => one.at === at)
  return cell ? cellText(cell) : ''
}

const datesOf = (row: Row, { start, end, hours }: WorkedOut): Dates => ({
  start: textAt(row, start),
  end: textAt(row, end),
  hours: textAt(row, hours),
})

const hasDates = ({ start, end }: Dates): boolean => start !== '' || end !== ''
const periodOf = ({ start, end }: Dates): string =>
  end === '' ? start : (joinDates([start], [end])[0] ?? '')

const isoOf = (text: string, year: number): string => {
  const [, day, month, written] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text) ?? []
  if (written !== undefined) return `${written}-${month}-${day}`
  const { start, end } = parsePeriod(text, { year })
  return start ?? end ?? text
}

/** Whether words mean those dates and hours; what is empty says nothing. */
const means = (words: string, { start, end, hours }: Dates, section: string, year: number): boolean => {
  const read = parsePeriod(words, { year, heading: headingPeriod(section, year) })
  return (
    (start === '' || isoOf(start, year) === read.start) &&
    (end === '' || isoOf(end, year) === read.end) &&
    (hours === '' || Number(hours.replace(',', '.')) === read.hours)
  )
}

/** Where nothing names a year, hours alone are compared, which any year has. */
const ANY_YEAR = 2000

/** The years that words without one may be of: the title's, and the one of most dates. */
const yearsOf = (title: string, all: readonly Dates[]): number[] => {
  const named = yearOfTitle(title)
  const dated = yearOfTexts(all.flatMap(({ start, end }) => [start, end])) ?? named ?? ANY_YEAR
  return named === null || named === dated ? [dated] : [named, dated]
}

const inRow = (row: Row, at: number, text: string): Row => {
  const content = [paragraph(text)]
  const cells = row.cells.map((cell) => (cell.at === at ? { ...cell, content } : cell))
  return { ...row, cells }
}

/** The section that a row stands in; an empty cell goes on with the one above. */
const sectionsOf = (rows: readonly Row[]): string[] => {
  let section = ''
  return rows.map((row) => (section = textAt(row, 0) || section))
}

const tell = (findings: Finding[], { start, end, hours }: Dates, words: string): void => {
  const told = [start, end, hours].filter((text) => text !== '').join(' | ')
  for (const quote of quotesOf(words === '' ? told : `${words}: ${told}`))
    findings.push({ code: 'days-left-out', quote })
}

/** The column that is named for periods; those that Svod works out, which are named so too, stand behind it. */
const periodColumn = (table: Table, { start: before }: WorkedOut): number | null => {
  const rows = table.rows
    .slice(0, 1)
    .map((row) => ({ ...row, cells: row.cells.filter(({ at }) => at < before) }))
  return headerOf({ ...table, rows }, 0, 1).columns.find(({ role }) => role === 'period')?.start ?? null
}

/**
 * Takes the dates over as the words of periods that have none, and tells those that the words do not mean. Null where no
 * column is named for periods: the dates are all that the file says of time.
 */
export const withOwnDates = (
  table: Table,
  worked: WorkedOut,
  title: string,
): { table: Table; findings: Finding[] } | null => {
  const at = periodColumn(table, worked)
  const [header, ...rows] = table.rows
  if (at === null || header === undefined) return null
  const findings: Finding[] = []
  const all = rows.map((row) => datesOf(row, worked))
  const sections = sectionsOf(rows)
  const years = yearsOf(title, all)
  const read = rows.map((row, index): Row => {
    const dates = all[index] as Dates
    const place = row.cells.find((cell) => cell.at === at)
    const words = linesOf(place?.content ?? []).join('\n')
    // A cell merged with the one above has its words.
    const isFree = words === '' && place?.merged === false && hasDates(dates)
    const shown = isFree ? periodOf(dates) : words
    if (isFree) findings.push({ code: 'period-joined', quote: shown })
    const isMeant = years.some((year) => means(shown, dates, sections[index] ?? '', year))
    if (!isMeant) tell(findings, dates, shown)
    return isFree ? inRow(row, at, shown) : row
  })
  return { table: { ...table, rows: [header, ...read] }, findings }
}

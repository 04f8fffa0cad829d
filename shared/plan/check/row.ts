/** Checks of a row by itself: its dates, its words, its links, who answers for it. Owns nothing between rows. */
import { parsePeriod } from '../../period/parse.ts'
import type { PeriodJson } from '../json.ts'
import { blocksToText } from '../rich.ts'
import { isSumLine } from '../sum-line.ts'
import type { ColumnView, RowView } from '../view.ts'
import { checkCarried } from './carried.ts'
import type { RowFacts } from './facts.ts'
import { type Finding, found, shortText } from './finding.ts'

/** What a row's checks depend on beside the row. */
export interface RowAround {
  /** Own columns that name who answers for a row. */
  responsible: readonly ColumnView[]
  /** Whether the plan shows dates at all. */
  hasDates: boolean
  year: number
  /** The other year of a plan of two («2024–2025 учебный год»). */
  otherYear: number | null
  /** Whether rows under it carry its dates and people. */
  hasChildren: boolean
  /** The rows it stands under. */
  above: readonly RowView[]
}

const CALENDAR: readonly PeriodJson['kind'][] = ['dates', 'months', 'range', 'quarter', 'halfyear', 'year']

/** «10 января 2025» in the plan of 2024–2025. */
const isOfOtherYear = ({ period }: RowFacts, year: number | null): boolean =>
  year !== null && parsePeriod(period.text, { year }).months.length > 0

/** Months before the plan's year and after it in which what is told of a year is gathered and handed in. */
const MARGIN = 3

/** «январь 2027 г.», «I квартал 2027 г.»: months without days, all of them within the margin. */
const isInMargin = ({ period }: RowFacts, year: number): boolean => {
  const monthsIn = (one: number): readonly number[] => parsePeriod(period.text, { year: one }).months
  const [before, after] = [monthsIn(year - 1), monthsIn(year + 1)]
  if (before.length + after.length === 0) return false
  return before.every((month) => month > 12 - MARGIN) && after.every((month) => month <= MARGIN)
}

/** «Сведения за 2025 год | до 25 декабря 2025 г.», «Отчёт за 2026 год | январь 2027 г.» in the plan of 2026. */
const isReporting = (facts: RowFacts, year: number): boolean => {
  const { period, title } = facts
  const [first, last] = [period.start ?? period.end, period.end ?? period.start]
  const isNamed = [...title.matchAll(/(?<!\d)20\d\d(?!\d)/g)].some(
    ([one]) => Math.abs(Number(one) - year) <= 1,
  )
  if (!isNamed) return false
  if (first === null || last === null) return isInMargin(facts, year)
  const from = `${year - 1}-${13 - MARGIN}-01`
  return first >= from && last <= `${year + 1}-0${MARGIN}-31`
}

/** The first fault of the dates: each hides the next. */
const dateFault = (facts: RowFacts, around: RowAround): Finding | null => {
  const { period, row, dates, title, name } = facts
  const { year, hasChildren, above } = around
  const place = { section: row.section, item: row.id }
  const values = { title: name, dates: shortText(dates), year }
  const { kind, months, start, end } = period
  if (kind === 'none') {
    const isDated =
      months.length > 0 || hasChildren || above.some(({ cells }) => blocksToText(cells.period ?? []) !== '')
    return isDated ? null : found('date-missing', place, `${title}\n`, values)
  }
  if (kind === 'unknown') return found('date-unclear', place, dates, values)
  if (start !== null && end !== null && end < start) return found('end-before-start', place, dates, values)
  if (!CALENDAR.includes(kind)) return null
  if (months.length === 0)
    return isOfOtherYear(facts, around.otherYear) || isReporting(facts, year)
      ? null
      : found('foreign-year', place, `${year}\n${dates}`, values)
  if (kind === 'dates' && start === null && end === null) return found('impossible-day', place, dates, values)
  return null
}

const isBlank = (row: RowView, column: ColumnView): boolean => blocksToText(row.cells[column.id] ?? []) === ''

const lacksResponsible = ({ row }: RowFacts, { responsible, hasChildren, above }: RowAround): boolean =>
  responsible.length > 0 &&
  !hasChildren &&
  [row, ...above].every((one) => responsible.every((column) => isBlank(one, column)))

/** Bullets and dates that stand against each other but cannot be paired. */
const mismatch = ({ row, name, dates, bullets, lines }: RowFacts): Finding[] =>
  bullets >= 2 && lines >= 2 && bullets !== lines
    ? [
        found('dates-mismatch', { section: row.section, item: row.id }, `${bullets} ${lines} ${dates}`, {
          title: name,
          bullets,
          lines,
        }),
      ]
    : []

/** Everything that is found of one row. A cancelled row needs neither dates nor people. */
export const checkRow = (facts: RowFacts, around: RowAround): Finding[] => {
  const { row, title, name, isEmpty, badLinks } = facts
  const place = { section: row.section, item: row.id }
  if (isEmpty)
    return around.hasChildren ? [] : [found('empty-row', place, row.number, { number: row.number })]
  const findings = badLinks.map((link, at) => found('bad-link', place, link, { link: shortText(link) }, at))
  if (title === '')
    findings.push(found('title-missing', place, facts.dates, { dates: shortText(facts.dates) }))
  findings.push(...checkCarried(row))
  if (row.state === 'cancelled' || isSumLine({ number: row.number, title, period: facts.period }))
    return findings
  const fault = around.hasDates ? dateFault(facts, around) : null
  if (fault) findings.push(fault)
  if (around.hasDates) findings.push(...mismatch(facts))
  if (lacksResponsible(facts, around))
    findings.push(found('responsible-missing', place, title, { title: name }))
  return findings
}

/** Words that name such a column; «отв.» is one with its full stop or alone. */
const RESPONSIBLE =
  /ответствен|исполнител|(?<!\p{L})(?:отв(?:\.|$)|куратор|координатор|кто (?:провод|отвеча|исполня))|відповідальн|викона[вц]|адказн|выканаў|responsible|in charge|owner/iu

/** Columns that say who answers for a row. */
export const responsibleColumns = (columns: readonly ColumnView[]): ColumnView[] =>
  columns.filter(({ fixed, hidden, title }) => !fixed && !hidden && RESPONSIBLE.test(title))

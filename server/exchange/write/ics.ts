/**
 * A plan → a calendar (RFC 5545): pinned days as events, months as spans of whole days. Owns which rows are in it and the
 * names of events, which stay when the plan changes, so that a subscribed calendar follows it.
 */
import { ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { ItemJson, PeriodJson } from '../../../shared/plan/json.ts'
import type { PrintItem, PrintPlan, PrintSection } from './print-plan.ts'
import { cellText } from './print-plan.ts'

/** First and last day, both in it, as ISO dates. */
interface Span {
  first: string
  last: string
  /** Tells the spans of one period apart, whatever others come and go. */
  name: string
}

const DAY_MS = 86_400_000
const pad = (value: number): string => String(value).padStart(2, '0')

const dayAfter = (iso: string): Date => new Date(Date.parse(`${iso}T00:00:00Z`) + DAY_MS)
const lastDay = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)

/** Months in a row, as the first and the last of them. */
const runsOf = (months: readonly number[]): { from: number; to: number }[] => {
  const runs: { from: number; to: number }[] = []
  let from: number | null = null
  for (const month of months) {
    from ??= month
    if (months.includes(month + 1)) continue
    runs.push({ from, to: month })
    from = null
  }
  return runs
}

const monthSpans = (months: readonly number[], year: number): Span[] =>
  runsOf(months).map(({ from, to }) => ({
    first: `${year}-${pad(from)}-01`,
    last: lastDay(year, to),
    name: from === to ? `m${from}` : `m${from}-${to}`,
  }))

/** «15 марта, 20 октября»: the months between are none of it, so that it is an event in each run of its months. */
const daySpans = (
  { first, last, goesOn }: { first: string; last: string; goesOn: boolean },
  months: readonly number[],
  year: number,
): Span[] => {
  const runs = monthSpans(months, year).filter((run) => run.first <= last && run.last >= first)
  const [run, other] = runs
  if (!run || !other) return [{ first, last, name: 'd' }]
  // «10 марта» over «с 1 июня»: a day before the months that go on, as the year draws it (shared/year/marks.ts).
  const isApart = goesOn && first >= run.first && run.first.slice(0, 7) === run.last.slice(0, 7)
  return runs.map((one, at) => ({
    first: at === 0 ? first : one.first,
    last: at === runs.length - 1 ? last : at === 0 && isApart ? first : one.last,
    name: at === 0 ? 'd' : `d${Number(one.first.slice(5, 7))}`,
  }))
}

/** [] where nobody can know when it is. */
const spansOf = ({ start, end, months }: PeriodJson, year: number): Span[] => {
  const first = start ?? end
  if (first === null) return monthSpans(months, year)
  // An open start goes on to the end of its months.
  const last = end ?? (months.length > 0 ? lastDay(year, Math.max(...months)) : first)
  return daySpans({ first, last: last < first ? first : last, goesOn: end === null }, months, year)
}

const lineOf = (text: string): string => text.replace(/\s+/g, ' ').trim()

interface Happening {
  id: string
  title: string
  period: PeriodJson
}

/** A row with sub-events has an event for each of them, and none of its own. */
const happeningsOf = ({ item }: PrintItem): Happening[] => {
  if (item.parts.length === 0) return [{ id: item.id, title: item.title.text, period: item.period }]
  return item.parts.map((part) => ({ id: part.id, title: part.title.text, period: part.period }))
}

const describe = (row: PrintItem, print: PrintPlan, section: string, happening: Happening): string => {
  const lead = happening.id === row.item.id ? '' : (row.item.title.text.split('\n')[0] ?? '')
  const own = print.columns
    .filter(({ role }) => role === 'own')
    .flatMap(({ key, title }) => {
      const text = cellText(row, key)
      return text === '' ? [] : [`${title}: ${text}`]
    })
  return [section, lead, happening.period.text, ...own].filter((line) => line !== '').join('\n')
}

const statusOf = (state: ItemJson['state']): ICalEventStatus =>
  state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED

const addRow = (
  calendar: ICalCalendar,
  print: PrintPlan,
  { title }: PrintSection,
  row: PrintItem,
  at: Date,
): void => {
  const { plan } = print
  for (const happening of happeningsOf(row)) {
    for (const { first, last, name } of spansOf(happening.period, plan.year)) {
      calendar.createEvent({
        id: `${happening.id}.${name}@${plan.id}.svod`,
        start: new Date(`${first}T00:00:00Z`),
        end: dayAfter(last),
        allDay: true,
        stamp: at,
        lastModified: at,
        summary: lineOf(happening.title) || lineOf(row.item.title.text) || title,
        description: describe(row, print, title, happening),
        categories: title === '' ? [] : [{ name: title }],
        status: statusOf(row.item.state),
        transparency: ICalEventTransparency.TRANSPARENT,
      })
    }
  }
}

const END = 'END:VCALENDAR'

/** Rows that are events at once: as objects they are ten times as large as their text. */
const ROWS_AT_ONCE = 100

/**
 * In pieces. `at`: ISO time of the last change; `department`: its sections and those of all departments, null for the whole plan.
 */
export function* writeIcs(
  print: PrintPlan,
  at: string,
  department: string | null = null,
  rowsAtOnce = ROWS_AT_ONCE,
): Generator<string> {
  const prodId = { company: 'Svod', product: 'Svod' }
  const newCalendar = () => new ICalCalendar({ name: print.plan.title, prodId, ttl: 3600 })
  const empty = newCalendar().toString()
  const head = empty.slice(0, empty.lastIndexOf(END))
  yield head
  const sections = print.sections.filter(
    (section) => department === null || section.department === null || section.department === department,
  )
  for (const section of sections) {
    for (let from = 0; from < section.items.length; from += rowsAtOnce) {
      const calendar = newCalendar()
      for (const row of section.items.slice(from, from + rowsAtOnce))
        addRow(calendar, print, section, row, new Date(at))
      const text = calendar.toString()
      yield text.slice(head.length, text.lastIndexOf(END))
    }
  }
  yield empty.slice(head.length)
}

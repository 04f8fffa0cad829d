/**
 * A calendar of columns, one a month or a quarter, with marks or days in its cells → the dates of each row. Owns telling such
 * columns from those that hold texts, and the words of the dates; must not place columns.
 */
import { monthNames } from '../period/month-forms.ts'
import { type PlacedColumn, type PlacedRow } from './table-grid.ts'
import type { TableColumn } from './table-columns.ts'
import { fold } from './table-text.ts'
import { isCalendarColumn, monthOf } from './table-words.ts'

/** What makes a month one of the row's. */
const MARK = /^(?:[+*xхvъ✓✔√∨●•■▲◆♦]|да|так|yes)$/iu
const DAYS =
  /^(?:(?:до|с|со|по|from|until|by) )?\d{1,2}(?:\s?-\s?\d{1,2})?(?:\s?(?:[,;]|и|and|та)\s?\d{1,2}(?:\s?-\s?\d{1,2})?)*(?: (?:числа?|ч\.))?$/u
const DATE = /^\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?:\s?-\s?\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?)?$/u
/** A calendar that counts events has a sum. */
const SUM = /^(?:всего|итого|разом|усього|total|sum)/u

/** What a heading over the columns says of them where they are no times. */
const OTHER_THAN_TIME = /класс|групп|курс|параллел|класи|груп|grade|group|class|course/u

const lastPart = (title: string): string => fold(title.split(': ').at(-1) ?? '')

/** Numbers of which none can be anything but a count are not days. */
const areDays = (texts: readonly string[]): boolean =>
  texts.some((text) => /^\D|[-,;]|и/u.test(text) || Number.parseInt(text, 10) > 10)

/** A number that no day has makes all of them counts: «45» visitors in March. */
const hasCount = (days: readonly string[]): boolean =>
  days.some((text) => (text.match(/\d+/g) ?? []).some((figure) => Number(figure) > LAST_DAY))

const LAST_DAY = 31

const holdsDates = (texts: readonly string[]): boolean => {
  const filled = texts.filter((text) => text !== '').map(fold)
  const days = filled.filter((text) => DAYS.test(text))
  const isPlain = filled.every((text) => MARK.test(text) || DAYS.test(text) || DATE.test(text))
  return filled.length > 0 && isPlain && (days.length === 0 || (areDays(days) && !hasCount(days)))
}

/** «Классы: 1» is no quarter. */
const isOfTimes = (title: string): boolean =>
  isCalendarColumn(lastPart(title)) && !OTHER_THAN_TIME.test(fold(title))

const FEWEST = 3

/** Columns named by months or quarters that hold nothing but marks and days become the dates of their rows. */
export const settleCalendar = (columns: readonly TableColumn[], texts: readonly string[][]): void => {
  if (columns.some(({ role, title }) => role === 'period' || SUM.test(fold(title)))) return
  const calendar = columns.flatMap((column, at) =>
    column.role === 'other' && isOfTimes(column.title) ? [at] : [],
  )
  if (calendar.length < FEWEST || !holdsDates(calendar.flatMap((at) => texts[at] ?? []))) return
  for (const at of calendar) (columns[at] as TableColumn).role = 'month'
}

const QUARTERS = 4
const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ')

/** One column: its month from 1 to 12, or 0 where it is none, and its names. */
interface Slot {
  month: number
  name: string
  /** As it stands behind a day. */
  ofDay: string
}

const romanOf = (text: string): number =>
  ROMAN.indexOf(text.replaceAll('х', 'x').replaceAll('і', 'i').replace(/\.$/, '')) + 1

const YEAR = /(?<!\d)20\d\d(?!\d)/

/** What the plan's columns say of the calendar's as a whole. */
interface CalendarLook {
  isCyrillic: boolean
  /** Twelve Roman numbers are months, four are quarters. */
  isMonthly: boolean
  /** The columns are those of several years, and their names say which. */
  hasYears: boolean
}

const quarterName = (shown: string, { isCyrillic }: CalendarLook): string => {
  const count = romanOf(fold(shown)) || Number(shown)
  if (!(count > 0)) return shown
  return isCyrillic ? `${shown} кв.` : `Q${count}`
}

const slotOf = (title: string, look: CalendarLook): Slot => {
  const shown = title.split(': ').at(-1) ?? title
  const text = fold(shown)
  const named = monthOf(text)
  const month = named || (look.isMonthly ? romanOf(text) : 0)
  const [of = ''] = look.hasYears ? (YEAR.exec(title) ?? []) : []
  const ofYear = (name: string): string => (of === '' ? name : `${name} ${of}`)
  if (month === 0) {
    const name = ofYear(quarterName(shown, look))
    return { month, name, ofDay: name }
  }
  const word = /\p{L}{3,}/u.exec(text)?.[0] ?? ''
  const [first, from] = named > 0 ? [word, named] : [look.isCyrillic ? 'январь' : 'january', 1]
  const names = monthNames(first, from, month) ?? { plain: shown, ofDay: shown }
  return { month, name: ofYear(names.plain), ofDay: ofYear(names.ofDay) }
}

const known = new WeakMap<readonly PlacedColumn[], (Slot | null)[]>()

const slotsOf = (columns: readonly PlacedColumn[]): (Slot | null)[] => {
  const slots = known.get(columns)
  if (slots) return slots
  const titles = columns.filter(({ role }) => role === 'month').map(({ title }) => title)
  const look: CalendarLook = {
    isCyrillic: columns.some(({ title }) => /\p{Script=Cyrillic}{3}/u.test(title)),
    isMonthly: titles.some((title) => romanOf(lastPart(title)) > QUARTERS),
    hasYears: new Set(titles.flatMap((title) => YEAR.exec(title) ?? [])).size > 1,
  }
  const made = columns.map(({ role, title }) => (role === 'month' ? slotOf(title, look) : null))
  known.set(columns, made)
  return made
}

/** «январь, февраль», «март – июнь»: three in a row and more are a span. */
const spansOf = (slots: readonly Slot[]): string => {
  const runs: Slot[][] = []
  for (const slot of slots) {
    const last = runs.at(-1)?.at(-1)
    if (last !== undefined && last.month > 0 && slot.month === (last.month % 12) + 1) runs.at(-1)?.push(slot)
    else runs.push([slot])
  }
  return runs
    .flatMap((run) =>
      run.length < 3 ? run.map(({ name }) => name) : [`${run[0]?.name} – ${run.at(-1)?.name}`],
    )
    .join(', ')
}

/** The dates that the months' columns of a row say: the marked months in one line, days a line a month. */
export const calendarPeriod = (row: PlacedRow, columns: readonly PlacedColumn[]): string[] => {
  const marked: Slot[] = []
  const days: string[] = []
  slotsOf(columns).forEach((slot, at) => {
    const text = row.texts[at] ?? ''
    if (slot === null || text === '') return
    if (MARK.test(fold(text))) marked.push(slot)
    else if (DAYS.test(fold(text))) days.push(`${text} ${slot.ofDay}`)
    else days.push(text)
  })
  return [...(marked.length > 0 ? [spansOf(marked)] : []), ...days]
}

/** Weekdays beside days that are named: «15 мая, 16 мая (пт, сб)». Owns telling them from a rhythm. */
import type { Cursor } from './cursor.ts'
import type { Tag, Token } from './tags.ts'

const OF_WEEKDAYS: readonly Tag[] = [
  'weekday',
  'weekdays',
  'comma',
  'and',
  'to',
  'open',
  'in',
  'clock',
  'dash',
]
const OF_DAYS: readonly Tag[] = ['num', 'date', 'month', 'comma', 'and', 'year']

const isWeekday = ({ tag }: Token): boolean => tag === 'weekday' || tag === 'weekdays'

/** How many weekdays are named: those within a span count too, «пт–вс» are three. */
const countOf = (tokens: readonly Token[]): number =>
  tokens.reduce((count, token, at) => {
    if (!isWeekday(token)) return count
    const first = tokens[at - 2]
    const isEnd = tokens[at - 1]?.tag === 'dash' && first !== undefined && isWeekday(first)
    return count + (isEnd ? (token.value - first.value + 7) % 7 : 1)
  }, 0)

/** No phrase lists more days or weekdays than this in a row; a text that does is passed once, not once from each of them. */
const LONGEST = 40

/** The stretch of tokens of these classes on one line that ends before `end`. */
const endingAt = (tokens: readonly Token[], end: number, tags: readonly Tag[]): readonly Token[] => {
  let first = end
  const [line, least] = [tokens[end - 1]?.line, Math.max(0, end - LONGEST)]
  while (first > least && tokens[first - 1]?.line === line && tags.includes(tokens[first - 1]?.tag ?? 'word'))
    first--
  return tokens.slice(first, end)
}

const restOfWeekdays = (tokens: readonly Token[], at: number): readonly Token[] => {
  let end = at
  const [line, most] = [tokens[at]?.line, Math.min(tokens.length, at + LONGEST)]
  while (end < most && tokens[end]?.line === line && OF_WEEKDAYS.includes(tokens[end]?.tag ?? 'word')) end++
  return tokens.slice(at, end)
}

/** On which days of a week, whatever they are called, the listed days are: «15, 22, 29 мая» on one. */
const daysOfWeek = (list: readonly Token[], year: number): Set<number> => {
  const found = new Set<number>()
  let m: number | null = null
  for (const token of list.toReversed()) {
    if (token.tag === 'month') m = token.value
    const [d, month] = token.tag === 'date' ? [token.day, token.value] : [token.value, m]
    const isDay = token.tag === 'date' || (token.tag === 'num' && !token.ordinal)
    if (isDay && month !== null)
      found.add(Math.floor(Date.UTC(token.year ?? year, month - 1, d) / 86_400_000) % 7)
  }
  return found
}

/** Whether the weekday here is one of so many as the days listed before it are on, no rhythm. */
export const isOfListedDays = ({ tokens, at, year }: Cursor): boolean => {
  const rest = restOfWeekdays(tokens, at)
  if (!rest.some(isWeekday)) return false
  const before = endingAt(tokens, at, OF_WEEKDAYS)
  const list = endingAt(tokens, at - before.length, OF_DAYS)
  const days = list.filter(({ tag }) => tag === 'num' || tag === 'date')
  // «с 12 по 26 апреля», «до 15 мая»: a span has its rhythm.
  const lead = tokens[at - before.length - list.length - 1]
  const isSpan = lead?.line === list[0]?.line && ['from', 'until', 'to', 'dash'].includes(lead?.tag ?? 'word')
  if (days.length < 2 || isSpan) return false
  return countOf([...before, ...rest]) === daysOfWeek(list, year).size
}

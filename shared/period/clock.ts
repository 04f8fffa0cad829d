/** Hours that a thing lasts («16 ч.», «2 ак. часа») told from hours of the clock («в 15 ч.», «10.00–12.00»). Owns both. */
import type { Meaning } from './atoms.ts'
import { type Cursor, isDay } from './cursor.ts'
import type { Token } from './tags.ts'

/** A time of day, with what leads it in: «в 15.00», «с 10 до 12 ч.», «14.00-14.10». */
export const readClock = (cursor: Cursor): Meaning | null =>
  cursor.attempt(() => {
    const begin = cursor.at
    const isLed = cursor.skip('in', 'from', 'until', 'to', 'after') > 0
    // «1 раз в неделю по 2 часа»: how long each of them lasts.
    if (cursor.peek(-1)?.text === 'по' && (isShort(cursor) || isEach(cursor))) return null
    // «после 3 часов занятий»
    if (cursor.tag(-1) === 'after' && isShort(cursor)) return null
    // «Петрова Е. В.» and «16 ч.» on the next line.
    if (isLed && cursor.peek(-1)?.line !== cursor.peek()?.line) return null
    const isDeadline = cursor.tag(-1) === 'until'
    const isTime = oneTime(cursor, isLed) ?? (isLed ? bareHour(cursor, begin) : null)
    if (!isTime || (isDeadline && isBeforeDay(cursor))) return null
    while (cursor.attempt(another)) continue
    return { type: 'clock' }
  })

/** «до 18.00 12 марта» is a deadline, whose day the calendar reads. */
const isBeforeDay = (cursor: Cursor): boolean =>
  cursor.attempt(() => {
    cursor.skip('comma')
    return isDay(cursor) ? true : null
  }) ?? false

/** «15 мая в 12, 16 мая в 14», «15 мая с 10 до 12, 16 мая»: numbers behind a day are its hours, as another day follows. */
const bareHour = (cursor: Cursor, begin: number): true | null =>
  cursor.attempt(() => {
    const isLead = ['in', 'from'].includes(cursor.tag(-1) ?? '') && isBehindDay(cursor, begin - 1)
    const hour = cursor.take('num')
    if (!isLead || !hour || hour.ordinal || hour.value > 24) return null
    cursor.attempt(() => cursor.take('until') && cursor.take('num'))
    const { at } = cursor
    const isFollowed = cursor.skip('comma', 'and') > 0 && isDay(cursor)
    cursor.at = at
    return isFollowed ? true : null
  })

/** Nobody meets before this hour. */
const EARLY = 7

const isShort = (cursor: Cursor): boolean =>
  cursor.is('num') && (cursor.peek()?.value ?? EARLY) < EARLY && cursor.tag(1) === 'hour'

/** «(по 16 ч.)» behind no beginning: each of them lasts as long. */
const isEach = (cursor: Cursor): boolean =>
  cursor.is('num') && cursor.tag(1) === 'hour' && cursor.tag(-2) === 'open'

const another = (cursor: Cursor): true | null => {
  const isListed = cursor.skip('comma') > 0
  const isLed = cursor.skip('dash', 'until', 'to', 'and', 'comma', 'from', 'in') > 0
  // «15.00, 2 часа»: what a comma parts from the time may be how long it lasts.
  const hour = cursor.peek()
  if (isListed && !isLed && hour?.tag === 'num' && hour.value < EARLY) return null
  return (isListed || isLed) && oneTime(cursor, true) ? true : null
}

const oneTime = (cursor: Cursor, isLed: boolean): true | null => {
  if (cursor.take('clock')) {
    cursor.skip('hour')
    return true
  }
  return isLed ? cursor.attempt(hourOfDay) : minuteTime(cursor)
}

/** «15 ч. 30 мин.» is a time of the day from seven o'clock on, a duration before. */
const minuteTime = (cursor: Cursor): true | null =>
  cursor.attempt(() => {
    const hour = cursor.take('num')
    if (!hour || hour.value < 7 || hour.value > 23 || !cursor.take('hour')) return null
    const minutes = cursor.take('num')
    if (!minutes || minutes.value > 59) return null
    return cursor.take('minute') || minutes.text === '00' || minutes.text === '30' ? true : null
  })

const hourOfDay = (cursor: Cursor): true | null => {
  if (readHourList(cursor)) return true
  const hour = cursor.take('num')
  if (!hour || hour.ordinal || hour.value > 24 || hour.value % 1 !== 0) return null
  if (
    cursor.attempt(() =>
      cursor.take('dash', 'until', 'to') && cursor.take('num', 'clock') && cursor.take('hour') ? true : null,
    )
  )
    return true
  if (!cursor.take('hour')) return null
  cursor.attempt(() => (cursor.take('num') && cursor.take('minute') ? true : null))
  return true
}

/** A mark between two days; behind a word it joins nothing: «срок – 1 июня». */
const isJoint = (mark: Token | undefined, before: Token | undefined): boolean =>
  mark !== undefined &&
  ['dash', 'to', 'until', 'comma', 'and'].includes(mark.tag) &&
  !['word', 'span', 'time'].includes(before?.tag ?? '')

/** Whether one pinned day, and no span or list, ends at `at`. */
const endsDay = ({ tokens }: Cursor, at: number): boolean => {
  const [before, two, three] = [tokens[at], tokens[at - 1], tokens[at - 2]]
  if (before?.tag === 'date') return !isJoint(two, three)
  const isDayOf = before?.tag === 'month' && two?.tag === 'num' && two.line === before.line
  return isDayOf && !isJoint(three, tokens[at - 3])
}

/** Whether a day stands before, with what belongs to it: «15 мая 2026 (пт)». */
const isBehindDay = ({ tokens }: Cursor, last: number): boolean => {
  let at = last
  while (['comma', 'year', 'open', 'close', 'weekday'].includes(tokens[at]?.tag ?? '')) at--
  const [day, number] = [tokens[at], tokens[at - 1]]
  return day?.tag === 'date' || (day?.tag === 'month' && number?.tag === 'num' && number.line === day.line)
}

/** «15 мая, начало – 12 ч.», «15 мая, начало мероприятия 12 ч.» */
const passBeginning = ({ tokens }: Cursor, last: number): number => {
  const end = tokens[last]?.tag === 'dash' ? last - 1 : last
  const [of, behind] = [tokens[end - 1], tokens[end]]
  const isOf = behind?.tag === 'word' && of?.tag === 'part' && of.value === 1 && of.line === behind.line
  const at = isOf ? end - 1 : end
  const word = tokens[at]
  return word?.tag === 'time' || (word?.tag === 'part' && word.value === 1) ? at - 1 : last
}

/** Whether the hour may be the clock's: behind one pinned day, in the hours when people meet. */
const isAfterDay = (cursor: Cursor): boolean => {
  let at = passBeginning(cursor, cursor.at - 1)
  while (['comma', 'year', 'open', 'weekday'].includes(cursor.tokens[at]?.tag ?? '')) at--
  return endsDay(cursor, at)
}

/** «с 15 мая»: a beginning, behind which a course may last as long as it likes. */
const isLedDay = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[tokens[at]?.tag === 'date' ? at - 1 : at - 2]
  return ['from', 'after'].includes(before?.tag ?? 'word')
}

/** Whether one pinned day stands anywhere before on the line: what lasts so long takes more than it. */
const hasDayBefore = (cursor: Cursor): boolean => {
  const { tokens } = cursor
  const line = tokens[cursor.at - 1]?.line
  for (let at = cursor.at - 1; at >= 0 && tokens[at]?.line === line; at--)
    if (endsDay(cursor, at)) return !isLedDay(tokens, at)
  return false
}

const told = (cursor: Cursor): Meaning => {
  cursor.at++
  return { type: 'clock' }
}

/** The last hour at which anything ends; «16–24 ч.» are how many. */
const LATE = 23

const isHour = ({ value, ordinal }: Token): boolean =>
  !ordinal && value % 1 === 0 && value >= EARLY && value <= LATE

/** «Тема 8 – 10 ч.»: the number of a thing, and how long it lasts behind a dash that stands by itself. */
const isNumberOf = (word: Token | undefined, first: Token, dash: Token, last: Token): boolean =>
  word?.tag === 'word' &&
  word.line === first.line &&
  word.text.length > 2 &&
  dash.tag === 'dash' &&
  dash.from > first.to &&
  last.from > dash.to

/** «10–12 ч.», «10 ч. – 12 ч.», «22–6 ч.»: from one hour of the clock to another. */
const readHourRange = (cursor: Cursor): true | null =>
  cursor.attempt(() => {
    const word = hasDayBefore(cursor) ? undefined : cursor.peek(-1)
    const first = cursor.take('num')
    if (!first || !isHour(first)) return null
    const isTold = cursor.take('hour') !== null
    const dash = cursor.take('dash', 'to', 'until')
    if (!dash || (!isTold && isNumberOf(word, first, dash, cursor.peek() ?? dash))) return null
    const last = cursor.take('num')
    if (!last || !cursor.take('hour')) return null
    const isOvernight = last.value > 0 && last.value < EARLY && first.value > LATE - EARLY
    return isOvernight || (isHour(last) && last.value !== first.value) ? true : null
  })

/** «12 и 14 ч.», «17, 18 и 19 часов»: hours of the clock behind their day, or led in. */
const readHourList = (cursor: Cursor): true | null =>
  cursor.attempt(() => {
    let count = 0
    do {
      const hour = cursor.take('num')
      if (!hour || !isHour(hour)) return null
      count++
    } while (cursor.skip('comma', 'and') > 0)
    return count > 1 && cursor.take('hour') ? true : null
  })

/** «16 ч.», «72 часа», «2 ак. ч.»: hours of a course, or null. */
export const readHours = (cursor: Cursor): Meaning | null =>
  cursor.attempt(() => {
    if (readHourRange(cursor)) return { type: 'clock' }
    const isAfter = isAfterDay(cursor)
    if (isAfter && readHourList(cursor)) return { type: 'clock' }
    const number = cursor.take('num')
    if (!number || number.value <= 0) return null
    cursor.take('dash', 'comma')
    const academic = cursor.skip('academic', 'school', 'comma') > 0
    const unit = cursor.take('hour')
    // «1H 2022» is half a year.
    if (!unit || (unit.text === 'h' && unit.isGlued && cursor.is('year'))) return null
    // «4 часа утра», «2 часа дня»
    if (/^(?:утра|дня|вечера|ночи|ранку|вечора)$/u.test(cursor.peek()?.text ?? '')) return told(cursor)
    const isTime = !academic && number.value >= 7 && number.value <= 23
    if (isTime && cursor.is('num') && cursor.tag(1) === 'minute') return null
    // «10 ч. 10 марта»
    const isBefore = isTime && (cursor.is('date') || (cursor.is('num') && cursor.tag(1) === 'month'))
    if (isBefore) return { type: 'clock' }
    const isClock = isAfter && !academic && number.value >= 8 && number.value <= 20
    return isClock ? { type: 'clock' } : { type: 'hours', hours: number.value }
  })

/** What comes again: «ежемесячно», «2 раза в год», «каждый четверг», «2-я суббота месяца», «по вторникам». Owns it alone. */
import type { WordAtom } from './atoms.ts'
import { type Cursor, isDay } from './cursor.ts'
import { readSeries } from './series.ts'
import type { Token } from './tags.ts'
import { isOfListedDays } from './weekdays-of-days.ts'

const RECURRING: WordAtom = { type: 'recurring' }
const ANNUAL: WordAtom = { type: 'annual' }

const UNITS = [
  'yearWord',
  'monthWord',
  'week',
  'quarter',
  'half',
  'day',
  'decade',
  'term',
  'semester',
  'season',
  'hour',
] as const

/** «раз в квартал», «2 р/мес», «не реже 1 раза в месяц», «twice a year». */
const counted = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    cursor.skip('not')
    if (cursor.peek()?.tag === 'word' && /^(?:реже|менее|чаще|более|мин)/u.test(cursor.peek()?.text ?? ''))
      cursor.at++
    const isCounted = countWord(cursor)
    const times = cursor.take('times')
    const isWord =
      isCounted?.tag === 'count' &&
      ['once', 'twice', 'дважды', 'трижды', 'thrice', 'двічі', 'тричі'].includes(isCounted.text)
    if (!times && !isWord) return null
    return perUnit(cursor)
  })

/** «1–2», «не реже 1, 2 или 3»; longer ones are lists of days. */
const MOST_COUNTS = 12

const countWord = (cursor: Cursor): Token | null => {
  const from = cursor.at
  while (cursor.at - from < MOST_COUNTS && cursor.take('num', 'count', 'dash', 'comma', 'and')) continue
  return cursor.at > from ? (cursor.tokens[from] ?? null) : null
}

const perUnit = (cursor: Cursor): WordAtom | null => {
  const before = cursor.at
  cursor.skip('in', 'comma', 'given', 'each', 'whole', 'from', 'to', 'during', 'according')
  if (cursor.peek()?.text === 'a' || cursor.peek()?.text === 'за') cursor.at++
  const isLed = cursor.at > before
  // «1 раз» — «Год памяти»
  if (!isLed && cursor.peek()?.line !== cursor.peek(-1)?.line) return null
  cursor.take('num', 'count')
  cursor.skip('school')
  const unit = cursor.take(...UNITS) ?? takeYearly(cursor)
  const isOther = isLed && (cursor.take('year') ?? takeTurn(cursor))
  return unit || isOther ? RECURRING : null
}

/** «twice yearly» */
const takeYearly = (cursor: Cursor): Token | null =>
  /^(?:yearly|annually)$/.test(cursor.peek()?.text ?? '') ? cursor.take('annual') : null

/** «2 места в неделю детской книги»: the unit is part of a name. */
const isFollowed = (cursor: Cursor): boolean =>
  cursor.is('num', 'word') && cursor.peek()?.line === cursor.peek(-1)?.line

/** «по 1 мероприятию в квартал», «2 занятия в неделю»: so many of something in a unit of time. */
const rate = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    cursor.skip('to')
    if (!cursor.take('num', 'count') || !cursor.take('word', 'day')) return null
    cursor.skip('word')
    const { text } = cursor.take('in', 'according') ?? { text: '' }
    if (!/^(?:в|на|per)$/.test(text) || !cursor.take('quarter', 'monthWord', 'week', 'half', 'yearWord'))
      return null
    return isFollowed(cursor) ? null : RECURRING
  })

/** Turns of a camp or a course: «1 раз в смену». */
const takeTurn = (cursor: Cursor): Token | null =>
  cursor.attempt(() => {
    const token = cursor.take('word', 'time', 'span')
    return token &&
      /^(?:смен|заезд|поток|сезон|триместр|семестр|модул|term|semester|trimester|г$)/u.test(token.text)
      ? token
      : null
  })

/** «каждый четверг», «каждую 2-ю субботу», «каждый месяц», «каждые две недели». */
const each = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    cursor.skip('in')
    if (!cursor.take('each')) return null
    while (cursor.take('num', 'count', 'and', 'comma')) continue
    passKindOfDay(cursor)
    if (cursor.peek()?.text === 'выходной') return step(cursor)
    const unit = cursor.take(
      'weekday',
      'weekdays',
      'monthWord',
      'week',
      'quarter',
      'half',
      'day',
      'decade',
      'dayNumber',
      'term',
      'semester',
      'season',
    )
    if (unit) ofMonth(cursor)
    if (unit) while (cursor.attempt(anotherWeekday)) continue
    return unit ? RECURRING : cursor.take('yearWord') ? ANNUAL : null
  })

const step = (cursor: Cursor): WordAtom => {
  cursor.at++
  return RECURRING
}

/** «каждый рабочий день», «every other Friday». */
const passKindOfDay = (cursor: Cursor): boolean => {
  const token = cursor.peek()
  if (token?.tag !== 'school' && !(token?.tag === 'word' && KIND_OF_DAY.test(token.text))) return false
  cursor.at++
  return true
}

const KIND_OF_DAY = /^(?:рабоч|учебн|праздничн|буднич|другой|другую|working|other|second$)/u

const anotherWeekday = (cursor: Cursor): Token | null => {
  // «понедельник – 14.00, среда – 15.00»
  const isTimed = cursor.is('clock') || cursor.tag(1) === 'clock'
  cursor.skip('and', 'comma', 'dash', 'to', ...(isTimed ? (['clock', 'in', 'from', 'until'] as const) : []))
  const found = cursor.take('weekday', 'weekdays')
  return isTimed && isDay(cursor) ? null : found
}

/** «…(каждого) месяца», «…числа следующего месяца». */
const ofMonth = (cursor: Cursor): boolean =>
  cursor.attempt(() => {
    cursor.skip('each', 'in', 'open', 'comma')
    for (let passed = 0; passed < 4 && cursor.is('word', 'given', 'num'); passed++) cursor.at++
    // «каждую пятницу в I квартале»: the quarter is a time of its own.
    if (cursor.is('quarter') && cursor.tag(-1) === 'num') return null
    const found = cursor.take('monthWord', 'quarter', 'week')
    return found && !cursor.is('month') ? true : null
  }) ?? false

/** «2-я суббота месяца», «1 и 15 числа каждого месяца», «до 5 числа следующего месяца». */
const placed = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    cursor.skip('not', 'until', 'in', 'from', 'to')
    const series = readSeries(cursor)
    if (!series || series.date) return null
    passKindOfDay(cursor)
    const unit = cursor.take('weekday', 'weekdays', 'week', 'decade', 'day', 'dayNumber')
    if (!unit) return null
    while (cursor.take('weekday', 'and', 'comma', 'weekdays')) continue
    // «первый и третий четверг»: two of a month are a rhythm, one may be a day of some week.
    const isTwice = unit.tag === 'weekday' && series.items.length > 1 && !cursor.is('month')
    return ofMonth(cursor) || isTwice ? RECURRING : null
  })

/** «21-22.10 (пт-сб)», «15, 17 марта (вт, чт)»: the weekdays of the two days before, no rhythm. */
const isOfDays = (cursor: Cursor): boolean => {
  if (cursor.tag(-1) !== 'open') return false
  const [first, joint, last] = [cursor.peek(), cursor.peek(1), cursor.peek(2)]
  const isPair = first?.tag === 'weekday' && last?.tag === 'weekday' && isJoint(joint)
  if (!isPair) return false
  const behind = cursor.peek(-2)
  const at = behind?.tag === 'month' ? -3 : -2
  const [from, between, to] = [at - 2, at - 1, at].map((back) => cursor.peek(back))
  const isDays = isJoint(between) && dayOf(from) > 0 && dayOf(to) > dayOf(from)
  return isDays && (dayOf(to) - dayOf(from) - (last.value - first.value)) % 7 === 0
}

const isJoint = (token: Token | undefined): boolean =>
  token !== undefined && ['dash', 'comma', 'and'].includes(token.tag)

const dayOf = (token: Token | undefined): number =>
  token?.tag === 'date' ? token.day : token?.tag === 'num' ? token.value : 0

/** «Субботы, 12.00»: at the beginning several of them, elsewhere one in the genitive. */
const PLURAL = new Set(['среды', 'пятницы', 'субботы', 'воскресенья'])

/** «суббота, 12.00 (с сентября по май)»: one weekday beside a span of months. */
const isOfSpan = (cursor: Cursor): boolean => {
  const { at } = cursor
  cursor.skip('clock', 'dash', 'in', 'comma', 'open')
  const isLed = cursor.take('from') !== null
  const isSpan =
    cursor.take('month') !== null && cursor.take(isLed ? 'to' : 'dash') !== null && cursor.is('month')
  cursor.at = at
  return isSpan
}

/** «по вторникам и четвергам», «вторник, четверг», «пн-пт». One weekday alone belongs to a week that is not named. */
const weekdays = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    const isLed = cursor.is('to')
    const isAfter = ['num', 'date', 'month', 'year', 'from', 'until', 'open', 'comma'].includes(
      cursor.tag(-1) ?? '',
    )
    if (isOfDays(cursor) || isOfListedDays(cursor)) return null
    cursor.skip('to', 'in', 'from')
    const isWorking = cursor.tag(-1) === 'in' && /^(?:рабоч|буднич|working)/u.test(cursor.peek()?.text ?? '')
    if ((isLed || isWorking) && passKindOfDay(cursor)) return cursor.take('day') ? RECURRING : null
    const first = cursor.take('weekday', 'weekdays')
    if (!first) return null
    let more = 0
    while (cursor.attempt(anotherWeekday)) more++
    cursor.attempt(() => (cursor.take('day') && !cursor.is('monthWord') ? true : null))
    // «с понедельника 13 марта по пятницу 17 марта»: the weekdays of two days.
    if (isLed && more === 0 && first.tag === 'weekday' && cursor.is('num', 'date')) return null
    if (isOfSpan(cursor)) return RECURRING
    const isMany = first.tag === 'weekdays' || (PLURAL.has(first.text) && !isAfter)
    return isMany || more > 0 || isLed ? RECURRING : null
  })

/** Any «еже…» is a rhythm, whatever it counts. */
const word = (cursor: Cursor): WordAtom | null => {
  if (cursor.take('recurring')) return RECURRING
  if (cursor.take('annual')) return ANNUAL
  const token = cursor.peek()
  if (
    token?.tag !== 'word' ||
    !/^(?:еже(?!вик|ли)[а-я]{2}|квартально$|по(?:недель|квартал|месяч|декад)[а-я]+но$)/u.test(token.text)
  )
    return null
  cursor.at++
  return RECURRING
}

/** «2 часа в неделю»: behind the hours, which are read for themselves. */
const behindHours = (cursor: Cursor): WordAtom | null =>
  cursor.tag(-1) !== 'hour' || !/^(?:в|на)$/u.test(cursor.peek()?.text ?? '')
    ? null
    : cursor.attempt(() =>
        cursor.take('in') && cursor.take('week', 'monthWord', 'quarter', 'half') && !cursor.is('num', 'month')
          ? RECURRING
          : null,
      )

const MANY_UNITS = /^(?:квартал|полугоди|месяц|недел|декад|семестр|четверт|місяц|тижн)[ая][мх]$/u

/** «по кварталам», «по полугодиям» */
const byUnits = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    if (cursor.take('to')?.text !== 'по' || !MANY_UNITS.test(cursor.peek()?.text ?? '')) return null
    cursor.at++
    return RECURRING
  })

/** «per quarter» */
const perWord = (cursor: Cursor): WordAtom | null =>
  !cursor.is('according')
    ? null
    : cursor.attempt(() =>
        cursor.take('according')?.text === 'per' && cursor.take(...UNITS) ? RECURRING : null,
      )

/** A rhythm here, null where there is none. */
export const readRecurring = (cursor: Cursor): WordAtom | null =>
  word(cursor) ??
  perWord(cursor) ??
  byUnits(cursor) ??
  behindHours(cursor) ??
  counted(cursor) ??
  rate(cursor) ??
  each(cursor) ??
  placed(cursor) ??
  weekdays(cursor)

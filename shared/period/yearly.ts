/** Expressions that mean a whole year: «в течение года», «весь период», «постоянно», «2021-2022 учебный год». Owns them alone. */
import type { Point } from './atoms.ts'
import type { Cursor } from './cursor.ts'
import { span } from './moments.ts'
import { readPoints } from './points.ts'
import type { Token } from './tags.ts'

const yearPoint = (year: number | null): Point => ({
  grain: 'year',
  first: { y: year, m: 1, d: null },
  last: { y: year, m: 12, d: null },
})

const schoolYear = (first: number | null): Point => ({
  grain: 'year',
  first: { y: first, m: 9, d: null },
  last: { y: first === null ? null : first + 1, m: 5, d: null },
})

export const isYearEnd = (token: Token | undefined): boolean =>
  token?.tag === 'yearWord' || ['г', 'р'].includes(token?.text ?? '')

/** «учебный», «н.» of «н.р.» */
export const takeSchool = (cursor: Cursor): Token | null =>
  cursor.take('school') ??
  (/^[ну]$/u.test(cursor.peek()?.text ?? '') && /^[рг]$/u.test(cursor.peek(1)?.text ?? '')
    ? cursor.take('word', 'in')
    : null)

/** «2021-2022 учебный год», «учебный год», «уч. г. 2021/22». */
const readSchool = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const before = cursor.take('years')
    if (!takeSchool(cursor)) return null
    cursor.skip('comma')
    const isYear = isYearEnd(cursor.peek())
    if (isYear) cursor.at++
    else if (!cursor.take('span')) return before ? [schoolYear(before.value)] : null
    const behind = before ? null : cursor.take('years')
    return [schoolYear((before ?? behind)?.value ?? null)]
  })

/** Words that may stand between «в течение» and the year. */
const skipBetween = (cursor: Cursor): void => {
  while (cursor.is('whole', 'in') || isFiller(cursor.peek())) cursor.at++
}

const isFiller = (token: Token | undefined): boolean =>
  token?.text === 'through' ||
  ((token?.tag === 'word' || token?.tag === 'agreement') &&
    /^(?:текущ|календар|отчетн|всь|планов|указан|поточн|year|calendar|конкурс)/u.test(token.text))

/** What a stretch is of, behind «в течение» or «весь». */
const stretch = (cursor: Cursor): Point[] | null => {
  skipBetween(cursor)
  const school = readSchool(cursor)
  if (school) return school
  const year = cursor.take('year')
  if (year) return [yearPoint(year.value)]
  const years = cursor.take('years')
  if (years)
    return [
      { grain: 'year', first: { y: years.value, m: 1, d: null }, last: { y: years.year, m: 12, d: null } },
    ]
  if (isYearEnd(cursor.peek())) {
    cursor.at++
    const named = cursor.take('year')
    return [yearPoint(named?.value ?? null)]
  }
  return null
}

/** «в течение действия программы», «в течение реализации плана»: as long as the plan lasts. */
const takeTerm = (cursor: Cursor): Token | null =>
  /^(?:действия|реализации)$/u.test(cursor.peek()?.text ?? '') ? cursor.take('word') : null

const during = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    cursor.skip('in')
    if (!cursor.take('during')) return null
    const found = stretch(cursor)
    if (found) return found
    const calendar = readPoints(cursor)
    if (calendar) return calendar
    return (cursor.take('span') ?? takeTerm(cursor)) ? [yearPoint(null)] : null
  })

/** «весь год», «весь период», «круглый год», «all year round». */
const whole = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    cursor.skip('in', 'during')
    if (cursor.skip('whole') === 0) return null
    if (cursor.is('dash') && cursor.tag(1) === 'yearWord') cursor.at++
    const found = stretch(cursor)
    if (found) return found
    if (cursor.take('span', 'time')) return [yearPoint(null)]
    return readPoints(cursor)
  })

const always = (cursor: Cursor): Point[] | null => (cursor.take('always') ? [yearPoint(null)] : null)

/** «год», «на год», «year-round»: where nothing else is said on the line. */
const bareWord = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const found = cursor.take('yearWord')
    if (!found) return null
    const { tokens } = cursor
    const others = tokens.filter(
      (token) =>
        token.line === found.line && !['in', 'given', 'comma', 'open', 'close', 'dash'].includes(token.tag),
    )
    const isRound = cursor.peek()?.text === 'round' || (cursor.peek(1)?.text === 'round' && cursor.is('dash'))
    if (isRound) cursor.at += cursor.is('dash') ? 2 : 1
    return others.length === 1 || isRound ? [yearPoint(null)] : null
  })

/** «year-end», «by year end»: its last month, or its first. */
const edge = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    if (cursor.take('yearWord')?.text !== 'year') return null
    cursor.skip('dash')
    const part = cursor.take('part')
    if (!part || cursor.is('num', 'month')) return null
    const m = part.value === 1 ? 1 : 12
    return part.value === 2 ? null : [span('month', m, m)]
  })

/** A whole year as points, null where there is none here. */
export const readYearly = (cursor: Cursor): Point[] | null =>
  during(cursor) ?? whole(cursor) ?? readSchool(cursor) ?? always(cursor) ?? edge(cursor) ?? bareWord(cursor)

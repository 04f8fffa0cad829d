/** Seasons and school holidays: «осенью», «осенне-зимний период», «летние и осенние каникулы». Owns their months. */
import type { Point } from './atoms.ts'
import type { Cursor } from './cursor.ts'
import { span } from './moments.ts'

const later = (m: number): number => ((m + 1) % 12) + 1
const HOLIDAYS: Record<number, readonly [number, number]> = { 12: [12, 1], 3: [3, 3], 6: [6, 8], 9: [10, 11] }

/** Holidays of a week or two, which fill none of the months that they are in: all but those of summer. */
export const isShortHolidays = ({ grain, first, last }: Point): boolean =>
  grain === 'stretch' &&
  [12, 3, 9].some((season) => first.m === HOLIDAYS[season]?.[0] && last.m === HOLIDAYS[season]?.[1])

/** «осенние, зимние и весенние каникулы». */
const severalHolidays = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const found: number[] = []
    do {
      const season = cursor.take('seasonal')
      if (!season) return null
      found.push(season.value)
    } while (cursor.skip('comma', 'and') > 0)
    cursor.skip('school')
    if (found.length < 2 || !cursor.take('holidays')) return null
    return found.map((season) => span('stretch', ...(HOLIDAYS[season] ?? [season, season])))
  })

const ofHolidays = (season: number): Point[] => {
  const [from, to] = HOLIDAYS[season] ?? [season, season]
  return [span('stretch', from, to)]
}

const MIDWINTER = /^(?:новогодн|рождеств|новорічн|різдвян|christmas$)/u

/** «каникулы осенью», «новогодние каникулы». */
const toldHolidays = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const isMidwinter = MIDWINTER.test(cursor.peek()?.text ?? '') && cursor.take('word') !== null
    if (!cursor.take('holidays')) return null
    if (isMidwinter) return ofHolidays(12)
    const season = cursor.take('season')
    return season && ofHolidays(season.value)
  })

/** «осенью», «осенне-зимний период», «летние каникулы». */
export const readSeasons = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const several = severalHolidays(cursor) ?? toldHolidays(cursor)
    if (several) return several
    const isExcepted = cursor.tag(-1) === 'except'
    const first = cursor.take('season', 'seasonal')
    if (!first) return null
    let last = first
    for (;;) {
      const next = cursor.attempt(() => {
        if (cursor.skip('dash') === 0 && first.tag === 'season') return null
        return cursor.take('season', 'seasonal')
      })
      if (!next) break
      last = next
    }
    cursor.skip('school')
    if (cursor.take('holidays')) return ofHolidays(first.value)
    // «летний оздоровительный период»
    if (/[иы]й$/u.test(cursor.peek()?.text ?? '') && cursor.tag(1) === 'span') cursor.take('word')
    const isNoun = isExcepted || first.tag === 'season' || cursor.take('span', 'time', 'monthWord') !== null
    return isNoun ? [span('stretch', first.value, later(last.value))] : null
  })

/**
 * Times that are another's: what a report is about, the date of a document, a date that something was moved from.
 * Owns telling them from the cell's own.
 */
import type { Atom, Meaning } from './atoms.ts'
import { readCalendar, readTime } from './calendar.ts'
import { type Cursor, isDay } from './cursor.ts'
import type { Token } from './tags.ts'

const NOMINATIVE = /(?:[тй]|[а-я]{2}ь)$/u
const MOVED = /^перен[ое]с/u
const INSTEAD = ['вместо', 'взамен', 'замість']

const isNominative = (token: Token | undefined): boolean =>
  token?.tag === 'month' && NOMINATIVE.test(token.text)

/** «март (перенос с февраля)», «перенесено с марта на май»: the date that it has no more. */
const movedFrom = (cursor: Cursor): true | null => {
  cursor.at++
  return cursor.is('from') && readCalendar(cursor) ? true : null
}

const isSpaced = (dash: Token | undefined): boolean => dash?.tag === 'dash' && !dash.isGlued

/** «22 апреля (вместо 15 апреля)»; a cell of «вместо 3 – 5 мая» has the day behind the dash. */
const replaced = (cursor: Cursor): true | null => {
  const start = cursor.at++
  if (!readCalendar(cursor)) return null
  const end = cursor.at
  if (start > 0 || end < cursor.tokens.length) return true
  const dash = cursor.tokens.findLastIndex(isSpaced)
  if (dash > start) cursor.at = dash + 1
  return true
}

/** «по итогам января – марта»: up to the end of the span; «по итогам I четверти – ноябрь» has none. */
const readTold = (cursor: Cursor): true | null => {
  const whole = cursor.at
  if (!readTime(cursor)) return readCalendar(cursor) && true
  const isSpan = cursor.is('dash') && cursor.tag(1) === 'month' && !isNominative(cursor.peek(1))
  if (!isSpan) return true
  cursor.at = whole
  return readCalendar(cursor) && true
}

/** «согласно приказу от 15.01.2026», «по графику, утверждённому 15.01.2026»: the day of the paper. */
const isOfPaper = (cursor: Cursor): boolean => {
  if (cursor.peek(-1)?.text.startsWith('утвержд')) return isDay(cursor) || cursor.peek()?.text === 'от'
  return cursor.tag(-1) === 'agreement' && cursor.peek()?.text === 'от'
}

/** «приказ … от 15.03.2021»; on the next line a number says that the day is a paper's: «от 30.08.2024 г. № 64». */
const readPaper = (cursor: Cursor): true | null => {
  const isNext = cursor.peek()?.line !== cursor.peek(-1)?.line
  if (cursor.peek()?.text !== 'от' || !readCalendar(cursor)) return null
  return !isNext || cursor.peek()?.text.startsWith('№') ? true : null
}

/** «по итогам I полугодия», «приказ от 15.03.2021»: passed over, null where nothing of the kind stands here. */
export const readForeign = (cursor: Cursor): true | null =>
  cursor.attempt(() => {
    if (MOVED.test(cursor.peek()?.text ?? '')) return movedFrom(cursor)
    if (INSTEAD.includes(cursor.peek()?.text ?? '')) return replaced(cursor)
    if (isOfPaper(cursor)) return readCalendar(cursor) && true
    const isDocument = cursor.is('document') || cursor.peek()?.text.startsWith('№') === true
    if (!isDocument && !cursor.is('outcome')) return null
    cursor.at++
    for (let passed = 0; passed < 3 && cursor.is('word'); passed++) cursor.at++
    // «Подведение итогов: апрель»: a month that nothing governs is the cell's own.
    if (isNominative(cursor.peek())) return null
    // «Итоги: 30 апреля»: a day is when they are drawn, not what they are of.
    if (!isDocument && isDay(cursor)) return null
    return isDocument ? readPaper(cursor) : readTold(cursor)
  })

const COARSE: readonly string[] = ['quarter', 'half', 'year']

/**
 * «за I квартал», «план на 2027 год», «– на II полугодие»: what is told of or planned for, no time of its own where the
 * cell has another.
 */
export const isTold = (meaning: Meaning, first: Token | undefined, before: Token | undefined): boolean => {
  if (meaning.type !== 'calendar') return false
  if (before?.text === 'за') return meaning.points.every(({ grain }) => grain !== 'day')
  return first?.text === 'на' && meaning.points.every(({ grain }) => COARSE.includes(grain))
}

/** «март (перенесено на апрель)»: what stands before on the line is no more. */
export const dropMoved = (atoms: readonly Atom[], tokens: readonly Token[]): void => {
  atoms.forEach((atom, index) => {
    const isTarget =
      atom.meaning.type === 'calendar' &&
      tokens[atom.start]?.text === 'на' &&
      MOVED.test(tokens[atom.start - 1]?.text ?? '')
    if (!isTarget) return
    for (let at = index - 1; at >= 0 && atoms[at]?.line === atom.line; at--) {
      const before = atoms[at]
      if (before) before.isAside = true
    }
  })
}

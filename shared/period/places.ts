/** Numbers and months of other things: «каб. 12», «ул. 8 Марта, 5», «занятие 1 – 20 января». Owns passing them over. */
import type { Cursor } from './cursor.ts'
import type { Token } from './tags.ts'

const ROOM =
  /^(?:каб|кабинет[а-я]*|ауд|аудитори[а-я]*|филиал[а-я]*|школ[а-я]|сош|сш|лицей|гимнази[а-я]|дом|офис|room)$/u
/** What else has numbers with a slash: «корпус 21/05», «группы 11/05, 12/05». */
const SLASHED = /^(?:д|корп|корпус[а-я]*|строени[а-я]|гр|групп[а-я]*|класс[а-я]*|зал|building|group)$/u
const STREET =
  /^(?:ул|улиц[а-я]*|вул|вулиц[а-яі]*|пл|площад(?:ь|и|ью)|пр|просп|проспект[а-я]*|пер|переул[а-я]*|бул|бульвар[а-я]*|наб|набережн[а-я]*|мкр|микрорайон[а-я]*|шоссе|street|square|avenue)$/u

/** Words of a street's name; a longer one has no end. */
const MOST_WORDS = 6

/** «12/03» behind a place is no twelfth of March. */
const isSlashed = (token: Token | undefined): boolean => token?.tag === 'date' && token.text.includes('/')

const isRoomNumber = (token: Token | undefined): boolean => token?.tag === 'num' || isSlashed(token)

const isNumbered = ({ text }: Token, number: Token | undefined): boolean =>
  ROOM.test(text) || (SLASHED.test(text) && isSlashed(number))

/** «…, 12/05» behind «группы 11/05» */
const anotherNumber = (cursor: Cursor, line: number): true | null =>
  cursor.attempt(() => {
    cursor.skip('comma', 'and')
    return cursor.peek()?.line === line && isSlashed(cursor.peek()) && cursor.take('date') ? true : null
  })

/** «каб. 12, 15 марта»: a number that names a place. */
const room = (cursor: Cursor): true | null =>
  !isRoomNumber(cursor.peek(1))
    ? null
    : cursor.attempt(() => {
        const word = cursor.take('word')
        const number = cursor.peek()
        if (!word || !isNumbered(word, number) || !cursor.take('num', 'date')) return null
        if (isSlashed(number)) while (anotherNumber(cursor, word.line)) continue
        const next = cursor.peek()
        return !next || next.line !== word.line || ['comma', 'open', 'close', 'word'].includes(next.tag)
          ? true
          : null
      })

const isNumberOfHouse = (cursor: Cursor, line: number): boolean => {
  const [number, next] = [cursor.peek(), cursor.peek(1)]
  if (!isRoomNumber(number) || number?.line !== line) return false
  return !next || next.line !== line || ['comma', 'open', 'close', 'word'].includes(next.tag)
}

/** «на площади с 1 по 5 мая»: where a date is led in the name has ended; «ул. С. Разина» has not. */
const leadsToDate = (cursor: Cursor): boolean =>
  cursor.is('from', 'until', 'in', 'to', 'during', 'after') &&
  ['num', 'month', 'date'].includes(cursor.tag(1) ?? '')

const isInName = (cursor: Cursor, line: number): boolean => {
  const token = cursor.peek()
  const mayBe = token?.line === line && !['comma', 'open', 'close', 'dash', 'date'].includes(token.tag)
  return mayBe && !leadsToDate(cursor)
}

/** «ул. 8 Марта, 5»: up to the comma, and the house behind it. */
const street = (cursor: Cursor): true | null => {
  const word = cursor.peek()
  if (word?.tag !== 'word' || !STREET.test(word.text)) return null
  const { line } = word
  cursor.at++
  for (let passed = 0; passed < MOST_WORDS && isInName(cursor, line); passed++) cursor.at++
  cursor.attempt(() => {
    cursor.skip('comma')
    if (!isNumberOfHouse(cursor, line)) return null
    cursor.at++
    return true
  })
  return true
}

/** What plans count: «занятие 1 – 20 января» is a day, «занятия 1–20 января» are twenty. */
const COUNTED =
  /^(?:заняти|заседани|этап|тур|урок|выпуск|модул|смен|групп|поток|част|раздел|сесси|педсовет|встреч|лекци|семинар|сери|stage|part|lesson|session|module|group|round)[а-я]{0,2}$/u

const counted = (cursor: Cursor): true | null =>
  cursor.attempt(() => {
    const word = cursor.take('word')
    const number = word && COUNTED.test(word.text) ? cursor.take('num') : null
    const dash = cursor.peek()
    return number && dash?.tag === 'dash' && !dash.isGlued && cursor.tag(1) === 'num' ? true : null
  })

/** A place here that would be read as a date, null where there is none. */
export const readPlace = (cursor: Cursor): true | null => room(cursor) ?? street(cursor) ?? counted(cursor)

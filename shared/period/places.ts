/** Numbers and months of other things: «каб. 12», «ул. 8 Марта, 5», «занятие 1 – 20 января». Owns passing them over. */
import type { Cursor } from './cursor.ts'
import type { Token } from './tags.ts'

const ROOM =
  /^(?:каб|кабинет[а-я]*|ауд|аудитори[а-я]*|филиал[а-я]*|школ[а-я]|сош|сш|лицей|гимнази[а-я]|дом|д|корп|корпус[а-я]*|офис|room)$/u
/** What else has numbers with a slash: «строение 21/05», «группы 11/05, 12/05». */
const SLASHED = /^(?:строени[а-я]|гр|групп[а-я]*|класс[а-я]*|зал|building|group)$/u
const STREET =
  /^(?:ул|улиц[а-я]*|вул|вулиц[а-яі]*|пл|площад(?:ь|и|ью)|пр|просп|проспект[а-я]*|пер|переул[а-я]*|бул|бульвар[а-я]*|наб|набережн[а-я]*|мкр|микрорайон[а-я]*|шоссе|street|square|avenue)$/u

/** Words of a street's name; a longer one has no end. */
const MOST_WORDS = 6

/** «12/03» behind a place is no twelfth of March. */
const isSlashed = (token: Token | undefined): boolean => token?.tag === 'date' && token.text.includes('/')

const isRoomNumber = (token: Token | undefined): boolean => token?.tag === 'num' || isSlashed(token)

/** «20/1», «4-а»: what is written to the number of a house without a space. */
const passTail = (cursor: Cursor): boolean => {
  const from = cursor.at
  const [mark, tail] = [cursor.peek(), cursor.peek(1)]
  const isTail = tail !== undefined && ['num', 'word'].includes(tail.tag)
  if (mark?.isGlued && tail?.isGlued && isTail && /^[-/]$/.test(mark.text)) cursor.at += 2
  if (cursor.is('word') && cursor.peek()?.isGlued && cursor.peek()?.text.length === 1) cursor.at++
  return cursor.at > from
}

/** «…, 12/05» behind «группы 11/05» */
const anotherNumber = (cursor: Cursor, line: number): true | null =>
  cursor.attempt(() => {
    cursor.skip('comma', 'and')
    return cursor.peek()?.line === line && isSlashed(cursor.peek()) && cursor.take('date') ? true : null
  })

/** Whether a number here has ended: a dash behind it begins a date only where it has a slash («10/12 – 14 июня»). */
const hasEnded = (cursor: Cursor, line: number, isWhole: boolean): boolean => {
  const next = cursor.peek()
  if (!next || next.line !== line) return true
  return ['comma', 'open', 'close', 'word'].includes(next.tag) || (isWhole && next.tag === 'dash')
}

/** A number of a house or a room: «12», «13/12», «20/1», «4а». `isSlash` asks for one with a slash. */
const houseNumber = (cursor: Cursor, line: number, isSlash: boolean): true | null =>
  cursor.attempt(() => {
    const number = cursor.peek()
    if (!isRoomNumber(number) || number?.line !== line) return null
    cursor.at++
    const isTailed = cursor.attempt(() => (passTail(cursor) && hasEnded(cursor, line, true)) || null)
    const isWhole = isTailed !== null || isSlashed(number)
    if (isSlash && !isWhole) return null
    while (isSlashed(number) && anotherNumber(cursor, line)) continue
    return hasEnded(cursor, line, isWhole) ? true : null
  })

/** «каб. 12, 15 марта»: a number that names a place. */
const room = (cursor: Cursor): true | null =>
  !isRoomNumber(cursor.peek(1))
    ? null
    : cursor.attempt(() => {
        const word = cursor.take('word')
        const isRoom = ROOM.test(word?.text ?? '')
        return word && (isRoom || SLASHED.test(word.text)) ? houseNumber(cursor, word.line, !isRoom) : null
      })

/** «кв. 12»: no year has so many quarters; «за кв. 10 апреля» has a day. */
const flat = (cursor: Cursor): true | null => {
  const [word, number, next] = [cursor.peek(), cursor.peek(1), cursor.peek(2)]
  if (word?.text !== 'кв' || number?.tag !== 'num' || number.value <= 4 || number.line !== word.line)
    return null
  if (next?.line === word.line && ['month', 'dayNumber'].includes(next.tag)) return null
  cursor.at += 2
  return true
}

/** «на площади с 1 по 5 мая»: where a date is led in the name has ended; «ул. С. Разина» has not. */
const leadsToDate = (cursor: Cursor): boolean =>
  cursor.is('from', 'until', 'in', 'to', 'during', 'after') &&
  ['num', 'month', 'date'].includes(cursor.tag(1) ?? '')

/** «в честь 9 Мая», «героев 8 Марта»: words of a name that a day belongs to. */
const OF_DAY = /^(?:им|имени|імені|памяти|героев|жертв|площад[а-я]*)$/u

/** «ул. Мира 8 мая»: a day behind a name is the cell's, one at its beginning the street's. */
const isDayBehindName = (cursor: Cursor): boolean => {
  const [before, day, month] = [cursor.peek(-1), cursor.peek(), cursor.peek(1)]
  const isDay = day?.tag === 'num' && month?.tag === 'month' && month.line === day.line
  const isNamed = before?.tag === 'word' && before.text.length > 2 && !OF_DAY.test(before.text)
  return isDay && !STREET.test(before?.text ?? '') && (isNamed || before?.tag === 'num')
}

const isInName = (cursor: Cursor, line: number): boolean => {
  const token = cursor.peek()
  const mayBe = token?.line === line && !['comma', 'open', 'close', 'dash', 'date'].includes(token.tag)
  const isHouse = token?.tag === 'num' && cursor.peek(1)?.text === '/'
  return mayBe && !isHouse && !leadsToDate(cursor) && !isDayBehindName(cursor)
}

/** «пр-т», «пр-д» */
const passAbbreviation = (cursor: Cursor): void => {
  if (cursor.is('dash') && cursor.peek()?.isGlued && /^(?:т|кт|д|зд)$/u.test(cursor.peek(1)?.text ?? ''))
    cursor.at += 2
}

/** «ул. 8 Марта, 5»: up to the comma, and the house behind it. */
const street = (cursor: Cursor): true | null => {
  const word = cursor.peek()
  if (word?.tag !== 'word' || !STREET.test(word.text)) return null
  const { line } = word
  cursor.at++
  passAbbreviation(cursor)
  for (let passed = 0; passed < MOST_WORDS && isInName(cursor, line); passed++) cursor.at++
  cursor.attempt(() => {
    cursor.skip('comma')
    return houseNumber(cursor, line, false)
  })
  return true
}

/** What plans count: «занятие 1 – 20 января» is a day, «занятия 1–20 января» are twenty. */
const COUNTED =
  /^(?:заняти|заседани|этап|тур|урок|выпуск|вып|модул|смен|групп|поток|част|раздел|сесси|педсовет|встреч|лекци|семинар|сери|stage|part|lesson|session|module|group|round)[а-я]{0,2}$/u

const counted = (cursor: Cursor): true | null =>
  cursor.attempt(() => {
    // «3 этап: 1 – 5 марта»
    const isCounted = cursor.tag(-1) === 'num' && cursor.peek(-1)?.line === cursor.peek()?.line
    const word = isCounted ? null : cursor.take('word')
    const number = word && COUNTED.test(word.text) ? cursor.take('num') : null
    const dash = cursor.peek()
    // «Группа 1: вт., чт.»
    if (number && dash?.tag === 'weekday' && cursor.tag(1) === 'comma') return true
    return number && dash?.tag === 'dash' && !dash.isGlued && cursor.tag(1) === 'num' ? true : null
  })

/** «1-е – 20 января» at `at`: which one of several it is, and when. */
const isCountedDay = ([number, dash, day, month]: readonly (Token | undefined)[]): boolean => {
  if (number?.ordinal !== true || !/^(?:\d+-?[еяй]|[ivxі]+)$/u.test(number.text)) return false
  const isDay = day?.tag === 'date' || (day?.tag === 'num' && !day.ordinal && month?.tag === 'month')
  return dash?.tag === 'dash' && !dash.isGlued && isDay && day.line === number.line
}

/** «1-е – 20 января; 2-е – 20 мая», «I – 15 марта»: at the beginning of a line, and behind one that is there. */
const ordinal = (cursor: Cursor): true | null => {
  const { at, tokens } = cursor
  const number = tokens[at]
  if (!isCountedDay(tokens.slice(at, at + 4))) return null
  let first = at
  while (first > 0 && tokens[first - 1]?.line === number?.line) first--
  const isNext = tokens[at - 1]?.tag === 'comma' && isCountedDay(tokens.slice(first, first + 4))
  if (first !== at && !isNext) return null
  cursor.at += 2
  return true
}

/** A place here that would be read as a date, null where there is none. */
export const readPlace = (cursor: Cursor): true | null =>
  room(cursor) ?? flat(cursor) ?? street(cursor) ?? counted(cursor) ?? ordinal(cursor)

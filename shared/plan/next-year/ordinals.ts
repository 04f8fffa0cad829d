/**
 * Anniversaries and the ordinals of recurring events: «к 105-летию», «V Межрегиональный фестиваль», "the 5th forum"
 * (SPEC NY4). Offers the next one, never decides. Pure and total.
 */
import { type Found, countBefore } from './found.ts'
import { nextOrdinalWord } from './ordinal-words.ts'

/** What is held again and counted; stems in lower case. */
const EVENT =
  '(?:фестивал|конкурс|конференц|форум|съезд|слёт|слет|чтени|олимпиад|выставк|салон|ярмарк|марафон|акци|конгресс|турнир|чемпионат|спартакиад|семинар|смотр|бал(?![\\p{L}])|бала(?![\\p{L}])|премии|премия|симпозиум|биеннал|ассамбле|школ|сесси|лагер|фиест|карнавал|праздник|игр[ыа](?![\\p{L}])|встреч|недел[яюие]\\s+(?!январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)|ночь|диктант|батл|баттл|квест|заседани|собрани|пленум|хакатон|педсовет|фест(?![\\p{L}])|festival|conference|forum|contest|competition|congress|readings|olympiad|exhibition|fair|marathon|tournament|championship|symposium|biennale|assembly|summit|meeting|camp|workshop)'
/** At most five words between the ordinal and its event, in one phrase. */
const TOWARDS = `(?=\\s+(?:[«"“]?[\\p{L}\\d-]+[»"”]?,?\\s+){0,5}?[«"“]?(?:\\p{L}+-)?${EVENT})`
/** What is counted within a year, a century, a school: no event of its own. */
const COUNTED =
  '(?!\\s+(?:и|или|в|на|с|о|об|к|по|от|до|for|and|in|of)\\s)(?!\\s*(?:[-–—]|кв|квартал|полугод|четверт|век|в\\.|вв|столет|половин|декад|триместр|семестр|этап|тур(?!н)|смен|степен|мест|категор|групп|очеред|том|част|раздел|класс|курс|созыв|миров|разряд|глав|подгруп|поток|отделен|корпус|quarter|half|century|grade|stage|round|place|term|part))'

const ROMAN = new RegExp(
  `(?<![\\p{L}\\d.,–—-])([IVXLCХІ]{1,8})(?:-?(?:й|ый|ой|ая|ое|ого|ой|му|ые|ых))?${COUNTED}${TOWARDS}`,
  'gu',
)
const ARABIC = new RegExp(
  `(?<![\\p{L}\\d.,–—-])(\\d{1,3})(?:-?(?:й|я|е|ый|ой|ая|ое|ые|го|му|м|х|ю|ую|ом|ым|ых))${COUNTED}${TOWARDS}`,
  'gu',
)
const ENGLISH = new RegExp(`(?<![\\p{L}\\d.,–—-])(\\d{1,3})(st|nd|rd|th)${COUNTED}${TOWARDS}`, 'giu')
const WORD = new RegExp(`(?<![\\p{L}\\d])(\\p{L}{5,18})${COUNTED}${TOWARDS}`, 'gu')

/** Most texts count nothing, and are done with at once. */
const SPELT =
  /(?<!\p{L})(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|\p{L}{2,6}надцат|двадцат|first|second|third|\p{L}{2,9}th(?!\p{L}))/iu

const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 }
const DIGITS: readonly (readonly [number, string])[] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

export const toRoman = (value: number): string => {
  let rest = value
  let text = ''
  for (const [worth, sign] of DIGITS)
    while (rest >= worth) {
      text += sign
      rest -= worth
    }
  return text
}

/** The value of a roman number, with Cyrillic look-alikes; null for letters that are none. */
export const romanOf = (text: string): number | null => {
  const plain = text.replaceAll('Х', 'X').replaceAll('І', 'I')
  // A letter by itself: a preposition on the wrong keyboard, the class of a school.
  if (plain === 'C' || plain === 'L') return null
  const values = Array.from(plain, (sign) => VALUES[sign] ?? 0)
  const sum = values.reduce((total, value, at) => total + (value < (values[at + 1] ?? 0) ? -value : value), 0)
  return sum > 0 && sum < 400 && toRoman(sum) === plain ? sum : null
}

const offered = (from: number, to: number, text: string | null): Found => ({
  from,
  to,
  text,
  why: 'ordinal',
  sureness: text === null ? 'told' : 'offered',
})

const romans = (text: string, delta: number): Found[] => {
  if (!/[IVXХІ]/u.test(text)) return []
  return [...text.matchAll(ROMAN)].flatMap(({ 1: sign = '', index }): Found[] => {
    const value = romanOf(sign)
    if (value === null || value + delta < 1) return []
    return [offered(index, index + sign.length, toRoman(value + delta))]
  })
}

const englishEnding = (value: number): string => {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'
}

const arabic = (text: string, delta: number): Found[] => [
  ...[...text.matchAll(ARABIC)].flatMap(({ 1: digits = '', index }): Found[] => {
    const next = Number(digits) + delta
    return next < 1 ? [] : [offered(index, index + digits.length, String(next))]
  }),
  ...[...text.matchAll(ENGLISH)].flatMap(({ 1: digits = '', 2: ending = '', index }): Found[] => {
    const next = Number(digits) + delta
    const to = index + digits.length + ending.length
    return next < 1 ? [] : [offered(index, to, `${next}${englishEnding(next)}`)]
  }),
]

const spelt = (text: string, delta: number): Found[] => {
  if (!SPELT.test(text)) return []
  return [...text.matchAll(WORD)].flatMap(({ 1: word = '', index }): Found[] => {
    const next = nextOrdinalWord(word, delta)
    return next === null ? [] : [offered(index, index + word.length, next)]
  })
}

/** «к 105-летию», «100 лет со дня рождения», «77-я годовщина», "the 200th anniversary". */
const JUBILEES: readonly RegExp[] = [
  /(?<![\d.,])(\d{1,4})(?=\s?[-–]?\s?лет(?:и[еяюим]\p{L}{0,2}(?!\p{L})|н\p{L}{2,3}\s+юбиле))/gu,
  /(?<![\d.,–-])(\d{2,4})(?=[-–]?(?:я|ю|й|ой|ую|ая|ей)?\s+(?:годовщин|річниц))/gu,
  /(?<![\d.,–-])(\d{2,4})(?=[-–\s]?річч)/gu,
]
const YEARS_SINCE =
  /(?<![\d.,–-])(\d{2,4})\s(лет|года?)(?=\s+(?:со\s+(?:дня|времени)|с\s+(?:момента|начала)|назад)(?!\p{L})|\s+[«"“]?\p{Lu})/gu
const ANNIVERSARY = /(?<![\p{L}\d.,–-])(\d{1,4})(st|nd|rd|th)(?=[\s-]+(?:anniversary|jubilee|birthday))/giu

const yearWord = (value: number): string => {
  if (value % 100 >= 11 && value % 100 <= 14) return 'лет'
  if (value % 10 === 1) return 'год'
  return value % 10 >= 2 && value % 10 <= 4 ? 'года' : 'лет'
}

const jubilees = (text: string, delta: number): Found[] => [
  ...JUBILEES.flatMap((shape) =>
    [...text.matchAll(shape)].map(({ 1: digits = '', index }) =>
      offered(index, index + digits.length, String(Number(digits) + delta)),
    ),
  ),
  ...[...text.matchAll(YEARS_SINCE)].map(({ 0: whole, 1: digits = '', index }) => {
    const next = Number(digits) + delta
    return offered(index, index + whole.length, `${next} ${yearWord(next)}`)
  }),
  ...[...text.matchAll(ANNIVERSARY)].map(({ 0: whole, 1: digits = '', index }) => {
    const next = Number(digits) + delta
    return offered(index, index + whole.length, `${next}${englishEnding(next)}`)
  }),
]

/** A jubilee without a figure comes once. */
const unnumbered = (text: string): Found[] =>
  [...text.matchAll(/(?<!\p{L})юбиле\p{L}{1,5}/giu)].map(({ 0: word, index }) =>
    offered(index, index + word.length, null),
  )

/** What is counted from year to year; `delta` years on. */
export const ordinalsIn = (text: string, delta: number): Found[] => {
  const hasDigits = /\d/u.test(text)
  const numbered = [
    ...(hasDigits ? jubilees(text, delta) : []),
    ...romans(text, delta),
    ...(hasDigits ? arabic(text, delta) : []),
    ...spelt(text, delta),
  ]
  const inOrder = [...numbered].sort((a, b) => a.from - b.from)
  const isSaid = (at: number): boolean => (inOrder[countBefore(inOrder, at - 59)]?.from ?? Infinity) < at + 60
  return [...numbered, ...unnumbered(text).filter(({ from }) => !isSaid(from))]
}

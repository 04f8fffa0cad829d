/** Figures of a text: dates, clock times, years, ordinals. Owns their shapes; impossible days are kept as they stand. */
import { lookUp } from './lexicon.ts'
import { type Token, makeToken } from './tags.ts'

const YEAR_TAIL = String.raw`(?:\s*(?:-?(?:й|го|м|ый|ом)\s+)?(?:гг?\.?\s?г\.?(?!\p{L})|гг?(?!\p{L})\.?|год(?:а|у|ы|ов|ом)?(?!\p{L})|р\.?р?\.?(?!\p{L})|рік|року|році|рок[иів]+))?`
const ISO = /((?:19|20)\d\d)([-./])(\d{2})\2(\d{2})(?!\d)/y
const FULL = new RegExp(
  String.raw`(\d{1,2})(?:\s?([./])\s?(\d{1,2})\s?\2\s?(\d{4})|\.\s?(\d{1,2})\.(\d{2})(?![.:]?\d)|/(\d{1,2})/(\d{2})|-(\d{1,2})-(\d{4})|\s(\d\d)\s((?:19|20)\d\d)|,(\d\d),((?:19|20)\d\d)|,(0[1-9]|1[0-2])\.((?:19|20)\d\d)|\.\.(\d\d)\.(\d{4})|\.(\d\d)\.\.(\d{4}))(?!\d)${YEAR_TAIL}`,
  'uy',
)
const ROMAN_DATE =
  /(\d{1,2})(?:[./]\s?([ivx]{1,4}|[iі]{2,3}|[iіvу]{2,4}|[iіxх]{2,3})(?:[./]\s?(\d{4}|\d{2}))?|-([ivxіух]{1,4})-(\d{4}))(?![\p{L}\d])/uy
const MONTH_YEAR = new RegExp(
  String.raw`(?<!q)(0?[1-9]|1[0-2])\s?[./]\s?((?:19|20)\d\d)(?!\d)${YEAR_TAIL}`,
  'uy',
)
/** «IV.2026», «V/2026»; «№ V-2026», «Весна-V-2026» and «Этап I. 2026» count something else. */
const ROMAN_MONTH_YEAR = new RegExp(
  String.raw`(?<![\p{L}\d№./]|№\s|[^\P{L}ivxіух][-–]|(?:этап|раздел|тур|часть|глава|пункт)\p{L}*\s)([ivxіух]{1,4})(?:[./-]|\.\s)((?:19|20)\d\d)(?!\d)${YEAR_TAIL}`,
  'uy',
)
/** «2026-03», «2026/05»; «2010/11» are two years. */
const YEAR_MONTH = /((?:19|20)\d\d)[-./](0[1-9]|1[0-2])(?![\d./:-])/y
const MONTHS_YEAR = /(0[1-9]|1[0-2])-(0[1-9]|1[0-2])[./]((?:19|20)\d\d)(?!\d)/y
const DAY_MONTH =
  /(\d{1,2}\.|\d{1,2} \.(?=0[1-9]|1[0-2])|\d\d ?\. |\d\d,(?=0[1-9]\s*(?:$|[\n;)]|-\s?\d\d,0))|(?<=\d,0\d\s?-\s?)\d\d,(?=0)|\d\d\/(?=0[1-9](?![/\d]))|(?:1[3-9]|2\d|3[01])\/(?=1[0-2](?![/\d])))(\d{2})(?!\d|-\p{L})(?!\s?(?:ч|час)(?!\p{L}))/uy
const CLOCK = /(\d{1,2})(?:[:.]|-(?=00|3[2-9]|[45]\d))(\d{2})(?::\d{2})?(?!\d)/y
/** «10 am», «5:30 p.m.», «5–7 pm» */
const HALVES_OF_DAY =
  /(?:\d{1,2}(?:[:.]\d\d)?\s?(?:-|to|until)\s?)?(?:1[0-2]|0?[1-9])(?:[:.]\d\d)?\s?[ap]\.?m(?!\p{L})\.?/uy
/** «до 16-30»: behind a word of time, and with no month after it. */
const DASHED = /(\d{1,2})-([0-5]\d)(?!\d)(?!\s*[\p{L}.])/uy
const SUPERSCRIPT = /\d{1,2}[⁰¹²³⁴⁵]{2}/uy
const YEARS = new RegExp(
  String.raw`((?:19|20)\d\d)\s?[-/]\s?((?:19|20)?\d\d)(?![\d.]|-?го|\s?(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек))${YEAR_TAIL}`,
  'uy',
)
/** «ГОСТ 7.0.100-2018» is of no year. */
const YEAR = new RegExp(String.raw`(?<!\d{3}-)((?:19|20)\d\d)(?!\d)${YEAR_TAIL}`, 'uy')
const SHORT_YEAR = /(\d{2}) ?(?:г(?!\p{L})\.?|года?(?!\p{L}))/uy
const ORDINAL =
  /(\d{1,3})\s?(?:-\s?)?(?:го|му|ый|ий|ой|ая|ое|ья|ье|ом|ого|ых|ю|ую|й|я|е|х|ша|га|та|тя|st|nd|rd|th)(?<! (?:й|та)(?=\s\d))(?:(?!\p{L})|(?=кв))|\d{1,3}-(?:м|ми|мя)(?!\p{L})/uy
const HOURS = /(\d{1,3})[.,](\d)(?!\d)(?=\s?(?:ак|ч))/uy
/** «12+»: an age, no number of anything. */
const AGE = /\d{1,2}\+(?! ?\d)/y
const COMPOUND =
  /\d{1,3}-(?!час)(лети[еяю]м?|\p{L}{3,}(?:[ыио]й|[ая]я|[оеыи]е|[ое]го|[ое]му|[ыи][хм]|[ую]ю))(?!\p{L})/uy
const PLAIN = /\d+/y

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const fullYear = (digits: string | undefined): number | null =>
  digits === undefined ? null : digits.length === 4 ? Number(digits) : 2000 + Number(digits)

const ROMAN_MONTHS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']

/** The month of a Roman number in Latin letters or those that look like them, 0 where there is none. */
const romanMonth = (letters: string): number =>
  ROMAN_MONTHS.indexOf(letters.replaceAll('і', 'i').replaceAll('у', 'v').replaceAll('х', 'x')) + 1

const isMonth = (month: number): boolean => month >= 1 && month <= 12

const dateToken = (
  at: number,
  line: number,
  length: number,
  [day, month, year]: readonly [number, number, number | null],
): Token | null =>
  isMonth(month) && day > 0 ? makeToken('date', at, at + length, line, { day, value: month, year }) : null

/** The month and year of whichever form of a full date was found: the two figures behind the day. */
const monthAndYear = (full: RegExpExecArray): [number, number | null] => {
  const [month, year] = full.slice(3).filter((part) => /^\d/.test(part ?? ''))
  return [Number(month), fullYear(year)]
}

const OF_UNIT = /^ ?(?:- ?[ivxіхш]+ )?(?:-?[йяе] )?(?:кв|полуг|п\/г|четв|дек|нед)/u

/** «1. 15.03», «2. 10.04»: the number of a line and a day, as nobody writes a year of long ago so. */
const isNumbered = (found: string, month: number, year: number | null): boolean =>
  /^\d\. \d{1,2}\.\d\d$/.test(found) && (month > 12 || (year ?? 0) <= 2012)

const readDate = (text: string, at: number, line: number): Token | null => {
  const iso = match(ISO, text, at)
  if (iso) return dateToken(at, line, iso[0].length, [Number(iso[4]), Number(iso[3]), Number(iso[1])])
  const full = match(FULL, text, at)
  if (full) {
    const [month, year] = monthAndYear(full)
    if (isNumbered(full[0], month, year)) return null
    const made = dateToken(at, line, full[0].length, [Number(full[1]), month, year])
    // «15.13.2022» and «00.05.2022» are dates all the same: their years are not the cell's.
    if (made) return made
    if (month > 12) return makeToken('word', at, at + full[0].length, line, { text: full[0] })
    if (month > 0) return makeToken('monthYear', at, at + full[0].length, line, { value: month, year })
  }
  const roman = match(ROMAN_DATE, text, at)
  // «1. II квартал»: the number of a line.
  if (!roman || (roman[0].includes(' ') && OF_UNIT.test(text.slice(at + roman[0].length)))) return null
  const month = romanMonth(roman[2] ?? roman[4] ?? '')
  return dateToken(at, line, roman[0].length, [Number(roman[1]), month, fullYear(roman[3] ?? roman[5])])
}

/** What goes on behind a day of a month or a time of the clock: «–10.50», « до 12.00». */
const OTHER_END = /( ?- ?| (?:до|по|да|па|to|till|until) )(\d{1,2})[.:](\d\d)(?![.:]?\d)(?! \d{1,2}[. ])/y
const OTHER_DASHED = /( ?- ?)(\d{1,2})[.:](\d\d)(?![.:]?\d)/y

/**
 * «10.10–10.50», «с 10.10 до 12.00»: two times of the clock, as the other end is no day of a month and comes later. Behind
 * a dash with spaces it may be the time of the day before it: «10.10 – 12.00» is two only where the cell has named a time.
 */
const isTimeSpan = (text: string, end: number, first: number, tokens: readonly Token[]): boolean => {
  const isLed = tokens.at(-1)?.tag === 'from'
  const [, joint = '', hour, minute] = match(isLed ? OTHER_END : OTHER_DASHED, text, end) ?? []
  const [h, min] = [Number(hour), Number(minute)]
  if (joint === '' || h > 24 || min > 59 || first >= h * 60 + min) return false
  const isDay = isMonth(min) && h >= 1 && h <= 31
  const isSure = joint === '-' || isLed || tokens.some(({ tag }) => tag === 'date' || tag === 'month')
  return !isDay && isSure
}

/** Nobody meets before this hour. */
const EARLY = 7

/** What goes on behind a figure that another date would be joined to. */
const GOES_ON = /^ ?(?:[-,;&+] ?\d|- ?\p{L}|(?:и|по|до|to|and) ?\d)/u

/** «15 мая, 10.05»: alone behind a day whose month is in words, it is a time where as a day it would not come later. */
const isTimeOfDay = (
  tokens: readonly Token[],
  [day, month]: readonly [number, number],
  rest: string,
): boolean => {
  const at = tokens.at(-2)?.tag === 'year' ? -3 : -2
  const [number, name] = [tokens.at(at - 1), tokens.at(at)]
  if (tokens.at(-1)?.text !== ',' || name?.tag !== 'month' || number?.tag !== 'num') return false
  const isBefore = month * 100 + day <= name.value * 100 + number.value
  // Nobody begins at 15:01; «25 декабря, 15.01» is of a year that ends in spring.
  return day >= EARLY && day < 24 && month % 5 === 0 && isBefore && !GOES_ON.test(rest)
}

/** A clock time may look like a date: it does not come first where a year was named just before it. */
const readDayMonth = (text: string, at: number, line: number, tokens: readonly Token[]): Token | null => {
  const found = match(DAY_MONTH, text, at)
  if (!found) return null
  const [day, month] = [Number.parseInt(found[1] ?? '', 10), Number(found[2])]
  const before = tokens.at(-1)
  const clock = before && ['dash', 'until', 'to'].includes(before.tag) ? tokens.at(-2) : before
  const isAfterDate =
    before?.tag === 'date' && before.year !== null && /^\s*$/.test(text.slice(before.to, at))
  const isSpan = clock !== before || tokens.some(({ tag }) => tag === 'date')
  const isAfterClock = clock?.tag === 'clock' && isSpan
  const isAfterIn = before?.tag === 'in' && before.text === 'в'
  const isClock = day < 24 && month < 60 && (isAfterDate || isAfterClock || isAfterIn)
  const isPoint = /^\d+\.$/.test(found[1] ?? '')
  const end = at + found[0].length
  if (isPoint && day < 24 && isTimeSpan(text, end, day * 60 + month, tokens)) return null
  if (isPoint && isTimeOfDay(tokens, [day, month], text.slice(end, end + 6))) return null
  // «15,09» is no list of days, as they would come the other way round.
  if (isClock || (text[at + 2] === ',' && day <= month)) return null
  if (!isMonth(month) || day === 0 || day > 39) return null
  return makeToken('date', at, at + found[0].length, line, { day, value: month, text: found[0] })
}

const readClock = (text: string, at: number, line: number, before: Token | undefined): Token | null => {
  const isLed = before !== undefined && ['in', 'until'].includes(before.tag)
  const dashed = isLed ? match(DASHED, text, at) : null
  const found = dashed ?? match(CLOCK, text, at) ?? match(SUPERSCRIPT, text, at)
  if (!found) return null
  const isTime = found[1] === undefined || (Number(found[1]) <= 24 && Number(found[2]) < 60)
  return isTime ? makeToken('clock', at, at + found[0].length, line) : null
}

const readHalfDay = (text: string, at: number, line: number): Token | null => {
  const found = match(HALVES_OF_DAY, text, at)
  return found && makeToken('clock', at, at + found[0].length, line)
}

const readYear = (text: string, at: number, line: number): Token | null => {
  const years = match(YEARS, text, at)
  if (years) {
    const first = Number(years[1])
    const second =
      (years[2] ?? '').length === 4 ? Number(years[2]) : Math.floor(first / 100) * 100 + Number(years[2])
    if (second > first && second - first < 30)
      return makeToken('years', at, at + years[0].length, line, { value: first, year: second })
  }
  const year = match(YEAR, text, at)
  if (year) {
    const end = at + year[0].length
    const isTouched =
      /\d[-./:]$/.test(text.slice(Math.max(0, at - 2), at)) || /^[-./:]\d/.test(text.slice(end, end + 2))
    return makeToken('year', at, end, line, { value: Number(year[1]), isTouched })
  }
  const short = match(SHORT_YEAR, text, at)
  return short && makeToken('year', at, at + short[0].length, line, { value: 2000 + Number(short[1]) })
}

const readMonthYear = (text: string, at: number, line: number): Token | null => {
  const two = match(MONTHS_YEAR, text, at)
  if (two) {
    const rest = { value: Number(two[1]), day: Number(two[2]), year: Number(two[3]) }
    return makeToken('monthYear', at, at + two[0].length, line, rest)
  }
  const turned = match(YEAR_MONTH, text, at)
  const [year, month] = [Number(turned?.[1]), Number(turned?.[2])]
  if (turned && month !== (year + 1) % 100)
    return makeToken('monthYear', at, at + turned[0].length, line, { value: month, year })
  const one = match(MONTH_YEAR, text, at)
  return (
    one &&
    makeToken('monthYear', at, at + one[0].length, line, { value: Number(one[1]), year: Number(one[2]) })
  )
}

/** «IV.2026», «IV. 2026» or «V-2026» at `at`, null where there is none. */
export const readRomanMonth = (text: string, at: number, line: number): Token | null => {
  if (!'ivxіух'.includes(text[at] ?? ' ')) return null
  const found = match(ROMAN_MONTH_YEAR, text, at)
  const month = romanMonth(found?.[1] ?? '')
  return found && month > 0
    ? makeToken('monthYear', at, at + found[0].length, line, { value: month, year: Number(found[2]) })
    : null
}

/** «3-дневный», «5-летний»: what has so many of something. */
const readCompound = (text: string, at: number): RegExpExecArray | null => {
  const found = match(COMPOUND, text, at)
  return found && lookUp(found[1] ?? '', false) === undefined ? found : null
}

const readNumber = (text: string, at: number, line: number): Token => {
  const hours = match(HOURS, text, at)
  if (hours)
    return makeToken('num', at, at + hours[0].length, line, { value: Number(`${hours[1]}.${hours[2]}`) })
  const ordinal = match(ORDINAL, text, at)
  if (ordinal)
    return makeToken('num', at, at + ordinal[0].length, line, {
      value: Number.parseInt(ordinal[0], 10),
      ordinal: true,
      text: ordinal[0],
    })
  const age = match(AGE, text, at) ?? readCompound(text, at)
  if (age) return makeToken('word', at, at + age[0].length, line, { text: age[0] })
  const [digits] = match(PLAIN, text, at) ?? ['']
  const tag = digits.length <= 3 ? 'num' : 'word'
  return makeToken(tag, at, at + digits.length, line, { value: Number(digits), text: digits })
}

/** The figures at `at` as one token, null where no digit stands there. `tokens` are those before it. */
export const readFigures = (
  text: string,
  at: number,
  line: number,
  tokens: readonly Token[],
): Token | null => {
  const char = text.charCodeAt(at)
  if (char < 48 || char > 57) return null
  return (
    readHalfDay(text, at, line) ??
    readDate(text, at, line) ??
    readMonthYear(text, at, line) ??
    readYear(text, at, line) ??
    readDayMonth(text, at, line, tokens) ??
    readClock(text, at, line, tokens.at(-1)) ??
    readNumber(text, at, line)
  )
}

/**
 * Days that were pinned together with their weekday: next year the same day is another weekday (SPEC NY5). Offers the
 * nearest day of that weekday. Pure and total; weekdays without a day («последний четверг месяца») are no concern of its.
 */
import { monthInFormOf } from '../../period/month-forms.ts'
import type { Found, Years } from './found.ts'

/** Names with their endings, and short ones that stand as they are: «суббота» is no «субботник», «чт» no «чтения». */
const NAMES: readonly (readonly [day: number, names: string, shorts: string])[] = [
  [1, 'понедельник(?:а|у|ом|е|и)?|понеділ(?:ок|ка|ку|ком)|панядзел(?:ак|ка|ку)', 'пн|пон|понед|пнд'],
  [2, 'вторник(?:а|у|ом|е|и)?|вівтор(?:ок|ка|ку|ком)|аўтор(?:ак|ка|ку)', 'вт|втр|втор'],
  [3, 'сред(?:а|у|ы|е|ой)|серед(?:а|у|и|і|ою)|серад(?:а|у|ы|зе)', 'ср|срд'],
  [4, 'четверг(?:а|у|ом|е|и)?|четвер|чацв(?:ер|ярга)', 'чт|чтв'],
  [5, "пятниц(?:а|у|ы|е|ей)|п[ʼ'’]ятниц(?:я|ю|і|ею)|пятніц(?:а|у|ы)", 'пт|птн|пятн'],
  [6, 'суббот(?:а|у|ы|е|ой)|субот(?:а|у|и|і|ою|ы|е)', 'сб|суб|субб'],
  [0, 'воскресен(?:ье|ья|ью|ьем|ие|ия)|неділ(?:я|ю|і|ею)|нядзел(?:я|ю|і)', 'вс|вск|воскр|воскрес|нд'],
  [1, 'mondays?', 'mon'],
  [2, 'tuesdays?', 'tues?'],
  [3, 'wednesdays?', 'wed'],
  [4, 'thursdays?', 'thu(?:rs?)?'],
  [5, 'fridays?', 'fri'],
  [6, 'saturdays?', 'sat'],
  [0, 'sundays?', 'sun'],
]
const WEEKDAY = `(?<!\\p{L})(?:${NAMES.map(([, names, shorts]) => `${names}|${shorts}`).join('|')})\\.?(?!\\p{L})`

/** Most texts name none, and are done with at once. */
const ANY_WEEKDAY = new RegExp(WEEKDAY, 'iu')

const MONTHS: readonly (readonly string[])[] = [
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'.split(' '),
  'january february march april may june july august september october november december'.split(' '),
]
const MONTH = MONTHS.flat().join('|')
const DAY = `(?<!\\d)(\\d{1,2})(?:\\.(\\d{1,2})|\\s+(${MONTH}))(?![\\p{L}\\d])`
/** An English day may stand behind its month. */
const ENGLISH = `(?<!\\p{L})(${MONTHS[2]?.join('|')})\\s+(\\d{1,2})(?![\\p{L}\\d.])`
const YEAR = '(?:[.,]?\\s?(\\d{4}))?(?:\\s*(?:г\\.|года?|р\\.|року))?'
const GAP = '[\\s,(–—-]{1,4}'

const SHAPES: readonly RegExp[] = [
  new RegExp(`(${WEEKDAY})${GAP}${DAY}${YEAR}`, 'giu'),
  new RegExp(`${DAY}${YEAR}${GAP}(${WEEKDAY})`, 'giu'),
  new RegExp(`(${WEEKDAY})${GAP}${ENGLISH}${YEAR}`, 'giu'),
  new RegExp(`${ENGLISH}${YEAR}${GAP}(${WEEKDAY})`, 'giu'),
]

const KNOWN = NAMES.map(
  ([day, names, shorts]) => [day, new RegExp(`^(?:${names}|${shorts})\\.?$`, 'iu')] as const,
)

const weekdayOf = (word: string): number | null =>
  KNOWN.find(([, pattern]) => pattern.test(word))?.[0] ?? null

const DAY_MS = 86_400_000

/** The day in `year` that is nearest to this one and falls on `weekday`; null where it lies in another year. */
const nearest = (year: number, month: number, day: number, weekday: number): Date | null => {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1) return null
  const steps = ((weekday - date.getUTCDay() + 10) % 7) - 3
  const moved = new Date(date.getTime() + steps * DAY_MS)
  return moved.getUTCFullYear() === year ? moved : null
}

const numberOf = (name: string): number => {
  const low = name.toLowerCase()
  return MONTHS.map((names) => names.indexOf(low)).find((at) => at >= 0) ?? -1
}

const two = (value: number, like: string): string => String(value).padStart(like.length > 1 ? 2 : 1, '0')

interface Pinned {
  /** Day and month as they are written, where they stand. */
  words: string
  at: number
  day: string
  month: number
  isDigits: boolean
}

/** The same words with another day, in another month where it must be; null where its name's form is not known. */
const written = ({ words, day, month, isDigits }: Pinned, date: Date): string | null => {
  const moved = date.getUTCMonth() + 1
  const newDay = two(date.getUTCDate(), day)
  if (isDigits) {
    const old = words.slice(words.indexOf('.') + 1)
    return `${newDay}.${two(moved, old)}`
  }
  const replaced = words.replace(/\d{1,2}/u, newDay)
  if (moved === month) return replaced
  const name = /\p{L}+/u.exec(words)?.[0] ?? ''
  const form = monthInFormOf(name.toLowerCase(), month, moved, true)
  return form ? replaced.replace(name, form.word) : null
}

const pinnedIn = (match: RegExpExecArray): Pinned | null => {
  const groups = match.slice(1)
  const name = groups.find((group) => group !== undefined && numberOf(group) >= 0)
  const day = groups.find((group) => group !== undefined && /^\d{1,2}$/u.test(group))
  if (day === undefined) return null
  const shape =
    name === undefined
      ? /\d{1,2}\.\d{1,2}/u
      : new RegExp(`\\d{1,2}\\s+${name}|${name}\\s+\\d{1,2}(?!\\d)`, 'iu')
  const found = shape.exec(match[0])
  if (!found) return null
  const month = name === undefined ? Number(found[0].split('.')[1]) : numberOf(name) + 1
  return { words: found[0], at: match.index + found.index, day, month, isDigits: name === undefined }
}

/** Days with a weekday beside them, each with the nearest day that is one again. */
export const weekdaysIn = (text: string, { from, to }: Years): Found[] => {
  if (!/\d/u.test(text) || !ANY_WEEKDAY.test(text)) return []
  return SHAPES.flatMap((shape) =>
    [...text.matchAll(shape)].flatMap((match): Found[] => {
      const weekday = match
        .slice(1)
        .map((group) => (group && !/^\d/u.test(group) && numberOf(group) < 0 ? weekdayOf(group) : null))
        .find((one) => one !== null && one !== undefined)
      const pinned = pinnedIn(match)
      if (weekday === undefined || weekday === null || !pinned || pinned.month < 1 || pinned.month > 12)
        return []
      const year = match.slice(1).find((group) => group !== undefined && /^\d{4}$/u.test(group))
      const next = (year === undefined ? from : Number(year)) + to - from
      if (year !== undefined && Math.abs(Number(year) - from) > 1) return []
      const date = nearest(next, pinned.month, Number(pinned.day), weekday)
      const hint = date && written(pinned, date)
      if (hint === pinned.words) return []
      const end = pinned.at + pinned.words.length
      const sureness = hint === null ? 'told' : 'offered'
      return [{ from: pinned.at, to: end, text: hint, why: 'weekday', sureness }]
    }),
  )
}

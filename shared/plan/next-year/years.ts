/**
 * Which years in a text are the plan's own and go along with it, and which name something else (SPEC NY1–NY3). Pure and
 * total. Owns years alone; weekdays and anniversaries are their own files'.
 */
import { type Found, type Sureness, type Years, countBefore } from './found.ts'

/** Where the text stands: in prose a year must be told from a number. */
export type TextKind = 'prose' | 'period' | 'plan-title'

const MONTHS =
  '(?:янв|фев|мар(?!к)|апр|ма[йяею]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд|студз|сакаві|красаві|чэрв|ліпен|жні[вў]|верас|кастрычн|лістап|снежан|снежн[яі]|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\\p{L}*\\.?'
const YEAR_WORD =
  /^\s?(?:-?(?:го|й|м|му|ый|ого|ом|х))?\s*(?:гг?\.?(?!\p{L})|год(?:а|у|ом|е|ы|ов|ам|ах)?(?!\p{L})|уч(?:ебн\p{L}*|\.)|рік(?!\p{L})|ро(?:к[уиіа]?|ці)(?!\p{L})|рр?\.(?!\p{L})|гад[ыоуе]?(?!\p{L})|(?:school|academic|fiscal)\b)/iu
/** What is made, born or founded in a year keeps it. */
const BIRTH =
  /^\s*(?:г\.?\s?р\.|г(?:\.|од\p{L}*)\s+(?:рожд|выпуск|издан|постройк|основан|создан))|^\s*(?:and|и)\s+earlier/iu
const MADE =
  /(?:издан|выпу[щс]|постро|основан|создан|рожд|принят|утвержд|открыт|начат|built|founded|published|issued|since)\p{L}*\s+(?:в\s+|in\s+)?$/iu
const JUBILEE = /(?:юбиле|войн|событи|революц|побед)\p{L}*\s+$/iu
const MEASURE =
  /^\s*(?:руб|тыс|млн|чел|экз|шт|стр|км|кг|метр|участни|посещени|посетит|книг|документ|назван|библиограф|школьник|детей|%|€|\$|₽|people|copies|pages|visitors|participants)/iu
const NUMBERED = /(?:№|n[o°]\.?|тел\.?|каб\.?|стр\.?|с\.)\s*$/iu
const PROCLAIMED = /^[^.;\n]{0,12}[-–—(:,]\s*[«"“]?(?:Год|Year)\p{L}{0,3}\s+(?!\d)/u
const MONTH_BEFORE = new RegExp(`(?<!\\p{L})${MONTHS}(?:\\s+\\d{1,2})?,?\\s*$`, 'iu')
const QUARTER_BEFORE =
  /(?:кв(?:\.|артал\p{L}*)?|полугоди\p{L}*|четверт\p{L}*|полов\p{L}*|декад\p{L}*|недел\p{L}*|зим\p{L}*|весн\p{L}*|лет\p{L}{1,2}|осен\p{L}*|quarter|half|winter|spring|summer|autumn|Q[1-4])\s*$/iu
const DIGITS_BEFORE = /(?<!\d)(\d{1,2})[./](\d{1,2})[./]$/u
const ISO_AFTER = /^-(?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)/u
const ENGLISH_BEFORE = /\b(?:in|for|of|during|by|until|before|through|year|season)\s+$/iu
const DAY_29 = /(?<!\d)29(?:\.02\.|\s+февраля\s+|\s+лютого\s+|\s+february,?\s+)$/iu
const FEBRUARY_29 = /(?<!\p{L})february 29,?\s+$/iu

const DOCUMENT =
  /(?:указ|приказ|распоряжени|постановлени|закон|письм|протокол|договор|соглашени|положени|устав|решени|поручени|стандарт|гост|санпин|паспорт|лицензи|свидетельств|конституц|order|decree|act|law|directive|resolution)\p{L}*/iu
const DATED =
  /(?<!\p{L})(?:от|від|ад|of|dated)\s+(?:[«"“]?\d{1,2}[»"”]?(?:\.\d{1,2}\.|\s+\p{L}+\s+)?|\p{L}+\s+)?$/iu

const isLeap = (year: number): boolean => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1

/** The date of a document is its name: «Указ № 204 от 07.05.2018», «приказ от 12 января 2022 г. № 5». */
const namesDocument = (text: string, at: number): boolean => {
  const before = (
    text
      .slice(Math.max(0, at - 120), at)
      .split(/[;\n]/u)
      .at(-1) ?? ''
  ).trimStart()
  if (!DATED.test(before)) return false
  const behind = text.slice(at + 4, at + 34)
  return (
    DOCUMENT.test(before) || /№|N\s?\d/u.test(before) || /^\s*(?:г\.?|года?)?\s*(?:№|N\s?\d)/u.test(behind)
  )
}

const isLeapDay = (before: string, to: number): boolean =>
  !isLeap(to) && (DAY_29.test(before) || FEBRUARY_29.test(before))

interface Around {
  before: string
  behind: string
}

/** Dates and phrases that make a number a year for certain. */
const isDated = ({ before, behind }: Around): boolean =>
  DIGITS_BEFORE.test(before) ||
  MONTH_BEFORE.test(before) ||
  QUARTER_BEFORE.test(before) ||
  ENGLISH_BEFORE.test(before) ||
  ISO_AFTER.test(behind)

/** How sure it is that this is the plan's own year; null where it is something else. */
const surenessOf = (around: Around, year: number, own: number, kind: TextKind): Sureness | null => {
  const { before, behind } = around
  if (MEASURE.test(behind) || NUMBERED.test(before) || BIRTH.test(behind)) return null
  const isPhrase = YEAR_WORD.test(behind)
  if (MADE.test(before)) return year < own || !isPhrase ? null : 'offered'
  if (JUBILEE.test(before)) return 'offered'
  if (PROCLAIMED.test(behind)) return 'offered'
  if (isPhrase || isDated(around) || kind !== 'prose') return 'done'
  return year === own ? 'offered' : null
}

/** Letters before a year in which its day stands: a year is sought in as many only, since a text may have thousands. */
const LEAP_DAY = 60

/** «29.02.2024» in a year without that day: the day before, and somebody looks at it. */
const leapEdit = (text: string, at: number, year: number, { from, to }: Years): Found | null => {
  const next = year + to - from
  if (!isLeapDay(text.slice(Math.max(0, at - LEAP_DAY), at), next)) return null
  const day = text.lastIndexOf('29', at - 1)
  const words = `28${text.slice(day + 2, at)}${next}`
  return { from: day, to: at + 4, text: words, why: 'leap', sureness: 'done' }
}

const isNear = (year: number, own: number): boolean => Math.abs(year - own) <= 1

interface Row {
  from: number
  to: number
  /** Whether all its years are the plan's own or beside it. */
  isNear: boolean
}

/** «в 2026 и 2027 годах», «2025, 2026 и 2027 гг.»: years that one word makes years. */
const ROW = new RegExp(
  `(?<![\\d.,/№-])(?:19|20|21)\\d\\d(?:(?:\\s?,\\s?|\\s(?:и|или|та|або|і|and|or)\\s)(?:19|20|21)\\d\\d)+(?!\\d)(?=${YEAR_WORD.source.slice(1)})`,
  'giu',
)

const rowsIn = (text: string, own: number): Row[] =>
  [...text.matchAll(ROW)].map(({ 0: words, index }) => ({
    from: index,
    to: index + words.length,
    isNear: (words.match(/\d{4}/gu) ?? []).every((year) => isNear(Number(year), own)),
  }))

/** Years in a row go along together or not at all: what is said of one is said by what stands around them all. */
const singleYear = (
  text: string,
  at: number,
  years: Years,
  kind: TextKind,
  row: Row = { from: at, to: at + 4, isNear: true },
): Found | null => {
  const year = Number(text.slice(at, at + 4))
  if (!isNear(year, years.from) || namesDocument(text, at)) return null
  const around = {
    before: text.slice(Math.max(0, row.from - 60), row.from),
    behind: text.slice(row.to, row.to + 60),
  }
  const alone = surenessOf(around, year, years.from, kind)
  const sureness = alone === 'done' && !row.isNear ? 'offered' : alone
  if (sureness === null) return null
  const leap = sureness === 'done' ? leapEdit(text, at, year, years) : null
  if (leap) return leap
  return { from: at, to: at + 4, text: String(year + years.to - years.from), why: 'year', sureness }
}

/** Two years with a stroke between: «2021–2022 учебный год», «сезон 2021/22». */
const RANGE = /(?<![\d./№-])((?:19|20|21)\d\d)(\s?[-–—/]\s?)((?:19|20|21)?\d\d)(?![\d])(?!-\d)/gu
const RANGE_BEFORE = /(?:^|(?<!\p{L})(?:на|за|в|сезон\p{L}*|год\p{L}*|for|in|of|season)\s+|[«"“(])$/iu

/** «– 30 марта 2026», «– 27-го и 28 марта», «– 27.03», «– 15:00» behind a year go on with a day or an hour. */
const DAYS_ON =
  /^(?:-?(?:го|е|ое|st|nd|rd|th)(?!\p{L}))?(?:\s*(?:[,–—-]|и|and|&)\s*\d{1,2}(?:-?(?:го|е|ое))?)*\s*/iu
const MONTH_NEXT = new RegExp(`^${MONTHS}`, 'iu')

const isDayBehind = (behind: string): boolean =>
  /^[./:]\d/u.test(behind) || MONTH_NEXT.test(behind.slice(DAYS_ON.exec(behind)?.[0].length ?? 0))

interface Range {
  from: number
  to: number
  /** As it is written, with two figures or four. */
  second: string
  stroke: string
  at: number
  end: number
}

const readRange = ({
  0: whole,
  1: first = '',
  2: stroke = '',
  3: second = '',
  index,
}: RegExpExecArray): Range => {
  const from = Number(first)
  const to = second.length === 4 ? Number(second) : Math.floor(from / 100) * 100 + Number(second)
  return { from, to, second, stroke, at: index, end: index + whole.length }
}

/** Two figures behind a year and a stroke are a year only where nothing makes a month, a day, an hour or a number of them. */
const isRange = (text: string, { from, to, second, at, end }: Range): boolean => {
  if (second.length === 4) return true
  const behind = text.slice(end, end + 40)
  if (isDayBehind(behind) || MEASURE.test(behind)) return false
  if ((from + 1) % 100 === Number(second)) return true
  // «2022-03» is a month, «марта 2026 – 30» goes on with something else; «2020–24» is the span of a programme.
  return (
    to > from &&
    !ISO_AFTER.test(text.slice(at + 4)) &&
    !MONTH_BEFORE.test(text.slice(Math.max(0, at - 60), at))
  )
}

/** Both years of a range; a longer one is the span of a programme, which has a name of its own. */
const rangeOf = (text: string, range: Range, years: Years, kind: TextKind): Found[] => {
  const { from, to, second, stroke, at, end } = range
  const delta = years.to - years.from
  if (to - from !== 1 || !isNear(from, years.from)) {
    const isOver = from <= years.from && years.from <= to && to < years.to && kind === 'period'
    const told = { from: at, to: end, text: null, why: 'year' as const }
    return isOver && to - from > 1 ? [{ ...told, sureness: 'told' }] : []
  }
  const before = text.slice(Math.max(0, at - 20), at)
  const isSure = kind !== 'prose' || YEAR_WORD.test(text.slice(end, end + 40)) || RANGE_BEFORE.test(before)
  const next = `${from + delta}${stroke}${String(to + delta).slice(4 - second.length)}`
  return [{ from: at, to: end, text: next, why: 'year', sureness: isSure ? 'done' : 'offered' }]
}

/** «12.03.22»: a short year is one in dates alone. */
const SHORT = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d\d)(?![\d.]\d|\d)/gu

const shortYears = (text: string, { from, to }: Years): Found[] =>
  [...text.matchAll(SHORT)].flatMap(({ 0: whole, 1: day, 2: month, 3: short, index }): Found[] => {
    const year = Math.floor(from / 100) * 100 + Number(short)
    const isDay = Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12
    if (!isDay || !isNear(year, from)) return []
    const end = index + whole.length
    const next = String(year + to - from).slice(-2)
    const isGone = Number(day) === 29 && Number(month) === 2 && !isLeap(year + to - from)
    if (isGone) {
      const words = `28.${month}.${next}`
      return [{ from: index, to: end, text: words, why: 'leap', sureness: 'done' }]
    }
    return [{ from: end - 2, to: end, text: next, why: 'year', sureness: 'done' }]
  })

const NO_YEAR = '(?![.,]?\\s{0,2}(?:19|20|21)\\d\\d(?!\\d))'
const LEAP_WORDS = `29(?=(?:-?(?:го|ое|е))?\\s+(?:февраля|лютого|лютага|feb(?:ruary|\\.)?)(?!\\p{L})${NO_YEAR})`
const LEAP_ENGLISH = `(?<=(?<!\\p{L})feb(?:ruary|\\.)?\\s+)29(?!\\d)${NO_YEAR}`
const LEAP_FIGURES = `29(?=[./]0?2(?!\\d)(?![./]\\d|[./]?\\s?(?:19|20|21)\\d\\d(?!\\d)))`
const LEAP_DAYS = {
  prose: new RegExp(`(?<![\\d.])(?:${LEAP_WORDS}|${LEAP_ENGLISH})`, 'giu'),
  period: new RegExp(`(?<![\\d.])(?:${LEAP_WORDS}|${LEAP_ENGLISH}|${LEAP_FIGURES})`, 'giu'),
}

/** «29 февраля» without a year is the plan's own; in prose it may be the day of anything that comes again. */
const leapDays = (text: string, { from, to }: Years, kind: TextKind): Found[] => {
  if (!isLeap(from) || isLeap(to) || !text.includes('29')) return []
  const [days, sureness] =
    kind === 'period' ? ([LEAP_DAYS.period, 'done'] as const) : ([LEAP_DAYS.prose, 'offered'] as const)
  return [...text.matchAll(days)].map(({ index }) => ({
    from: index,
    to: index + 2,
    text: '28',
    why: 'leap',
    sureness,
  }))
}

const SINGLE = /(?<!\d)(?<!\d[.,]\d*)(?:19|20|21)\d\d(?!\d)(?![.,]\d)/gu
const DATE_END = /(?<!\d)(?:19|20|21)\d\d(?!\d)/gu

/** A year may stand behind the full stops of a date, a figure may not: «3.2022», «1,2022». */
const singles = (text: string): number[] => {
  const plain = [...text.matchAll(SINGLE)].map(({ index }) => index)
  const dated = [...text.matchAll(DATE_END)].filter(({ index }) =>
    /(?<!\d)\d{1,2}\.\d{1,2}\.$|(?<![\d.])(?:0[1-9]|1[0-2])\.$/u.test(
      text.slice(Math.max(0, index - 8), index),
    ),
  )
  return [...new Set([...plain, ...dated.map(({ index }) => index)])].sort((a, b) => a - b)
}

/** The years of a text that go along with the plan. */
export const yearsIn = (text: string, years: Years, kind: TextKind): Found[] => {
  if (!/\d\d/u.test(text)) return []
  const taken: { from: number; to: number }[] = []
  const ranges: Found[] = []
  for (const match of text.matchAll(RANGE)) {
    const range = readRange(match)
    if (!isRange(text, range)) continue
    taken.push({ from: range.at, to: range.end })
    ranges.push(...rangeOf(text, range, years, kind))
  }
  const isTaken = (at: number): boolean => at < (taken[countBefore(taken, at + 1) - 1]?.to ?? 0)
  const rows = rowsIn(text, years.from)
  const rowAt = (at: number): Row | undefined => {
    const row = rows[countBefore(rows, at + 1) - 1]
    return row !== undefined && at < row.to ? row : undefined
  }
  const found = singles(text).flatMap((at) =>
    isTaken(at) ? [] : (singleYear(text, at, years, kind, rowAt(at)) ?? []),
  )
  const short = kind === 'period' ? shortYears(text, years) : []
  return [...ranges, ...found, ...short, ...leapDays(text, years, kind)]
}

/** «Год педагога и наставника»: each year has another. */
export const namedYearsIn = (text: string): Found[] =>
  !text.includes('Год')
    ? []
    : [...text.matchAll(/(?<!\p{L})Год(?:а|у|ом|е)?\s+(?!\d)\p{Ll}{4,}(?:\s+(?:и\s+)?\p{Ll}{4,})?/gu)].map(
        ({ 0: words, index }): Found => ({
          from: index,
          to: index + words.length,
          text: null,
          why: 'named-year',
          sureness: 'told',
        }),
      )

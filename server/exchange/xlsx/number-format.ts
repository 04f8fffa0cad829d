/**
 * A number of a cell → the words that the cell shows: dates, times, shares and amounts by the format's code. Owns reading
 * format codes; must not know cells. Never evaluates anything.
 */

export type FormatLanguage = 'ru' | 'uk' | 'en'

export interface FormatContext {
  /** The language where the format names none. */
  language: FormatLanguage
  /** Days are counted from 1904 (old Macintosh files). */
  from1904: boolean
}

/** Formats that files name by their number alone. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'dd.mm.yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd.mm.yyyy h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
}

export const builtInFormat = (id: number): string => BUILT_IN[id] ?? 'General'

const LANGUAGES: Readonly<Record<string, FormatLanguage>> = { '19': 'ru', '22': 'uk', '09': 'en' }

/** «[$-419]», «[$-FC19]»: the last two digits are the language. */
const languageOf = (code: string): FormatLanguage | undefined =>
  LANGUAGES[/\[\$[^\]-]*-[0-9a-f]*?([0-9a-f]{2})\]/i.exec(code)?.[1] ?? '']

type Token = { kind: 'literal'; text: string } | { kind: 'code'; text: string }

const TOKEN =
  /"([^"]*)"|\\(.)|_.|\*.|\[(h+|m+|s+)\]|\[[^\]]*\]|(AM\/PM|A\/P)|(y+|m+|d+|h+|s+(?:\.0+)?)|(.)/giu

const tokensOf = (code: string): Token[] =>
  [...code.matchAll(TOKEN)].flatMap(([whole, quoted, escaped, elapsed, half, date, other]): Token[] => {
    if (quoted !== undefined || escaped !== undefined)
      return [{ kind: 'literal', text: quoted ?? escaped ?? '' }]
    if (elapsed !== undefined) return [{ kind: 'code', text: whole.toLowerCase() }]
    if (half !== undefined || date !== undefined) return [{ kind: 'code', text: whole.toLowerCase() }]
    if (other !== undefined) return [{ kind: 'literal', text: other }]
    return whole.startsWith('_') ? [{ kind: 'literal', text: ' ' }] : []
  })

/** Sections of a format for positive, negative and zero, empty ones too; «;» in quotes parts nothing, «@» is for texts. */
const sectionsOf = (code: string): string[] => {
  const sections = ['']
  for (const [piece] of code.matchAll(/(?:"[^"]*"|\\.|[^;])+|;/g)) {
    if (piece === ';') sections.push('')
    else sections[sections.length - 1] += piece
  }
  const numeric = sections.slice(0, 3).filter((section) => !bareOf(section).includes('@'))
  return numeric.length === 0 || (numeric.length === 1 && numeric[0] === '') ? ['General'] : numeric
}

/** A code without what stands for itself and without what is said in brackets. */
const bareOf = (code: string): string => code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '')

const CONDITION = /\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]/
const HOLDS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '<=': (value, limit) => value <= limit,
  '>=': (value, limit) => value >= limit,
  '<>': (value, limit) => value !== limit,
  '<': (value, limit) => value < limit,
  '>': (value, limit) => value > limit,
  '=': (value, limit) => value === limit,
}

/** «[=0]"нет"»; a section without a condition is for all that the ones before it are not for. */
const isFor = (section: string, value: number): boolean => {
  const [, sign, limit] = CONDITION.exec(section) ?? []
  return sign === undefined || HOLDS[sign]?.(value, Number(limit)) === true
}

/** «[<0]0»: for nothing but negative numbers. */
const isForNegative = (section: string): boolean => {
  const [, sign = '', limit] = CONDITION.exec(section) ?? []
  return sign === '<' ? Number(limit) <= 0 : ['<=', '='].includes(sign) && Number(limit) < 0
}

/** «-0», «\\-0», «(0)»: a sign of its own before the figures; «0"-й"» has none. */
const hasOwnSign = (section: string): boolean => {
  const lead = section.replace(/\[[^\]]*\]|_.|\*./g, '').replace(/["\\]/g, '')
  return /^\s*[-\u2212–]|^[^\p{L}\d#?]*[-\u2212–(]\s*(?:[\d#?]|general|основной)/iu.test(lead)
}

/** The section that shows a value, and the value as it goes there: that for negative numbers has a sign of its own. */
const shownBy = (value: number, code: string): { section: string; amount: number } => {
  const sections = sectionsOf(code)
  const [positive = 'General', negative, zero] = sections
  if (sections.some((section) => CONDITION.test(section))) {
    const section = sections.find((one) => isFor(one, value)) ?? positive
    const isSigned = isForNegative(section) || hasOwnSign(section)
    return { section, amount: isSigned ? Math.abs(value) : value }
  }
  if (value === 0) return { section: zero ?? positive, amount: value }
  const isOther = value < 0 && negative !== undefined
  return isOther ? { section: negative, amount: -value } : { section: positive, amount: value }
}

/** «[$₽-419]»: the currency stands for itself, the language behind it is no word. */
const withCurrency = (code: string): string =>
  code.replace(/\[\$([^\]"-]+)(?:-[^\]]*)?\]/g, (_, words: string) => `"${words}"`)

const isDateCode = (code: string): boolean =>
  tokensOf(code).some(({ kind, text }) => kind === 'code' && /^(?:y|m|d|h|s|\[)/.test(text))

const MONTHS: Readonly<Record<FormatLanguage, string>> = {
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  uk: 'січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень',
  en: 'January February March April May June July August September October November December',
}
/** Of a day: «5 марта». */
const MONTHS_OF: Readonly<Record<FormatLanguage, string>> = {
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  uk: 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
  en: MONTHS.en,
}
const DAYS: Readonly<Record<FormatLanguage, string>> = {
  ru: 'воскресенье понедельник вторник среда четверг пятница суббота',
  uk: 'неділя понеділок вівторок середа четвер п’ятниця субота',
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday',
}
const SHORT_DAYS: Readonly<Record<FormatLanguage, string>> = {
  ru: 'Вс Пн Вт Ср Чт Пт Сб',
  uk: 'Нд Пн Вт Ср Чт Пт Сб',
  en: 'Sun Mon Tue Wed Thu Fri Sat',
}

const nth = (words: string, index: number): string => words.split(' ')[index] ?? ''
const two = (value: number): string => String(value).padStart(2, '0')

const DAY_MS = 86_400_000

/** The moment that a day number means; years before 1900 and after 9999 are no dates. */
const momentOf = (serial: number, from1904: boolean): Date | null => {
  if (!(serial >= 0) || serial >= 2_958_466) return null
  // Excel counts a 29 February 1900 that never was.
  const days = from1904 ? serial + 1_462 : serial < 60 ? serial + 1 : serial
  return new Date(Math.round(((days - 25_569) * DAY_MS) / 1_000) * 1_000)
}

interface Shown {
  moment: Date
  serial: number
  language: FormatLanguage
  /** Beside a day, months are in the genitive. */
  hasDay: boolean
  twelve: boolean
}

const monthText = (length: number, { moment, language, hasDay }: Shown): string => {
  const month = moment.getUTCMonth()
  if (length <= 2) return length === 1 ? String(month + 1) : two(month + 1)
  const word = nth((length === 4 && hasDay ? MONTHS_OF : MONTHS)[language], month)
  if (length === 3) return word.slice(0, 3)
  return length === 5 ? word.slice(0, 1) : word
}

const dayText = (length: number, { moment, language }: Shown): string => {
  if (length <= 2) return length === 1 ? String(moment.getUTCDate()) : two(moment.getUTCDate())
  return nth((length === 3 ? SHORT_DAYS : DAYS)[language], moment.getUTCDay())
}

const hourText = (length: number, { moment, twelve }: Shown): string => {
  const hours = twelve ? moment.getUTCHours() % 12 || 12 : moment.getUTCHours()
  return length === 1 ? String(hours) : two(hours)
}

const ELAPSED: Readonly<Record<string, number>> = { h: 24, m: 1_440, s: 86_400 }

const codeText = (code: string, minutes: boolean, shown: Shown): string => {
  const { moment, serial } = shown
  if (code.startsWith('[')) return String(Math.floor(serial * (ELAPSED[code[1] ?? 'h'] ?? 24) + 1e-6))
  if (code.startsWith('a')) return moment.getUTCHours() < 12 ? 'AM' : 'PM'
  const { length } = code
  if (code.startsWith('y'))
    return length <= 2 ? two(moment.getUTCFullYear() % 100) : String(moment.getUTCFullYear())
  if (code.startsWith('d')) return dayText(length, shown)
  if (code.startsWith('h')) return hourText(length, shown)
  if (code.startsWith('s')) return two(moment.getUTCSeconds())
  if (minutes) return length === 1 ? String(moment.getUTCMinutes()) : two(moment.getUTCMinutes())
  return monthText(length, shown)
}

/** «m» beside hours or seconds are minutes. */
const isMinutes = (codes: readonly Token[], at: number): boolean =>
  /^\[?h/.test(codes[at - 1]?.text ?? '') || (codes[at + 1]?.text ?? '').startsWith('s')

/** «мммм гг»: shown as «июн.24», which reads as a day. */
const isMonthOfYear = (codes: readonly Token[]): boolean =>
  codes.length === 2 &&
  codes.some(({ text }) => /^m{3,4}$/.test(text)) &&
  codes.some(({ text }) => text === 'yy')

const isDay = ({ kind, text }: Token): boolean => kind === 'code' && /^d{1,2}$/.test(text)

/**
 * «m/d/yyyy» with the day first: in figures alone nobody could tell which is which, and plans are read day first.
 * What stands behind a year («yyyy-mm-dd») is plain.
 */
const dayFirst = (tokens: readonly Token[]): readonly Token[] => {
  const codes = tokens.filter(({ kind }) => kind === 'code')
  const month = codes.findIndex(
    ({ text }, at) => /^m{1,2}$/.test(text) && !isMinutes(codes, at) && isDay(codes[at + 1] ?? NO_TOKEN),
  )
  const [first, day, next] = codes.slice(Math.max(month, 0), month + 3)
  if (month < 0 || !first || !day || codes[month - 1]?.text.startsWith('y')) return tokens
  const year = next?.text.startsWith('y') ? next : null
  const [from, to] = [tokens.indexOf(first), tokens.indexOf(year ?? day)]
  const between = tokens.slice(from, to + 1).filter(({ kind }) => kind === 'literal')
  if (!between.every(({ text }) => /^[\s/.,-]*$/.test(text))) return tokens
  const dot: Token = { kind: 'literal', text: '.' }
  const figures: Token[] = [{ kind: 'code', text: 'dd' }, dot, { kind: 'code', text: 'mm' }]
  return [...tokens.slice(0, from), ...figures, ...(year ? [dot, year] : []), ...tokens.slice(to + 1)]
}

const NO_TOKEN: Token = { kind: 'literal', text: '' }

const dateText = (serial: number, code: string, context: FormatContext): string | null => {
  const moment = momentOf(serial, context.from1904)
  if (moment === null) return null
  const tokens = dayFirst(tokensOf(code))
  const codes = tokens.filter(({ kind }) => kind === 'code')
  const language = languageOf(code) ?? context.language
  if (isMonthOfYear(codes)) return `${nth(MONTHS[language], moment.getUTCMonth())} ${moment.getUTCFullYear()}`
  const shown: Shown = {
    moment,
    serial,
    language,
    hasDay: codes.some(({ text }) => /^d{1,2}$/.test(text)),
    twelve: codes.some(({ text }) => text.startsWith('a')),
  }
  const texts = tokens.map((token) => {
    if (token.kind === 'literal') return token.text === '@' ? '' : token.text
    return codeText(token.text, isMinutes(codes, codes.indexOf(token)), shown)
  })
  return texts.join('').trim()
}

const GENERAL = /general|основной/i

/** As many digits as a cell shows of a number without a format. */
const generalText = (value: number, comma: string): string => {
  const text = Math.abs(value) >= 1e11 ? String(value) : String(Number(value.toPrecision(10)))
  return text.replace('.', comma)
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, '\u00a0')

/** Figures by the places that a code has for them, without its words. */
const figuresText = (value: number, plain: string, comma: string): string => {
  if (GENERAL.test(plain)) return generalText(Math.abs(value), comma)
  const places = /[0#?](?:\.([0#?]+))/.exec(plain)?.[1] ?? ''
  const fixed = Math.abs(plain.includes('%') ? value * 100 : value).toFixed(Math.min(places.length, 15))
  const optional = /[#?]+$/.exec(places)?.[0].length ?? 0
  const [whole = '0', rest = ''] = fixed.split('.')
  const decimals = rest.replace(new RegExp(`0{1,${Math.max(1, optional)}}$`), (zeros) =>
    optional > 0 ? '' : zeros,
  )
  const least = /([0]+)(?:\.|[^0#?,.]|$)/.exec(plain)?.[1]?.length ?? 1
  // «"-"??»: places that no nought holds draw nothing for a zero.
  if (Number(fixed) === 0 && /^[^0/]*[#?][^0/]*$/.test(plain)) return ''
  const digits = whole.padStart(least, '0')
  const shown = /[#0][,\u00a0 ][#0]/.test(plain) ? grouped(digits) : digits
  return decimals === '' ? shown : `${shown}${comma}${decimals}`
}

const PLACES = /"([^"]*)"|\\(.)|general|основной|[0#?](?:[0#?., \u00a0]*[0#?])?/gi

const numberText = (value: number, code: string, comma: string): string => {
  const bare = code.replace(/\[[^\]]*\]|_.|\*./g, '')
  const plain = bare.replace(/"[^"]*"|\\./g, '')
  const text = figuresText(value, plain, comma)
  let placed = false
  const words = bare.replace(PLACES, (_, quoted, escaped) => {
    if (quoted !== undefined || escaped !== undefined) return String(quoted ?? escaped)
    if (placed) return ''
    placed = true
    return text
  })
  // Words alone are what is shown; letters that are nobody's words may be a code that is not known here.
  return (placed || !/\p{L}/u.test(plain) ? words : text).trim()
}

/** What a cell with that number and format code shows. */
export const numberAsShown = (value: number, code: string, context: FormatContext): string => {
  const { section, amount } = shownBy(value, withCurrency(code))
  const comma = (languageOf(code) ?? context.language) === 'en' ? '.' : ','
  if (section === '') return ''
  if (/^(?:general|основной)?$/i.test(section.replace(/\[[^\]]*\]/g, ''))) return generalText(amount, comma)
  if (isDateCode(section)) return dateText(amount, section, context) ?? generalText(amount, comma)
  const text = numberText(amount, section, comma)
  return amount < 0 ? `-${text}` : text
}

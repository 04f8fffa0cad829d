/** Writes dates in the forms that plans have, with what they mean. Owns the forms alone; chance comes in as `pick`. */
export interface Written {
  text: string
  want: { months: number[]; kind: string; start: string | null; end: string | null; hours: number | null }
}
export type Pick = <T>(of: readonly T[]) => T

const NAMES = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ')
const OF = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ')
const IN = 'январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре'.split(' ')
const SHORT = 'янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.'.split(' ')
const DAYS = ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб']
const ROMAN = ['I', 'II', 'III', 'IV']
const ORDINAL = ['первая', 'вторая', 'третья']
const DASHES = ['-', '–', ' - ', ' – ', ' — ', '- ', ' -', ' –\n', '-\n']
const BETWEEN = [', ', '; ', '\n', ' и ', ';\n']
export const YEAR = 2023

const two = (n: number): string => String(n).padStart(2, '0')
const iso = (m: number, d: number): string => `${YEAR}-${two(m)}-${two(d)}`
const lengthOf = (m: number): number => new Date(Date.UTC(YEAR, m, 0)).getUTCDate()
const weekday = (m: number, d: number): string => DAYS[new Date(Date.UTC(YEAR, m - 1, d)).getUTCDay()] ?? ''
const upTo = (n: number, from = 1): number[] => Array.from({ length: n - from + 1 }, (_, at) => from + at)
const name = (names: readonly string[], m: number): string => names[m - 1] ?? ''
const year = (pick: Pick): string =>
  pick(['', '', '', ` ${YEAR}`, ` ${YEAR} г.`, ` ${YEAR}г.`, ` ${YEAR} года`, `, ${YEAR}`])

/** Five ways to write a day; the year in figures where the way is. */
const day = (way: number, [m, d]: readonly [number, number], end: string): string => {
  if (way === 1) return `${two(d)}.${two(m)}${end === '' ? '' : `.${YEAR}`}${end.includes('г') ? ' г.' : ''}`
  if (way === 2) return `${d} ${name(SHORT, m)}${end}`
  if (way === 3) return `«${two(d)}» ${name(OF, m)}${end}`
  return `${way === 4 ? `${d}-го` : d} ${name(OF, m)}${end}`
}
const WAYS = [0, 1, 2, 3, 4]
const from = (d: number): string => (d === 2 ? 'со' : 'с')

const dates = (text: string, months: number[], start: string | null, end: string | null): Written => ({
  text,
  want: { months, kind: 'dates', start, end, hours: null },
})
const plain = (text: string, months: number[], kind: string): Written => ({
  text,
  want: { months, kind, start: null, end: null, hours: null },
})

const oneDay = (pick: Pick): Written => {
  const m = pick(upTo(12))
  const d = pick(upTo(lengthOf(m)))
  const w = weekday(m, d)
  const text = day(pick(WAYS), [m, d], year(pick)) + pick(['', '', ` (${w})`, ` (${w}.)`, `, ${w}`])
  const time = pick(['', ' в 14.00', ', 14:00', ', 10-00', '\n12.00', ' с 10.00 до 17.00', ' в 9 ч.'])
  return dates(text + time, [m], iso(m, d), iso(m, d))
}

const spanInMonth = (pick: Pick): Written => {
  const m = pick(upTo(12))
  const a = pick(upTo(lengthOf(m) - 1))
  const b = pick(upTo(lengthOf(m), a + 1))
  const [of, end, dash] = [name(OF, m), year(pick), pick(DASHES)]
  const text = pick([
    `${a}${dash}${b} ${of}${end}`,
    `${from(a)} ${a} по ${b} ${of}${end}`,
    `${from(a)} ${a} до ${b} ${of}${end}`,
    `${a}${dash}${b} ${name(SHORT, m)}${end}`,
    `${two(a)}${dash}${two(b)}.${two(m)}.${YEAR}`,
    `${two(a)}.${two(m)}${dash}${two(b)}.${two(m)}`,
    `с ${two(a)}.${two(m)} по ${two(b)}.${two(m)}.${YEAR} г.`,
    `в период с ${a} по ${b} ${of}${end}`,
    `${name(NAMES, m)} (${a}-${b})`,
    `${name(NAMES, m)}, ${a}-${b}`,
    `с ${a}-го по ${b}-е ${of}${end}`,
    `с ${a} (${weekday(m, a)}) по ${b} (${weekday(m, b)}) ${of}${end}`,
    `${a} (${weekday(m, a)}) – ${b} (${weekday(m, b)}) ${of}`,
    `с «${a}» по «${b}» ${of}${end}`,
  ])
  return dates(text, [m], iso(m, a), iso(m, b))
}

const spanOfMonths = (pick: Pick): Written => {
  const m = pick(upTo(11))
  const n = pick(upTo(12, m + 1))
  const [a, b, way, dash] = [pick(upTo(lengthOf(m))), pick(upTo(lengthOf(n))), pick(WAYS), pick(DASHES)]
  const end = year(pick)
  const first = day(way, [m, a], pick(['', end]))
  const last = day(way, [n, b], end)
  const lead = from(a)
  const text = pick([
    `${first}${dash}${last}`,
    `${lead} ${first} по ${last}`,
    `${lead} ${first} до ${last}`,
    `${lead} ${first}\nпо ${last}`,
    `в период ${lead} ${first} по ${last}`,
    `${first} (${weekday(m, a)})${dash}${last} (${weekday(n, b)})`,
  ])
  return dates(text, upTo(n, m), iso(m, a), iso(n, b))
}

const listOfDays = (pick: Pick): Written => {
  const days = [pick(upTo(9)), pick(upTo(18, 10)), pick(upTo(28, 19))]
  const one = pick(upTo(12))
  const months = pick([
    [one, one, one],
    [pick(upTo(4)), pick(upTo(8, 5)), pick(upTo(12, 9))],
  ])
  const way = pick([0, 1, 2])
  const list = months.map((m, at) => day(way, [m, days[at] ?? 1], '')).join(pick(BETWEEN))
  const isOne = months[0] === months[2]
  const short = `${days.slice(0, 2).join(', ')} и ${days[2]} ${name(OF, one)}${year(pick)}`
  const text = isOne ? pick([list, short, `${name(NAMES, one)}: ${days.join(', ')}`]) : list
  const [first = 1, , last = 1] = months
  return dates(text, [...new Set(months)], iso(first, days[0] ?? 1), iso(last, days[2] ?? 1))
}

const DEADLINES = [
  'до',
  'не позднее',
  'не позже',
  'в срок до',
  'по',
  'Срок – до',
  'ежегодно, до',
  'заявки до',
]
const openEnd = (pick: Pick): Written => {
  const m = pick(upTo(12))
  const d = pick(upTo(lengthOf(m)))
  const text = day(pick(WAYS), [m, d], year(pick))
  return pick([true, false])
    ? dates(`${pick(DEADLINES)} ${text}${pick(['', ' включительно'])}`, [m], null, iso(m, d))
    : dates(`${pick([from(d), 'начиная с', 'не ранее'])} ${text}`, upTo(12, m), iso(m, d), null)
}

const months = (pick: Pick): Written => {
  const list = [pick(upTo(4)), pick(upTo(8, 6)), pick(upTo(12, 10))].slice(0, pick([1, 2, 3]))
  const text = pick([
    list.map((m) => name(NAMES, m)).join(pick(BETWEEN)) + year(pick),
    `в ${list.map((m) => name(IN, m)).join(pick([', ', ', в ', ' и ']))}${year(pick)}`,
  ])
  return plain(text, list, 'months')
}

const rangeOfMonths = (pick: Pick): Written => {
  const a = pick(upTo(11))
  const b = pick(upTo(12, a + 1))
  const [end, dash] = [year(pick), pick(DASHES)]
  const text = pick([
    `${name(NAMES, a)}${dash}${name(NAMES, b)}${end}`,
    `с ${name(OF, a)} по ${name(NAMES, b)}${end}`,
    `в ${name(IN, a)}${dash}${name(IN, b)}${end}`,
    `${name(NAMES, a)} ${YEAR} г.${dash}${name(NAMES, b)} ${YEAR} г.`,
    `конец ${name(OF, a)} – начало ${name(OF, b)}${end}`,
  ])
  return plain(text, upTo(b, a), 'range')
}

const quarterOrDecade = (pick: Pick): Written => {
  const [q, k, m] = [pick(upTo(4)), pick(upTo(3)), pick(upTo(12))]
  if (pick([true, false])) {
    const roman = ROMAN[q - 1]
    const text = pick([`${roman} квартал`, `${q} кв.`, `в ${q}-м квартале`, `в течение ${roman} квартала`])
    return plain(text + year(pick), upTo(q * 3, q * 3 - 2), 'quarter')
  }
  const roman = ROMAN[k - 1]
  const text = pick([
    `${roman} декада ${name(OF, m)}`,
    `${k}-я декада ${name(OF, m)}`,
    `${ORDINAL[k - 1]} декада ${name(OF, m)}`,
    `${name(NAMES, m)} (${roman} декада)`,
    `${name(NAMES, m)}, ${k} декада`,
  ])
  return dates(text, [m], iso(m, k * 10 - 9), iso(m, k === 3 ? lengthOf(m) : k * 10))
}

const PLACES = [
  ', актовый зал',
  '\nчитальный зал',
  ' (онлайн)',
  ', г. Томск',
  '\nг. Кемерово',
  '\nИванова А.А.',
  ' (5-7 классы)',
  ', каб. 12',
  ' (120 чел.)',
]
const beside = (pick: Pick, { text, want }: Written): Written => {
  const hours = pick([null, null, null, 36, 72])
  if (hours === null) return { text: text + pick(['', '', ...PLACES]), want }
  return {
    text: text + pick([`, ${hours} ч.`, ` (${hours} часов)`, `\n${hours} ак. ч.`]),
    want: { ...want, hours },
  }
}

const FORMS = [oneDay, spanInMonth, spanOfMonths, listOfDays, openEnd, months, rangeOfMonths, quarterOrDecade]
/** Dates of some form with what may stand beside them. */
export const written = (pick: Pick): Written => beside(pick, pick(FORMS)(pick))

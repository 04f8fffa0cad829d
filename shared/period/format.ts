/**
 * What was understood of a period, in words: for the chip in a cell, the views and calendar files. Owns the wording of
 * periods in both languages; it never replaces what the author wrote.
 */
import type { PeriodJson } from '../plan/json.ts'

export type PeriodLocale = 'ru' | 'en'
type Shown = Pick<PeriodJson, 'months' | 'kind' | 'start' | 'end' | 'hours'>

const MONTHS: Record<PeriodLocale, { names: string[]; of: string[] }> = {
  ru: {
    names: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' '),
    of: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  },
  en: {
    names: 'January February March April May June July August September October November December'.split(' '),
    of: 'January February March April May June July August September October November December'.split(' '),
  },
}

const WORDS = {
  ru: {
    year: 'в течение года',
    recurring: 'регулярно',
    'by-agreement': 'по согласованию',
    'on-demand': 'по запросу',
    unknown: 'срок не определён',
    none: '',
    quarter: 'кв.',
    half: 'полугодие',
    until: 'до',
    from: 'с',
    hours: 'ч.',
  },
  en: {
    year: 'all year',
    recurring: 'regularly',
    'by-agreement': 'by agreement',
    'on-demand': 'on request',
    unknown: 'no date understood',
    none: '',
    quarter: 'quarter',
    half: 'half-year',
    until: 'by',
    from: 'from',
    hours: 'h',
  },
} as const

const ROMAN = ['I', 'II', 'III', 'IV']

/** A month's name, with a capital: it begins a line. */
export const monthName = (month: number, locale: PeriodLocale): string => {
  const name = MONTHS[locale].names[month - 1] ?? ''
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Runs of months: [3, 4, 5, 9] → [[3, 5], [9, 9]]. */
export const monthRuns = (months: readonly number[]): [number, number][] => {
  const runs: [number, number][] = []
  for (const month of months) {
    const last = runs.at(-1)
    if (last && last[1] === month - 1) last[1] = month
    else runs.push([month, month])
  }
  return runs
}

/** October to April is one span over New Year; eleven months without July are two. */
const isOverNewYear = (runs: readonly [number, number][]): boolean =>
  runs.every(([from], index) => index === 0 || from - (runs[index - 1]?.[1] ?? 0) > 2)

const monthsText = (months: readonly number[], locale: PeriodLocale): string => {
  const { names } = MONTHS[locale]
  const runs = monthRuns(months)
  const [first, last] = [runs[0], runs.at(-1)]
  const wraps = first && last && runs.length > 1 && first[0] === 1 && last[1] === 12 && isOverNewYear(runs)
  const shown = wraps ? [...runs.slice(1, -1), [last[0], first[1]] as [number, number]] : runs
  return shown
    .map(([from, to]) => (from === to ? names[from - 1] : `${names[from - 1]} – ${names[to - 1]}`))
    .join(', ')
}

const unitsText = (months: readonly number[], size: 3 | 6, locale: PeriodLocale): string => {
  const units = [...new Set(months.map((month) => Math.ceil(month / size)))]
  const isWhole = units.length * size === months.length
  if (!isWhole || units.length === 0) return monthsText(months, locale)
  const list = monthRuns(units)
    .map(([from, to]) => (from === to ? ROMAN[from - 1] : `${ROMAN[from - 1]}–${ROMAN[to - 1]}`))
    .join(', ')
  return `${list} ${size === 3 ? WORDS[locale].quarter : WORDS[locale].half}`
}

interface Day {
  y: number
  m: number
  d: number
}

const dayOf = (iso: string): Day => {
  const [y = 0, m = 1, d = 1] = iso.split('-').map(Number)
  return { y, m, d }
}

const dayText = ({ y, m, d }: Day, locale: PeriodLocale, year: number | undefined): string => {
  const name = MONTHS[locale].of[m - 1] ?? ''
  return `${d} ${name}${year !== undefined && y !== year ? ` ${y}` : ''}`
}

const datesText = ({ start, end, months }: Shown, locale: PeriodLocale, year: number | undefined): string => {
  const words = WORDS[locale]
  if (start === null && end === null) return monthsText(months, locale)
  if (start === null) return `${words.until} ${dayText(dayOf(end ?? ''), locale, year)}`
  if (end === null) return `${words.from} ${dayText(dayOf(start), locale, year)}`
  const [a, b] = [dayOf(start), dayOf(end)]
  if (start === end) return dayText(a, locale, year)
  if (a.m === b.m && a.y === b.y) return `${a.d}–${dayText(b, locale, year)}`
  return `${dayText(a, locale, year)} – ${dayText(b, locale, year)}`
}

const withMonths = (word: string, months: readonly number[], locale: PeriodLocale): string =>
  months.length === 0 || months.length === 12 ? word : `${word}: ${monthsText(months, locale)}`

const kindText = (period: Shown, locale: PeriodLocale, year: number | undefined): string => {
  const { kind, months } = period
  if (kind === 'dates') return datesText(period, locale, year)
  if (kind === 'months' || kind === 'range') return monthsText(months, locale) || WORDS[locale].unknown
  if (kind === 'quarter') return unitsText(months, 3, locale) || WORDS[locale].unknown
  if (kind === 'halfyear') return unitsText(months, 6, locale) || WORDS[locale].unknown
  if (kind === 'none') return monthsText(months, locale)
  return withMonths(WORDS[locale][kind], months, locale)
}

/** The period in words, '' for an empty one. Days outside `year` are shown with theirs. */
export const formatPeriod = (period: Shown, locale: PeriodLocale, year?: number): string => {
  const text = kindText(period, locale, year)
  const { hours } = period
  if (hours === null) return text
  const number = String(hours).replace('.', locale === 'ru' ? ',' : '.')
  return `${text}${text === '' ? '' : ', '}${number} ${WORDS[locale].hours}`
}

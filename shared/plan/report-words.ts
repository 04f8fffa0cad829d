/** What a report says in words, on the screen and in its files. Pure; the catalogue comes in, the figures are `report.ts`'s. */
import { fillMessage } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { monthName } from '../period/format.ts'
import type { Report, ReportRow } from './report.ts'
import type { Span } from './span.ts'

/** Texts by key; `report.*` are asked for. */
export type ReportTexts = Readonly<Record<string, string>>

const LANGUAGES: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB' }

/** «30 июня 2022 г.», "30 June 2022". */
export const dayWords = (iso: string, locale: Locale): string =>
  new Intl.DateTimeFormat(LANGUAGES[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${iso}T00:00:00Z`),
  )

/** The name of a month, beginning with a capital. */
export const monthWords = (month: number, locale: Locale): string => {
  const name = monthName(month, locale)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

const say = (texts: ReportTexts, key: string, values: Readonly<Record<string, string>> = {}): string =>
  fillMessage(texts[key] ?? key, values)

/** Which rows the report counts, and as of when. */
export const spanWords = (
  { from, to, upTo }: Pick<Span, 'from' | 'to' | 'upTo'>,
  texts: ReportTexts,
  locale: Locale,
): string => {
  const form = from === null ? (to === null ? 'all' : 'to') : to === null ? 'from' : 'span'
  const day = (iso: string | null): string => (iso === null ? '' : dayWords(iso, locale))
  return say(texts, `report.said.${form}`, { from: day(from), to: day(to), upTo: day(upTo) })
}

/** What is told of a row, a line each: its result, or to when and why. */
export const toldLines = ({ fact, vague }: ReportRow, texts: ReportTexts): string[] => [
  ...(fact.result === undefined ? [] : [fact.result]),
  ...(fact.note === undefined ? [] : [fact.note]),
  ...(fact.to === undefined ? [] : [say(texts, 'report.told.to', { to: fact.to })]),
  ...(fact.why === undefined ? [] : [say(texts, 'report.told.why', { why: fact.why })]),
  ...(vague ? [say(texts, 'report.vague')] : []),
]

/** One of the three ways to look at the figures. */
export interface Grouped {
  readonly by: 'section' | 'department' | 'month'
  readonly groups: readonly {
    readonly key: string
    readonly name: string
    readonly figures: Report['total']
  }[]
}

/** The key of the group that a row stands in; '' for none. */
export const groupKey = (
  by: Grouped['by'],
  row: Pick<ReportRow, 'section' | 'department' | 'month'>,
): string => String(row[by] ?? '')

/** The figures by section, department and month, with the names of the groups. */
export const groupsOf = (
  report: Report,
  texts: ReportTexts,
  locale: Locale,
  departmentName: (id: string) => string,
): Grouped[] => {
  const none = (key: string) => say(texts, key)
  return [
    {
      by: 'section',
      groups: report.sections.map(({ section, title, ...figures }) => ({
        key: section,
        name: title.replace(/\s+/g, ' ').trim() || none('report.section.none'),
        figures,
      })),
    },
    {
      by: 'department',
      groups: report.departments.map(({ department, ...figures }) => ({
        key: department ?? '',
        name: department === null ? none('report.department.none') : departmentName(department),
        figures,
      })),
    },
    {
      by: 'month',
      groups: report.months.map(({ month, ...figures }) => ({
        key: String(month ?? ''),
        name: month === null ? none('report.month.none') : monthWords(month, locale),
        figures,
      })),
    },
  ]
}

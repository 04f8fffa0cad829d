/**
 * The report of a plan as tables of values, which the Word and the Excel file share. Owns what stands in which column; must
 * not know any file format.
 */
import type { Locale } from '../../../../shared/i18n/locale.ts'
import type { PlanJson } from '../../../../shared/plan/json.ts'
import {
  type Figures,
  OUTCOMES,
  type Report,
  type ReportRow,
  doneShare,
  reportOf,
  sourceOfJson,
} from '../../../../shared/plan/report.ts'
import type { Span } from '../../../../shared/plan/span.ts'
import {
  type Grouped,
  type ReportTexts,
  groupsOf,
  spanWords,
  toldLines,
} from '../../../../shared/plan/report-words.ts'

/** What a report is made of, beside the plan. */
export interface ReportRequest {
  readonly span: Span
  /** Names of departments by id. */
  readonly departments: Readonly<Record<string, string>>
}

export interface ReportPages {
  readonly title: string
  readonly plan: string
  readonly organisation: string
  readonly said: string
  /** «Выполнено 18 из 24 (75 %)»; '' where nothing was planned. */
  readonly summary: string
  readonly report: Report
  readonly groups: readonly Grouped[]
  readonly texts: ReportTexts
  readonly departmentName: (id: string | null) => string
}

const FIGURES = ['planned', ...OUTCOMES] as const

export const reportPages = (
  plan: PlanJson,
  { span, departments }: ReportRequest,
  texts: ReportTexts,
  locale: Locale,
): ReportPages => {
  const report = reportOf(sourceOfJson(plan), span)
  const { total } = report
  const share = doneShare(total)
  // Own keys only: a department of any name may be written into a section.
  const nameOf = (id: string): string => (Object.hasOwn(departments, id) ? departments[id] : undefined) ?? id
  const values = { done: total.doneOnTime + total.doneLate, planned: total.planned, share: share ?? 0 }
  return {
    title: texts['report.heading'] ?? '',
    plan: plan.title,
    organisation: plan.organisation,
    said: spanWords(span, texts, locale),
    summary: share === null ? (texts['report.empty'] ?? '') : fill(texts['report.summary'] ?? '', values),
    report,
    groups: groupsOf(report, texts, locale, nameOf),
    texts,
    departmentName: (id) => (id === null ? (texts['report.department.none'] ?? '') : nameOf(id)),
  }
}

const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** The names of the figures, in the order of their columns. */
export const figureHeads = (texts: ReportTexts): string[] =>
  FIGURES.map((key) => texts[`report.figure.${key}`] ?? '')

export const figureValues = (figures: Figures): number[] => FIGURES.map((key) => figures[key])

/** What is told of a row, in words: how it ended, when, how many took part, and the rest. */
export const rowWords = (row: ReportRow, { texts }: Pick<ReportPages, 'texts'>) => {
  const undated = row.state === 'done' && row.fact.on === undefined
  return {
    outcome: texts[`report.figure.${row.outcome}`] ?? '',
    on: row.fact.on ?? null,
    undated: undated ? (texts['report.undated'] ?? '') : '',
    told: toldLines(row, texts),
    link: row.fact.link ?? null,
    participants: row.fact.participants ?? null,
  }
}

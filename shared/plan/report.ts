/**
 * План/факт: what was to be done in a span and what became of it as of a day, by section, department and month (SPEC FC10–FC14).
 * Every row that counts has exactly one outcome, so that all figures add up. Pure; owns the counting, no words.
 */
import type * as Y from 'yjs'
import { type Due, dueOf } from './due.ts'
import { NO_FACT, hasFact } from './facts.ts'
import type { FactJson, ItemState, PeriodJson, PlanJson } from './json.ts'
import { contextOf, periodOf } from './period-text.ts'
import { blocksToLine, textToLine } from './rich.ts'
import type { Span } from './span.ts'
import { isSumLine } from './sum-line.ts'
import { PlanProjection, type PlanView } from './view.ts'

/** What became of a row as of the report's day; in the order of the report's columns. */
export const OUTCOMES = ['doneOnTime', 'doneLate', 'moved', 'cancelled', 'overdue', 'notYetDue'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** How many rows; `planned` is the sum of the others. */
export type Figures = { readonly [K in 'planned' | Outcome]: number }

/** As much of a plan as the report asks for. */
export interface ReportSource {
  readonly year: number
  readonly sections: readonly {
    readonly id: string
    readonly title: string
    readonly department: string | null
    readonly items: readonly SourceItem[]
  }[]
}

interface SourceItem {
  readonly id: string
  readonly parent: string | null
  readonly number: string
  /** On one line. */
  readonly title: string
  readonly period: PeriodJson
  readonly state: ItemState
  readonly fact: FactJson
}

export interface ReportRow {
  readonly item: string
  readonly section: string
  readonly department: string | null
  readonly number: string
  readonly title: string
  /** The author's words. */
  readonly period: string
  /** ISO date. */
  readonly due: string
  /** The month of the plan's year that it is due in; null where there is none, as for a vague one. */
  readonly month: number | null
  readonly vague: boolean
  readonly state: ItemState
  readonly outcome: Outcome
  readonly fact: FactJson
}

export interface Report {
  readonly from: string | null
  readonly to: string | null
  readonly upTo: string
  readonly total: Figures
  readonly sections: readonly (Figures & { readonly section: string; readonly title: string })[]
  /** In the order in which they come in the plan; null: sections that belong to all. */
  readonly departments: readonly (Figures & { readonly department: string | null })[]
  /** Months of the plan's year, ascending; null at the end: what is due in none of them, or at no known time. */
  readonly months: readonly (Figures & { readonly month: number | null })[]
  readonly rows: readonly ReportRow[]
}

export const sourceOfJson = ({ year, sections }: PlanJson): ReportSource => ({
  year,
  sections: sections.map(({ id, title, department, items }) => ({
    id,
    title,
    department,
    items: items.map((item) => ({ ...item, title: textToLine(item.title.text), fact: item.fact ?? NO_FACT })),
  })),
})

/** The same from the live view, whose periods are read once. */
export const sourceOfView = ({ meta: { year }, sections }: PlanView): ReportSource => ({
  year,
  sections: sections.map(({ id, title, department, rows }) => {
    const context = contextOf(year, title)
    const items = rows.map((row): SourceItem => {
      const { cells, fix, parent, number, state, fact } = row
      const period = periodOf(cells.period ?? [], context, fix)
      return { id: row.id, parent, number, title: blocksToLine(cells.title ?? []), period, state, fact }
    })
    return { id, title, department, items }
  }),
})

/** The same of a document that nobody looks at. */
export const sourceOfDoc = (doc: Y.Doc): ReportSource => {
  const projection = new PlanProjection(doc)
  try {
    return sourceOfView(projection.view())
  } finally {
    projection.destroy()
  }
}

/** Of which nothing is told: a row that gathers others and has no dates is a heading, one without words is empty, and sums are none. */
const counts = (item: SourceItem, parents: ReadonlySet<string>): boolean => {
  if (item.state !== 'planned' || hasFact(item.fact)) return true
  if (isSumLine(item)) return false
  return item.period.text.trim() !== '' || (!parents.has(item.id) && item.title.trim() !== '')
}

/** What had become of it at the end of `upTo`; when something was moved or cancelled is not known, so it always was. */
const outcomeOf = ({ state, fact }: SourceItem, due: Due, { upTo, today }: Span): Outcome => {
  if (state === 'moved' || state === 'cancelled') return state
  const on = state === 'done' ? (fact.on ?? due.day) : null
  if (on !== null && (fact.on === undefined || on <= upTo)) return on <= due.day ? 'doneOnTime' : 'doneLate'
  const isOver = due.day <= upTo && (today === undefined || due.day < today)
  return isOver ? 'overdue' : 'notYetDue'
}

const isIn = (day: string, { from, to }: Span): boolean =>
  (from === null || day >= from) && (to === null || day <= to)

const figuresOf = (rows: readonly ReportRow[]): Figures => {
  const figures: Record<keyof Figures, number> = {
    planned: rows.length,
    doneOnTime: 0,
    doneLate: 0,
    moved: 0,
    cancelled: 0,
    overdue: 0,
    notYetDue: 0,
  }
  for (const { outcome } of rows) figures[outcome]++
  return figures
}

const grouped = <K>(rows: readonly ReportRow[], keyOf: (row: ReportRow) => K): [K, ReportRow[]][] => {
  const groups = new Map<K, ReportRow[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return [...groups]
}

const rowsOf = (source: ReportSource, span: Span): ReportRow[] =>
  source.sections.flatMap((section) => {
    const parents = new Set(section.items.flatMap(({ parent }) => parent ?? []))
    return section.items.flatMap((item): ReportRow[] => {
      const due = dueOf(item.period, source.year)
      if (!counts(item, parents) || !isIn(due.day, span)) return []
      const { id, number, title, state, fact } = item
      const place = { item: id, section: section.id, department: section.department, number, title }
      const { day, month, vague } = due
      const outcome = outcomeOf(item, due, span)
      return [{ ...place, period: item.period.text, due: day, month, vague, state, outcome, fact }]
    })
  })

const LAST = 13

export const reportOf = (source: ReportSource, span: Span): Report => {
  const rows = rowsOf(source, span)
  const titles = new Map(source.sections.map(({ id, title }) => [id, title]))
  return {
    from: span.from,
    to: span.to,
    upTo: span.upTo,
    total: figuresOf(rows),
    sections: grouped(rows, (row) => row.section).map(([section, own]) => ({
      section,
      title: titles.get(section) ?? '',
      ...figuresOf(own),
    })),
    departments: grouped(rows, (row) => row.department).map(([department, own]) => ({
      department,
      ...figuresOf(own),
    })),
    months: grouped(rows, (row) => row.month)
      .map(([month, own]) => ({ month, ...figuresOf(own) }))
      .sort((a, b) => (a.month ?? LAST) - (b.month ?? LAST)),
    rows,
  }
}

/** Of what was planned so much was done, in whole per cent; null where nothing was planned. */
export const doneShare = ({ planned, doneOnTime, doneLate }: Figures): number | null =>
  planned === 0 ? null : Math.round(((doneOnTime + doneLate) * 100) / planned)

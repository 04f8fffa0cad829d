/**
 * Rows with their section and what is understood of their dates: what every view by time sits on. Pure; a row in which
 * nothing changed stays the same object. Owns which times are vague; how they are laid out is a view's.
 */
import type { PeriodJson } from './json.ts'
import { contextOf, periodOf } from './period-text.ts'
import type { PlanView, RowView, SectionView } from './view.ts'

export interface DatedRow {
  readonly row: RowView
  readonly section: string
  readonly sectionTitle: string
  readonly department: string | null
  readonly period: PeriodJson
}

/** Times that stand for no month. */
export const VAGUE = ['year', 'agreed', 'unclear', 'none'] as const
export type Vague = (typeof VAGUE)[number]

const ALL_MONTHS = 12

/** Where a period has no month to begin in; null where it has one. */
export const vagueOf = ({ kind, months }: Pick<PeriodJson, 'kind' | 'months'>): Vague | null => {
  if (kind === 'by-agreement' || kind === 'on-demand') return 'agreed'
  if (months.length === ALL_MONTHS) return 'year'
  if (months.length > 0) return null
  return kind === 'none' ? 'none' : 'unclear'
}

/** Whether its months are a guess rather than a time: pictures of it are hatched. */
export const isVague = (period: Pick<PeriodJson, 'kind' | 'months'>): boolean =>
  period.kind === 'recurring' || (period.months.length > 0 && vagueOf(period) !== null)

const known = new WeakMap<RowView, DatedRow>()

const datedRow = (row: RowView, section: SectionView, period: PeriodJson): DatedRow => {
  const before = known.get(row)
  const { id, title, department } = section
  const isSame =
    before?.section === id &&
    before.sectionTitle === title &&
    before.department === department &&
    before.period === period
  if (isSame) return before
  const dated = { row, section: id, sectionTitle: title, department, period }
  known.set(row, dated)
  return dated
}

/** The rows of a section that are shown (null: all of them). */
export const datedIn = (
  section: SectionView,
  year: number,
  shown: ReadonlySet<string> | null,
): readonly DatedRow[] => {
  const context = contextOf(year, section.title)
  const rows = shown === null ? section.rows : section.rows.filter(({ id }) => shown.has(id))
  return rows.map((row) => datedRow(row, section, periodOf(row.cells.period ?? [], context, row.fix)))
}

/** All rows of the plan that are shown, in its order. */
export const datedRows = ({ meta, sections }: PlanView, shown: ReadonlySet<string> | null): DatedRow[] =>
  sections.flatMap((section) => datedIn(section, meta.year, shown))

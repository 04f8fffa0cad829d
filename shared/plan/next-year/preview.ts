/** What is shown before next year's plan is made: its rows, and everything that would be otherwise. Pure. Owns that shape. */
import { canonicalPlan } from '../canonical.ts'
import type { ItemState, PlanJson } from '../json.ts'
import { printOf } from '../print.ts'
import { cancelledRows, carryPlan, reportColumns } from './carry.ts'
import type { Proposal } from './proposals.ts'

export interface PreviewRow {
  id: string
  parent: string | null
  number: string
  /** The title's text. */
  title: string
  period: string
  state: ItemState
}

export interface NextYearPreview {
  /** Print of what was looked at: making the plan is refused when it is no longer so. */
  of: string
  /** The year of the plan that is carried over, and of the new one. */
  from: number
  year: number
  title: string
  organisation: string
  /** The plan's own columns; those that say what became of a row come empty. */
  columns: { key: string; title: string; empty: boolean }[]
  sections: { id: string; title: string; department: string | null; items: PreviewRow[] }[]
  /** Rows that stay behind unless somebody says otherwise. */
  leave: string[]
  proposals: Proposal[]
}

/** The print of a plan as `of` has it. */
export const sourcePrint = (plan: PlanJson): string => printOf(canonicalPlan(plan))

const FIXED: ReadonlySet<string> = new Set(['number', 'title', 'period'])

export const previewNextYear = (plan: PlanJson, year: number): NextYearPreview => {
  const { draft, proposals } = carryPlan(plan, { year })
  const empty = new Set(reportColumns(plan.columns))
  return {
    of: sourcePrint(plan),
    from: plan.year,
    year,
    title: draft.title,
    organisation: plan.organisation,
    columns: plan.columns
      .filter(({ key }) => !FIXED.has(key))
      .map(({ key, title }) => ({ key, title, empty: empty.has(key) })),
    sections: plan.sections.map(({ id, title, department, items }) => ({
      id,
      title,
      department,
      items: items.map((item) => ({
        id: item.id,
        parent: item.parent,
        number: item.number,
        title: item.title.text,
        period: item.period.text,
        state: item.state,
      })),
    })),
    leave: cancelledRows(plan),
    proposals,
  }
}

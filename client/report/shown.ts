/** Which figure's rows are shown. Owns picking them. Pure. */
import { type Outcome, type Report, type ReportRow } from '../../shared/plan/report.ts'
import { type Grouped, groupKey } from '../../shared/plan/report-words.ts'

export interface Shown {
  readonly by: Grouped['by']
  /** Null: of all groups. */
  readonly group: string | null
  readonly name: string
  readonly figure: 'planned' | Outcome
}

export const isShown = (shown: Shown | null, { by, group, figure }: Omit<Shown, 'name'>): boolean =>
  shown !== null && shown.by === by && shown.group === group && shown.figure === figure

export const rowsBehind = ({ rows }: Report, { by, group, figure }: Shown): ReportRow[] =>
  rows.filter(
    (row) =>
      (figure === 'planned' || row.outcome === figure) && (group === null || groupKey(by, row) === group),
  )

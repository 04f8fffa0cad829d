/** What may be written where in the sheet: spots and sections, asked of the open plan's rights. Owns no rule. */
import type { Action } from '../../shared/permissions.ts'
import type { PlanView } from '../../shared/plan/view.ts'
import type { Rights } from '../plan/rights.ts'
import type { Spot } from './grid-nav.ts'

/** The section that a row is shown in; '' where it is shown nowhere. */
export const sectionOfRow = (view: PlanView, row: string): string =>
  view.sections.find((section) => section.rows.some((one) => one.id === row))?.id ?? ''

/** What writing in a spot is, in the words of the rule book. */
export const actionAt = (spot: Spot): Action => {
  if (spot.kind === 'block') return 'front.edit'
  if (spot.kind === 'band') return 'sections.edit'
  return spot.column === 'number' ? 'numbers.edit' : 'rows.edit'
}

/** Whether a spot may be opened for writing. */
export const mayWrite = (rights: Rights, view: PlanView, spot: Spot): boolean =>
  rights.may(actionAt(spot), spot.kind === 'cell' ? sectionOfRow(view, spot.row) : undefined)

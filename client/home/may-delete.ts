/** Whether I may put a listed plan into the trash and take it out: by my role there, not by that in the house. Pure. */
import { type Actor, can } from '../../shared/permissions.ts'
import type { PlanSummary } from '../api.ts'

export const mayDelete = (me: Actor, { role }: Pick<PlanSummary, 'role'>): boolean =>
  can({ ...me, role }, 'plan.delete')

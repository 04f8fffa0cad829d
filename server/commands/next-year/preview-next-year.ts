/** What next year's plan out of this one would be. Owns who may ask. */
import type { Identity } from '../../../shared/identity.ts'
import type { NextYearPreview } from '../../../shared/plan/next-year/preview.ts'
import { lookAhead } from '../../exchange/copy-plan.ts'
import { authorise } from '../checks.ts'
import type { Deps } from '../deps.ts'
import { readPlan } from '../read-plan.ts'

/** `year` left out: the next one. @throws SvodError `forbidden`, `not-found`, `plan-in-trash`, `copy-timeout` */
export const previewNextYear = async (
  deps: Pick<Deps, 'storage' | 'rooms'>,
  who: Identity,
  planId: string,
  year: number | undefined,
): Promise<NextYearPreview> => {
  authorise(who, 'plan.create')
  const plan = await readPlan(deps, who, planId)
  return lookAhead(plan, year ?? plan.year + 1)
}

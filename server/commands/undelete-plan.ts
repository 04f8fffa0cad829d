/** A plan comes back from the trash. */
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import type { PlanEntry } from '../storage/storage.ts'
import { audit } from './audit.ts'
import { authoriseIn, knownPlan } from './checks.ts'
import type { Deps } from './deps.ts'

const restored = (entry: PlanEntry): PlanEntry => {
  if (entry.deletedAt === null) throw new SvodError('conflict')
  return { ...entry, deletedAt: null, deletedBy: null }
}

/** @throws SvodError `forbidden`, `not-found`, `conflict` where the plan is not in the trash */
export const undeletePlan = async (
  deps: Pick<Deps, 'storage' | 'index' | 'now'>,
  who: Identity,
  planId: string,
): Promise<void> => {
  authoriseIn(deps, who, planId, 'plan.delete')
  await deps.index.change(planId, (entry) => restored(knownPlan(entry)))
  await audit(deps, who, 'plan.undelete', planId)
}

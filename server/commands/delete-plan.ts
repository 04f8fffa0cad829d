/** A plan goes into the trash, and those who have it open are told. */
import type { Identity } from '../../shared/identity.ts'
import { audit } from './audit.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const deletePlan = async (
  deps: Pick<Deps, 'storage' | 'rooms' | 'index' | 'now'>,
  who: Identity,
  planId: string,
): Promise<void> => {
  authoriseIn(deps, who, planId, 'plan.delete')
  const deletedAt = new Date(deps.now()).toISOString()
  const trashed = { deletedAt, deletedBy: who.id }
  // The line says so first: whoever is sent away and knocks again must not be let in.
  await deps.index.change(planId, (entry) => ({ ...livePlan(entry), ...trashed }))
  await deps.rooms.expel(planId, 'plan-in-trash')
  await audit(deps, who, 'plan.delete', planId)
}

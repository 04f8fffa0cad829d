/** The plans there are, or those in the trash; the last changed first. */
import type { Identity } from '../../shared/identity.ts'
import type { PlanEntry } from '../storage/storage.ts'
import { authorise } from './checks.ts'
import type { Deps } from './deps.ts'

/** @throws SvodError `forbidden` */
export const listPlans = async (
  deps: Pick<Deps, 'storage' | 'index'>,
  who: Identity,
  options: { trash: boolean },
): Promise<PlanEntry[]> => {
  authorise(who, 'plan.read')
  await deps.index.flush()
  return deps.storage.catalogue
    .plans()
    .filter((entry) => (entry.deletedAt !== null) === options.trash)
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : a.id < b.id ? -1 : 1))
}

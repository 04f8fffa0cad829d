/** The plans that somebody may read, or those of them in the trash; the last changed first. */
import type { Access, Identity } from '../../shared/identity.ts'
import { can } from '../../shared/permissions.ts'
import type { PlanEntry } from '../storage/storage.ts'
import { whoIn } from './checks.ts'
import type { Deps } from './deps.ts'

/** A plan's line with the role that the asker has in it, and the name of who deleted it, '' where nobody knows. */
export type ListedPlan = PlanEntry & { role: Access; deletedByName: string }

/** Whoever may read no plan at all gets an empty list. */
export const listPlans = async (
  deps: Pick<Deps, 'storage' | 'index'>,
  who: Identity,
  options: { trash: boolean },
): Promise<ListedPlan[]> => {
  await deps.index.flush()
  const names = new Map(deps.storage.directory.data.people.map(({ id, name }) => [id, name]))
  return deps.storage.catalogue
    .plans()
    .filter((entry) => (entry.deletedAt !== null) === options.trash)
    .map((entry) => ({ entry, there: whoIn(deps, who, entry.id) }))
    .filter(({ there }) => can(there, 'plan.read'))
    .map(({ entry, there }) => ({
      ...entry,
      role: there.role,
      deletedByName: names.get(entry.deletedBy ?? '') ?? '',
    }))
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : a.id < b.id ? -1 : 1))
}

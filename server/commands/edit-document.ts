/**
 * How a program's edit gets into the live document: through the plan's room, as one change, with the author's name
 * on it. Owns the bridge from commands to `shared/plan/edit.ts`.
 */
import type { Identity } from '../../shared/identity.ts'
import type { Editing } from '../../shared/plan/edit.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'

export type EditDeps = Pick<Deps, 'storage' | 'rooms' | 'ids' | 'random' | 'now'>

/**
 * Runs `change` on the live document; resolves when the change is on disk. `change` must check before it writes:
 * what it wrote before it threw would stay.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash`, `storage-failed`, and what `change` throws
 */
export const editDocument = <T>(
  deps: EditDeps,
  who: Identity,
  planId: string,
  change: (editing: Editing) => T,
): Promise<T> => {
  const there = authoriseIn(deps, who, planId, 'state.edit')
  livePlan(deps.storage.catalogue.plan(planId))
  const { ids, random, now } = deps
  return deps.rooms.use(planId, (room) =>
    room.edit(there, (doc) => change({ doc, ids, random, now, by: who.id, origin: 'http' })),
  )
}

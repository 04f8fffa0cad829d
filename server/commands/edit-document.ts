/**
 * How a program's edit gets into the live document: through the plan's room, as one change, with the author's name
 * on it. Owns the bridge from commands to `shared/plan/edit.ts`.
 */
import type { Identity } from '../../shared/identity.ts'
import type { Action } from '../../shared/permissions.ts'
import type { Editing } from '../../shared/plan/edit.ts'
import { mayIn, stillMayIn } from './as-of-now.ts'
import type { Demand } from '../rooms/edit.ts'
import type { Deps } from './deps.ts'

/** One thing that a change touches. */
export type Touch = Parameters<Demand>[0][number]

export type EditDeps = Pick<Deps, 'storage' | 'rooms' | 'ids' | 'random' | 'now'>

/**
 * Runs `change` on the live document where `who` may do `action` anywhere in it; resolves when the change is on disk. `change` must check before it writes,
 * and demand the right to all that it writes: what it wrote before it threw would stay. Who may, and whether the plan is there, is
 * asked before the wait for its room and again behind it.
 * @throws SvodError `unauthenticated`, `forbidden`, `plan-locked`, `not-found`, `plan-in-trash`, `storage-failed`, and what `change` throws
 */
export const editDocument = <T>(
  deps: EditDeps,
  who: Identity,
  planId: string,
  action: Action,
  change: (editing: Editing, demand: Demand) => T,
): Promise<T> => {
  mayIn(deps, who, planId, action)
  const { ids, random, now } = deps
  return deps.rooms.use(planId, (room) =>
    room.edit(
      () => stillMayIn(deps, who, planId, action),
      (doc, demand) => change({ doc, ids, random, now, by: who.id, origin: 'http' }, demand),
    ),
  )
}

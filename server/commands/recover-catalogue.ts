/**
 * What a crash left undone between the documents and the catalogue, put right at the start [CM8]. Owns the comparison;
 * an orderly stop leaves nothing to do.
 */
import { readMeta } from '../../shared/plan/read.ts'
import type { PlanTrace, Storage } from '../storage/storage.ts'
import type { Deps } from './deps.ts'
import type { PlanIndex } from './plan-index.ts'

export interface RecoverParts extends Pick<Deps, 'rooms' | 'now'> {
  storage: Pick<Storage, 'tracePlans' | 'purgePlan' | 'catalogue'>
  index: Pick<PlanIndex, 'touch'>
  /** A plan that the catalogue did not know is listed again. */
  found: (planId: string) => void
  /** One plan could not be looked at; the others are. */
  failed: (error: unknown) => void
}

/** Lists a plan whose creation ended before its line was written. */
const list = async (parts: RecoverParts, id: string): Promise<void> => {
  const { title, year, organisation } = await parts.rooms.use(id, (room) => room.read(readMeta))
  const at = new Date(parts.now()).toISOString()
  const times = { createdAt: at, updatedAt: at, deletedAt: null, deletedBy: null, createdBy: null }
  await parts.storage.catalogue.putPlan({ id, title, year, organisation, state: 'draft', ...times })
  parts.found(id)
}

const recover = async (parts: RecoverParts, { id, changedAt, isEmpty }: PlanTrace): Promise<void> => {
  if (parts.storage.catalogue.plan(id)) {
    // The log was not folded into a checkpoint, so the process was killed, perhaps before the line was written.
    if (changedAt !== null) parts.index.touch(id, changedAt)
  } else if (isEmpty) await parts.storage.purgePlan(id)
  else await list(parts, id)
}

/** Compares every stored plan with its line. */
export const recoverCatalogue = async (parts: RecoverParts): Promise<void> => {
  for (const trace of await parts.storage.tracePlans()) {
    try {
      await recover(parts, trace)
    } catch (error) {
      parts.failed(error)
    }
  }
}

/** What a room is made of. Owns the type alone. */
import type { Limits } from '../access/limits.ts'
import type { ClientOwners } from '../access/owners.ts'
import type { Journal } from '../storage/journal.ts'
import type { StoredPlan } from '../storage/storage.ts'
import type { Debts } from './debts.ts'
import type { PlanDocument } from './document.ts'
import type { Judge } from './judges.ts'
import type { PastEpochs } from './returning.ts'
import type { RoomEvents } from './room-events.ts'
import type { Trail } from './trail.ts'

export interface RoomParts {
  planId: string
  epoch: string
  document: PlanDocument
  /** Reads whose client ids are whose; asked for when somebody writes. */
  readOwners: () => ClientOwners
  journal: Journal
  /** The plan as it is on disk, for the judges of large updates. */
  readStored: () => Promise<Pick<StoredPlan, 'checkpoint' | 'tail'>>
  judge: Judge
  /** How much one turn may have to do with one update; `TURN_LIMITS` where left out. */
  limits?: Limits
  trail: Trail
  /** Past epochs, and who carries changes over from them. */
  past: PastEpochs
  /** What a server that was killed left undone. */
  debts: Debts
  now: () => number
  /** Whether the store takes writes, as far as is known. */
  isStoreWritable: () => boolean
  events: RoomEvents
}

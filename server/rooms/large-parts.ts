/** What large updates are worked off with. Owns the type alone. */
import type { Due } from '../access/judge.ts'
import type { Journal } from '../storage/journal.ts'
import type { StoredPlan } from '../storage/storage.ts'
import type { Accepted } from './accepted.ts'
import type { ClientIds } from './client-ids.ts'
import type { Debts } from './debts.ts'
import type { PlanDocument } from './document.ts'
import type { Incoming } from './inbox.ts'
import type { Intake } from './intake.ts'
import type { Judge } from './judges.ts'
import type { Member } from './session.ts'
import type { Doer, Touch, Trail } from './trail.ts'

export interface LargeParts {
  planId: string
  document: PlanDocument
  members: ReadonlySet<Member>
  /** What a server that was killed owed behind a large update [LP12]. */
  debts: Debts
  ids: ClientIds
  journal: Pick<Journal, 'drained' | 'isFull'>
  intake: Intake
  judge: Judge
  trail: Pick<Trail, 'note'>
  now: () => number
  /** The plan as it is on disk. */
  readStored: () => Promise<Pick<StoredPlan, 'checkpoint' | 'tail'>>
  /** Queues updates for the disk. */
  record: (accepted: readonly Accepted[]) => void
  /** The update is done with, and whatever its member sent after it has its turn; `isSettled`: it may be acknowledged. */
  done: (incoming: Incoming, isSettled: boolean) => void
  /** Tells what has come in, and by whom. */
  touched: (touched: readonly Touch[], who: Doer) => void
  /** Tells that it is let in, and what the plan said before it; null where its content stays as it was. */
  bulk: (who: Doer, before: string | null) => void
  /** All of it is in the document. */
  whole: () => void
  /** Writes what is due; the update that it made, null for none. */
  repair: (due: Due) => Uint8Array | null
  requestTurn: () => void
  failed: (error: unknown) => void
}

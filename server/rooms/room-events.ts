/** What a room reports to those around it: logs, metrics, the catalogue. Owns the type alone. */
import type { Identity } from '../../shared/identity.ts'
import type { Doer, Touch } from './trail.ts'

export interface RoomEvents {
  /** `updates` changes were applied and queued for the disk. */
  changed(planId: string, updates: number): void
  /** Of these changes: what one of them touched, by whom. For every keystroke, so that it must be cheap. */
  touched?(planId: string, touched: readonly Touch[], who: Doer): void
  /** Somebody changes the plan at large; `before` is the canonical JSON of what it said. */
  bulk?(planId: string, who: Doer, before: string): void
  delivered(count: number): void
  refused(who: Identity, code: string, times: number): void
  /** Bytes outside the grammar, which end their connection: once for each. */
  malformed(who: Identity): void
  /** Something threw that should not have; the sentence is for the log. */
  failed(error: unknown): void
  /** The room's document can no longer be trusted: drop it and load it anew. */
  broken(planId: string): void
}

/** What a room reports to those around it: logs, metrics, the catalogue. Owns the type alone. */
import type * as Y from 'yjs'
import type { Identity } from '../../shared/identity.ts'
import type { Doer, Touch } from './trail.ts'

/** Somebody changed comments of a plan. */
export interface Said {
  planId: string
  /** The document that has it; read when it suits. */
  doc: Y.Doc
  /** Resolves when it is on disk. */
  settled: () => Promise<void>
  /** Threads and messages alone. */
  touched: readonly Touch[]
  who: Doer
  /** ms since the epoch. */
  at: number
}

export interface RoomEvents {
  /**
   * `updates` changes were applied and queued for the disk, at `at` (ms since the epoch); `isSameHead` where none of
   * them can have touched what lists tell of a plan.
   */
  changed(planId: string, updates: number, at: number, isSameHead: boolean): void
  /**
   * Of these changes: what one of them touched, by whom; `doc` has it, and may be read in this turn. For every keystroke,
   * so that it must be cheap.
   */
  touched?(planId: string, touched: readonly Touch[], who: Doer, doc: Y.Doc): void
  /** Somebody changes the plan at large; `before` is the canonical JSON of what it said. */
  bulk?(planId: string, who: Doer, before: string): void
  /** Told in the turn of the change, so it must be quick; typing in cells never comes by. */
  said?(said: Said): void
  delivered(count: number): void
  refused(who: Identity, code: string, times: number): void
  /** Bytes outside the grammar, which end their connection: once for each. */
  malformed(who: Identity): void
  /** Something threw that should not have; the sentence is for the log. */
  failed(error: unknown): void
  /** The room's document can no longer be trusted: drop it and load it anew. */
  broken(planId: string): void
}

/**
 * What an open plan offers to every view: the document, its projection, people, and how safe the words are.
 * Owns the types alone; `sync/open-plan.ts` makes one, views only read it.
 */
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Caret } from '../../shared/caret.ts'
import type { Identity } from '../../shared/identity.ts'
import type { Speaking } from '../../shared/comments/edit.ts'
import type { ThreadsProjection } from '../../shared/comments/threads.ts'
import type { PlanProjection } from '../../shared/plan/view.ts'
import type { Rights } from './rights.ts'
import type { UndoStack } from './undo.ts'

/** A value that changes; fits React's useSyncExternalStore (`get` returns the same object until it changes). */
export interface Store<T> {
  get(): T
  subscribe(listener: () => void): () => void
}

/** What the saving indicator says. `changes` counts this browser's changes that are not known to be on disk. */
export type SavedState =
  | { kind: 'saved' }
  | { kind: 'saving'; changes: number }
  /** `memoryOnly`: nothing but this page holds them, or would hold what is written now. */
  | { kind: 'offline'; changes: number; memoryOnly?: true }
  /** `keeping`: the browser is writing them down; whether it keeps them is known in a moment. */
  | { kind: 'not-saved'; changes: number; code: string; memoryOnly?: true; keeping?: true }

/** How far the plan is open: the rows are readable from `ready` on. */
export type ConnectionState =
  { kind: 'opening' } | { kind: 'ready'; online: boolean } | { kind: 'closed'; code: string }

/** Where somebody is: a cell (its row and column), or a block around the table. */
export interface Place {
  row: string | null
  /** Column id of the cell; for a section title or a block its field name. */
  field: string
  section: string | null
}

/** Somebody else who has the plan open. */
export interface Colleague {
  clientId: number
  id: string
  name: string
  hue: number
  department: string | null
  place: Place | null
  /** Relative positions (JSON) inside the cell's fragment, as yCursorPlugin writes them. */
  cursor: Caret | null
}

/** Words that could not go into the plan (refused, or written into another incarnation of it), kept for their author. */
export interface RescuedText {
  id: string
  planId: string
  /** Identity id of the author. */
  owner: string
  /** The browser's copy that they come from; it goes when the last of its words is dismissed. */
  cache: string | null
  /** ms since the epoch. */
  at: number
  /** Why: an error code, `epoch-changed`, or `unkept` where the session ended and the browser had no copy. */
  code: string
  section: string
  row: string
  /** '' for a change without words of its own (a move, a deletion). */
  text: string
  /** The browser's copy holds it as well, and sends it once it may: to be read and copied, not to be removed. */
  inCopy?: true
}

export interface PlanSession {
  readonly planId: string
  readonly me: Identity
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly projection: PlanProjection
  /** The comments; read when somebody asks for them. */
  readonly threads: ThreadsProjection
  readonly editing: Speaking
  readonly undo: UndoStack
  readonly saved: Store<SavedState>
  readonly connection: Store<ConnectionState>
  readonly colleagues: Store<readonly Colleague[]>
  /** What this person may do in the plan now. */
  readonly rights: Store<Rights>
  /** Tells the others where I am; null when I left every cell. */
  setPlace(place: Place | null): void
  /** From now on what others do waits, until the returned function is called; for the moments when it would disturb. */
  holdOthers(): () => void
  /** Called once, in the last moment in which something can be written here: for what is typed and not in the document yet. */
  onEnding?(listener: () => void): () => void
  /** Words that wait for their author; oldest first. */
  readonly rescue?: Store<readonly RescuedText[]>
  /** Forgets rescued words that were dealt with. */
  dismissRescued?(ids: readonly string[]): void
  close(): void
}

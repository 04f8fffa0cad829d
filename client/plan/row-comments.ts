/**
 * Comments as the sheet shows them: how many threads a row has, which words they are about, and the ways to open and to
 * start one. Owns the types alone; the feature that knows threads fills them, the shell brings the two together.
 */
import type { ThreadAbout } from '../../shared/comments/registers.ts'

/** What a new thread would be about. */
export type CommentPlace = ThreadAbout

/** An open thread about a cell or words in it. */
export interface CellMark extends Pick<ThreadAbout, 'quote' | 'range'> {
  readonly thread: string
  readonly column: string
  /** The reader looks at this thread. */
  readonly active: boolean
}

export interface RowComments {
  /** Open threads, those about single cells included. */
  readonly count: number
  /** Something in them was not read yet. */
  readonly unread: boolean
  /** The reader looks at a thread about the row as a whole. */
  readonly active: boolean
  readonly marks: readonly CellMark[]
}

/** Comments by row: the same object until something of that very row changed. */
export interface RowCommentsIndex {
  subscribe(listener: () => void): () => void
  at(row: string): RowComments
}

export const NO_COMMENTS: RowComments = { count: 0, unread: false, active: false, marks: [] }

/** What the sheet needs to know of comments; left out where they may not be read. */
export interface SheetComments {
  readonly index: RowCommentsIndex
  /** Whether this person may start threads. */
  readonly mayStart: boolean
  /** Shows the threads of a row. */
  readonly open: (row: string) => void
  readonly start: (place: CommentPlace) => void
}

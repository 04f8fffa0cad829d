/**
 * What the table knows of an open editor, so that it can start without one (the editor is loaded later).
 * Types alone.
 */

/** Where the caret goes when an editor opens. */
export type CaretHint =
  | { at: 'start' | 'end' | 'all' }
  /** Entering from below or above: the last or the first line, as near to `x` as can be. */
  | { at: 'lastLine' | 'firstLine'; x: number | null }
  | { at: 'point'; x: number; y: number }

export type Edge = 'up' | 'down' | 'left' | 'right'

/** An open editor. */
export interface EditorPort {
  /** Whether the caret stands at that edge, so that an arrow key leads out of the cell. */
  atEdge(edge: Edge): boolean
  /** Left edge of the caret in the viewport, px. */
  caretX(): number | null
  /** Puts the caret there and takes the focus. */
  place(caret: CaretHint): void
  /** Extends the selection to a point, while the pointer is held. */
  extendTo(x: number, y: number): void
  insertText(text: string): void
  /** Puts HTML of the plan's subset where the caret is, as a paste does. */
  paste(html: string): void
  /** Whether everything that is written is selected, so that a paste would replace it all. */
  isAllSelected(): boolean
  /** Takes over a caret that the browser has just moved, before a key is judged by where it stands. */
  catchUp(): void
  /** Takes the focus, the caret staying where it is. */
  focus(): void
}

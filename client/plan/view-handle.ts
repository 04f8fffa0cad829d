/** What the page can ask of a view of the plan, whichever it is. Owns the type alone; each view fills it. */
import type { CommentPlace } from './row-comments.ts'

export interface ViewHandle {
  /**
   * Brings a row into sight and selects it; `flash` lights it up for a moment, `column` says in which cell, where the view
   * has cells.
   */
  jumpToRow(id: string, options?: { flash?: boolean; column?: string | undefined }): void
  jumpToSection(id: string): void
  /** Brings a row into sight and selects its cell, which takes the focus; false where it is not in the plan. */
  jumpToCell(row: string, column: string): boolean
  /** Brings a row into sight and lights it up; the focus stays where it is. */
  showRow(id: string): void
  /** What a comment would be about now; null where the focus is in no row. */
  commentPlace(): CommentPlace | null
  /** Closes the cell, so that what is typed next does not go into it. */
  leave(): void
}

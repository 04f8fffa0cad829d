/**
 * What the sheet itself remembers: which cell has the focus, whether it is being edited, and the open editor.
 * A store outside React, so that moving the focus draws two rows and not the sheet. Nothing here is shared.
 */
import type { CaretHint, EditorPort } from '../editor/editor-port.ts'
import { type CellSpot, type Spot, sameSpot } from './grid-nav.ts'

export interface Focus {
  readonly spot: Spot
  /** `row`: the whole row is selected; the other two: its cell is selected, or open for writing. */
  readonly mode: 'row' | 'select' | 'edit'
  /** The column to come back to after a band. */
  readonly goal: string | null
  /** Where the caret goes when the cell opens. */
  readonly caret: CaretHint
}

const END: CaretHint = { at: 'end' }

/** Cells that are picked together: from the one where it began to the one that has the focus. */
export interface Picked {
  readonly from: CellSpot
  readonly to: CellSpot
  /** Whole rows, whatever the columns. */
  readonly rows: boolean
}

/** What was typed into a cell whose editor was still being loaded. */
export interface Typed {
  readonly spot: Spot
  readonly text: string
}

export class SheetModel {
  private focus: Focus | null
  private anchor: CellSpot | null = null
  private last: Spot | null = null
  private port: EditorPort | null = null
  private typed: Typed | null = null
  private writeTyped: (typed: Typed) => void = () => {}
  private readonly listeners = new Set<() => void>()

  /** `focus`: where it begins; nowhere at first. */
  constructor(focus: Focus | null = null) {
    this.focus = focus
    this.last = focus?.spot ?? null
  }

  get(): Focus | null {
    return this.focus
  }

  /** The spot that had the focus last; the way back into the grid. */
  lastSpot(): Spot | null {
    return this.last
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Moves the focus, and ends what was picked. The same spot in the same mode is no change. */
  set(spot: Spot, mode: Focus['mode'], caret: CaretHint = END, goal: string | null = null): void {
    const { focus, anchor } = this
    if (focus && focus.mode === mode && anchor === null && sameSpot(focus.spot, spot)) return
    this.anchor = null
    this.focus = { spot, mode, goal, caret }
    this.last = spot
    this.emit()
  }

  /** Picks the cells from `from` (left out: where the picking began, else the focus) to `to`, which takes the focus. */
  pick(to: CellSpot, { from, rows }: { from?: CellSpot; rows?: boolean } = {}): void {
    const { focus } = this
    const here = focus?.spot.kind === 'cell' ? focus.spot : to
    const mode = (rows ?? focus?.mode === 'row') ? 'row' : 'select'
    this.anchor = from ?? this.anchor ?? here
    this.focus = { spot: to, mode, goal: null, caret: END }
    this.last = to
    this.emit()
  }

  /** What is picked beyond the focused cell or row; null where nothing is. */
  picked(): Picked | null {
    const { focus, anchor } = this
    if (anchor === null || focus?.spot.kind !== 'cell' || sameSpot(anchor, focus.spot)) return null
    return { from: anchor, to: focus.spot, rows: focus.mode === 'row' }
  }

  clear(): void {
    if (this.focus === null) return
    this.focus = null
    this.anchor = null
    this.emit()
  }

  /** The open editor announces itself, and gets what was typed in its cell while it was loading. */
  setPort(port: EditorPort | null): void {
    this.port = port
    if (port === null || this.typed === null) return
    const { text } = this.typed
    this.typed = null
    port.insertText(text)
  }

  getPort(): EditorPort | null {
    return this.port
  }

  /** Gives the browser's focus back to the open editor; false where none is open. */
  refocusEditor(): boolean {
    this.port?.focus()
    return this.port !== null
  }

  /** Keeps a character for the editor of the focused cell, which is still loading. */
  keepTyped(text: string): void {
    const { focus, typed } = this
    if (focus && text !== '') this.typed = { spot: focus.spot, text: (typed?.text ?? '') + text }
  }

  /** Who writes what was typed into a cell that was left before its editor came. */
  onTypedLeft(write: (typed: Typed) => void): () => void {
    this.writeTyped = write
    return () => {
      this.leaveTyped()
      this.writeTyped = () => {}
    }
  }

  /** No editor comes for what was typed in a cell that is not open any more, or in a plan that is being closed. */
  leaveTyped(): void {
    const { typed } = this
    this.typed = null
    if (typed) this.writeTyped(typed)
  }

  private emit(): void {
    const { focus, typed } = this
    const isOpen = typed !== null && focus?.mode === 'edit' && sameSpot(focus.spot, typed.spot)
    if (!isOpen) this.leaveTyped()
    for (const listener of this.listeners) listener()
  }
}

/** What a row needs to know of the focus, as a string that compares: '' where it is elsewhere. */
export const focusOfRow = (focus: Focus | null, row: string): string =>
  focus?.spot.kind === 'cell' && focus.spot.row === row ? `${focus.mode}:${focus.spot.column}` : ''

export const focusOfBand = (focus: Focus | null, section: string): string =>
  focus?.spot.kind === 'band' && focus.spot.section === section ? focus.mode : ''

export const focusOfBlock = (focus: Focus | null, field: string): string =>
  focus?.spot.kind === 'block' && focus.spot.field === field ? focus.mode : ''

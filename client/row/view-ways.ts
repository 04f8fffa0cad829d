/**
 * What the page, a followed colleague and the keys ask of every view of rows beside the document: to show a row, to open it and
 * to close it. Owns what they do alike; how a row comes into sight is each view's own.
 */
import { type Ref, useEffect, useImperativeHandle } from 'react'
import { useBox } from '../plan/box.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { ViewHandle } from '../plan/view-handle.ts'
import type { RowFocus } from './view-focus.ts'

export interface RevealOptions {
  readonly focus?: boolean
  readonly flash?: boolean
}

/** A view, as far as rows are shown and opened in it. */
export interface RowsView {
  /** `show` answers false where the view has no such row. */
  readonly reveal: { show(row: string, options?: RevealOptions): boolean }
  readonly focus: RowFocus
}

/** What the page can ask of the view; a cell is its row's. `firstOf`: the first row of a section, null where none is shown. */
export const useViewHandle = (
  ref: Ref<ViewHandle> | undefined,
  { reveal, focus }: RowsView,
  firstOf: (section: string) => string | null,
): void => {
  const first = useBox(firstOf)
  useImperativeHandle(ref, () => {
    const open = (row: string): boolean => {
      const isThere = reveal.show(row, { flash: true })
      if (isThere) focus.set({ open: row, at: row })
      return isThere
    }
    return {
      jumpToRow: (row) => void open(row),
      jumpToSection: (section) => {
        const row = first.get()(section)
        if (row !== null) reveal.show(row, { focus: true, flash: true })
      },
      jumpToCell: open,
      showRow: (row) => void reveal.show(row, { flash: true }),
      commentPlace: () => {
        const { open: row } = focus.get()
        return row === null ? null : { row, column: null, quote: '', range: null }
      },
      leave: () => {},
    }
  }, [reveal, focus, first])
}

/** Keeps the row of a colleague in sight; null: nobody is followed. */
export const useFollow = (session: PlanSession, clientId: number | null, { reveal }: RowsView): void => {
  useEffect(() => {
    if (clientId === null) return
    let there: string | null = null
    const follow = () => {
      const row = session.colleagues.get().find((one) => one.clientId === clientId)?.place?.row ?? null
      if (row === null || row === there) return
      // One that is not shown may be by their next step.
      if (reveal.show(row, { flash: true })) there = row
    }
    follow()
    return session.colleagues.subscribe(follow)
  }, [session, clientId, reveal])
}

/** What keys do in every view. */
export const rowKeys = ({ reveal, focus }: RowsView) => ({
  go: (row: string): void => {
    focus.set({ at: row })
    reveal.show(row, { focus: true })
  },
  /** Closes the open row and gives the keyboard back; false where none is open. */
  close: (): boolean => {
    const { open, at } = focus.get()
    if (open === null) return false
    focus.set({ open: null })
    if (at !== null) reveal.show(at, { focus: true })
    return true
  },
})

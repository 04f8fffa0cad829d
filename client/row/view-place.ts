/**
 * Where somebody was in a view of rows that a new session took away under them (SPEC EP16): what is open and shown, how far it
 * was scrolled, and what had the keys. Owns that memory, and giving the keys back; a view that comes back otherwise begins anew.
 */
import { type RefObject, useEffect, useLayoutEffect } from 'react'
import { useKept } from '../plan/kept.ts'
import { rowIn } from './KeptKeys.tsx'
import type { RowFocus } from './view-focus.ts'
import type { RowsView } from './view-ways.ts'

export interface ViewPlace<Focus extends RowFocus> {
  readonly focus: Focus
  /** Px; null where it was not scrolled yet. */
  scrolled: number | null
  /** What had the keys when the view went; null while it is there. */
  keys: { readonly in: 'row'; readonly row: string } | { readonly in: 'panel' | 'elsewhere' } | null
}

/** Of the view by that name; the same one after an exchange of the session. */
export const useViewPlace = <Focus extends RowFocus>(
  name: string,
  makeFocus: () => Focus,
): ViewPlace<Focus> => {
  const [place] = useKept<ViewPlace<Focus>>(`view ${name}`, () => ({
    focus: makeFocus(),
    scrolled: null,
    keys: null,
  }))
  return place
}

/** Whether the panel of the open row takes the keys: it does when somebody opens it, and where it had them before. */
export const takesKeys = ({ keys }: ViewPlace<RowFocus>): boolean => keys === null || keys.in === 'panel'

const keysIn = (view: HTMLElement | null): NonNullable<ViewPlace<RowFocus>['keys']> => {
  const row = rowIn(view)
  if (row !== null) return { in: 'row', row }
  const panel = document.activeElement?.closest('[data-row-panel]')
  return { in: panel && view?.contains(panel) ? 'panel' : 'elsewhere' }
}

/** Remembers what has the keys when the view goes, and gives them back when it is there again. */
export const useKeysBackIn = (
  root: RefObject<HTMLElement | null>,
  place: ViewPlace<RowFocus>,
  { reveal }: Pick<RowsView, 'reveal'>,
): void => {
  useLayoutEffect(() => {
    const view = root.current
    return () => {
      // oxlint-disable-next-line react/immutability -- the memory of a page, no state of a drawing
      place.keys = keysIn(view)
    }
  }, [root, place])
  useEffect(() => {
    const { keys } = place
    // oxlint-disable-next-line react/immutability -- as above
    place.keys = null
    if (keys?.in === 'row') reveal.show(keys.row, { focus: true })
  }, [place, reveal])
}

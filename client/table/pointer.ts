/**
 * A press on the sheet: opens the cell under it with the caret where the press was, and selects on while it is held.
 */
import { flushSync } from 'react-dom'
import type { SheetCells } from './cells.ts'
import type { Spot } from './grid-nav.ts'
import type { SheetModel } from './sheet-model.ts'
import { spotOfElement } from './spots.ts'

/** Keeps extending the selection until the button is let go. */
const followDrag = (model: SheetModel): void => {
  const move = (event: MouseEvent) => model.getPort()?.extendTo(event.clientX, event.clientY)
  const end = () => {
    document.removeEventListener('mousemove', move)
    document.removeEventListener('mouseup', end)
  }
  document.addEventListener('mousemove', move)
  document.addEventListener('mouseup', end)
}

const isOpen = (model: SheetModel, target: Element): boolean =>
  model.get()?.mode === 'edit' && target.closest('[contenteditable="true"], input') !== null

/** Whether the press is not the sheet's: another button, one that picks with Shift, a tool, a link to be followed. */
const isForeign = (event: MouseEvent, target: Element): boolean =>
  event.button !== 0 ||
  event.shiftKey ||
  target.closest('[data-sheet-tool]') !== null ||
  ((event.ctrlKey || event.metaKey) && target.closest('a[href]') !== null)

/** Shift and a press pick on from the focused cell to the pressed one. True where that was done. */
export const pickByPress = (event: MouseEvent, model: SheetModel, cells: SheetCells): boolean => {
  const { target } = event
  const from = model.get()?.spot
  if (!event.shiftKey || event.button !== 0 || !(target instanceof Element) || from?.kind !== 'cell')
    return false
  if (target.closest('[data-sheet-tool]') || isOpen(model, target)) return false
  const to = spotOfElement(target)
  if (to?.kind !== 'cell') return false
  event.preventDefault()
  cells.extendTo(to)
  return true
}

/**
 * Handles `mousedown`. Returns the spot that was pressed, where the press was the sheet's. `mayWrite`: whether it opens; one
 * that does not is selected, without a word, and its text is the browser's to be selected in.
 */
export const pressSheet = (
  event: MouseEvent,
  model: SheetModel,
  mayWrite: (spot: Spot) => boolean,
): Spot | null => {
  const { target } = event
  if (!(target instanceof Element) || isForeign(event, target) || isOpen(model, target)) return null
  const spot = spotOfElement(target)
  if (!spot) return null
  if (!mayWrite(spot)) {
    model.set(spot, 'select')
    return spot
  }
  event.preventDefault()
  flushSync(() => model.set(spot, 'edit', { at: 'point', x: event.clientX, y: event.clientY }))
  followDrag(model)
  return spot
}

/** Ctrl or ⌘ and a click follow a link in the open editor too, where the browser would not. */
export const followLink = (event: MouseEvent): void => {
  const { target } = event
  if (!(target instanceof Element) || !(event.ctrlKey || event.metaKey)) return
  const link = target.closest<HTMLAnchorElement>('[contenteditable="true"] a[href]')
  if (link) window.open(link.href, '_blank', 'noopener,noreferrer')
}

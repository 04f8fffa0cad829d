/** Gives a cell the browser's focus when the sheet's focus comes to it, and brings it into sight. */
import { type RefObject, useLayoutEffect } from 'react'

/** `mode` is '' while the focus is elsewhere. An open cell focuses itself. */
export const useCellFocus = (element: RefObject<HTMLElement | null>, mode: string): void => {
  useLayoutEffect(() => {
    const cell = element.current
    if (!cell || mode === '' || mode === 'edit') return
    cell.focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [element, mode])
}

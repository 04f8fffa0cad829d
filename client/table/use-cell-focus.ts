/** Gives a cell the browser's focus when the sheet's focus comes to it, and brings it into sight. */
import { type RefObject, useLayoutEffect } from 'react'
import { editorStore } from '../editor/load-editor.ts'

/**
 * `mode` is '' while the focus is elsewhere. An open cell focuses itself; while its editor is still being loaded the
 * cell holds the focus, so that what is typed meanwhile is heard.
 */
export const useCellFocus = (element: RefObject<HTMLElement | null>, mode: string): void => {
  useLayoutEffect(() => {
    const cell = element.current
    if (!cell || mode === '' || (mode === 'edit' && editorStore.get() !== null)) return
    cell.focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [element, mode])
}

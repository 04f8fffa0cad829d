/** Closes the open cell when one goes elsewhere: a press or the focus outside the sheet and its menus. */
import { type RefObject, useEffect } from 'react'
import type { SheetModel } from './sheet-model.ts'

/** Menus, bars and dialogs that belong to the cell although they lie elsewhere in the document. */
const COMPANIONS = '[data-sheet-tool],[data-trigger],[role="menu"],[role="listbox"],[role="alertdialog"]'

export const useOutside = (sheet: RefObject<HTMLElement | null>, model: SheetModel): void => {
  useEffect(() => {
    const leave = (event: Event) => {
      const { target } = event
      if (model.get() === null || !(target instanceof Element)) return
      if (sheet.current?.contains(target) || target.closest(COMPANIONS)) return
      model.clear()
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
    }
  }, [sheet, model])
}

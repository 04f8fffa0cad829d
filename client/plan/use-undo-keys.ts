/** Undo and redo wherever on the page the focus is, but in fields, menus and dialogs, which have their own. */
import { useEffect } from 'react'
import { chord } from './chord.ts'

/** What a view does for the two keys; it says itself what came of it. */
interface UndoVerbs {
  undo(): unknown
  redo(): unknown
}

const VERBS: Readonly<Record<string, 'undo' | 'redo'>> = {
  'Mod+KeyZ': 'undo',
  'Mod+Shift+KeyZ': 'redo',
  'Mod+KeyY': 'redo',
}

/** Where these keys are somebody else's. */
const FOREIGN = 'input,textarea,select,[contenteditable="true"],[role="dialog"],[role="menu"]'

export const useUndoKeys = (actions: UndoVerbs, canWrite: boolean): void => {
  useEffect(() => {
    if (!canWrite) return
    const press = (event: KeyboardEvent) => {
      const verb = VERBS[chord(event)]
      // The view has seen it first: a cell that has the focus is its own business.
      if (verb === undefined || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(FOREIGN)) return
      event.preventDefault()
      actions[verb]()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [actions, canWrite])
}

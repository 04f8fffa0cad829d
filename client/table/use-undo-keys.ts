/** Undo and redo while the focus is beside the sheet: in the rail, the trash, or nowhere after something was deleted. */
import { useEffect } from 'react'
import { chord } from '../plan/chord.ts'
import { commandOf } from './keys.ts'
import type { SheetScope } from './sheet-context.ts'

/** Fields have an undo of their own. */
const FIELDS = 'input, textarea, select, [contenteditable="true"]'

export const useUndoKeys = ({ actions, canWrite }: SheetScope): void => {
  useEffect(() => {
    if (!canWrite) return
    const press = (event: KeyboardEvent) => {
      const { target } = event
      if (event.defaultPrevented || (target instanceof Element && target.closest(FIELDS) !== null)) return
      const command = commandOf(chord(event), 'select', 'number')
      if (command?.kind !== 'undo' && command?.kind !== 'redo') return
      event.preventDefault()
      actions[command.kind]()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [actions, canWrite])
}

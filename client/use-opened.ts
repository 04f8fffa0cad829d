/** Code of what is opened, a dialog, say, or a panel: fetched when it is. Owns what happens when it does not come. */
import { useEffect } from 'react'
import { showLostCode } from './lost-code.ts'
import { type Module, useModule } from './ui/use-module.ts'
import { useText } from './ui/use-text.ts'

/**
 * The module once it is there, null before. When it does not come, that is said, `onClose` is called, and opening it again
 * fetches it again [UI21].
 */
export const useOpened = <T>(source: Module<T>, open: boolean, onClose: () => void): T | null => {
  const text = useText()
  const code = useModule(source, open)
  const failed = open && code.kind === 'failed' ? code : null
  const retry = failed?.retry ?? null
  const error = failed?.error
  useEffect(() => {
    if (retry === null) return
    showLostCode(error, text, text('error.network'))
    retry()
    onClose()
  }, [retry, error, text, onClose])
  return code.kind === 'ready' ? code.module : null
}

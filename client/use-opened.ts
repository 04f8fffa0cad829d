/** Code of what is opened, a dialog, say, or a panel: fetched when it is. Owns what happens when it does not come. */
import { useEffect } from 'react'
import { ApiError } from './api.ts'
import { useErrorText } from './error-text.ts'
import { showToast } from './ui/toast.ts'
import { type Module, useModule } from './ui/use-module.ts'

/**
 * The module once it is there, null before. When it does not come, that is said in the words of a server that cannot be
 * reached, `onClose` is called, and opening it again fetches it again [UI21].
 */
export const useOpened = <T>(source: Module<T>, open: boolean, onClose: () => void): T | null => {
  const errorText = useErrorText()
  const code = useModule(source, open)
  const retry = open && code.kind === 'failed' ? code.retry : null
  useEffect(() => {
    if (retry === null) return
    showToast({ text: errorText(new ApiError('network', 0)), tone: 'bad' })
    retry()
    onClose()
  }, [retry, errorText, onClose])
  return code.kind === 'ready' ? code.module : null
}

/** One thing at a time that somebody asked for: whether it is under way, and what went wrong. Owns that memory alone. */
import { useCallback, useRef, useState } from 'react'
import { useErrorText } from '../error-text.ts'
import { showToast } from '../ui/toast.ts'

export interface Work {
  busy: boolean
  /** What was thrown last time, null while nothing was. */
  failure: unknown
  /** Does it, unless something is under way. Resolves to whether it was done. */
  run: (work: () => Promise<void>) => Promise<boolean>
  forget: () => void
}

/** For forms: the failure is shown where the form stands. */
export const useWork = (): Work => {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const running = useRef(false)
  const run = useCallback(async (work: () => Promise<void>) => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setFailure(null)
    try {
      await work()
      return true
    } catch (error) {
      setFailure(error)
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  return { busy, failure, run, forget: useCallback(() => setFailure(null), []) }
}

/** For menus and buttons in a list: a failure is a message that stays until it is dismissed. */
export const useAttempt = (): ((work: () => Promise<void>) => Promise<boolean>) => {
  const errorText = useErrorText()
  return useCallback(
    async (work) => {
      try {
        await work()
        return true
      } catch (error) {
        showToast({ text: errorText(error), tone: 'bad' })
        return false
      }
    },
    [errorText],
  )
}

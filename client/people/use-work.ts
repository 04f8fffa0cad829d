/** One thing at a time that somebody asked for: whether it is under way, and what went wrong. Owns that memory alone. */
import { useCallback, useRef, useState } from 'react'
import { ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { showToast } from '../ui/toast.ts'

export interface Work {
  busy: boolean
  /** What was thrown last time, null while nothing was. */
  failure: unknown
  /** No answer came to the try before: it may have been done, and the refusal of this one may come of that (SPEC PX23). */
  wasLost: boolean
  /** Does it, unless something is under way. Resolves to whether it was done. */
  run: (work: () => Promise<void>) => Promise<boolean>
  forget: () => void
}

/** Whether nobody knows what came of it. */
export const isLost = (error: unknown): boolean => error instanceof ApiError && error.code === 'network'

/** For forms: the failure is shown where the form stands. */
export const useWork = (): Work => {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [wasLost, setLost] = useState(false)
  const running = useRef(false)
  const lastWasLost = useRef(false)
  const run = useCallback(async (work: () => Promise<void>) => {
    if (running.current) return false
    running.current = true
    const wasLostBefore = lastWasLost.current
    lastWasLost.current = false
    setBusy(true)
    setFailure(null)
    try {
      await work()
      setLost(false)
      return true
    } catch (error) {
      setFailure(error)
      setLost(wasLostBefore)
      lastWasLost.current = isLost(error)
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  return { busy, failure, wasLost, run, forget: useCallback(() => setFailure(null), []) }
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

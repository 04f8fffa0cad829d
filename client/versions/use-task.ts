/** What these screens wait for: something to load, or something to do. Owns waiting and failing alone. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useBox } from '../plan/box.ts'

export type Loading<T> =
  { kind: 'loading' } | { kind: 'failed'; error: unknown } | { kind: 'ready'; value: T }

interface Read<T> {
  of: unknown
  now: Loading<T>
}

/** A failure after success changes nothing. */
const taken = <T>(before: Read<T>, next: Read<T>): Read<T> =>
  before.of === next.of && before.now.kind === 'ready' && next.now.kind === 'failed' ? before : next

/** `load` must be the same function as long as it is the same thing; what is there stays while it is read again. */
export const useLoading = <T>(load: () => Promise<T>): [Loading<T>, () => void] => {
  const [state, setState] = useState<Read<T>>({ of: load, now: { kind: 'loading' } })
  const newest = useRef(0)
  const read = useCallback(() => {
    const mine = (newest.current += 1)
    const take = (now: Loading<T>) => {
      if (mine === newest.current) setState((before) => taken(before, { of: load, now }))
    }
    load().then(
      (value) => take({ kind: 'ready', value }),
      (error: unknown) => take({ kind: 'failed', error }),
    )
  }, [load])
  useEffect(() => {
    read()
    return () => void (newest.current += 1)
  }, [read])
  const refresh = useCallback(() => {
    // Trying again is seen.
    setState((before) => (before.now.kind === 'failed' ? { of: load, now: { kind: 'loading' } } : before))
    read()
  }, [load, read])
  return [state.of === load ? state.now : { kind: 'loading' }, refresh]
}

export interface Task {
  busy: boolean
  /** What was thrown last time, null while nothing was. */
  failure: unknown
  /** Does it, unless it is under way. */
  run: (work: () => Promise<void>) => void
}

/** `onFailed`: what was thrown may be about what has changed since it was shown. */
export const useTask = (onFailed?: () => void): Task => {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const running = useRef(false)
  const failed = useBox(onFailed)
  const run = useCallback(
    (work: () => Promise<void>) => {
      if (running.current) return
      running.current = true
      setBusy(true)
      setFailure(null)
      work()
        .catch((error: unknown) => {
          setFailure(error)
          failed.get()?.()
        })
        .finally(() => {
          running.current = false
          setBusy(false)
        })
    },
    [failed],
  )
  return { busy, failure, run }
}

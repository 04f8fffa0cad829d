/** A list that a page shows: loading, failed, there. Owns the loading; a list that is there stays while it is read again. */
import { useCallback, useEffect, useRef, useState } from 'react'

export type Loaded<T> =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  /** `asOf`: when it was read. */
  | { kind: 'ready'; value: T; asOf: Date }

export interface Source<T> {
  state: Loaded<T>
  /** Reads again; what is shown stays until the answer is there. */
  refresh: () => Promise<void>
  /** What an answer to something else said of it: what is being read is older. */
  put: (change: (value: T) => T) => void
  /** Begins anew after a failure. */
  retry: () => void
}

/** A failure after success changes nothing: whoever asked for more hears of it where they asked. */
const take = <T>(before: Loaded<T>, next: Loaded<T>): Loaded<T> =>
  before.kind === 'ready' && next.kind === 'failed' ? before : next

/** `load` must be the same function as long as it is the same list. Reads again when the page comes into sight. */
export const useLoaded = <T>(load: () => Promise<T>): Source<T> => {
  const [state, setState] = useState<Loaded<T>>({ kind: 'loading' })
  const newest = useRef(0)
  const refresh = useCallback(async () => {
    const mine = (newest.current += 1)
    const next = await load().then(
      (value): Loaded<T> => ({ kind: 'ready', value, asOf: new Date() }),
      (error: unknown): Loaded<T> => ({ kind: 'failed', error }),
    )
    // An older question may be answered later.
    if (mine === newest.current) setState((before) => take(before, next))
  }, [load])
  useEffect(() => {
    const leave = () => void (newest.current += 1)
    void refresh()
    const onSight = () => void (document.visibilityState === 'visible' && refresh())
    document.addEventListener('visibilitychange', onSight)
    return () => {
      leave()
      document.removeEventListener('visibilitychange', onSight)
    }
  }, [refresh])
  const put = useCallback((change: (value: T) => T) => {
    newest.current += 1
    setState((before) =>
      before.kind === 'ready' ? { ...before, value: change(before.value), asOf: new Date() } : before,
    )
  }, [])
  const retry = useCallback(() => {
    setState({ kind: 'loading' })
    void refresh()
  }, [refresh])
  return { state, refresh, put, retry }
}

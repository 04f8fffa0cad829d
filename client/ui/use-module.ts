/**
 * Code that is fetched when it is needed, without Suspense (which delays what it reveals by about 300 ms).
 * Owns the cache of what was loaded; a failure is an answer, not an exception, and can be tried again.
 */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { fetchCode } from './new-build.ts'

/** Code that did not come. */
export interface Failed {
  kind: 'failed'
  error: unknown
  retry: () => void
}

export type Loading<T> = { kind: 'loading' } | { kind: 'ready'; module: T } | Failed

export interface Module<T> {
  /** Starts loading without waiting; calling it again costs nothing. */
  preload(): Promise<T>
  loaded: () => T | null
  /** Calls back when it is loaded, until the returned function is called. */
  subscribe: (listener: () => void) => () => void
}

/** Wraps an `import()` so that it runs once; a failed one runs again at the next asking. */
export const defineModule = <T>(load: () => Promise<T>): Module<T> => {
  let pending: Promise<T> | null = null
  let module: T | null = null
  const listeners = new Set<() => void>()
  const remember = async (): Promise<T> => {
    try {
      module = await fetchCode(load)
      for (const listener of listeners) listener()
      return module
    } catch (error) {
      pending = null
      throw error
    }
  }
  return {
    preload: () => (pending ??= remember()),
    loaded: () => module,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The module once it is there. With `wanted` false nothing is fetched yet. */
export const useModule = <T>(source: Module<T>, wanted = true): Loading<T> => {
  const [attempt, setAttempt] = useState(0)
  // Says which module it is of: a component may be given another one in place of the first.
  const [failure, setFailure] = useState<{ source: unknown; error: unknown } | null>(null)
  const retry = useCallback(() => {
    setFailure(null)
    setAttempt((count) => count + 1)
  }, [])
  useEffect(() => {
    if (!wanted || source.loaded()) return
    let left = false
    source.preload().catch((error: unknown) => left || setFailure({ source, error }))
    return () => {
      left = true
    }
  }, [source, wanted, attempt])
  // Also where it comes between this drawing and its effects.
  const module = useSyncExternalStore(source.subscribe, source.loaded)
  if (module) return { kind: 'ready', module }
  return failure?.source === source ? { kind: 'failed', error: failure.error, retry } : { kind: 'loading' }
}

/**
 * What a page of a plan hands on when a new session takes the place of one under it (SPEC EP17): a dialog that is open, what
 * was typed there. To a component it is state as any other, and ends with it. Owns that memory; nothing of it is stored.
 */
import { createContext, useCallback, useContext, useLayoutEffect, useState } from 'react'
import { type Value, createValue } from '../sync/store.ts'
import { useStore } from './use-plan.ts'

export class Keeping {
  /** Of components that went in this very turn. */
  private readonly leaving = new Map<string, Value<unknown>>()
  /** For those that come in their place. */
  private readonly handed = new Map<string, Value<unknown>>()

  find<T>(key: string): Value<T> | null {
    return (this.handed.get(key) as Value<T> | undefined) ?? null
  }

  take(key: string): void {
    this.handed.delete(key)
  }

  /** What is not handed on before the turn is over was closed by somebody. */
  leave(key: string, value: Value<unknown>): void {
    this.leaving.set(key, value)
    queueMicrotask(() => {
      if (this.leaving.get(key) === value) this.leaving.delete(key)
    })
  }

  /** The page itself went, and everything with it: to be called in the layout effects of that drawing. */
  handOn(): void {
    for (const [key, value] of this.leaving) this.handed.set(key, value)
    this.leaving.clear()
  }
}

/** Where no page hands anything on it is plain state. */
export const KeepingContext = createContext(new Keeping())

/** State by a name of its own in the page. Who held it in the page before sets the same value: what they begun ends here. */
export const useKept = <T>(key: string, first: () => T): [T, (next: T) => void] => {
  const keeping = useContext(KeepingContext)
  const [value] = useState(() => keeping.find<T>(key) ?? createValue(first()))
  useLayoutEffect(() => {
    keeping.take(key)
    return () => keeping.leave(key, value as Value<unknown>)
  }, [keeping, key, value])
  const set = useCallback((next: T) => value.set(next), [value])
  return [useStore(value), set]
}

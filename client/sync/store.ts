/**
 * A value with listeners, as React's useSyncExternalStore wants it.
 * Owns nothing but the value: no derivation, no scheduling.
 */
import type { Store } from '../plan/plan-session.ts'

export interface Value<T> extends Store<T> {
  /** Replaces the value; an equal one keeps the old object and wakes nobody. */
  set(next: T): void
}

/** Equality of small flat records. */
export const sameFields = <T extends object>(left: T, right: T): boolean => {
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  return keys.every((key) => Object.is(left[key as keyof T], right[key as keyof T]))
}

export const createValue = <T>(initial: T, same: (left: T, right: T) => boolean = Object.is): Value<T> => {
  let current = initial
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(next) {
      if (same(current, next)) return
      current = next
      for (const listener of listeners) listener()
    },
  }
}

/**
 * React's subscriptions to an open plan: immutable snapshots in, nothing out.
 * Must not read Y types: components see what `PlanProjection` made of them.
 */
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { PlanProjection, PlanView } from '../../shared/plan/view.ts'
import type { Store } from './plan-session.ts'

interface Readable {
  readonly projection: PlanProjection
}

/** The whole plan as it stands; a new object after every change of its content. */
export const usePlan = ({ projection }: Readable): PlanView =>
  useSyncExternalStore(
    useCallback((listener: () => void) => projection.subscribe(listener), [projection]),
    useCallback(() => projection.view(), [projection]),
  )

/** A part of the plan; the component renders again only when `equal` says that the part is another. */
export const usePlanPart = <T>(
  { projection }: Readable,
  select: (view: PlanView) => T,
  equal: (a: T, b: T) => boolean = Object.is,
): T => {
  const last = useRef<{ value: T } | null>(null)
  const read = (): T => {
    const value = select(projection.view())
    if (last.current === null || !equal(last.current.value, value)) last.current = { value }
    return last.current.value
  }
  return useSyncExternalStore(
    useCallback((listener: () => void) => projection.subscribe(listener), [projection]),
    read,
  )
}

/** The value of a store. */
export const useStore = <T>(store: Store<T>): T =>
  useSyncExternalStore(
    useCallback((listener: () => void) => store.subscribe(listener), [store]),
    useCallback(() => store.get(), [store]),
  )

const quiet = () => () => {}

/** A part of a store that hands out the same value until it changed. */
export const useStorePart = <T>(
  store: { subscribe(listener: () => void): () => void } | null,
  read: () => T,
): T =>
  useSyncExternalStore(
    useCallback((listener: () => void) => (store ? store.subscribe(listener) : quiet()), [store]),
    read,
  )

/**
 * A plan's session for as long as somebody looks at it: opened again by itself when its document was replaced.
 * Owns the lifetime alone.
 */
import type { Store } from '../plan/plan-session.ts'
import { REPLACED, type OpenPlanSession } from './open-plan.ts'
import { createValue } from './store.ts'

export interface KeptOpen {
  /** The present session; null while nobody looks. */
  session: Store<OpenPlanSession | null>
  /** Opens; returns the way to close. May be started again after that. */
  start(): () => void
}

/** Keeps what `open` opens open. */
export const keepOpen = (open: () => OpenPlanSession): KeptOpen => {
  const session = createValue<OpenPlanSession | null>(null)
  let stopListening: (() => void) | null = null
  const begin = () => {
    const opened = open()
    stopListening = opened.connection.subscribe(() => {
      const state = opened.connection.get()
      if (state.kind !== 'closed' || state.code !== REPLACED) return
      stopListening?.()
      begin()
    })
    session.set(opened)
  }
  return {
    session,
    start() {
      begin()
      return () => {
        stopListening?.()
        session.get()?.close()
        session.set(null)
      }
    },
  }
}

/**
 * A plan's session for as long as somebody looks at it: opened again by itself when its document was replaced.
 * Owns the lifetime alone.
 */
import type { Store } from '../plan/plan-session.ts'
import { REPLACED, type OpenPlanSession } from './open-plan.ts'
import { createValue } from './store.ts'

export interface KeptOpen {
  /** The present session; null while nobody looks. One that was replaced stays until the next can be read. */
  session: Store<OpenPlanSession | null>
  /** Opens; returns the way to close. May be started again after that. */
  start(): () => void
}

/** Keeps what `open` opens open. */
export const keepOpen = (open: () => OpenPlanSession): KeptOpen => {
  const session = createValue<OpenPlanSession | null>(null)
  let present: OpenPlanSession | null = null
  let stopListening: (() => void) | null = null
  const begin = () => {
    const opened = open()
    present = opened
    const look = () => {
      const state = opened.connection.get()
      if (state.kind === 'closed' && state.code === REPLACED) {
        stopListening?.()
        begin()
      } else if (state.kind !== 'opening') session.set(opened)
    }
    stopListening = opened.connection.subscribe(look)
    if (session.get() === null) session.set(opened)
    look()
  }
  return {
    session,
    start() {
      begin()
      return () => {
        stopListening?.()
        present?.close()
        session.set(null)
      }
    },
  }
}

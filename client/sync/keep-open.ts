/**
 * A plan's session for as long as somebody looks at it: opened again by itself when its document was replaced.
 * Owns the lifetime alone.
 */
import type { Store } from '../plan/plan-session.ts'
import { REPLACED, type OpenPlanSession } from './session.ts'
import { createValue } from './store.ts'

export interface KeptOpen {
  /** The present session; null while nobody looks. One that was replaced stays until the next can be read, but not for long [RW23]. */
  session: Store<OpenPlanSession | null>
  /** Opens, unless it is open; returns the way to close. May be started again after that. */
  start(): () => void
}

/** Ms that a replaced page stands there, closed and without a word, before the next one is shown as it is: waiting. */
const PATIENCE_MS = 4000

/** Closes a session that nobody looks at any more, as soon as nothing of it is in this page's memory alone [OF16]. */
const leave = (left: OpenPlanSession): void => {
  if (!left.mustStay.get()) return left.close()
  left.setPlace(null)
  const stop = left.mustStay.subscribe(() => {
    stop()
    // It is still at what made it safe.
    queueMicrotask(() => leave(left))
  })
}

/** Keeps what `open` opens open. */
export const keepOpen = (open: () => OpenPlanSession): KeptOpen => {
  const session = createValue<OpenPlanSession | null>(null)
  let present: OpenPlanSession | null = null
  let stopListening: (() => void) | null = null
  let patience: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    const opened = open()
    present = opened
    const show = () => {
      clearTimeout(patience)
      session.set(opened)
    }
    const look = () => {
      const state = opened.connection.get()
      if (state.kind === 'closed' && state.code === REPLACED) {
        stopListening?.()
        begin()
      } else if (state.kind !== 'opening') show()
    }
    stopListening = opened.connection.subscribe(look)
    clearTimeout(patience)
    if (session.get() === null) session.set(opened)
    else patience = setTimeout(show, PATIENCE_MS)
    look()
  }
  return {
    session,
    start() {
      if (present === null) begin()
      return () => {
        stopListening?.()
        clearTimeout(patience)
        if (present !== null) leave(present)
        present = null
        session.set(null)
      }
    },
  }
}

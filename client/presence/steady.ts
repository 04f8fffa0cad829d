/**
 * The saving state as people can read it: "Saving…" stays for a moment, so that typing does not make it flicker, and
 * every state knows since when it has been so. Owns the delay alone; it may be late with "Saved", never early.
 */
import type { SavedState, Store } from '../plan/plan-session.ts'

/** "Saved" is shown this long (ms) after the last change of mind. */
const CALM_MS = 400

export interface SteadyState {
  state: SavedState
  /** When it began to be of this kind (ms since the epoch). */
  since: number
}

export const createSteady = (source: Store<SavedState>, now: () => number): Store<SteadyState> => {
  let current: SteadyState = { state: source.get(), since: now() }
  let timer: ReturnType<typeof setTimeout> | null = null
  let stop: (() => void) | null = null
  const listeners = new Set<() => void>()
  const show = () => {
    const state = source.get()
    if (state === current.state) return
    current = { state, since: state.kind === current.state.kind ? current.since : now() }
    for (const listener of listeners) listener()
  }
  const follow = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const calms = source.get().kind === 'saved' && current.state.kind === 'saving'
    if (calms) timer = setTimeout(show, CALM_MS)
    else show()
  }
  return {
    get: () => current,
    subscribe(listener) {
      listeners.add(listener)
      if (stop === null) {
        stop = source.subscribe(follow)
        follow()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = null
        if (timer !== null) clearTimeout(timer)
      }
    },
  }
}

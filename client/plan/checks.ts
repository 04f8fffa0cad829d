/**
 * The checker's findings of an open plan, live: a store that fetches the checker when the browser is idle and follows the
 * projection a moment behind the keys. Owns the timing; what is wrong with a plan `shared/plan/check.ts` knows.
 */
import { whenIdle } from '../ui/when-idle.ts'
import type { ChecksState } from './checks-state.ts'
import type { PlanSession, Store } from './plan-session.ts'

const NOTHING: ChecksState = { open: [], aside: [], marks: new Map(), readings: new Map() }

/** Findings may follow the keys at this distance: nobody reads them while typing. */
const DELAY_MS = 120

const BREATH = {
  now: () => performance.now(),
  pause: () => new Promise<void>((resolve) => void setTimeout(resolve)),
}

export interface LiveChecks extends Store<ChecksState> {
  /** Follows the plan until the returned function is called. */
  start(): () => void
}

/** The checks of a session's plan, not yet followed. A checker that cannot be fetched is asked for again with the next change. */
export const createChecks = ({
  projection,
  threads,
}: Pick<PlanSession, 'projection' | 'threads'>): LiveChecks => {
  const listeners = new Set<() => void>()
  let state = NOTHING
  let timer: ReturnType<typeof setTimeout> | null = null
  let run: (() => ChecksState) | null = null
  let isClosed = true
  const refresh = (): void => {
    timer = null
    if (isClosed || run === null) return
    state = run()
    for (const listener of listeners) listener()
  }
  const load = async (): Promise<void> => {
    const { createRunner, readAhead } = await import('./check-runner.ts')
    await readAhead(projection.view(), BREATH)
    run ??= createRunner(projection, threads)
    refresh()
  }
  const follow = (): void => {
    if (timer !== null || isClosed) return
    // A chunk that is not to be had leaves the plan without marks; the next change asks again.
    timer = setTimeout(
      () => (run === null ? void load().catch(() => void (timer = null)) : refresh()),
      DELAY_MS,
    )
  }
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    start: () => {
      isClosed = false
      const stops = [projection.subscribe(follow), threads.subscribe(follow)]
      whenIdle(follow, { latestMs: 3000, plainMs: 400 })
      return () => {
        isClosed = true
        for (const stop of stops) stop()
        if (timer !== null) clearTimeout(timer)
        timer = null
      }
    },
  }
}

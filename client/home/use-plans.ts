/** The plans and those in the trash, as the home page needs them. Owns loading, deleting and taking back. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Api, PlanSummary } from '../api.ts'
import { thenRead } from '../then-read.ts'

interface Lists {
  live: readonly PlanSummary[]
  trashed: readonly PlanSummary[]
  /** When they were read. */
  asOf: Date
}

interface Actions {
  reload: () => void
  /** Moves into the trash; rejects with ApiError. */
  remove: (plan: PlanSummary) => Promise<void>
  restore: (plan: PlanSummary) => Promise<void>
}

export type Plans = Actions &
  ({ kind: 'loading' } | { kind: 'failed'; error: unknown } | ({ kind: 'ready' } & Lists))

type State = { kind: 'loading' } | { kind: 'failed'; error: unknown } | ({ kind: 'ready' } & Lists)

const newestFirst = (a: PlanSummary, b: PlanSummary): number => b.updatedAt.localeCompare(a.updatedAt)

const readLists = async (api: Api): Promise<State> => {
  try {
    const [live, trashed] = await Promise.all([api.plans(), api.trashedPlans()])
    return {
      kind: 'ready',
      live: live.toSorted(newestFirst),
      trashed: trashed.toSorted(newestFirst),
      asOf: new Date(),
    }
  } catch (error) {
    return { kind: 'failed', error }
  }
}

/** A list that is there stays: only the first load can fail visibly. */
const take = (before: State, next: State): State =>
  before.kind === 'ready' && next.kind === 'failed' ? before : next

/** What the server said is deleted or back is so here at once, whether or not a second look comes. */
const moved = (state: State, plan: PlanSummary, to: 'live' | 'trashed'): State => {
  if (state.kind !== 'ready') return state
  const without = (list: readonly PlanSummary[]) => list.filter(({ id }) => id !== plan.id)
  const lists = { live: without(state.live), trashed: without(state.trashed) }
  return { ...state, ...lists, [to]: [...lists[to], plan].toSorted(newestFirst) }
}

/** Loads both lists; looks again when the page comes back into sight, for what colleagues made meanwhile. */
export const usePlans = (api: Api): Plans => {
  const [state, setState] = useState<State>({ kind: 'loading' })
  const newest = useRef(0)
  const load = useCallback(async () => {
    const mine = (newest.current += 1)
    const next = await readLists(api)
    // An older question may be answered later.
    if (mine === newest.current) setState((before) => take(before, next))
  }, [api])
  useEffect(() => {
    void load()
    const onSight = () => void (document.visibilityState === 'visible' && load())
    document.addEventListener('visibilitychange', onSight)
    return () => document.removeEventListener('visibilitychange', onSight)
  }, [load])
  const move = useCallback((plan: PlanSummary, to: 'live' | 'trashed') => {
    // What is being read is older.
    newest.current += 1
    setState((before) => moved(before, plan, to))
  }, [])
  const actions = useMemo<Actions>(
    () => ({
      reload: () => {
        setState({ kind: 'loading' })
        void load()
      },
      remove: (plan) => thenRead(() => api.deletePlan(plan.id).then(() => move(plan, 'trashed')), load),
      restore: (plan) => thenRead(() => api.undeletePlan(plan.id).then(() => move(plan, 'live')), load),
    }),
    [api, load, move],
  )
  return { ...actions, ...state }
}

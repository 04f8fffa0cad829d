/** The redline of a pair of plans, as components see it. Owns the worker's life and what is shown meanwhile. */
import { startTransition, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { PlanJson } from '../../shared/plan/json.ts'
import { ItemMemo, viewToJson } from '../../shared/plan/project.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlan } from '../plan/use-plan.ts'
import { type Pair, Redliner, type WorkerLike } from './redliner.ts'
import type { ShownRedline } from './redline-wire.ts'

export interface RedlineState {
  /** Of the pair that was asked for last and is there; null while there is none. */
  redline: ShownRedline | null
  /** Another pair is on its way. */
  pending: boolean
  /** What was thrown; null while nothing was. */
  error: unknown
}

const spawnWorker = (): WorkerLike | null =>
  typeof Worker === 'undefined'
    ? null
    : new Worker(new URL('./redline-worker.ts', import.meta.url), { type: 'module' })

/** The draft as JSON, a moment behind while people write; rows that nobody touched are the same objects. Null unless asked for. */
export const useDraft = (session: PlanSession, isAsked: boolean): PlanJson | null => {
  const view = useDeferredValue(usePlan(session))
  const [memo] = useState(() => new ItemMemo())
  return useMemo(
    () => (isAsked ? viewToJson(view, session.planId, memo) : null),
    [isAsked, view, session, memo],
  )
}

/** `of` names the pair as long as it is the same two versions or moments; null plans: not there yet. */
export const useRedline = (of: string, before: PlanJson | null, after: PlanJson | null): RedlineState => {
  const [shown, setShown] = useState<{ of: string; redline: ShownRedline } | null>(null)
  const [failed, setFailed] = useState<{ of: string; error: unknown } | null>(null)
  const redliner = useRef<Redliner | null>(null)
  useEffect(() => {
    const own = new Redliner({
      spawn: spawnWorker,
      // Rows that changed are drawn between what people do.
      onCompared: (compared) =>
        startTransition(() => {
          setShown(compared)
          setFailed(null)
        }),
      onFailed: (pair, error) => setFailed({ of: pair, error }),
    })
    redliner.current = own
    return () => own.end()
  }, [])
  useEffect(() => {
    if (before !== null && after !== null) redliner.current?.ask({ of, before, after } satisfies Pair)
  }, [of, before, after])
  return {
    redline: shown?.redline ?? null,
    pending: shown?.of !== of,
    error: failed?.of === of ? failed.error : null,
  }
}

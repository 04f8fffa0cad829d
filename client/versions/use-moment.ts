/** The plan at a stop, fetched a moment after the handle came to rest there, and kept. Owns waiting, giving up and failing alone. */
import { useCallback, useEffect, useState } from 'react'
import type { PlanJson } from '../../shared/plan/json.ts'
import type { HistoryApi } from './history-api.ts'
import type { Stop } from './stops.ts'

export interface ShownMoment {
  /** The plan as it was; what was shown before stays while the next is on its way. Null for now, or for none yet. */
  plan: PlanJson | null
  loading: boolean
  error: unknown
  /** Asks again for what did not come. */
  again: () => void
}

/** While the handle moves on, nothing is asked for. */
const REST_MS = 140
/** Plans that are kept; a look back and forth asks once. */
const KEPT = 12

type Kept = ReadonlyMap<string, PlanJson>

const withPlan = (kept: Kept, at: string, plan: PlanJson): Kept =>
  new Map([...[...kept].filter(([other]) => other !== at).slice(1 - KEPT), [at, plan]])

export const useMoment = (calls: HistoryApi, stop: Stop | undefined): ShownMoment => {
  const [kept, setKept] = useState<Kept>(() => new Map())
  const [failed, setFailed] = useState<{ at: string; error: unknown } | null>(null)
  const [time, setTime] = useState(0)
  const again = useCallback(() => {
    setFailed(null)
    setTime((count) => count + 1)
  }, [])
  const at = stop?.kind === 'now' ? '' : (stop?.at ?? '')
  const isKept = at === '' || kept.has(at)
  useEffect(() => {
    if (isKept) return
    // Whoever moved on does not wait for it, and the next one would wait behind it (SPEC FT1).
    const left = new AbortController()
    const timer = setTimeout(() => {
      calls.moment(at, left.signal).then(
        (plan) => setKept((known) => withPlan(known, at, plan)),
        (error: unknown) => left.signal.aborted || setFailed({ at, error }),
      )
    }, REST_MS)
    return () => {
      left.abort()
      clearTimeout(timer)
    }
  }, [calls, at, isKept, time])
  if (at === '') return { plan: null, loading: false, error: null, again }
  const latest = [...kept.values()].at(-1) ?? null
  const error = failed?.at === at && !isKept ? failed.error : null
  return { plan: kept.get(at) ?? latest, loading: !isKept && error === null, error, again }
}

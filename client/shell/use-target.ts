/**
 * Goes to what the address names, once: a page that another session brings along does not go there again (SPEC EP18). Owns when;
 * the ways are the page's.
 */
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlanPart } from '../plan/use-plan.ts'
import { type PagePlaces, remember } from './page-places.ts'
import type { Target } from './router.ts'
import type { PlanComments } from './use-plan-comments.tsx'
import type { Jump } from './use-view-jump.ts'

export interface TargetWays extends Pick<PlanComments, 'sheet' | 'openThread'> {
  jump: Jump
  openVersions: () => void
}

/** Whether the document has what is named: the browser's copy may be older than the link. Asked no more of what was reached. */
const useIsThere = (session: PlanSession, target: Target, reached: Target): boolean => {
  const { threads } = session
  const wanted = target === reached ? null : target
  const isInPlan = usePlanPart(session, ({ sections }) => {
    if (wanted?.kind === 'section') return sections.some(({ id }) => id === wanted.id)
    if (wanted?.kind !== 'row') return true
    return sections.some(({ rows }) => rows.some(({ id }) => id === wanted.id))
  })
  const isSaid = useSyncExternalStore(
    useCallback((listener: () => void) => threads.subscribe(listener), [threads]),
    () => wanted?.kind !== 'thread' || threads.view().some(({ id }) => id === wanted.id),
  )
  return isInPlan && isSaid
}

/** Says once that its reader has turned to something else while `isWaiting`. */
const useTurned = (isWaiting: boolean): { readonly current: boolean } => {
  const turned = useRef(false)
  useEffect(() => {
    if (!isWaiting) return
    turned.current = false
    const end = new AbortController()
    const turn = () => {
      turned.current = true
      end.abort()
    }
    for (const event of ['pointerdown', 'keydown', 'wheel']) {
      window.addEventListener(event, turn, { capture: true, passive: true, signal: end.signal })
    }
    return () => end.abort()
  }, [isWaiting])
  return turned
}

export const useTarget = (
  session: PlanSession,
  target: Target,
  places: PagePlaces,
  ways: TargetWays,
): void => {
  const { jump, openVersions, openThread, sheet } = ways
  const mayRead = sheet !== null
  const isThere = useIsThere(session, target, places.reached)
  const going = useRef<Target>(null)
  const turned = useTurned(!isThere)
  useEffect(() => {
    // The same address said again is another target.
    if (target === null || places.reached === target) return
    if (target.kind === 'thread' && !mayRead) return
    if (going.current === target && turned.current) return
    going.current = target
    if (isThere) remember(places, { reached: target })
    // The panel opens at once, and the thread unfolds in it when it comes.
    if (target.kind === 'thread') openThread(target.id)
    else if (target.kind === 'version') openVersions()
    else if (isThere) jump(target.kind, target.id)
  }, [isThere, turned, target, places, mayRead, jump, openVersions, openThread])
}

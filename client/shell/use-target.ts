/** Goes to what the address names, once: a page that another session brings along does not go there again (SPEC EP18). */
import { useEffect } from 'react'
import { type PagePlaces, remember } from './page-places.ts'
import type { Target } from './router.ts'
import type { PlanComments } from './use-plan-comments.tsx'
import type { Jump } from './use-view-jump.ts'

export interface TargetWays extends Pick<PlanComments, 'sheet' | 'openThread'> {
  jump: Jump
  openVersions: () => void
}

export const useTarget = (target: Target, places: PagePlaces, ways: TargetWays): void => {
  const { jump, openVersions, openThread, sheet } = ways
  const mayRead = sheet !== null
  useEffect(() => {
    // The same address said again is another target.
    if (target === null || places.reached === target) return
    if (target.kind === 'thread' && !mayRead) return
    remember(places, { reached: target })
    if (target.kind === 'thread') openThread(target.id)
    else if (target.kind === 'version') openVersions()
    else jump(target.kind, target.id)
  }, [target, places, mayRead, jump, openVersions, openThread])
}

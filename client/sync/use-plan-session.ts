/** A plan's session for as long as a component shows it. Owns the subscription alone. */
import { useEffect, useState } from 'react'
import type { Identity } from '../../shared/identity.ts'
import { useStore } from '../plan/use-plan.ts'
import type { OpenPlanSession } from './session.ts'
import { keptAhead, leaveAhead } from './plan-ahead.ts'

/**
 * The open session, null for the first moment unless it was opened ahead. The plan and the person stay those of the first
 * render.
 */
export const usePlanSession = (planId: string, me: Identity): OpenPlanSession | null => {
  const [kept] = useState(() => keptAhead(planId, me))
  useEffect(() => {
    leaveAhead(kept)
    return kept.start()
  }, [kept])
  return useStore(kept.session)
}

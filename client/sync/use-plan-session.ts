/** A plan's session for as long as a component shows it. Owns the subscription alone. */
import { useEffect, useState } from 'react'
import type { Identity } from '../../shared/identity.ts'
import { useStore } from '../plan/use-plan.ts'
import { keepOpen } from './keep-open.ts'
import { openPlan, type OpenPlanSession } from './open-plan.ts'

/** The open session, null for the first moment. The plan and the person stay those of the first render. */
export const usePlanSession = (planId: string, me: Identity): OpenPlanSession | null => {
  const [kept] = useState(() => keepOpen(() => openPlan({ planId, me })))
  useEffect(() => kept.start(), [kept])
  return useStore(kept.session)
}

/** The live checks of an open plan, followed for as long as a page shows it. Owns their life alone. */
import { useEffect, useMemo } from 'react'
import { type LiveChecks, createChecks } from './checks.ts'
import type { PlanSession } from './plan-session.ts'

export const useChecks = (session: PlanSession): LiveChecks => {
  const checks = useMemo(() => createChecks(session), [session])
  useEffect(() => checks.start(), [checks])
  return checks
}

/** What the server says of the plan's approval, live. Owns the subscription alone. */
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { type ApprovalState, readApprovalState } from '../../shared/plan/read.ts'
import { serverOf } from '../../shared/plan/schema.ts'
import type { PlanSession } from './plan-session.ts'

const isSame = (a: ApprovalState, b: ApprovalState): boolean =>
  a.locked === b.locked && a.approved?.version === b.approved?.version && a.approved?.at === b.approved?.at

/** Whether the plan is locked, and the approved edition in force; the same object until it changes. */
export const useApproval = ({ doc }: Pick<PlanSession, 'doc'>): ApprovalState => {
  const last = useRef<ApprovalState | null>(null)
  return useSyncExternalStore(
    useCallback(
      (listener: () => void) => {
        const server = serverOf(doc)
        server.observe(listener)
        return () => server.unobserve(listener)
      },
      [doc],
    ),
    () => {
      const now = readApprovalState(doc)
      if (last.current === null || !isSame(last.current, now)) last.current = now
      return last.current
    },
  )
}

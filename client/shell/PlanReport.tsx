/** The report on the plan in the place of the sheet, fetched when first asked for; the address says which. Owns the loading alone. */
import { useCallback, useMemo } from 'react'
import type { Department } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { type ReportAddress, WHOLE, readReport, withReport } from '../plan/report-address.ts'
import { useStore } from '../plan/use-plan.ts'
import { LazyPart } from './LazyPart.tsx'
import { reportPage } from './plan-parts.ts'
import { type Router, planPath } from './router.ts'

export interface ReportState {
  /** Null while it is not shown. */
  readonly address: ReportAddress | null
  readonly show: (address?: ReportAddress | null) => void
}

/** `view`: what is looked at, which the address then says, too, so that the last choice does not take the report's place. */
export const useReport = (router: Router, planId: string, view: string): ReportState => {
  const route = useStore(router)
  const search = route.kind === 'plan' ? route.search : ''
  const address = useMemo(() => readReport(search), [search])
  const show = useCallback(
    (next: ReportAddress | null = WHOLE) => {
      const params = new URLSearchParams(search)
      if (!params.has('view')) params.set('view', view)
      const isSame = next !== null && readReport(search) !== null
      router.go(planPath(planId) + withReport(params.toString(), next), { replace: isSame })
    },
    [router, planId, search, view],
  )
  return useMemo(() => ({ address, show }), [address, show])
}

interface PlanReportProps {
  session: PlanSession
  departments: readonly Department[]
  report: ReportState
  onRow: (row: string) => void
}

export const PlanReport = ({ report: { address, show }, ...props }: PlanReportProps) => {
  const close = useCallback(() => show(null), [show])
  if (address === null) return null
  return (
    <LazyPart source={reportPage} onClose={close}>
      {({ ReportPage }) => <ReportPage {...props} address={address} onAddress={show} onClose={close} />}
    </LazyPart>
  )
}

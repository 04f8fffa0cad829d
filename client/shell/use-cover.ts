/** What stands in the place of the view (the report, a redline, the past), and how it is taken away. Owns that question alone. */
import { useCallback, useMemo } from 'react'
import type { ReportState } from './PlanReport.tsx'
import type { VersionsState } from './PlanVersions.tsx'

export interface Cover {
  /** Something stands there. */
  readonly isOn: boolean
  /** Takes it away: the view comes back as it was. */
  readonly lift: () => void
}

export const useCover = (
  { comparison, history, look }: VersionsState,
  { address, show }: ReportState,
): Cover => {
  const isPast = comparison !== null || history !== null
  const isReport = address !== null
  const lift = useCallback(() => {
    if (isPast) look(null)
    if (isReport) show(null)
  }, [isPast, isReport, look, show])
  const isOn = isPast || isReport
  return useMemo(() => ({ isOn, lift }), [isOn, lift])
}

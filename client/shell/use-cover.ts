/** What stands in the place of the view (the report, a redline, the past), and how it is taken away. Owns that question alone. */
import type { ReportState } from './PlanReport.tsx'
import type { VersionsState } from './PlanVersions.tsx'

export interface Cover {
  /** Something stands there. */
  readonly isOn: boolean
  /** Takes it away: the view comes back as it was. */
  readonly lift: () => void
}

export const coverOf = (versions: VersionsState, report: ReportState): Cover => {
  const { comparison, history, look } = versions
  const isPast = comparison !== null || history !== null
  return {
    isOn: isPast || report.address !== null,
    lift: () => {
      if (isPast) look(null)
      if (report.address !== null) report.show(null)
    },
  }
}

/** The dialog about the dates of a row, fetched when first asked for. Owns the loading alone. */
import type { PlanSession } from '../plan/plan-session.ts'
import { useModule } from '../ui/use-module.ts'
import { periodDialog } from './pages.ts'

export const PlanPeriod = (props: { session: PlanSession; row: string; onClose: () => void }) => {
  const dialog = useModule(periodDialog)
  if (dialog.kind !== 'ready') return null
  const { PeriodDialog } = dialog.module
  return <PeriodDialog {...props} />
}

/** The dialog about what became of a row, fetched when first asked for. Owns the loading alone. */
import type { PlanSession } from '../plan/plan-session.ts'
import { useModule } from '../ui/use-module.ts'
import { factDialog } from './pages.ts'

export const PlanFact = (props: { session: PlanSession; row: string; onClose: () => void }) => {
  const dialog = useModule(factDialog)
  if (dialog.kind !== 'ready') return null
  const { FactDialog } = dialog.module
  return <FactDialog {...props} />
}

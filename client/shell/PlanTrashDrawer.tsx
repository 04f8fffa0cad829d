/** The trash of the plan beside the sheet, fetched when it is first opened. Owns the loading alone. */
import type { PlanSession } from '../plan/plan-session.ts'
import { useModule } from '../ui/use-module.ts'
import { trashPanel } from './pages.ts'

export const PlanTrashDrawer = ({ session, onClose }: { session: PlanSession; onClose: () => void }) => {
  const panel = useModule(trashPanel)
  if (panel.kind !== 'ready') return null
  const { TrashPanel } = panel.module
  return <TrashPanel session={session} onClose={onClose} />
}

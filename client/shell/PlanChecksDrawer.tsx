/** The findings of the checker beside the sheet, fetched when first opened. Owns the loading alone. */
import type { LiveChecks } from '../plan/checks.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { useModule } from '../ui/use-module.ts'
import { checksPanel } from './pages.ts'

export interface PlanChecksDrawerProps {
  session: PlanSession
  checks: LiveChecks
  onJump: (kind: 'row' | 'section', id: string) => void
  onClose: () => void
}

export const PlanChecksDrawer = (props: PlanChecksDrawerProps) => {
  const panel = useModule(checksPanel)
  if (panel.kind !== 'ready') return null
  const { ChecksPanel } = panel.module
  return <ChecksPanel {...props} />
}

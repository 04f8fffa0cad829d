/** The sign-offs beside the sheet, fetched when first opened. Owns the loading alone. */
import type { PlanSession } from '../plan/plan-session.ts'
import type { SignOffDesk } from '../plan/use-sign-offs.ts'
import { useModule } from '../ui/use-module.ts'
import { signOffPanel } from './pages.ts'

export interface PlanSignOffsProps {
  session: PlanSession
  desk: SignOffDesk
  current: string | null
  onJump: (kind: 'row' | 'section', id: string) => void
  onClose: () => void
}

export const PlanSignOffs = (props: PlanSignOffsProps) => {
  const panel = useModule(signOffPanel)
  if (panel.kind !== 'ready') return null
  const { SignOffPanel } = panel.module
  return <SignOffPanel {...props} />
}

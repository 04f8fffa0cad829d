/** The sign-offs beside the sheet, fetched when first opened. Owns the loading alone. */
import type { PlanSession } from '../plan/plan-session.ts'
import type { SignOffDesk } from '../plan/use-sign-offs.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'
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
  const narrow = useMedia(NARROW)
  if (panel.kind !== 'ready') return null
  const { SignOffPanel } = panel.module
  const jump: PlanSignOffsProps['onJump'] = (kind, id) => {
    // There it lies over what is gone to.
    if (narrow) props.onClose()
    props.onJump(kind, id)
  }
  return <SignOffPanel {...props} onJump={jump} />
}

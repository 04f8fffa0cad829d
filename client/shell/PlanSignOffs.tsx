/** The sign-offs beside the sheet, fetched when first opened. Owns the loading alone. */
import type { PlanSession } from '../plan/plan-session.ts'
import type { SignOffDesk } from '../plan/use-sign-offs.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { LazyPart } from './LazyPart.tsx'
import { signOffPanel } from './plan-parts.ts'

export interface PlanSignOffsProps {
  session: PlanSession
  desk: SignOffDesk
  current: string | null
  onJump: (kind: 'row' | 'section', id: string) => void
  onClose: () => void
}

export const PlanSignOffs = (props: PlanSignOffsProps) => {
  const { onClose, onJump } = props
  const narrow = useMedia(NARROW)
  const jump: PlanSignOffsProps['onJump'] = (kind, id) => {
    // There it lies over what is gone to.
    if (narrow) onClose()
    onJump(kind, id)
  }
  return (
    <LazyPart source={signOffPanel} onClose={onClose}>
      {({ SignOffPanel }) => <SignOffPanel {...props} onJump={jump} />}
    </LazyPart>
  )
}

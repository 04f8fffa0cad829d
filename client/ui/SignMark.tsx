/** How a section stands, as a small mark. Owns looks; the words beside it, or its label, say the same. */
import { CircleAlert, CircleCheck, CircleDashed, Undo2 } from 'lucide-react'
import type { SignOffState } from '../../shared/plan/sign-off.ts'
import { cx } from './cx.ts'
import styles from './SignMark.module.css'
import { useText } from './use-text.ts'

const ICONS = {
  open: CircleDashed,
  ready: CircleCheck,
  accepted: CircleCheck,
  returned: Undo2,
  changed: CircleAlert,
} as const

export interface SignMarkProps {
  state: SignOffState
  /** A step is on its way to the server. */
  waiting?: boolean
  /** Named for screen readers and on hover; left out where words stand beside it. */
  labelled?: boolean
}

export const SignMark = ({ state, waiting = false, labelled = false }: SignMarkProps) => {
  const text = useText()
  const Icon = ICONS[state]
  const words = text(`plan.signoff.state.${state}`)
  const label = waiting ? text('plan.signoff.waiting', { state: words }) : words
  return (
    <span
      className={cx(styles.mark, styles[state], waiting && styles.waiting)}
      {...(labelled ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true })}
    >
      <Icon />
    </span>
  )
}

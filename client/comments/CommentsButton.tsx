/** The way to the comments, in the plan's header: how many threads are open, and whether something is unread. */
import { MessageSquareText } from 'lucide-react'
import type { PlanSession } from '../plan/plan-session.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './button.module.css'
import type { Reads } from './reads.ts'
import { useOpenThreads } from './use-comments.ts'

interface CommentsButtonProps {
  session: PlanSession
  reads: Reads
  /** The panel is open. */
  pressed: boolean
  onPress: () => void
}

export const CommentsButton = ({ session, reads, pressed, onPress }: CommentsButtonProps) => {
  const text = useText()
  const { count, unread } = useOpenThreads(session, reads)
  const label =
    count === 0 && !unread
      ? text('plan.comments')
      : text(unread ? 'plan.comments.unread' : 'plan.comments.count', { count })
  return (
    <IconButton label={label} aria-expanded={pressed} className={styles.button} onPress={onPress}>
      <MessageSquareText />
      {count > 0 && (
        <small className={styles.count} aria-hidden="true">
          {count}
        </small>
      )}
      {unread && <i className={styles.unread} />}
    </IconButton>
  )
}

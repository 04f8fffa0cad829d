/** One colleague: an avatar that tells where they are and can be followed. Owns looks; following is the caller's. */
import { Button } from 'react-aria-components/Button'
import { TooltipTrigger } from 'react-aria-components/Tooltip'
import type { Colleague, PlanSession } from '../plan/plan-session.ts'
import { usePlanPart } from '../plan/use-plan.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { cx } from '../ui/cx.ts'
import { Hint } from '../ui/Hint.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './people.module.css'
import { whereText } from './where.ts'

export interface PersonProps {
  session: Pick<PlanSession, 'projection' | 'me'>
  colleague: Colleague
  followed: boolean
  onFollow: (clientId: number | null) => void
}

const useWords = ({ session, colleague, followed }: PersonProps) => {
  const text = useText()
  const mine = colleague.id === session.me.id
  const name = mine ? text('sync.people.me', { name: colleague.name }) : colleague.name
  const where = usePlanPart(session, (view) => whereText(view, colleague.place, text))
  const label = text(followed ? 'sync.people.unfollow' : 'sync.people.follow', { name, where })
  return {
    name,
    where,
    label,
    hint: text(followed ? 'sync.people.unfollow-hint' : 'sync.people.follow-hint'),
  }
}

/** In the header: the avatar alone, everything else in its tooltip. */
export const PersonDot = (props: PersonProps) => {
  const { colleague, followed, onFollow } = props
  const { name, where, label, hint } = useWords(props)
  return (
    <TooltipTrigger delay={200} closeDelay={80}>
      <Button
        className={cx(styles.person, followed && styles.followed)}
        data-hue={colleague.hue}
        aria-label={label}
        onPress={() => onFollow(followed ? null : colleague.clientId)}
      >
        <Avatar name={colleague.name} hue={colleague.hue} />
      </Button>
      <Hint>
        <strong>{name}</strong>
        <br />
        {where}
        <br />
        <span className={styles.hintKey}>{hint}</span>
      </Hint>
    </TooltipTrigger>
  )
}

/** In the list of everybody: avatar, name, where. */
export const PersonLine = (props: PersonProps) => {
  const { colleague, followed, onFollow } = props
  const { name, where, label } = useWords(props)
  return (
    <Button
      className={cx(styles.line, followed && styles.lineFollowed)}
      aria-label={label}
      onPress={() => onFollow(followed ? null : colleague.clientId)}
    >
      <Avatar name={colleague.name} hue={colleague.hue} size={24} />
      <span className={styles.lineWords}>
        <span className={styles.name}>{name}</span>
        <span className={styles.where}>{where}</span>
      </span>
    </Button>
  )
}

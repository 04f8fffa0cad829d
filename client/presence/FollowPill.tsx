/** Says whose steps the sheet follows, in their colour, for as long as it does. Ending it is the caller's. */
import { Button } from '../ui/Button.tsx'
import type { PlanSession } from '../plan/plan-session.ts'
import { useStore } from '../plan/use-plan.ts'
import { useText } from '../ui/use-text.ts'
import styles from './FollowPill.module.css'

export interface FollowPillProps {
  session: Pick<PlanSession, 'colleagues'>
  /** Client id of the colleague, null for nobody. */
  followed: number | null
  onStop: () => void
}

export const FollowPill = ({ session, followed, onStop }: FollowPillProps) => {
  const text = useText()
  const whom = useStore(session.colleagues).find((one) => one.clientId === followed)
  return (
    <>
      {whom && (
        <div className={styles.pill} data-hue={whom.hue}>
          <span className={styles.words}>{text('sync.follow', { name: whom.name })}</span>
          <Button small look="quiet" className={styles.stop} onPress={onStop}>
            {text('sync.follow.stop')} <kbd className={styles.key}>Esc</kbd>
          </Button>
        </div>
      )}
      <output className="visually-hidden">{whom && text('sync.follow', { name: whom.name })}</output>
    </>
  )
}

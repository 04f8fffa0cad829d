/** A finding that was set aside: why, by whom, when, and the way back. */
import { useIntl } from 'react-intl'
import type { SetAside } from '../../shared/plan/check/dismissed.ts'
import { dismissFinding } from '../../shared/plan/edit-notes.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { useStore } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/use-text.ts'
import { useSaying } from './CheckWords.tsx'
import { mayDismiss } from './FindingLine.tsx'
import styles from './checks.module.css'

const useBy = (session: PlanSession, { by, at }: SetAside['dismissal']): string => {
  const text = useText()
  const intl = useIntl()
  const colleagues = useStore(session.colleagues)
  const when = intl.formatDate(at, { day: 'numeric', month: 'long', year: 'numeric' })
  if (by === session.me.id) return text('check.aside.mine', { when })
  const who = colleagues.find((one) => one.id === by)?.name
  return who === undefined ? text('check.aside.when', { when }) : text('check.aside.by', { who, when })
}

export const AsideLine = ({ session, finding, dismissal }: SetAside & { session: PlanSession }) => {
  const text = useText()
  const say = useSaying()
  const rights = useStore(session.rights)
  const by = useBy(session, dismissal)
  const sentence = say(finding)
  return (
    <li className={styles.line}>
      <i className={styles.dot} />
      <div>
        <p className={styles.quiet}>{sentence}</p>
        <p className={styles.why}>
          {dismissal.why} <span className={styles.by}>({by})</span>
        </p>
      </div>
      {mayDismiss(rights, finding) && (
        <Button
          small
          look="quiet"
          className={styles.tool}
          aria-label={text('check.restore.of', { finding: sentence })}
          onPress={() => dismissFinding(session.editing, finding, null)}
        >
          {text('check.restore')}
        </Button>
      )}
    </li>
  )
}

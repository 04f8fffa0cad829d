/** Where I am signed in: this browser and the others, each with its end. Owns the list. */
import { Monitor, Smartphone } from 'lucide-react'
import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import { thenRead } from '../../then-read.ts'
import { Button } from '../../ui/Button.tsx'
import { showToast } from '../../ui/toast.ts'
import { useText } from '../../ui/use-text.ts'
import { whenOf } from '../../when.ts'
import type { PeopleApi } from '../api.ts'
import { Sheet } from '../House.tsx'
import type { SessionInfo } from '../schemas.ts'
import { useLoaded } from '../use-loaded.ts'
import { useAttempt } from '../use-work.ts'
import { browserName, isHandheld } from './browser-name.ts'
import styles from './account.module.css'

export interface SessionsProps {
  calls: PeopleApi
  onLeaveEverywhere: () => Promise<void>
}

/** This one first, then the one that was used last. */
export const inOrder = (sessions: readonly SessionInfo[]): SessionInfo[] =>
  sessions.toSorted((a, b) => Number(b.current) - Number(a.current) || b.seenAt.localeCompare(a.seenAt))

export const Sessions = ({ calls, onLeaveEverywhere }: SessionsProps) => {
  const text = useText()
  const attempt = useAttempt()
  const source = useLoaded(useCallback(() => calls.sessions(), [calls]))
  const end = async (session: SessionInfo) => {
    const work = async () => {
      await calls.endSession(session.id)
      source.put((sessions) => sessions.filter(({ id }) => id !== session.id))
    }
    const done = await attempt(() => thenRead(work, source.refresh))
    if (done) showToast({ text: text('account.session.ended') })
  }
  return (
    <Sheet source={source} lines={2}>
      {(sessions, asOf) => (
        <>
          <ul className={styles.sessions} aria-label={text('account.sessions')}>
            {inOrder(sessions).map((session) => (
              <SessionLine key={session.id} session={session} now={asOf} onEnd={() => void end(session)} />
            ))}
          </ul>
          <Button look="danger" onPress={() => void attempt(onLeaveEverywhere)}>
            {text('account.everywhere')}
          </Button>
        </>
      )}
    </Sheet>
  )
}

interface SessionLineProps {
  session: SessionInfo
  now: Date
  onEnd: () => void
}

const SessionLine = ({ session, now, onEnd }: SessionLineProps) => {
  const text = useText()
  const intl = useIntl()
  const browser = browserName(session.agent) || text('account.session.unknown')
  return (
    <li className={styles.session}>
      {isHandheld(session.agent) ? <Smartphone aria-hidden="true" /> : <Monitor aria-hidden="true" />}
      <div className={styles.words}>
        <p>{browser}</p>
        <p className={styles.may}>
          {session.current ? (
            <b className={styles.current}>{text('account.session.current')}</b>
          ) : (
            text('account.session.seen', { when: whenOf(intl, new Date(session.seenAt), now) })
          )}
          {session.address && ` · ${session.address}`}
        </p>
      </div>
      {!session.current && (
        <Button small onPress={onEnd} aria-label={text('account.session.end.label', { browser })}>
          {text('account.session.end')}
        </Button>
      )}
    </li>
  )
}

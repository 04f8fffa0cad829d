/** What I am told, in the app and by mail, and when letters come. Every choice holds at once. Owns the form. */
import { useCallback } from 'react'
import {
  KINDS,
  type NoticeKind,
  RHYTHMS,
  type Rhythm,
  WAYS,
  type Way,
} from '../../../shared/notices/kinds.ts'
import { thenRead } from '../../then-read.ts'
import { Pick } from '../../ui/Pick.tsx'
import { useText } from '../../ui/use-text.ts'
import type { NoticeChoices, PeopleApi } from '../api.ts'
import { Sheet } from '../House.tsx'
import { useLoaded } from '../use-loaded.ts'
import { useAttempt } from '../use-work.ts'
import styles from './notices.module.css'

interface Change {
  rhythm?: Rhythm
  ways?: Partial<Record<NoticeKind, Way>>
}

export const NoticesForm = ({ calls }: { calls: PeopleApi }) => {
  const source = useLoaded(useCallback(() => calls.noticeSettings(), [calls]))
  const attempt = useAttempt()
  const set = async (next: Change) => {
    await calls.changeNoticeSettings(next)
    source.put((before) => ({ ...before, ...next, ways: { ...before.ways, ...next.ways } }))
  }
  const change = (next: Change) => void attempt(() => thenRead(() => set(next), source.refresh))
  return (
    <Sheet source={source} lines={4}>
      {(choices) => <Choices choices={choices} onChange={change} />}
    </Sheet>
  )
}

interface ChoicesProps {
  choices: NoticeChoices
  onChange: (next: Change) => void
}

const Choices = ({ choices, onChange }: ChoicesProps) => {
  const text = useText()
  const { rhythm, ways, mail, email } = choices
  const hint = !mail ? 'account.notices.noMail' : email === null ? 'account.notices.noAddress' : null
  const offered = mail ? WAYS : WAYS.filter((way) => way !== 'mail')
  // Where nothing can be mailed, what would be is told in the app.
  const shown = (kind: NoticeKind): Way => (!mail && ways[kind] === 'mail' ? 'app' : ways[kind])
  return (
    <div className={styles.choices}>
      {mail && (
        <Pick
          label={text('account.notices.rhythm')}
          value={rhythm}
          options={RHYTHMS.map((value) => ({ value, label: text(`account.notices.rhythm.${value}`) }))}
          onChange={(value) => onChange({ rhythm: value as Rhythm })}
        />
      )}
      {hint && <p className={styles.hint}>{text(hint)}</p>}
      <ul className={styles.kinds}>
        {KINDS.map((kind) => (
          <li key={kind} className={styles.kind}>
            <span>{text(`inbox.kind.${kind}`)}</span>
            <Pick
              bare
              label={text(`inbox.kind.${kind}`)}
              value={shown(kind)}
              options={offered.map((value) => ({ value, label: text(`account.notices.way.${value}`) }))}
              onChange={(value) => onChange({ ways: { [kind]: value as Way } })}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

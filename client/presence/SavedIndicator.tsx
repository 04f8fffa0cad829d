/** How safe my words are, always in sight: a dot and words, and behind them what it means and what to do. */
import { useMemo } from 'react'
import { FormattedTime } from 'react-intl'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { PlanSession } from '../plan/plan-session.ts'
import { useStore } from '../plan/use-plan.ts'
import { cx } from '../ui/cx.ts'
import popover from '../ui/popover.module.css'
import { useText } from '../ui/use-text.ts'
import { RescuePanel } from './RescuePanel.tsx'
import { changesOf, explanationKey, labelKey } from './saved-words.ts'
import styles from './saved.module.css'
import { createSteady, type SteadyState } from './steady.ts'
import { useAnnouncement } from './use-announcement.ts'

type SavingSession = Pick<PlanSession, 'saved' | 'rescue' | 'dismissRescued'>

export const SavedIndicator = ({ session }: { session: SavingSession }) => {
  const text = useText()
  const steady = useMemo(() => createSteady(session.saved, Date.now), [session.saved])
  const shown = useStore(steady)
  const { state } = shown
  const announcement = useAnnouncement(state)
  const changes = changesOf(state)
  const label = text(labelKey(state), { changes })
  return (
    <>
      <DialogTrigger>
        <Button
          className={styles.indicator ?? ''}
          data-state={state.kind}
          data-quiet={changes === 0 || undefined}
          aria-label={text('sync.details', { state: label })}
        >
          <span className={styles.dot} />
          <span className={styles.long}>{label}</span>
          {state.kind === 'offline' && (
            <span className={styles.short}>{text('sync.offline.short', { changes })}</span>
          )}
        </Button>
        <Popover className={cx(popover.popover, styles.popover)} placement="bottom end" offset={6}>
          <Dialog className={styles.dialog ?? ''} aria-label={label}>
            <Explanation shown={shown} label={label} />
            <RescuePanel session={session} />
          </Dialog>
        </Popover>
      </DialogTrigger>
      <output className="visually-hidden">{announcement !== null && text(announcement)}</output>
    </>
  )
}

const Explanation = ({ shown, label }: { shown: SteadyState; label: string }) => {
  const text = useText()
  const { state, since } = shown
  const calm = state.kind === 'saved' || state.kind === 'saving'
  return (
    <div className={styles.explanation} data-state={state.kind}>
      <p className={styles.heading}>
        <span className={styles.dot} />
        {label}
        {!calm && (
          <span className={styles.since}>
            <FormattedTime value={since}>
              {(parts) => <>{text('sync.since', { time: String(parts) })}</>}
            </FormattedTime>
          </span>
        )}
      </p>
      <p>{text(explanationKey(state), { changes: changesOf(state) })}</p>
      {state.kind === 'offline' && changesOf(state) > 0 && <p>{text('sync.offline.care')}</p>}
    </div>
  )
}

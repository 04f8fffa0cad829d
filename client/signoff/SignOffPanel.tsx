/** How far the sections are, beside the sheet: who signed which, what the chief editor says, and what is left. Owns the panel. */
import { ArrowDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { SignOffStep } from '../../shared/plan/sign-off.ts'
import type { SectionView } from '../../shared/plan/view.ts'
import { useKept } from '../plan/kept.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { SidePanel } from '../plan/SidePanel.tsx'
import { OPEN, type SignOffs, nextUnready } from '../plan/sign-offs.ts'
import { usePlanPart, useStore } from '../plan/use-plan.ts'
import type { SignOffDesk } from '../plan/use-sign-offs.ts'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/use-text.ts'
import { ReturnDialog } from './ReturnDialog.tsx'
import { SectionCard } from './SectionCard.tsx'
import { SignOffWords } from './SignOffWords.tsx'
import styles from './signoff.module.css'

export interface SignOffPanelProps {
  session: PlanSession
  desk: SignOffDesk
  /** The section that it was opened for, or that is in sight; null for none. */
  current: string | null
  onJump: (kind: 'row' | 'section', id: string) => void
  onClose: () => void
}

export const SignOffPanel = (props: SignOffPanelProps) => (
  <SignOffWords>
    <Panel {...props} />
  </SignOffWords>
)

/** Times are told anew once a minute. */
const useNow = (): Date => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

const hasRowIn = (sections: readonly SectionView[]) => (row: string) =>
  sections.some(({ rows }) => rows.some(({ id }) => id === row))

const Progress = ({ signOffs, onNext }: { signOffs: SignOffs; onNext: (section: string) => void }) => {
  const text = useText()
  const { ready, accepted, total } = signOffs
  const last = useRef<string | null>(null)
  const next = nextUnready(signOffs, null)
  if (total === 0) return <p className={styles.intro}>{text('signoff.none')}</p>
  const go = () => {
    const to = nextUnready(signOffs, last.current)
    last.current = to
    if (to !== null) onNext(to)
  }
  return (
    <div className={styles.progress}>
      <p role="status">{text('signoff.progress', { ready, total, accepted })}</p>
      <div className={styles.bar} aria-hidden="true">
        <i className={styles.barAccepted} style={{ width: `${(accepted / total) * 100}%` }} />
        <i className={styles.barReady} style={{ width: `${((ready - accepted) / total) * 100}%` }} />
      </div>
      {next === null ? (
        <p className={styles.intro}>{text('signoff.all')}</p>
      ) : (
        <Button small look="quiet" icon={<ArrowDown />} onPress={go}>
          {text('signoff.next')}
        </Button>
      )}
    </div>
  )
}

/** A return that is being written, and what the section said when it was begun: that is what it is about. */
interface Returning {
  id: string
  hash: string | null
}

const Panel = ({ session, desk, current, onJump, onClose }: SignOffPanelProps) => {
  const text = useText()
  const panel = useRef<HTMLElement>(null)
  const signOffs = useStore(desk.live)
  const rights = useStore(session.rights)
  const sections = usePlanPart(session, (view) => view.sections)
  const now = useNow()
  const [returning, setReturning] = useKept<Returning | null>('signoff.returning', () => null)
  useEffect(() => {
    if (current === null) return
    panel.current
      ?.querySelector(`[data-section="${CSS.escape(current)}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const titleOf = (id: string) =>
    sections.find((section) => section.id === id)?.title || text('plan.section.untitled')
  const step = (id: string, to: SignOffStep) => {
    if (to === 'returned') setReturning({ id, hash: desk.hashOf(id) })
    else desk.take(id, to)
  }
  return (
    <SidePanel title={text('signoff.title')} panel={panel} onClose={onClose}>
      <Progress signOffs={signOffs} onNext={(id) => onJump('section', id)} />
      {!signOffs.begun && signOffs.total > 0 && <p className={styles.intro}>{text('signoff.intro')}</p>}
      <ul className={styles.list}>
        {[...signOffs.sections].map(([id, standing]) => (
          <SectionCard
            key={id}
            {...{ id, rights, now, onJump }}
            me={session.me.id}
            title={titleOf(id)}
            standing={standing ?? OPEN}
            isCurrent={id === current}
            hasRow={hasRowIn(sections)}
            onStep={(to) => step(id, to)}
            onCancel={() => desk.cancel(id)}
          />
        ))}
      </ul>
      {returning !== null && (
        <ReturnDialog
          id={returning.id}
          section={titleOf(returning.id)}
          first={desk.refusedRemark(returning.id)}
          onClose={() => setReturning(null)}
          onReturn={(remark) => {
            desk.take(returning.id, 'returned', { remark, hash: returning.hash })
            setReturning(null)
          }}
        />
      )}
    </SidePanel>
  )
}

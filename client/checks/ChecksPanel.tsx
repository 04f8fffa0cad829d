/** The checker's findings beside the sheet: live, by section, each leads to its place or can be set aside with a reason. */
import { useMemo } from 'react'
import type { SetAside } from '../../shared/plan/check/dismissed.ts'
import type { Finding } from '../../shared/plan/check/finding.ts'
import type { PlanView } from '../../shared/plan/view.ts'
import type { LiveChecks } from '../plan/checks.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { SidePanel } from '../plan/SidePanel.tsx'
import { usePlan, useStore } from '../plan/use-plan.ts'
import { type Text, useText } from '../ui/use-text.ts'
import { AsideLine } from './AsideLine.tsx'
import { CheckWords } from './CheckWords.tsx'
import { FindingLine, type FindingLineProps } from './FindingLine.tsx'
import styles from './checks.module.css'

export interface ChecksPanelProps {
  session: PlanSession
  checks: LiveChecks
  onJump: FindingLineProps['onJump']
  onClose: () => void
}

interface Group {
  id: string
  title: string
  findings: Finding[]
}

/** Findings by the section that they are in, in the order of the plan; the plan's own come last. */
const groupsOf = (findings: readonly Finding[], view: PlanView, text: Text): Group[] => {
  const groups = new Map<string, Group>()
  const titles = new Map(view.sections.map(({ id, title }) => [id, title || text('check.panel.untitled')]))
  for (const finding of findings) {
    const id = finding.section ?? ''
    const title = finding.section === null ? text('check.panel.plan') : (titles.get(id) ?? '')
    const group = groups.get(id) ?? { id, title, findings: [] }
    group.findings.push(finding)
    groups.set(id, group)
  }
  return [...groups.values()]
}

export const ChecksPanel = (props: ChecksPanelProps) => (
  <CheckWords>
    <Panel {...props} />
  </CheckWords>
)

const Panel = ({ session, checks, onJump, onClose }: ChecksPanelProps) => {
  const text = useText()
  const { open, aside } = useStore(checks)
  const view = usePlan(session)
  const groups = useMemo(() => groupsOf(open, view, text), [open, view, text])
  return (
    <SidePanel title={text('check.panel.title')} onClose={onClose}>
      <p className={open.length === 0 ? styles.none : 'visually-hidden'} role="status">
        {open.length === 0 ? text('check.panel.none') : text('plan.checks.count', { count: open.length })}
      </p>
      {groups.map(({ id, title, findings }) => (
        <div key={id} className={styles.group}>
          <h3 className={styles.section}>{title}</h3>
          <ul className={styles.list}>
            {findings.map((finding) => (
              <FindingLine key={finding.id} {...{ session, finding, onJump }} />
            ))}
          </ul>
        </div>
      ))}
      <Aside session={session} aside={aside} />
    </SidePanel>
  )
}

const Aside = ({ session, aside }: { session: PlanSession; aside: readonly SetAside[] }) => {
  const text = useText()
  if (aside.length === 0) return null
  return (
    <details className={styles.aside}>
      <summary className={styles.summary}>{text('check.panel.aside', { count: aside.length })}</summary>
      <ul className={styles.list}>
        {aside.map((one) => (
          <AsideLine key={one.finding.id} session={session} {...one} />
        ))}
      </ul>
    </details>
  )
}

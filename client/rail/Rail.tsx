/** The left rail: the plan's sections with whose they are and who is in them, and the way to the trash. */
import {
  ArrowDown,
  CalendarArrowUp,
  ChartColumn,
  CircleCheck,
  Download,
  History,
  LayoutList,
  ListChecks,
  RefreshCw,
  Trash2,
  UsersRound,
} from 'lucide-react'
import { memo, useEffect, useMemo, useRef } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { Department } from '../api.ts'
import type { Colleague, PlanSession } from '../plan/plan-session.ts'
import { type SectionSignOff, type SignOffs, nextUnready } from '../plan/sign-offs.ts'
import { usePlanPart } from '../plan/use-plan.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { SignMark } from '../ui/SignMark.tsx'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import styles from './Rail.module.css'
import { linkedSections, sameSections } from './section-people.ts'
import { useSectionPeople } from './use-section-people.ts'

export interface RailProps {
  session: PlanSession
  departments: readonly Department[]
  /** The section that is being read. */
  current: string | null
  /** Something was chosen: a drawer closes. */
  onLeave: () => void
  /** Null where there is none for this person. */
  onTrash: (() => void) | null
  onShare: (() => void) | null
  signOffs: SignOffs
  onSignOffs: () => void
  /** Goes to a section. */
  onGo: (section: string) => void
  /** Opens the checker's findings; how many there are. */
  onChecks: () => void
  findings: number
  onExport: () => void
  /** Null where this person makes no plans. */
  onNextYear: (() => void) | null
  /** Null where this person may not, or the plan gathers nothing. */
  onRefresh: (() => void) | null
  onVersions: (() => void) | null
  /** Opens план/факт. */
  onReport: () => void
  /** Whether there are other plans to go to. */
  home: boolean
}

const NOBODY: readonly Colleague[] = []

export const Rail = (props: RailProps) => {
  const { session, departments, current, signOffs, onLeave } = props
  const text = useText()
  const sections = usePlanPart(session, linkedSections, sameSections)
  const trashed = usePlanPart(session, (view) => view.trash.length)
  const people = useSectionPeople(session)
  const hues = useMemo(() => new Map(departments.map(({ id, hue }) => [id, hue])), [departments])
  return (
    <nav className={styles.rail} aria-label={text('plan.sections')}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{text('plan.sections')}</h2>
        {signOffs.begun && <NextUnready {...props} />}
      </div>
      {sections.length === 0 && <p className={styles.none}>{text('plan.sections.none')}</p>}
      <ul className={styles.list}>
        {sections.map((section) => (
          <li key={section.id}>
            <SectionLink
              id={section.id}
              title={section.title}
              rows={section.rows}
              hue={(section.department !== null && hues.get(section.department)) || 0}
              people={people.get(section.id) ?? NOBODY}
              current={section.id === current}
              standing={signOffs.begun ? (signOffs.sections.get(section.id) ?? null) : null}
              onLeave={onLeave}
            />
          </li>
        ))}
      </ul>
      <Foot {...props} trashed={trashed} />
    </nav>
  )
}

/** How many are signed, and the way to the next one that is not. */
const NextUnready = ({ signOffs, current, onGo, onLeave, onSignOffs }: RailProps) => {
  const text = useText()
  const { ready, total } = signOffs
  const next = nextUnready(signOffs, current)
  const label = next === null ? text('plan.signoff.next.none') : text('plan.signoff.next', { ready, total })
  const go = () => {
    if (next === null) return onSignOffs()
    onLeave()
    onGo(next)
  }
  return (
    <AriaButton className={styles.next ?? ''} aria-label={label} onPress={go}>
      {text('plan.signoff.count', { ready, total })}
      {next !== null && <ArrowDown aria-hidden="true" />}
    </AriaButton>
  )
}

type FootProps = Pick<
  RailProps,
  | 'signOffs'
  | 'onSignOffs'
  | 'onTrash'
  | 'onShare'
  | 'onChecks'
  | 'findings'
  | 'onExport'
  | 'onNextYear'
  | 'onRefresh'
  | 'onVersions'
  | 'onReport'
  | 'home'
> & { trashed: number }

/** The ways out of the sheet, by what one is after: how the plan stands; what it gives and who it is for; what lies around it. */
const Foot = (props: FootProps) => (
  <div className={styles.foot}>
    <div className={styles.group}>
      <StandingTools {...props} />
    </div>
    <div className={styles.group}>
      <GivingTools {...props} />
    </div>
    <div className={styles.group}>
      <AroundTools {...props} />
    </div>
  </div>
)

const StandingTools = (props: FootProps) => {
  const { onChecks, findings, onReport, onVersions } = props
  const text = useText()
  return (
    <>
      <AriaButton className={styles.tool ?? ''} onPress={onChecks}>
        <ListChecks aria-hidden="true" />
        {text('plan.checks')}
        {findings > 0 && (
          <small className={styles.count} aria-label={text('plan.checks.count', { count: findings })}>
            {findings}
          </small>
        )}
      </AriaButton>
      <SignOffTool {...props} />
      <AriaButton className={styles.tool ?? ''} onPress={onReport}>
        <ChartColumn aria-hidden="true" />
        {text('plan.report')}
      </AriaButton>
      {onVersions && (
        <AriaButton className={styles.tool ?? ''} onPress={onVersions}>
          <History aria-hidden="true" />
          {text('plan.versions')}
        </AriaButton>
      )}
    </>
  )
}

const GivingTools = (props: FootProps) => {
  const { onExport, onShare } = props
  const text = useText()
  return (
    <>
      <AriaButton className={styles.tool ?? ''} onPress={onExport}>
        <Download aria-hidden="true" />
        {text('plan.export')}
      </AriaButton>
      <CopyTools {...props} />
      {onShare && (
        <AriaButton className={styles.tool ?? ''} onPress={onShare}>
          <UsersRound aria-hidden="true" />
          {text('plan.share')}
        </AriaButton>
      )}
    </>
  )
}

const AroundTools = ({ trashed, onTrash, home }: FootProps) => {
  const text = useText()
  return (
    <>
      {onTrash && (
        <AriaButton className={styles.tool ?? ''} onPress={onTrash}>
          <Trash2 aria-hidden="true" />
          {text('plan.trash')}
          {trashed > 0 && (
            <small className={styles.count} aria-label={text('plan.trash.count', { count: trashed })}>
              {trashed}
            </small>
          )}
        </AriaButton>
      )}
      {home && (
        <a className={styles.tool} href="/">
          <LayoutList aria-hidden="true" />
          {text('plan.home')}
        </a>
      )}
    </>
  )
}

/** Bringing a summary up to date, and next year's plan. */
const CopyTools = ({ onRefresh, onNextYear }: Pick<RailProps, 'onRefresh' | 'onNextYear'>) => {
  const text = useText()
  return (
    <>
      {onRefresh && (
        <AriaButton className={styles.tool ?? ''} onPress={onRefresh}>
          <RefreshCw aria-hidden="true" />
          {text('plan.refresh')}
        </AriaButton>
      )}
      {onNextYear && (
        <AriaButton className={styles.tool ?? ''} onPress={onNextYear}>
          <CalendarArrowUp aria-hidden="true" />
          {text('plan.next')}
        </AriaButton>
      )}
    </>
  )
}

const SignOffTool = ({ signOffs, onSignOffs }: Pick<RailProps, 'signOffs' | 'onSignOffs'>) => {
  const text = useText()
  const { begun, ready, total } = signOffs
  return (
    <AriaButton className={styles.tool ?? ''} onPress={onSignOffs}>
      <CircleCheck aria-hidden="true" />
      {text('plan.signoff')}
      {begun && (
        <small className={styles.count} aria-label={text('plan.signoff.count', { ready, total })}>
          {ready}/{total}
        </small>
      )}
    </AriaButton>
  )
}

interface SectionLinkProps {
  id: string
  title: string
  rows: number
  hue: number
  people: readonly Colleague[]
  current: boolean
  /** Null while nobody has signed anything. */
  standing: SectionSignOff | null
  onLeave: () => void
}

/** More than this many people in one section are told by the tooltip alone. */
const SHOWN_PEOPLE = 3

const SectionLink = memo((props: SectionLinkProps) => {
  const { id, title, rows, hue, people, current, standing, onLeave } = props
  const text = useText()
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (current) link.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const names = people.map(({ name }) => name).join(', ')
  return (
    <a
      ref={link}
      className={cx(styles.section, current && styles.current)}
      href={`#section=${id}`}
      title={title}
      aria-current={current ? 'location' : undefined}
      onClick={onLeave}
    >
      <i className={styles.band} data-hue={hue} />
      <span className={cx(styles.title, !title && styles.untitled)}>
        {title || text('plan.section.untitled')}
      </span>
      {people.length > 0 && (
        <span className={styles.people} title={text('plan.section.people', { names })}>
          <span className="visually-hidden">{text('plan.section.people', { names })}</span>
          {people.slice(0, SHOWN_PEOPLE).map((person) => (
            <Avatar key={person.id} name={person.name} hue={person.hue} size={18} />
          ))}
        </span>
      )}
      {standing && (
        <span className={styles.sign}>
          <SignMark state={standing.state} waiting={standing.wanted !== null} labelled />
        </span>
      )}
      <small className={styles.count}>
        <span aria-hidden="true">{rows}</span>
        <span className="visually-hidden">{text('plan.section.rows', { count: rows })}</span>
      </small>
    </a>
  )
})

/** The left rail: the plan's sections with whose they are and who is in them, and the way to the trash. */
import {
  ArrowDown,
  CalendarArrowUp,
  ChartColumn,
  CircleCheck,
  Download,
  History,
  Layers,
  LayoutList,
  ListChecks,
  RefreshCw,
  Trash2,
  UsersRound,
} from 'lucide-react'
import { type ReactNode, memo, useEffect, useMemo, useRef } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { Department } from '../api.ts'
import type { Colleague, PlanSession } from '../plan/plan-session.ts'
import { sectionName } from '../plan/section-name.ts'
import { type SectionSignOff, type SignOffs, nextUnready } from '../plan/sign-offs.ts'
import { usePlanPart } from '../plan/use-plan.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { SignMark } from '../ui/SignMark.tsx'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import styles from './Rail.module.css'
import { linkedSections, sameSections } from './section-people.ts'
import { useSectionPeople } from './use-section-people.ts'

/** What of the rail's stands beside the view or in its place. */
export type RailShown = 'checks' | 'sign-offs' | 'report' | 'versions' | 'trash' | null

export interface RailProps {
  session: PlanSession
  departments: readonly Department[]
  /** The section that is being read. */
  current: string | null
  /** Something was chosen: a drawer closes. */
  onLeave: () => void
  /** Null where there is none for this person. */
  onTrash: (() => void) | null
  shown: RailShown
  /** Shuts what stands beside the view. */
  onShut: () => void
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
  /** Puts rows of other plans in; null where the reader may write nowhere. */
  onGather: (() => void) | null
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
  | 'shown'
  | 'signOffs'
  | 'onSignOffs'
  | 'onTrash'
  | 'onShare'
  | 'onChecks'
  | 'findings'
  | 'onExport'
  | 'onNextYear'
  | 'onRefresh'
  | 'onGather'
  | 'onVersions'
  | 'onReport'
  | 'home'
> & { trashed: number }

/** The ways out of the sheet, by what one is after: how the plan stands; what it gives and who it is for; what lies around it. */
const Foot = (props: FootProps) => (
  <div id="tools" tabIndex={-1} className={styles.foot}>
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

interface ToolProps {
  /** By which whatever gives the keys back finds it where the rail has been drawn anew. */
  name: string
  icon: ReactNode
  /** Beside it; 0 and null for none. */
  count?: number | string | null
  /** The count in words. */
  countLabel?: string
  /** Whether what it leads to is in sight; left out where it is laid over the page. */
  isOpen?: boolean
  onPress: () => void
  children: ReactNode
}

const Tool = ({ name, icon, count = null, countLabel, isOpen, onPress, children }: ToolProps) => (
  <AriaButton
    className={cx(styles.tool, isOpen && styles.open)}
    data-tool={name}
    aria-expanded={isOpen}
    onPress={onPress}
  >
    {icon}
    {children}
    {count !== null && count !== 0 && (
      <small className={styles.count}>
        <span aria-hidden="true">{count}</span>
        <span className="visually-hidden">{countLabel}</span>
      </small>
    )}
  </AriaButton>
)

const StandingTools = (props: FootProps) => {
  const { onChecks, findings, onReport, onVersions, shown, signOffs, onSignOffs } = props
  const { begun, ready, total } = signOffs
  const text = useText()
  return (
    <>
      <Tool
        name="checks"
        icon={<ListChecks aria-hidden="true" />}
        count={findings}
        countLabel={text('plan.checks.count', { count: findings })}
        isOpen={shown === 'checks'}
        onPress={onChecks}
      >
        {text('plan.checks')}
      </Tool>
      <Tool
        name="sign-offs"
        icon={<CircleCheck aria-hidden="true" />}
        count={begun ? `${ready}/${total}` : null}
        countLabel={text('plan.signoff.count', { ready, total })}
        isOpen={shown === 'sign-offs'}
        onPress={onSignOffs}
      >
        {text('plan.signoff')}
      </Tool>
      <Tool
        name="report"
        icon={<ChartColumn aria-hidden="true" />}
        isOpen={shown === 'report'}
        onPress={onReport}
      >
        {text('plan.report')}
      </Tool>
      {onVersions && (
        <Tool
          name="versions"
          icon={<History aria-hidden="true" />}
          isOpen={shown === 'versions'}
          onPress={onVersions}
        >
          {text('plan.versions')}
        </Tool>
      )}
    </>
  )
}

/** What the plan gives: files, other plans made of it, links for people. */
const GivingTools = ({ onExport, onShare, onRefresh, onGather, onNextYear }: FootProps) => {
  const text = useText()
  return (
    <>
      <Tool name="export" icon={<Download aria-hidden="true" />} onPress={onExport}>
        {text('plan.export')}
      </Tool>
      {onRefresh && (
        <Tool name="refresh" icon={<RefreshCw aria-hidden="true" />} onPress={onRefresh}>
          {text('plan.refresh')}
        </Tool>
      )}
      {onGather && (
        <Tool name="gather" icon={<Layers aria-hidden="true" />} onPress={onGather}>
          {text('plan.gather')}
        </Tool>
      )}
      {onNextYear && (
        <Tool name="next-year" icon={<CalendarArrowUp aria-hidden="true" />} onPress={onNextYear}>
          {text('plan.next')}
        </Tool>
      )}
      {onShare && (
        <Tool name="share" icon={<UsersRound aria-hidden="true" />} onPress={onShare}>
          {text('plan.share')}
        </Tool>
      )}
    </>
  )
}

const AroundTools = ({ trashed, shown, onTrash, home }: FootProps) => {
  const text = useText()
  return (
    <>
      {onTrash && (
        <Tool
          name="trash"
          icon={<Trash2 aria-hidden="true" />}
          count={trashed}
          countLabel={text('plan.trash.count', { count: trashed })}
          isOpen={shown === 'trash'}
          onPress={onTrash}
        >
          {text('plan.trash')}
        </Tool>
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
      <span className={cx(styles.title, !title && styles.untitled)}>{sectionName({ id, title }, text)}</span>
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

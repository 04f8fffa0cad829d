/** The page of one plan: its session, and what stands in the frame for each state of it. Owns the composition alone. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { Identity } from '../../shared/identity.ts'
import type { Department } from '../api.ts'
import type { LiveChecks } from '../plan/checks.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { useChecks } from '../plan/use-checks.ts'
import { usePlanPart, useStore } from '../plan/use-plan.ts'
import { Rail, type RailProps } from '../rail/Rail.tsx'
import { RailSkeleton } from '../rail/RailSkeleton.tsx'
import { usePlanSession } from '../sync/use-plan-session.ts'
import { Sheet, type SheetHandle } from '../table/Sheet.tsx'
import { SheetSkeleton } from '../ui/SheetSkeleton.tsx'
import { useText } from '../ui/use-text.ts'
import { closedWords, PlanClosed } from './PlanClosed.tsx'
import { PlanChecksDrawer } from './PlanChecksDrawer.tsx'
import { PlanBanners } from './PlanBanners.tsx'
import { PlanFrame } from './PlanFrame.tsx'
import { PlanHeader } from './PlanHeader.tsx'
import { PlanPeriod } from './PlanPeriod.tsx'
import { PlanSearch } from './PlanSearch.tsx'
import { PlanShare } from './PlanShare.tsx'
import { PlanTrashDrawer } from './PlanTrashDrawer.tsx'
import type { Target } from './router.ts'
import type { Services } from './services.ts'
import { FollowPill } from '../presence/FollowPill.tsx'
import { useFollow } from '../presence/use-follow.ts'

export interface PlanPageProps {
  planId: string
  /** The place that the address points to. */
  target: Target
  me: Identity
  departments: readonly Department[]
  /** Whether there are accounts that could be given a role here; nobody has one in trial mode. */
  hasPeople: boolean
  services: Services
  /** The menu at the right of the header. */
  settings: ReactNode
}

/** Opens the plan; opens it anew when asked (after it came back from the trash). */
export const PlanPage = (props: PlanPageProps) => {
  const [round, setRound] = useState(0)
  return <Opening key={round} {...props} onReopen={() => setRound((count) => count + 1)} />
}

type OpeningProps = PlanPageProps & { onReopen: () => void }

const Opening = (props: OpeningProps) => {
  const session = usePlanSession(props.planId, props.me)
  return session ? <Opened {...props} session={session} /> : <Waiting settings={props.settings} />
}

const Waiting = ({ settings, header }: { settings: ReactNode; header?: ReactNode }) => {
  const text = useText()
  return (
    <PlanFrame
      header={(drawer) => header ?? <PlanHeader drawer={drawer} settings={settings} />}
      rail={() => <RailSkeleton />}
    >
      <SheetSkeleton label={text('plan.opening')} />
    </PlanFrame>
  )
}

const Opened = (props: OpeningProps & { session: PlanSession }) => {
  const { session, settings, services, me, onReopen } = props
  const connection = useStore(session.connection)
  usePageTitle(session)
  if (connection.kind === 'opening') return <Waiting settings={settings} />
  if (connection.kind === 'closed' && closedWords(connection.code).kind === 'page') {
    return (
      <PlanFrame
        header={(drawer) => <PlanHeader drawer={drawer} settings={settings} session={session} closed />}
      >
        <PlanClosed
          code={connection.code}
          planId={props.planId}
          me={me}
          services={services}
          onReopen={onReopen}
        />
      </PlanFrame>
    )
  }
  return <Readable {...props} />
}

const Readable = (props: OpeningProps & { session: PlanSession }) => {
  const { session, target, departments, settings, me, hasPeople, services, planId, onReopen } = props
  const [section, setSection] = useState<string | null>(null)
  const { followed, follow } = useFollow(session)
  const [aside, setAside] = useState<'trash' | 'checks' | null>(null)
  const checks = useChecks(session)
  const [over, setOver] = useState<Over>(null)
  // By the server's word on this plan: who created it is its chief editor, which their account does not know.
  const mayShare = useStore(session.rights).may('plan.share') && hasPeople
  const isGuest = me.kind === 'guest'
  const { sheet, jump } = useJump(target)
  const whenLeaving = (leave: () => void, then: (open: true) => void) => () => {
    leave()
    then(true)
  }
  return (
    <PlanFrame
      header={(drawer) => (
        <PlanHeader
          drawer={drawer}
          settings={settings}
          session={session}
          followed={followed}
          onFollow={follow}
          onSearch={() => setOver('search')}
          {...(mayShare && { onShare: () => setOver('share') })}
        />
      )}
      banners={<PlanBanners session={session} onReopen={onReopen} />}
      rail={(leave) => (
        <CheckedRail
          session={session}
          departments={departments}
          current={section}
          onLeave={leave}
          home={!isGuest}
          onShare={mayShare ? whenLeaving(leave, () => setOver('share')) : null}
          onTrash={isGuest ? null : whenLeaving(leave, () => setAside('trash'))}
          onChecks={whenLeaving(leave, () => setAside('checks'))}
          checks={checks}
        />
      )}
      aside={aside && <Aside {...{ aside, session, checks }} onJump={jump} onClose={() => setAside(null)} />}
    >
      <Sheet
        ref={sheet}
        session={session}
        departments={departments}
        onSectionInView={setSection}
        followClientId={followed}
        checks={checks}
        {...(!isGuest && { onAskPeriod: (row: string) => setOver({ row }) })}
      />
      <Overlays {...{ session, services, planId, departments, over }} onOver={setOver} onJump={jump} />
      <FollowPill session={session} followed={followed} onStop={() => follow(null)} />
    </PlanFrame>
  )
}

/** What is laid over the page: the search, the plan's people, the question about a row's dates. */
type Over = 'search' | 'share' | { row: string } | null

interface OverlaysProps extends Pick<PlanPageProps, 'services' | 'planId' | 'departments'> {
  session: PlanSession
  over: Over
  onOver: (over: Over) => void
  onJump: (kind: 'row' | 'section', id: string) => void
}

const Overlays = ({ session, services, planId, departments, over, onOver, onJump }: OverlaysProps) => {
  const close = () => onOver(null)
  return (
    <>
      {over !== null && typeof over === 'object' && (
        <PlanPeriod session={session} row={over.row} onClose={close} />
      )}
      {over === 'share' && <PlanShare {...{ api: services.api, planId, departments }} onClose={close} />}
      <PlanSearch
        session={session}
        open={over === 'search'}
        onOpenChange={(open) => onOver(open ? 'search' : null)}
        onJump={onJump}
      />
    </>
  )
}

interface AsideProps {
  aside: 'trash' | 'checks'
  session: PlanSession
  checks: LiveChecks
  onJump: (kind: 'row' | 'section', id: string) => void
  onClose: () => void
}

/** What stands beside the sheet. */
const Aside = ({ aside, session, checks, onJump, onClose }: AsideProps) => {
  if (aside === 'trash') return <PlanTrashDrawer session={session} onClose={onClose} />
  return <PlanChecksDrawer {...{ session, checks, onJump, onClose }} />
}

type CheckedRailProps = Omit<RailProps, 'findings'> & { checks: LiveChecks }

/** The rail with the number of findings, which alone is drawn anew when they change. */
const CheckedRail = ({ checks, ...props }: CheckedRailProps) => {
  const { open } = useStore(checks)
  return <Rail {...props} findings={open.length} />
}

/** Brings a row or a section into sight; the one that the address names at once. */
const useJump = (target: Target) => {
  const sheet = useRef<SheetHandle>(null)
  const jump = useCallback((kind: 'row' | 'section', id: string) => {
    if (kind === 'row') sheet.current?.jumpToRow(id, { flash: true })
    else sheet.current?.jumpToSection(id)
  }, [])
  useEffect(() => {
    if (target) jump(target.kind, target.id)
  }, [target, jump])
  return { sheet, jump }
}

const usePageTitle = (session: PlanSession) => {
  const text = useText()
  const title = usePlanPart(session, ({ meta }) => meta.title)
  useEffect(() => {
    document.title = text('plan.page', { title: title || text('plan.untitled') })
  }, [title, text])
}

/** The page of one plan: its session, and what stands in the frame for each state of it. Owns the composition alone. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { Identity } from '../../shared/identity.ts'
import type { Department } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlanPart, useStore } from '../plan/use-plan.ts'
import { Rail } from '../rail/Rail.tsx'
import { RailSkeleton } from '../rail/RailSkeleton.tsx'
import { usePlanSession } from '../sync/use-plan-session.ts'
import { Sheet, type SheetHandle } from '../table/Sheet.tsx'
import { SheetSkeleton } from '../ui/SheetSkeleton.tsx'
import { useText } from '../ui/use-text.ts'
import { closedWords, PlanClosed } from './PlanClosed.tsx'
import { PlanBanners } from './PlanBanners.tsx'
import { PlanExport } from './PlanExport.tsx'
import { PlanFrame } from './PlanFrame.tsx'
import { PlanHeader } from './PlanHeader.tsx'
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
  const [searching, setSearching] = useState(false)
  const [trashOpen, setTrashOpen] = useState(false)
  const [sharing, setSharing] = useState(false)
  const [exporting, setExporting] = useState(false)
  // By the server's word on this plan: who created it is its chief editor, which their account does not know.
  const mayShare = useStore(session.rights).may('plan.share') && hasPeople
  const isGuest = me.kind === 'guest'
  const { sheet, jump } = useJump(target)
  return (
    <PlanFrame
      header={(drawer) => (
        <PlanHeader
          drawer={drawer}
          settings={settings}
          session={session}
          followed={followed}
          onFollow={follow}
          onSearch={() => setSearching(true)}
          {...(mayShare && { onShare: () => setSharing(true) })}
        />
      )}
      banners={<PlanBanners session={session} onReopen={onReopen} />}
      rail={(leave) => (
        <Rail
          session={session}
          departments={departments}
          current={section}
          onLeave={leave}
          home={!isGuest}
          onShare={mayShare ? whenLeaving(leave, setSharing) : null}
          onExport={whenLeaving(leave, setExporting)}
          onTrash={isGuest ? null : whenLeaving(leave, setTrashOpen)}
        />
      )}
      aside={trashOpen && <PlanTrashDrawer session={session} onClose={() => setTrashOpen(false)} />}
    >
      <Sheet
        ref={sheet}
        session={session}
        departments={departments}
        onSectionInView={setSection}
        followClientId={followed}
      />
      <FollowPill session={session} followed={followed} onStop={() => follow(null)} />
      {sharing && (
        <PlanShare {...{ api: services.api, planId, departments }} onClose={() => setSharing(false)} />
      )}
      {exporting && (
        <PlanExport {...{ api: services.api, session, planId }} onClose={() => setExporting(false)} />
      )}
      <PlanSearch session={session} open={searching} onOpenChange={setSearching} onJump={jump} />
    </PlanFrame>
  )
}

/** What a choice in the drawer does: close it, then open. */
const whenLeaving = (leave: () => void, then: (open: true) => void) => () => {
  leave()
  then(true)
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

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
import { PlanRedline, PlanVersions, type VersionsState, useVersions } from './PlanVersions.tsx'
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

/** What stands beside the sheet, one at a time, and whose place the redline takes. */
const useAsides = () => {
  const versions = useVersions()
  const [trashOpen, setTrashOpen] = useState(false)
  const openTrash = () => {
    versions.shut()
    setTrashOpen(true)
  }
  const openVersions = (ask?: 'amend') => {
    setTrashOpen(false)
    versions.open(ask)
  }
  return { versions, openVersions, trashOpen, openTrash, shutTrash: () => setTrashOpen(false) }
}

type ReadableProps = OpeningProps & { session: PlanSession }

const Readable = (props: ReadableProps) => {
  const { session, departments, settings, me, hasPeople, services, planId, onReopen } = props
  const [section, setSection] = useState<string | null>(null)
  const { followed, follow } = useFollow(session)
  const [searching, setSearching] = useState(false)
  const [sharing, setSharing] = useState(false)
  const [exporting, setExporting] = useState(false)
  const { versions, openVersions, trashOpen, openTrash, shutTrash } = useAsides()
  // By the server's word on this plan: who created it is its chief editor, which their account does not know.
  const mayShare = useStore(session.rights).may('plan.share') && hasPeople
  const isGuest = me.kind === 'guest'
  const { api } = services
  return (
    <PlanFrame
      header={(drawer) => (
        <PlanHeader
          {...{ drawer, settings, session, followed }}
          onFollow={follow}
          onSearch={() => setSearching(true)}
          onVersions={() => openVersions()}
          {...(mayShare && { onShare: () => setSharing(true) })}
        />
      )}
      banners={
        <PlanBanners
          {...{ session, onReopen }}
          onAmend={() => openVersions('amend')}
          onShowChanges={(from) => versions.compare({ from, to: null })}
        />
      }
      rail={(leave) => (
        <Rail
          {...{ session, departments }}
          current={section}
          onLeave={leave}
          home={!isGuest}
          onShare={mayShare ? whenLeaving(leave, () => setSharing(true)) : null}
          onExport={whenLeaving(leave, () => setExporting(true))}
          onVersions={whenLeaving(leave, () => openVersions())}
          onTrash={isGuest ? null : whenLeaving(leave, openTrash)}
        />
      )}
      aside={
        versions.panel === null ? (
          trashOpen && <PlanTrashDrawer session={session} onClose={shutTrash} />
        ) : (
          <PlanVersions {...{ api, session, versions }} />
        )
      }
    >
      <Main {...{ ...props, versions, followed, follow, searching, setSearching }} onSection={setSection} />
      {sharing && <PlanShare {...{ api, planId, departments }} onClose={() => setSharing(false)} />}
      {exporting && <PlanExport {...{ api, session, planId }} onClose={() => setExporting(false)} />}
    </PlanFrame>
  )
}

interface MainProps extends ReadableProps {
  versions: VersionsState
  followed: number | null
  follow: (clientId: number | null) => void
  searching: boolean
  setSearching: (open: boolean) => void
  onSection: (section: string | null) => void
}

/** The sheet, or the redline in its place; what is sought is found in the sheet. */
const Main = (props: MainProps) => {
  const { session, departments, target, services, versions, followed, follow, searching, setSearching } =
    props
  const { sheet, jump } = useJump(target)
  if (versions.comparison !== null) return <PlanRedline {...{ api: services.api, session, versions }} />
  return (
    <>
      <Sheet
        ref={sheet}
        session={session}
        departments={departments}
        onSectionInView={props.onSection}
        followClientId={followed}
      />
      <FollowPill session={session} followed={followed} onStop={() => follow(null)} />
      <PlanSearch session={session} open={searching} onOpenChange={setSearching} onJump={jump} />
    </>
  )
}

/** What a choice in the drawer does: close it, then open. */
const whenLeaving = (leave: () => void, then: () => void) => () => {
  leave()
  then()
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

/**
 * A plan that can be read: the sheet or the redline, what stands beside it, and what is laid over it. Owns the composition
 * and which of them is open; what they show is theirs.
 */
import { memo, useCallback, useMemo, useState } from 'react'
import { can } from '../../shared/permissions.ts'
import { NO_FILTER } from '../../shared/plan/filter-value.ts'
import type { LiveChecks } from '../plan/checks.ts'
import { useKept } from '../plan/kept.ts'
import { PanelReturn } from '../plan/panel-return.ts'
import type { PlanSession, Store } from '../plan/plan-session.ts'
import type { SheetComments } from '../plan/row-comments.ts'
import type { ShownSignOffs } from '../plan/sign-offs.ts'
import { useChecks } from '../plan/use-checks.ts'
import { usePlanPart, useStore, useStorePart } from '../plan/use-plan.ts'
import { FollowPill } from '../presence/FollowPill.tsx'
import { useFollow } from '../presence/use-follow.ts'
import type { Api } from '../api.ts'
import { browserMemory } from '../browser-memory.ts'
import { Rail, type RailProps } from '../rail/Rail.tsx'
import { createValue } from '../sync/store.ts'
import { LazyPart } from './LazyPart.tsx'
import { checksPanel } from './plan-parts.ts'
import { PlanBanners } from './PlanBanners.tsx'
import { PlanFilters } from './PlanFilters.tsx'
import { PlanFrame } from './PlanFrame.tsx'
import { PlanHeader } from './PlanHeader.tsx'
import type { OpeningProps } from './plan-page-props.ts'
import { DrawerLooks } from './PlanLooks.tsx'
import { type Over, PlanOverlays } from './PlanOverlays.tsx'
import { PlanReport, type ReportState, useReport } from './PlanReport.tsx'
import { PlanSignOffs } from './PlanSignOffs.tsx'
import { PlanTrashDrawer } from './PlanTrashDrawer.tsx'
import { PlanVersions, type VersionsState, usePlaceOfSheet, useVersions } from './PlanVersions.tsx'
import { PlanViewport } from './PlanViewport.tsx'
import { useAsideName } from './page-places.ts'
import { type AsideName, type RailPage, closingDrawer, shownOf, waysOf } from './rail-ways.ts'
import { planPath } from './router.ts'
import { type Cover, useCover } from './use-cover.ts'
import { type Looks, useLooks } from './use-looks.ts'
import { usePlanComments } from './use-plan-comments.tsx'
import { useShown } from './use-shown.ts'
import { type SignOffAside, useSignOffAside } from './use-sign-off-aside.ts'
import { useTarget } from './use-target.ts'
import { type Jump, type ViewJump, useViewJump } from './use-view-jump.ts'
import { useViewsAhead } from './views-ahead.ts'

export interface ReadablePlanProps extends OpeningProps {
  session: PlanSession
}

/** What stands beside the sheet, one at a time, and whose place the redline takes; the ways from there into the sheet. */
const useAsides = (
  { session, services, target, me, places }: ReadablePlanProps,
  { view, jump }: ViewJump,
  versions: VersionsState,
) => {
  const { shut } = versions
  const { aside, comesBack, setAside } = useAsideName(places)
  const openAside = useCallback(
    (name: AsideName) => {
      shut()
      setAside(name)
    },
    [shut, setAside],
  )
  const shutAside = useCallback(() => setAside(null), [setAside])
  const comments = usePlanComments({
    session,
    sheet: view,
    api: services.api,
    inbox: me.kind === 'person' ? services.inbox : null,
    isOpen: aside === 'comments',
    onOpen: useCallback(() => openAside('comments'), [openAside]),
    onClose: shutAside,
  })
  const signOffs = useSignOffAside(
    session,
    services.api,
    useCallback(() => openAside('sign-offs'), [openAside]),
  )
  const { open } = versions
  const openVersions = useCallback(
    (ask?: 'amend') => {
      setAside(null)
      open(ask)
    },
    [open, setAside],
  )
  const { sheet, openThread } = comments
  useTarget(session, target, places, { jump, sheet, openThread, openVersions })
  return { openVersions, comesBack, aside, openAside, shutAside, comments, signOffs, jump }
}

/** Whether the plan gathers others, and I may bring it up to date. */
const useGathers = (session: PlanSession): boolean => {
  const mayRestore = useStore(session.rights).may('versions.restore')
  const gathers = usePlanPart(session, ({ sections }) =>
    sections.some(({ rows }) => rows.some(({ origin }) => origin?.kind === 'gathered')),
  )
  return mayRestore && gathers
}

/** What the page holds open, and how it is looked at. */
const usePage = (props: ReadablePlanProps) => {
  const { session } = props
  // Only the rail follows it: it changes all the time while one scrolls.
  const [section] = useState(() => createValue<string | null>(null))
  const [over, setOver] = useKept<Over>('over', () => null)
  const following = useFollow(session)
  useViewsAhead()
  const checks = useChecks(session)
  const { looks, shown, failedFilter } = useShownLooks(props, checks)
  const report = useReport(props.services.router, props.planId, looks.view)
  const versions = useVersions(props.places.isAside)
  const cover = useCover(versions, report)
  const jumps = useViewJump({
    session,
    shown,
    showAll: () => looks.narrow(NO_FILTER),
    uncover: () => cover.isOn && cover.lift(),
  })
  const asides = useAsides(props, jumps, versions)
  // By the server's word on this plan: who created it is its chief editor, which their account does not know.
  const rights = useStore(session.rights)
  const mayShare = rights.may('plan.share')
  // Making plans is a right in the house, whatever one's role is here.
  const account = useStore(props.services.account)
  const mayCreate = account.kind === 'inside' && can(account.me, 'plan.create')
  return {
    section,
    tellSection: useCallback((next: string | null) => section.set(next), [section]),
    over,
    setOver,
    openSearch: useCallback(() => setOver('search'), [setOver]),
    ...following,
    checks,
    looks,
    shown,
    failedFilter,
    jumps,
    report,
    versions,
    cover,
    ...asides,
    mayShare,
    mayCreate,
    mayGather: account.kind === 'inside' && rights.may('rows.edit'),
    mayRefresh: useGathers(session),
  }
}

export const ReadablePlan = (props: ReadablePlanProps) => {
  const { session, departments, hasPeople, settings, me, services, onReopen } = props
  const page = usePage(props)
  const { over, setOver, followed, follow, checks, looks, shown, jumps, cover } = page
  const { versions, aside, comments, signOffs, jump, report } = page
  const isGuest = me.kind === 'guest'
  return (
    <PlanFrame
      header={(drawer) => (
        <PlanHeader
          {...{ drawer, settings, session, followed }}
          onFollow={follow}
          onSearch={page.openSearch}
          comments={comments.button}
          {...{ looks, cover }}
        />
      )}
      banners={<Above {...{ session, departments, onReopen, page }} />}
      hasTools
      rail={(leave) => (
        <CheckedRail
          {...{ session, departments, checks, looks, cover, signOffs, jump, isGuest }}
          section={page.section}
          onLeave={leave}
          {...railPageOf(page)}
        />
      )}
      aside={
        (aside ?? versions.panel) && (
          <PanelReturn value={aside === null ? versions.comesBack : page.comesBack}>
            <Aside
              {...{ ...page, session }}
              api={services.api}
              onDownload={(version) => setOver({ kind: 'export', version })}
            />
          </PanelReturn>
        )
      }
    >
      <Main
        {...{ ...props, checks, versions, followed, follow, jumps, looks, shown, report, setOver }}
        comments={comments.sheet}
        signOffs={signOffs.sheet}
        onSection={page.tellSection}
      />
      <PlanOverlays
        {...{ session, departments, hasPeople, over, onJump: jump }}
        api={services.api}
        onOver={setOver}
        onOpen={(id) => services.router.go(planPath(id))}
      />
    </PlanFrame>
  )
}

/** What of the page the rail leads into, each as it is until it changes. */
const railPageOf = (page: ReturnType<typeof usePage>): RailPage => {
  const { aside, openAside, shutAside, versions, openVersions, report, setOver } = page
  const { mayShare, mayCreate, mayGather, mayRefresh } = page
  const may = { mayShare, mayCreate, mayGather, mayRefresh }
  return { aside, openAside, shutAside, versions, openVersions, report, setOver, ...may }
}

interface AboveProps extends Pick<ReadablePlanProps, 'session' | 'departments' | 'onReopen'> {
  page: ReturnType<typeof usePage>
}

/** What stands above the view: how the plan is, and what is shown of it. */
const Above = ({ session, departments, onReopen, page }: AboveProps) => {
  const { versions, openVersions, looks, cover, shown, comments, failedFilter } = page
  return (
    <>
      <PlanBanners
        {...{ session, onReopen }}
        onAmend={() => openVersions('amend')}
        shownSince={versions.shownSince}
        onShowChanges={(from) => versions.compare({ from, to: null })}
      />
      <PlanFilters
        {...{ session, departments, looks, cover, shown }}
        failed={failedFilter}
        comments={comments.sheet}
      />
    </>
  )
}

interface MainProps extends ReadablePlanProps {
  checks: LiveChecks
  versions: VersionsState
  followed: number | null
  follow: (clientId: number | null) => void
  jumps: ViewJump
  report: ReportState
  looks: Looks
  shown: ReadonlySet<string> | null
  comments: SheetComments | null
  signOffs: ShownSignOffs
  setOver: (over: Over) => void
  onSection: (section: string | null) => void
}

/** What is asked from a view. The same functions at every rendering, for all rows are drawn again with others. */
const useAsks = (setOver: (over: Over) => void, { look }: VersionsState) =>
  useMemo(
    () => ({
      onAskPeriod: (row: string) => setOver({ kind: 'period', row }),
      onAskFile: (section: string) => setOver({ kind: 'into', section }),
      onAskPlans: (section: string) => setOver({ kind: 'gather', section }),
      onAskFact: (row: string) => setOver({ kind: 'fact', row }),
      onLookBack: (row: string, what: 'history' | 'authors' | 'origin') =>
        what === 'history' ? look({ row }) : setOver({ kind: what, row }),
    }),
    [setOver, look],
  )

/** The view that was chosen, or the redline or the past in its place. */
const Main = ({ jumps, onSection, setOver, ...props }: MainProps) => {
  const { session, departments, services, me, versions, followed, follow, looks } = props
  const asks = useAsks(setOver, versions)
  const { jumpNext } = jumps
  const { show } = looks
  const toDocument = useCallback(
    (row: string) => {
      jumpNext('row', row)
      show('document')
    },
    [jumpNext, show],
  )
  const instead = usePlaceOfSheet({ api: services.api, session, versions })
  if (instead !== null) return instead
  if (props.report.address !== null) {
    return <PlanReport {...{ session, departments }} report={props.report} onRow={toDocument} />
  }
  const { checks, comments, signOffs, shown } = props
  return (
    <>
      <PlanViewport
        {...{ session, departments, me, looks, shown, checks, comments, signOffs, followed, onSection }}
        view={jumps.attach}
        places={props.places}
        {...asks}
        onDocument={toDocument}
      />
      <FollowPill session={session} followed={followed} onStop={() => follow(null)} />
    </>
  )
}

interface AsideProps extends ReturnType<typeof useAsides> {
  versions: VersionsState
  api: Api
  session: PlanSession
  checks: LiveChecks
  onDownload: (version: number) => void
}

const Aside = (props: AsideProps) => {
  const { aside, api, session, checks, comments, signOffs, jump, shutAside } = props
  const common = { session, onJump: jump, onClose: shutAside }
  if (aside === null) return <PlanVersions {...props} />
  if (aside === 'comments') return comments.panel
  if (aside === 'trash') return <PlanTrashDrawer {...{ api, session }} onClose={shutAside} />
  if (aside === 'checks') {
    return (
      <LazyPart source={checksPanel} onClose={shutAside}>
        {({ ChecksPanel }) => <ChecksPanel {...common} checks={checks} />}
      </LazyPart>
    )
  }
  return <PlanSignOffs {...common} desk={signOffs.desk} current={signOffs.asked} />
}

interface CheckedRailProps extends RailPage, Pick<RailProps, 'session' | 'departments' | 'onLeave'> {
  /** The one at the top of the window. */
  section: Store<string | null>
  isGuest: boolean
  checks: LiveChecks
  looks: Looks
  cover: Cover
  signOffs: SignOffAside
  jump: Jump
}

/** The rail with the number of findings and the marks of sections, which alone is drawn anew when they change. */
const CheckedRail = memo((props: CheckedRailProps) => {
  const { session, departments, checks, looks, cover, signOffs, jump, isGuest, onLeave } = props
  const findings = useStorePart(checks, () => checks.get().open.length)
  const section = useStore(props.section)
  const current = looks.view === 'document' && !cover.isOn ? section : null
  const ways = closingDrawer(onLeave, waysOf(props, isGuest))
  const shown = shownOf(props)
  return (
    <>
      <DrawerLooks {...{ looks, cover, onLeave }} />
      <Rail
        {...{ session, departments, current, shown, findings }}
        home={!isGuest}
        {...ways}
        signOffs={useStore(signOffs.desk.live)}
        onSignOffs={() => {
          onLeave()
          if (shown === 'sign-offs') ways.onShut()
          else signOffs.open(current)
        }}
        onGo={(id) => jump('section', id)}
      />
    </>
  )
})
CheckedRail.displayName = 'CheckedRail'

/** How the plan is looked at, and which rows pass. */
const useShownLooks = ({ session, services, planId, me, target }: ReadablePlanProps, checks: LiveChecks) => {
  const looks = useLooks({
    router: services.router,
    memory: browserMemory,
    planId,
    person: me.id,
    hasTarget: target !== null,
  })
  const { rows, failed } = useShown(session, looks.filter, checks, me)
  return { looks, shown: rows, failedFilter: failed }
}

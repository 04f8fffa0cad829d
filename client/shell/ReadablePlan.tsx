/**
 * A plan that can be read: the sheet or the redline, what stands beside it, and what is laid over it. Owns the composition
 * and which of them is open; what they show is theirs.
 */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Api } from '../api.ts'
import type { LiveChecks } from '../plan/checks.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { SheetComments } from '../plan/row-comments.ts'
import { useChecks } from '../plan/use-checks.ts'
import type { ShownSignOffs } from '../plan/sign-offs.ts'
import { useStore } from '../plan/use-plan.ts'
import { FollowPill } from '../presence/FollowPill.tsx'
import { useFollow } from '../presence/use-follow.ts'
import { Rail, type RailProps } from '../rail/Rail.tsx'
import { Sheet, type SheetHandle } from '../table/Sheet.tsx'
import { PlanBanners } from './PlanBanners.tsx'
import { PlanChecksDrawer } from './PlanChecksDrawer.tsx'
import { PlanExport } from './PlanExport.tsx'
import { PlanFrame } from './PlanFrame.tsx'
import { PlanHeader } from './PlanHeader.tsx'
import { PlanAuthors, PlanHistory } from './PlanHistory.tsx'
import type { OpeningProps } from './plan-page-props.ts'
import { PlanInto } from './PlanInto.tsx'
import { PlanPeriod } from './PlanPeriod.tsx'
import { PlanSearch } from './PlanSearch.tsx'
import { PlanShare } from './PlanShare.tsx'
import { PlanSignOffs } from './PlanSignOffs.tsx'
import { PlanTrashDrawer } from './PlanTrashDrawer.tsx'
import { PlanRedline, PlanVersions, type VersionsState, useVersions } from './PlanVersions.tsx'
import type { Target } from './router.ts'
import { type SignOffAside, useSignOffAside } from './use-sign-off-aside.ts'
import { type PlanComments, usePlanComments } from './use-plan-comments.tsx'

export interface ReadablePlanProps extends OpeningProps {
  session: PlanSession
}

type Jump = (kind: 'row' | 'section', id: string) => void

/** What is laid over the page: the search, the plan's people, files out and in, a row's dates or authors. */
type Over =
  | 'search'
  | 'share'
  | { file: number | null }
  | { row: string; ask: 'period' | 'authors' }
  | { into: string }
  | null

type AsideName = 'trash' | 'checks' | 'comments' | 'sign-offs'

/** What stands beside the sheet, one at a time, and whose place the redline takes; the ways from there into the sheet. */
const useAsides = ({ session, services, target, me }: ReadablePlanProps) => {
  const versions = useVersions()
  const { shut } = versions
  const [aside, setAside] = useState<AsideName | null>(null)
  const { sheet, jump } = useSheetJump()
  const openAside = useCallback(
    (name: AsideName) => {
      shut()
      setAside(name)
    },
    [shut],
  )
  const shutAside = useCallback(() => setAside(null), [])
  const comments = usePlanComments({
    session,
    sheet,
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
  useTarget(target, jump, comments)
  const openVersions = (ask?: 'amend') => {
    setAside(null)
    versions.open(ask)
  }
  return { versions, openVersions, aside, openAside, shutAside, comments, signOffs, sheet, jump }
}

export const ReadablePlan = (props: ReadablePlanProps) => {
  const { session, departments, settings, me, hasPeople, services, onReopen } = props
  const [section, setSection] = useState<string | null>(null)
  const { followed, follow } = useFollow(session)
  const checks = useChecks(session)
  const [over, setOver] = useState<Over>(null)
  const asides = useAsides(props)
  const { versions, openVersions, aside, openAside, comments, signOffs, sheet, jump } = asides
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
          onSearch={() => setOver('search')}
          onVersions={() => openVersions()}
          {...(mayShare && { onShare: () => setOver('share') })}
          comments={comments.button}
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
        <CheckedRail
          {...{ session, departments, checks, signOffs, jump }}
          current={section}
          onLeave={leave}
          home={!isGuest}
          onShare={mayShare ? whenLeaving(leave, () => setOver('share')) : null}
          onExport={whenLeaving(leave, () => setOver({ file: null }))}
          onVersions={whenLeaving(leave, () => openVersions())}
          onChecks={whenLeaving(leave, () => openAside('checks'))}
          onTrash={isGuest ? null : whenLeaving(leave, () => openAside('trash'))}
        />
      )}
      aside={
        (aside ?? versions.panel) && (
          <Aside {...{ ...asides, api, session, checks }} onDownload={(file) => setOver({ file })} />
        )
      }
    >
      <Main
        {...{ ...props, checks, versions, followed, follow, sheet, setOver }}
        comments={comments.sheet}
        signOffs={signOffs.sheet}
        onSection={setSection}
      />
      <Overlays {...props} over={over} onOver={setOver} onJump={jump} />
    </PlanFrame>
  )
}

interface MainProps extends ReadablePlanProps {
  checks: LiveChecks
  versions: VersionsState
  followed: number | null
  follow: (clientId: number | null) => void
  sheet: RefObject<SheetHandle | null>
  comments: SheetComments | null
  signOffs: ShownSignOffs
  setOver: (over: Over) => void
  onSection: (section: string | null) => void
}

/** The sheet, or the redline in its place. */
const Main = ({ sheet, onSection, setOver, ...props }: MainProps) => {
  const { session, departments, services, me, checks, comments, signOffs } = props
  const { versions, followed, follow } = props
  const { api } = services
  if (versions.comparison !== null) return <PlanRedline {...{ api, session, versions }} />
  if (versions.history !== null) {
    return (
      <PlanHistory {...{ api, session }} row={versions.history.row} onClose={() => versions.look(null)} />
    )
  }
  return (
    <>
      <Sheet
        ref={sheet}
        {...{ session, departments, checks, comments, signOffs }}
        onSectionInView={onSection}
        followClientId={followed}
        {...(me.kind !== 'guest' && {
          onAskPeriod: (row: string) => setOver({ row, ask: 'period' }),
          onAskFile: (into: string) => setOver({ into }),
          onLookBack: (row: string, what: 'history' | 'authors') =>
            what === 'authors' ? setOver({ row, ask: 'authors' }) : versions.look({ row }),
        })}
      />
      <FollowPill session={session} followed={followed} onStop={() => follow(null)} />
    </>
  )
}

interface OverlaysProps extends ReadablePlanProps {
  over: Over
  onOver: (over: Over) => void
  onJump: Jump
}

const Overlays = ({ session, services, planId, departments, over, onOver, onJump }: OverlaysProps) => {
  const close = () => onOver(null)
  const { api } = services
  return (
    <>
      {over !== null && typeof over === 'object' && 'row' in over && over.ask === 'period' && (
        <PlanPeriod session={session} row={over.row} onClose={close} />
      )}
      {over !== null && typeof over === 'object' && 'into' in over && (
        <PlanInto
          {...{ api, session, planId, section: over.into }}
          onClose={close}
          onDone={(row) => {
            close()
            onJump('row', row)
          }}
        />
      )}
      {over !== null && typeof over === 'object' && 'row' in over && over.ask === 'authors' && (
        <PlanAuthors {...{ api, session }} row={over.row} onClose={close} />
      )}
      {over === 'share' && <PlanShare {...{ api, planId, departments }} onClose={close} />}
      {over !== null && typeof over === 'object' && 'file' in over && (
        <PlanExport {...{ api, session, planId }} version={over.file} onClose={close} />
      )}
      <PlanSearch
        session={session}
        open={over === 'search'}
        onOpenChange={(open) => onOver(open ? 'search' : null)}
        onJump={onJump}
      />
    </>
  )
}

interface AsideProps extends ReturnType<typeof useAsides> {
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
  if (aside === 'checks') return <PlanChecksDrawer {...common} checks={checks} />
  return <PlanSignOffs {...common} desk={signOffs.desk} current={signOffs.asked} />
}

interface CheckedRailProps extends Omit<RailProps, 'findings' | 'signOffs' | 'onSignOffs' | 'onGo'> {
  checks: LiveChecks
  signOffs: SignOffAside
  jump: Jump
}

/** The rail with the number of findings and the marks of sections, which alone is drawn anew when they change. */
const CheckedRail = ({ checks, signOffs, jump, ...props }: CheckedRailProps) => {
  const { open } = useStore(checks)
  const { current, onLeave } = props
  return (
    <Rail
      {...props}
      findings={open.length}
      signOffs={useStore(signOffs.desk.live)}
      onSignOffs={whenLeaving(onLeave, () => signOffs.open(current))}
      onGo={(id) => jump('section', id)}
    />
  )
}

/** What a choice in the drawer does: close it, then open. */
const whenLeaving = (leave: () => void, then: () => void) => () => {
  leave()
  then()
}

/** The sheet, and the way to bring a row or a section of it into sight. */
const useSheetJump = () => {
  const sheet = useRef<SheetHandle>(null)
  const jump = useCallback<Jump>((kind, id) => {
    if (kind === 'row') sheet.current?.jumpToRow(id, { flash: true })
    else sheet.current?.jumpToSection(id)
  }, [])
  return { sheet, jump }
}

/** Goes to what the address names, at once. */
const useTarget = (
  target: Target,
  jump: Jump,
  { sheet, openThread }: Pick<PlanComments, 'sheet' | 'openThread'>,
) => {
  const mayRead = sheet !== null
  useEffect(() => {
    if (target !== null && target.kind !== 'thread') jump(target.kind, target.id)
  }, [target, jump])
  useEffect(() => {
    if (target?.kind === 'thread' && mayRead) openThread(target.id)
  }, [target, mayRead, openThread])
}

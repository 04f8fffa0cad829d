/** The versions of a plan beside the sheet: the list, and the questions that its lines lead to. Owns which is asked. */
import { Bookmark, Clock, Send } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Api } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { useKept } from '../plan/kept.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { SidePanel } from '../plan/SidePanel.tsx'
import type { Rights } from '../plan/rights.ts'
import { useApproval } from '../plan/use-approval.ts'
import { unaccepted } from '../plan/sign-offs.ts'
import { useStore } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/use-text.ts'
import { type ApprovalDraft, ApproveDialog } from './ApproveDialog.tsx'
import { VersionWords } from './VersionWords.tsx'
import { type VersionAction, VersionLine } from './VersionLine.tsx'
import { type Version, createVersionsApi } from './api.ts'
import { AmendDialog, KeepDialog, RestoreDialog, WithdrawDialog } from './dialogs.tsx'
import { useLoading } from './use-task.ts'
import styles from './versions.module.css'

/** Two versions, or one and the draft (null). */
export interface Comparison {
  from: number
  to: number | null
}

/** A question that is asked as soon as the panel is open. */
export type FirstAsk = 'amend' | null

export interface VersionsPanelProps {
  api: Api
  session: PlanSession
  ask?: FirstAsk
  onCompare: (comparison: Comparison) => void
  /** Asks in which form an edition is taken along. */
  onDownload: (version: number) => void
  /** Opens the past; left out where it may not be seen. */
  onHistory?: () => void
  onClose: () => void
}

export const VersionsPanel = (props: VersionsPanelProps) => (
  <VersionWords>
    <Panel {...props} />
  </VersionWords>
)

type Asked =
  | { kind: 'keep' }
  | { kind: 'offer' }
  | { kind: 'amend' }
  | { kind: 'approve' | 'withdraw' | 'restore'; version: Version }
  | null

/** What somebody may do with a version. */
const actionsFor = (
  version: Version,
  versions: readonly Version[],
  rights: Rights,
  locked: boolean,
): VersionAction[] => {
  const isLast = versions.at(-1) === version
  const all: [VersionAction, boolean][] = [
    ['draft', true],
    ['before', version.number > 1],
    ['download', rights.may('plan.export')],
    ['approve', isLast && !locked && version.state !== 'approved' && rights.may('versions.approve')],
    ['withdraw', version.state === 'approved' && rights.may('versions.approve')],
    ['restore', rights.may('versions.restore')],
  ]
  return all.filter(([, may]) => may).map(([action]) => action)
}

interface HeadProps {
  /** Null where this person gives nothing for approval. */
  onOffer: (() => void) | null
  /** Whether something else here is the thing to do: who may approve has that before them. */
  isQuiet: boolean
  /** Null where nobody may keep a version. */
  onKeep: (() => void) | null
  onHistory: (() => void) | undefined
}

const Head = ({ onOffer, isQuiet, onKeep, onHistory }: HeadProps) => {
  const text = useText()
  return (
    <div className={styles.ways}>
      {onOffer && (
        <Button wide look={isQuiet ? 'plain' : 'main'} icon={<Send />} onPress={onOffer}>
          {text('versions.offer')}
        </Button>
      )}
      {onKeep && (
        <Button wide icon={<Bookmark />} onPress={onKeep}>
          {text('versions.keep')}
        </Button>
      )}
      {onHistory && (
        <Button wide look="quiet" icon={<Clock />} onPress={onHistory}>
          {text('history.open')}
        </Button>
      )}
    </div>
  )
}

const Panel = (props: VersionsPanelProps) => {
  const { api, session, ask = null, onCompare, onDownload, onHistory, onClose } = props
  const text = useText()
  const calls = useMemo(() => createVersionsApi(api.call, session.planId), [api, session])
  const [state, refresh] = useLoading(calls.list)
  const { locked } = useApproval(session)
  const rights = useStore(session.rights)
  const [asked, setAsked] = useKept<Asked>('versions.asked', () => (ask === null ? null : { kind: ask }))
  const shut = useCallback(() => setAsked(null), [setAsked])
  useOnSight(refresh)
  // Somebody approved or amended: the list is another.
  const wasLocked = useRef(locked)
  useEffect(() => {
    if (wasLocked.current !== locked) refresh()
    wasLocked.current = locked
  }, [locked, refresh])
  const versions = state.kind === 'ready' ? state.value : []
  useAgainWhile(
    versions.some(({ files }) => files.some((file) => file.state === 'making')),
    refresh,
  )
  const act = (version: Version, action: VersionAction) => {
    if (action === 'draft') onCompare({ from: version.number, to: null })
    else if (action === 'before') onCompare({ from: version.number - 1, to: version.number })
    else if (action === 'download') onDownload(version.number)
    else setAsked({ kind: action, version })
  }
  return (
    <SidePanel title={text('versions.title')} onClose={onClose}>
      <Head
        onOffer={rights.may('sections.accept') ? () => setAsked({ kind: 'offer' }) : null}
        isQuiet={rights.may('versions.approve')}
        onKeep={rights.may('versions.snapshot') ? () => setAsked({ kind: 'keep' }) : null}
        onHistory={onHistory}
      />
      <List
        state={state}
        planId={session.planId}
        onRetry={refresh}
        actionsOf={(version) => actionsFor(version, versions, rights, locked)}
        onAction={act}
      />
      <Ask
        asked={asked}
        versions={versions}
        {...{ calls, session, onCompare }}
        onClose={shut}
        onDone={refresh}
        onRefused={refresh}
      />
    </SidePanel>
  )
}

/** What colleagues kept while nobody looked is there when somebody does. */
const useOnSight = (refresh: () => void): void => {
  useEffect(() => {
    const onSight = () => void (document.visibilityState === 'visible' && refresh())
    document.addEventListener('visibilitychange', onSight)
    return () => document.removeEventListener('visibilitychange', onSight)
  }, [refresh])
}

/** How often a list is read again while something in it is being made. */
const AGAIN_MS = 2_000

const useAgainWhile = (isUnderWay: boolean, refresh: () => void): void => {
  useEffect(() => {
    if (!isUnderWay) return
    const timer = setInterval(refresh, AGAIN_MS)
    return () => clearInterval(timer)
  }, [isUnderWay, refresh])
}

interface ListProps {
  planId: string
  state: ReturnType<typeof useLoading<Version[]>>[0]
  onRetry: () => void
  actionsOf: (version: Version) => VersionAction[]
  onAction: (version: Version, action: VersionAction) => void
}

const List = ({ planId, state, onRetry, actionsOf, onAction }: ListProps) => {
  const text = useText()
  const errorText = useErrorText()
  const [all, setAll] = useState(false)
  const [now] = useState(() => new Date())
  if (state.kind === 'loading') return <p className={styles.empty}>{text('versions.loading')}</p>
  if (state.kind === 'failed') {
    return (
      <div className={styles.empty}>
        <p>{errorText(state.error)}</p>
        <Button small onPress={onRetry}>
          {text('common.retry')}
        </Button>
      </div>
    )
  }
  const shown = state.value.filter(({ faded }) => all || !faded).toReversed()
  const hidden = state.value.length - shown.length
  if (shown.length === 0) return <p className={styles.empty}>{text('versions.empty')}</p>
  return (
    <>
      <ul className={styles.list}>
        {shown.map((version) => (
          <VersionLine
            key={version.number}
            planId={planId}
            version={version}
            now={now}
            actions={actionsOf(version)}
            onAction={(action) => onAction(version, action)}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <Button small look="quiet" onPress={() => setAll(true)}>
          {text('versions.older', { count: hidden })}
        </Button>
      )}
    </>
  )
}

interface AskProps {
  asked: Asked
  session: PlanSession
  versions: readonly Version[]
  calls: ReturnType<typeof createVersionsApi>
  onCompare: VersionsPanelProps['onCompare']
  onClose: () => void
  onDone: () => void
  onRefused: () => void
}

const NO_DRAFT: ApprovalDraft = { ground: '', date: '' }

/** What was typed of an approval while its changes are looked at; who closes the question keeps nothing. */
const useApprovalDraft = () => useKept('approve.draft', () => ({ of: 0, written: NO_DRAFT }))

const Ask = ({ asked, session, versions, onCompare, ...rest }: AskProps) => {
  const [draft, setDraft] = useApprovalDraft()
  if (asked === null) return null
  if (asked.kind === 'keep') return <KeepDialog {...rest} />
  if (asked.kind === 'offer') {
    const mayApprove = session.rights.get().may('versions.approve')
    return <KeepDialog {...rest} offer={mayApprove ? 'mine' : 'others'} />
  }
  if (asked.kind === 'amend') return <AmendDialog {...rest} />
  const { version } = asked
  if (asked.kind === 'withdraw') return <WithdrawDialog {...rest} version={version} />
  if (asked.kind === 'restore') return <RestoreDialog {...rest} version={version} />
  const since = versions.findLast(({ state }) => state === 'approved')?.number ?? null
  const see = () => {
    rest.onClose()
    if (since !== null) onCompare({ from: since, to: version.number })
  }
  const close = () => {
    setDraft({ of: 0, written: NO_DRAFT })
    rest.onClose()
  }
  return (
    <ApproveDialog
      {...rest}
      onClose={close}
      draft={draft.of === version.number ? draft.written : NO_DRAFT}
      onDraft={(written) => setDraft({ of: version.number, written })}
      unaccepted={unaccepted(session)}
      version={version}
      since={since}
      onSeeChanges={see}
    />
  )
}

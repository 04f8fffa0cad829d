/** Versions beside the sheet, and the redline and the past in its place, fetched when they are first opened. Owns which is shown. */
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { Api } from '../api.ts'
import { useKept } from '../plan/kept.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { SheetSkeleton } from '../ui/SheetSkeleton.tsx'
import { useText } from '../ui/use-text.ts'
import type { Comparison } from '../versions/VersionsPanel.tsx'
import { LazyPart } from './LazyPart.tsx'
import { historyPage, redlinePage, versionsPanel } from './plan-parts.ts'

export interface VersionsState {
  /** The panel is open; `ask`: with its question, which is asked anew at every `turn`. */
  panel: { ask: 'amend' | null; turn: number } | null
  /** The panel is there again, and takes no focus. */
  comesBack: boolean
  comparison: Comparison | null
  /** The version of which and the draft the redline is shown. */
  shownSince: number | null
  /** The past is shown, of one row or (null) of all. */
  history: { row: string | null } | null
  look: (history: VersionsState['history']) => void
  open: (ask?: 'amend') => void
  shut: () => void
  compare: (comparison: Comparison | null) => void
}

/** `wasAside`: the keys were in a panel when the page before went. */
export const useVersions = (wasAside: boolean): VersionsState => {
  const [panel, setPanel] = useKept<VersionsState['panel']>('versions', () => null)
  const [comparison, setComparison] = useKept<Comparison | null>('versions.comparison', () => null)
  const [history, setHistory] = useKept<VersionsState['history']>('versions.history', () => null)
  // Open before anybody has opened it here.
  const [comesBack, setComesBack] = useState(panel !== null && !wasAside)
  const turn = useRef(panel === null ? 0 : panel.turn + 1)
  const narrow = useMedia(NARROW)
  const look = useCallback<VersionsState['look']>(
    (next) => {
      setComparison(null)
      setHistory(next)
      if (next !== null) setPanel(null)
    },
    [setComparison, setHistory, setPanel],
  )
  const open = useCallback<VersionsState['open']>(
    (ask) => {
      setComesBack(false)
      const at = turn.current++
      setPanel({ ask: ask ?? null, turn: at })
    },
    [setPanel],
  )
  const shut = useCallback(() => setPanel(null), [setPanel])
  const compare = useCallback<VersionsState['compare']>(
    (next) => {
      setHistory(null)
      setComparison(next)
      // There the panel covers what is to be looked at.
      if (narrow) setPanel(null)
    },
    [narrow, setComparison, setHistory, setPanel],
  )
  const shownSince = comparison?.to === null ? comparison.from : null
  return useMemo(
    () => ({ panel, comesBack, comparison, shownSince, history, look, open, shut, compare }),
    [panel, comesBack, comparison, shownSince, history, look, open, shut, compare],
  )
}

interface Parts {
  api: Api
  session: PlanSession
  versions: VersionsState
}

export const PlanVersions = ({
  api,
  session,
  versions,
  onDownload,
}: Parts & { onDownload: (version: number) => void }) => {
  const mayLookBack = session.me.kind !== 'guest'
  return (
    <LazyPart source={versionsPanel} onClose={versions.shut}>
      {({ VersionsPanel }) => (
        <VersionsPanel
          key={versions.panel?.turn}
          {...{ api, session }}
          ask={versions.panel?.ask ?? null}
          onCompare={versions.compare}
          {...(mayLookBack && { onHistory: () => versions.look({ row: null }) })}
          onDownload={onDownload}
          onClose={versions.shut}
        />
      )}
    </LazyPart>
  )
}

/** What is shown in the place of the sheet; null while that is the sheet. */
export const usePlaceOfSheet = ({ api, session, versions }: Parts): ReactNode => {
  const text = useText()
  const { comparison, history, compare, look } = versions
  const waiting = <SheetSkeleton label={text('common.loading')} />
  if (comparison !== null) {
    const close = () => compare(null)
    return (
      <LazyPart source={redlinePage} waiting={waiting} onClose={close}>
        {({ Redline }) => <Redline {...{ api, session, comparison }} onClose={close} />}
      </LazyPart>
    )
  }
  if (history === null) return null
  const close = () => look(null)
  return (
    <LazyPart source={historyPage} waiting={waiting} onClose={close}>
      {({ HistoryPage }) => <HistoryPage {...{ api, session }} row={history.row} onClose={close} />}
    </LazyPart>
  )
}

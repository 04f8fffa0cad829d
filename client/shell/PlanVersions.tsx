/** Versions beside the sheet and the redline in its place, fetched when they are first opened. Owns loading and which is shown. */
import { useCallback, useState } from 'react'
import type { Api } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { useModule } from '../ui/use-module.ts'
import { redlinePage, versionsPanel } from './pages.ts'

/** Two versions, or one and the draft (null). */
interface Comparison {
  from: number
  to: number | null
}

export interface VersionsState {
  /** The panel is open; `amend`: with its question. */
  panel: 'open' | 'amend' | null
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

export const useVersions = (): VersionsState => {
  const [panel, setPanel] = useState<VersionsState['panel']>(null)
  const [comparison, setComparison] = useState<Comparison | null>(null)
  const [history, setHistory] = useState<VersionsState['history']>(null)
  const narrow = useMedia(NARROW)
  return {
    panel,
    comparison,
    shownSince: comparison?.to === null ? comparison.from : null,
    history,
    look: useCallback((next) => {
      setComparison(null)
      setHistory(next)
      if (next !== null) setPanel(null)
    }, []),
    open: useCallback((ask) => setPanel(ask ?? 'open'), []),
    shut: useCallback(() => setPanel(null), []),
    compare: (next) => {
      setHistory(null)
      setComparison(next)
      // There the panel covers what is to be looked at.
      if (narrow) setPanel(null)
    },
  }
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
  const panel = useModule(versionsPanel)
  const mayLookBack = session.me.kind !== 'guest'
  if (panel.kind !== 'ready') return null
  const { VersionsPanel } = panel.module
  return (
    <VersionsPanel
      key={versions.panel}
      {...{ api, session }}
      ask={versions.panel === 'amend' ? 'amend' : null}
      onCompare={versions.compare}
      {...(mayLookBack && { onHistory: () => versions.look({ row: null }) })}
      onDownload={onDownload}
      onClose={versions.shut}
    />
  )
}

export const PlanRedline = ({ api, session, versions }: Parts) => {
  const page = useModule(redlinePage)
  const { comparison, compare } = versions
  if (page.kind !== 'ready' || comparison === null) return null
  const { Redline } = page.module
  return <Redline {...{ api, session, comparison }} onClose={() => compare(null)} />
}

/** What is laid over a plan's page, fetched when it is first asked for. Owns which of them is drawn; what they show is theirs. */
import type { Api, Department } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { LazyPart } from './LazyPart.tsx'
import { authorsDialog, exportDialog, intoDialog, periodDialog, shareDialog } from './pages.ts'
import { PlanSearch } from './PlanSearch.tsx'
import type { Jump } from './use-view-jump.ts'

/** A dialog: the plan's people, files out (of an edition; null: of the draft) and into a section, a row's dates or authors. */
type Laid =
  | { kind: 'share' }
  | { kind: 'export'; version: number | null }
  | { kind: 'into'; section: string }
  | { kind: 'period' | 'authors'; row: string }

/** The search, a dialog, or nothing. */
export type Over = 'search' | Laid | null

export interface PlanOverlaysProps {
  api: Api
  session: PlanSession
  departments: readonly Department[]
  hasPeople: boolean
  over: Over
  onOver: (over: Over) => void
  onJump: Jump
}

export const PlanOverlays = ({ over, onOver, ...props }: PlanOverlaysProps) => {
  const { session, onJump } = props
  return (
    <>
      {over !== null && over !== 'search' && <Dialog {...props} laid={over} onClose={() => onOver(null)} />}
      <PlanSearch
        {...{ session, onJump }}
        open={over === 'search'}
        onOpenChange={(open) => onOver(open ? 'search' : null)}
      />
    </>
  )
}

interface DialogProps extends Omit<PlanOverlaysProps, 'over' | 'onOver'> {
  laid: Laid
  onClose: () => void
}

const Dialog = ({ api, session, departments, hasPeople, laid, onClose, onJump }: DialogProps) => {
  const common = { api, session, planId: session.planId, onClose }
  if (laid.kind === 'share') {
    return (
      <LazyPart source={shareDialog} onClose={onClose}>
        {({ ShareDialog }) => <ShareDialog {...common} {...{ departments, hasPeople }} />}
      </LazyPart>
    )
  }
  if (laid.kind === 'export') {
    return (
      <LazyPart source={exportDialog} onClose={onClose}>
        {({ ExportDialog }) => <ExportDialog {...common} version={laid.version} />}
      </LazyPart>
    )
  }
  if (laid.kind === 'into') {
    const done = (row: string) => {
      onClose()
      onJump('row', row)
    }
    return (
      <LazyPart source={intoDialog} onClose={onClose}>
        {({ IntoDialog }) => <IntoDialog {...common} section={laid.section} onDone={done} />}
      </LazyPart>
    )
  }
  if (laid.kind === 'period') {
    return (
      <LazyPart source={periodDialog} onClose={onClose}>
        {({ PeriodDialog }) => <PeriodDialog {...common} row={laid.row} />}
      </LazyPart>
    )
  }
  return (
    <LazyPart source={authorsDialog} onClose={onClose}>
      {({ AuthorsDialog }) => <AuthorsDialog {...common} row={laid.row} />}
    </LazyPart>
  )
}

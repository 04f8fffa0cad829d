/** What is laid over a plan's page, fetched when it is first asked for. Owns which of them is drawn; what they show is theirs. */
import type { Api, Department } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { afterFocus } from '../ui/after-focus.ts'
import { LazyPart } from './LazyPart.tsx'
import {
  authorsDialog,
  exportDialog,
  factDialog,
  intoDialog,
  intoPlanDialog,
  nextYearDialog,
  originDialog,
  periodDialog,
  refreshDialog,
  shareDialog,
} from './plan-parts.ts'
import { PlanSearch } from './PlanSearch.tsx'
import { useKeysBack } from './use-keys-back.ts'
import type { Jump } from './use-view-jump.ts'

/** A dialog: the plan's people, files out (of an edition; null: of the draft) and into a section, rows of other plans (into a section; null: wherever), plans made of it or that it is made of, a row's dates, facts, authors or origin. */
type Laid =
  | { kind: 'share' }
  | { kind: 'export'; version: number | null }
  | { kind: 'into'; section: string }
  | { kind: 'next-year' | 'refresh' }
  | { kind: 'gather'; section: string | null }
  | { kind: 'period' | 'fact' | 'authors' | 'origin'; row: string }

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
  /** Goes to a plan that was made. */
  onOpen: (planId: string) => void
}

export const PlanOverlays = ({ over, onOver, onJump, ...props }: PlanOverlaysProps) => {
  // Each jumps as it closes; the row gets the keys when the dialog has let go of them.
  useKeysBack(over !== null)
  const jump: Jump = (...place) => afterFocus(() => onJump(...place))
  return (
    <>
      {over !== null && over !== 'search' && (
        <Dialog {...props} onJump={jump} laid={over} onClose={() => onOver(null)} />
      )}
      <PlanSearch
        session={props.session}
        onJump={jump}
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

/** Plans made of this one, and of what it is made. */
const Copies = ({ api, session, departments, laid, onClose, onOpen, onJump }: DialogProps) => {
  const common = { api, planId: session.planId, onClose }
  if (laid.kind === 'origin') {
    return (
      <LazyPart source={originDialog} onClose={onClose}>
        {({ OriginDialog }) => <OriginDialog {...common} row={laid.row} />}
      </LazyPart>
    )
  }
  if (laid.kind === 'gather') {
    const done = (row: string) => {
      onClose()
      onJump('row', row)
    }
    return (
      <LazyPart source={intoPlanDialog} onClose={onClose}>
        {({ IntoPlanDialog }) => (
          <IntoPlanDialog {...{ api, session, departments, onClose }} into={laid.section} onDone={done} />
        )}
      </LazyPart>
    )
  }
  if (laid.kind === 'refresh') {
    return (
      <LazyPart source={refreshDialog} onClose={onClose}>
        {({ RefreshDialog }) => <RefreshDialog {...common} />}
      </LazyPart>
    )
  }
  return (
    <LazyPart source={nextYearDialog} onClose={onClose}>
      {({ NextYearDialog }) => <NextYearDialog {...common} onCreated={onOpen} />}
    </LazyPart>
  )
}

const Dialog = (props: DialogProps) => {
  const { api, session, departments, hasPeople, laid, onClose, onJump } = props
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
  if (laid.kind === 'fact') {
    return (
      <LazyPart source={factDialog} onClose={onClose}>
        {({ FactDialog }) => <FactDialog {...common} row={laid.row} />}
      </LazyPart>
    )
  }
  if (laid.kind === 'authors') {
    return (
      <LazyPart source={authorsDialog} onClose={onClose}>
        {({ AuthorsDialog }) => <AuthorsDialog {...common} row={laid.row} />}
      </LazyPart>
    )
  }
  return <Copies {...props} />
}

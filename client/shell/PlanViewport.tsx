/** The view of the plan that is asked for: the document at once, the others when their code is there. Owns the choice alone. */
import type { Ref } from 'react'
import type { Identity } from '../../shared/identity.ts'
import type { Department } from '../api.ts'
import type { LiveChecks } from '../plan/checks.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { SheetComments } from '../plan/row-comments.ts'
import type { ShownSignOffs } from '../plan/sign-offs.ts'
import type { ViewHandle } from '../plan/view-handle.ts'
import { Sheet } from '../table/Sheet.tsx'
import type { SheetPlaces } from '../table/sheet-place.ts'
import { useText } from '../ui/use-text.ts'
import { LazyPage } from './LazyPage.tsx'
import { boardPage, yearPage } from './plan-parts.ts'
import type { Looks } from './use-looks.ts'

export interface PlanViewportProps {
  session: PlanSession
  departments: readonly Department[]
  me: Identity
  looks: Looks
  /** Rows that pass the filter; null for all. */
  shown: ReadonlySet<string> | null
  checks: LiveChecks
  comments: SheetComments | null
  /** How the sections stand, on their bands. */
  signOffs: ShownSignOffs
  followed: number | null
  onSection: (section: string | null) => void
  onAskPeriod: (row: string) => void
  onAskFile: (section: string) => void
  onAskPlans: (section: string) => void
  onAskFact: (row: string) => void
  onLookBack: (row: string, what: 'history' | 'authors' | 'origin') => void
  /** Shows a row in the document. */
  onDocument: (row: string) => void
  view: Ref<ViewHandle>
  /** Where the document was left by an earlier session. */
  places: SheetPlaces
}

export const PlanViewport = (props: PlanViewportProps) => {
  const { session, departments, me, looks, shown, checks, comments, followed, view } = props
  const { onAskPeriod, onAskFile, onAskPlans, onAskFact, onLookBack } = props
  const text = useText()
  if (looks.view === 'board') {
    return (
      <LazyPage source={boardPage} label={text('common.loading')}>
        {({ Board }) => (
          <Board
            ref={view}
            {...{ session, departments, shown, checks, comments }}
            by={looks.by}
            followClientId={followed}
            openInDocument={props.onDocument}
            askFact={onAskFact}
          />
        )}
      </LazyPage>
    )
  }
  if (looks.view === 'year') {
    return (
      <LazyPage source={yearPage} label={text('common.loading')}>
        {({ Year }) => (
          <Year
            ref={view}
            {...{ session, departments, shown, checks, comments }}
            by={looks.rows}
            followClientId={followed}
            openInDocument={props.onDocument}
            askFact={onAskFact}
          />
        )}
      </LazyPage>
    )
  }
  return (
    <Sheet
      ref={view}
      {...{ session, departments, checks, comments, shown }}
      places={props.places}
      signOffs={props.signOffs}
      onSectionInView={props.onSection}
      followClientId={followed}
      {...(me.kind !== 'guest' && { onAskPeriod, onAskFile, onAskPlans, onAskFact, onLookBack })}
    />
  )
}

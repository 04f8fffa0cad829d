/** The page of one plan: its session, and what stands in the frame for each state of it. Owns the composition alone. */
import { type ReactNode, useEffect, useState } from 'react'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlanPart, useStore } from '../plan/use-plan.ts'
import { RailSkeleton } from '../rail/RailSkeleton.tsx'
import { usePlanSession } from '../sync/use-plan-session.ts'
import { SheetSkeleton } from '../ui/SheetSkeleton.tsx'
import { useText } from '../ui/use-text.ts'
import { Exchange } from './Exchange.tsx'
import { noPlaces } from './page-places.ts'
import { closedWords, PlanClosed } from './PlanClosed.tsx'
import { PlanFrame } from './PlanFrame.tsx'
import { PlanHeader } from './PlanHeader.tsx'
import type { OpeningProps, PlanPageProps } from './plan-page-props.ts'
import { ReadablePlan } from './ReadablePlan.tsx'

/** Opens the plan; opens it anew when asked (after it came back from the trash). */
export const PlanPage = (props: PlanPageProps) => {
  const [round, setRound] = useState(0)
  const [places] = useState(noPlaces)
  return <Opening key={round} {...props} places={places} onReopen={() => setRound((count) => count + 1)} />
}

const Opening = (props: OpeningProps) => {
  const session = usePlanSession(props.planId, props.me)
  return (
    <Exchange {...{ session }} places={props.places} waiting={<Waiting settings={props.settings} />}>
      {(shown) => <Opened {...props} session={shown} />}
    </Exchange>
  )
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
          session={session}
          onReopen={onReopen}
        />
      </PlanFrame>
    )
  }
  return <ReadablePlan {...props} />
}

const usePageTitle = (session: PlanSession) => {
  const text = useText()
  const title = usePlanPart(session, ({ meta }) => meta.title)
  useEffect(() => {
    document.title = text('plan.page', { title: title || text('plan.untitled') })
  }, [title, text])
}

/** The first page inside: the list of plans, or the first sight of an empty store. Owns what is shown, not the calls. */
import { useEffect } from 'react'
import type { Identity } from '../../shared/identity.ts'
import { can } from '../../shared/permissions.ts'
import type { Api } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useText } from '../ui/use-text.ts'
import { FirstSight } from './FirstSight.tsx'
import { ListSkeleton } from '../ui/ListSkeleton.tsx'
import { PlanList } from './PlanList.tsx'
import { useCreating } from './use-creating.ts'
import { usePlans } from './use-plans.ts'
import { NewPlanDialog } from './NewPlanDialog.tsx'

export interface HomePageProps {
  api: Api
  me: Identity
  onOpen: (planId: string) => void
  /** Opens the import dialog. */
  onImport: () => void
  /** Opens the dialog of next year's plan out of this one. */
  onNextYear: (planId: string) => void
  /** Opens the dialog of a summary plan. */
  onGather: () => void
}

export const HomePage = ({ api, me, onOpen, onImport, onNextYear, onGather }: HomePageProps) => {
  const text = useText()
  const errorText = useErrorText()
  const plans = usePlans(api)
  const creating = useCreating(api, onOpen)
  const offers = { creating, onImport, mayCreate: can(me, 'plan.create') }
  useEffect(() => {
    document.title = `${text('home.title')} · Svod`
  }, [text])
  if (plans.kind === 'loading') return <ListSkeleton label={text('common.loading')} />
  if (plans.kind === 'failed') {
    return (
      <Notice title={text('home.failed')} text={errorText(plans.error)}>
        <Button look="main" onPress={plans.reload}>
          {text('common.retry')}
        </Button>
      </Notice>
    )
  }
  const nothing = plans.live.length === 0 && plans.trashed.length === 0
  return (
    <>
      {nothing ? (
        <FirstSight {...offers} />
      ) : (
        <PlanList {...offers} {...{ me, plans, onNextYear, onGather }} />
      )}
      {creating.asking && <NewPlanDialog creating={creating} />}
    </>
  )
}

/** The list of plans as a printed register, with the ways to a new one and the trash. Owns the layout and its actions. */
import { FileText, Layers, Plus, Upload } from 'lucide-react'
import type { Actor } from '../../shared/permissions.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import paper from '../ui/paper.module.css'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import type { PlanSummary } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import type { OfferProps } from './FirstSight.tsx'
import { mayDelete } from './may-delete.ts'
import styles from './PlanList.module.css'
import { PlanLine } from './PlanLine.tsx'
import { PlanTrash } from './PlanTrash.tsx'
import type { Plans } from './use-plans.ts'

export interface PlanListProps extends OfferProps {
  plans: Extract<Plans, { kind: 'ready' }>
  me: Actor
  onNextYear: (planId: string) => void
  onGather: () => void
}

export const PlanList = ({ plans, me, onNextYear, onGather, ...offers }: PlanListProps) => {
  const text = useText()
  const isMine = (plan: PlanSummary) => mayDelete(me, plan)
  const { remove, restore } = usePlanActions(plans)
  return (
    <div className={paper.page}>
      <div className={cx(paper.top, styles.top)}>
        <h1 className={paper.title}>{text(plans.live.length > 0 ? 'home.title' : 'home.empty.title')}</h1>
        {offers.mayCreate && <Ways {...offers} onGather={plans.live.length > 0 ? onGather : null} />}
      </div>
      {plans.live.length > 0 && (
        <ul className={cx(paper.paper, styles.sheet)} aria-label={text('home.title')}>
          {plans.live.map((plan) => (
            <PlanLine
              key={plan.id}
              plan={plan}
              now={plans.asOf}
              onDelete={isMine(plan) ? () => remove(plan) : null}
              onNextYear={offers.mayCreate ? () => onNextYear(plan.id) : null}
            />
          ))}
        </ul>
      )}
      {(plans.trashed.length > 0 || plans.live.some(isMine)) && (
        <PlanTrash
          plans={plans.trashed}
          mayRestore={isMine}
          onRestore={restore}
          initiallyOpen={plans.live.length === 0}
        />
      )}
    </div>
  )
}

/** Deleting and taking back, each with a message that offers the way back. */
const usePlanActions = (plans: PlanListProps['plans']) => {
  const text = useText()
  const errorText = useErrorText()
  const titleOf = (plan: PlanSummary) => plan.title || text('home.plan.untitled')
  const attempt = async (work: Promise<void>, done: () => void) => {
    try {
      await work
      done()
    } catch (error) {
      showToast({ text: errorText(error), tone: 'bad' })
    }
  }
  const restore = (plan: PlanSummary) =>
    void attempt(plans.restore(plan), () =>
      showToast({ text: text('home.plan.undeleted', { title: titleOf(plan) }) }),
    )
  const remove = (plan: PlanSummary) =>
    void attempt(plans.remove(plan), () =>
      showToast({
        text: text('home.plan.deleted', { title: titleOf(plan) }),
        action: { label: text('home.plan.undelete'), run: () => restore(plan) },
      }),
    )
  return { remove, restore }
}

const Ways = ({ creating, onImport, onGather }: OfferProps & { onGather: (() => void) | null }) => {
  const text = useText()
  return (
    <div className={styles.ways}>
      <Button
        look="quiet"
        icon={<FileText />}
        busy={creating.busy === 'sample'}
        onPress={creating.createSample}
      >
        {text('home.sample')}
      </Button>
      {onGather && (
        <Button look="quiet" icon={<Layers />} onPress={onGather}>
          {text('home.gather')}
        </Button>
      )}
      <Button icon={<Upload />} onPress={onImport}>
        {text('home.import')}
      </Button>
      <Button look="main" icon={<Plus />} onPress={creating.ask}>
        {text('home.new')}
      </Button>
    </div>
  )
}

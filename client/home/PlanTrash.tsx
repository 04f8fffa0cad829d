/** The trash of plans under the list: folded away, each with the way back. */
import { ChevronRight, Undo2 } from 'lucide-react'
import { useIntl } from 'react-intl'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import type { PlanSummary } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './PlanTrash.module.css'

export interface PlanTrashProps {
  plans: readonly PlanSummary[]
  mayRestore: (plan: PlanSummary) => boolean
  onRestore: (plan: PlanSummary) => void
  initiallyOpen: boolean
}

/** When it was deleted, and by whom where that is known. */
const Deletion = ({ plan: { deletedAt, deletedByName: who } }: { plan: PlanSummary }) => {
  const text = useText()
  const intl = useIntl()
  if (!deletedAt) return null
  const when = intl.formatDate(deletedAt, { day: 'numeric', month: 'long', year: 'numeric' })
  return (
    <span className={styles.deleted}>
      {who ? text('home.trash.by', { who, when }) : text('home.trash.when', { when })}
    </span>
  )
}

export const PlanTrash = ({ plans, mayRestore, onRestore, initiallyOpen }: PlanTrashProps) => {
  const text = useText()
  return (
    <Disclosure className={styles.trash ?? ''} defaultExpanded={initiallyOpen}>
      <AriaButton slot="trigger" className={styles.trigger ?? ''}>
        <ChevronRight aria-hidden="true" />
        {plans.length > 0 ? text('home.trash.count', { count: plans.length }) : text('home.trash')}
      </AriaButton>
      <DisclosurePanel>
        <p className={styles.lead}>{text(plans.length > 0 ? 'home.trash.lead' : 'home.trash.empty')}</p>
        <ul className={styles.list} aria-label={text('home.trash')}>
          {plans.map((plan) => (
            <li key={plan.id} className={styles.line}>
              <span className={styles.name}>
                {plan.title || text('home.plan.untitled')}
                {!plan.title.includes(String(plan.year)) && (
                  <span className={styles.year}> · {plan.year}</span>
                )}
                <Deletion plan={plan} />
              </span>
              {mayRestore(plan) && (
                <Button small icon={<Undo2 />} onPress={() => onRestore(plan)}>
                  {text('home.plan.undelete')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  )
}

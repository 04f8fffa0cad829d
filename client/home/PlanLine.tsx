/** One plan in the list: title, year, institution, when it changed, and its menu. */
import { CalendarArrowUp, Ellipsis, Trash2 } from 'lucide-react'
import { useIntl } from 'react-intl'
import type { PlanSummary } from '../api.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './PlanList.module.css'
import { whenOf } from '../when.ts'

export interface PlanLineProps {
  plan: PlanSummary
  /** When the list was read. */
  now: Date
  /** Null where this person may not delete. */
  onDelete: (() => void) | null
  /** Null where this person makes no plans. */
  onNextYear: (() => void) | null
}

export const PlanLine = ({ plan, now, onDelete, onNextYear }: PlanLineProps) => {
  const text = useText()
  const title = plan.title || text('home.plan.untitled')
  return (
    <li className={styles.line}>
      <div className={styles.plan}>
        <a className={styles.link} href={`/p/${plan.id}`}>
          {title}
        </a>
        <p className={styles.facts}>
          {plan.organisation && <span>{plan.organisation}</span>}
          <Changed at={plan.updatedAt} now={now} />
          {plan.state === 'approved' && <span className={styles.approved}>{text('home.plan.approved')}</span>}
        </p>
      </div>
      <span className={styles.year}>{plan.year}</span>
      {(onDelete || onNextYear) && (
        <MenuTrigger>
          <IconButton label={text('home.plan.menu', { title })} small className={styles.menu}>
            <Ellipsis />
          </IconButton>
          <Menu aria-label={text('home.plan.menu', { title })}>
            {onNextYear && (
              <MenuItem id="next" icon={<CalendarArrowUp />} onAction={onNextYear}>
                {text('home.plan.next')}
              </MenuItem>
            )}
            {onDelete && (
              <MenuItem id="delete" icon={<Trash2 />} danger onAction={onDelete}>
                {text('home.plan.delete')}
              </MenuItem>
            )}
          </Menu>
        </MenuTrigger>
      )}
    </li>
  )
}

const Changed = ({ at, now }: { at: string; now: Date }) => {
  const text = useText()
  const intl = useIntl()
  const full = intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <time dateTime={at} title={full}>
      {text('home.plan.changed', { when: whenOf(intl, new Date(at), now) })}
    </time>
  )
}

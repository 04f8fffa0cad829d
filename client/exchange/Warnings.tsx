/** The importer's remarks, a kind at a time, with the words of the file that each speaks of. */
import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ImportWarning } from '../../shared/plan/json.ts'
import { useText } from '../ui/use-text.ts'
import { groupWarnings, type WarningGroup } from './warning-groups.ts'
import styles from './Warnings.module.css'

export const Warnings = ({ warnings }: { warnings: readonly ImportWarning[] }) => {
  const text = useText()
  if (warnings.length === 0) {
    return (
      <p className={styles.fine}>
        <CircleCheck aria-hidden="true" />
        {text('exchange.warnings.none')}
      </p>
    )
  }
  return (
    <section className={styles.warnings}>
      <h4 className={styles.heading}>
        <TriangleAlert aria-hidden="true" />
        {text('exchange.warnings', { count: warnings.length })}
      </h4>
      <p className={styles.lead}>{text('exchange.warnings.lead')}</p>
      <ul className={styles.groups}>
        {groupWarnings(warnings).map((group) => (
          <li key={group.code}>
            <Group group={group} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Group = ({ group }: { group: WarningGroup }) => (
  <>
    {group.message !== null && <p>{group.message}</p>}
    <ul className={styles.entries}>
      {group.entries.map(({ message, quote }, index) => (
        // The order is the file's and never changes.
        <li key={index}>
          {group.message === null && <p>{message}</p>}
          {quote !== null && <p className={styles.quote}>{quote}</p>}
        </li>
      ))}
    </ul>
  </>
)

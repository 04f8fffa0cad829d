/** "Is writing here": initials at the edge of the line. */
import type { Colleague } from '../plan/plan-session.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './presence.module.css'

export const RowPeople = ({ people }: { people: readonly Colleague[] }) => {
  const text = useText()
  return (
    <div className={styles.people} role="presentation">
      {people.slice(0, 3).map((one) => (
        <span
          key={one.clientId}
          className={styles.person}
          title={text('table.presence.editing', { name: one.name })}
        >
          <Avatar name={one.name} hue={one.hue} size={18} />
        </span>
      ))}
    </div>
  )
}

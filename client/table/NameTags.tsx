/** The names of those who are in a cell, on its upper edge: between two lines of text, never on one. */
import type { Colleague } from '../plan/plan-session.ts'
import { useText } from '../ui/use-text.ts'
import styles from './presence.module.css'

/** Whether colours alone do not tell whose caret is whose: then each says so when it moves. */
export const isCrowded = (people: readonly Colleague[]): boolean =>
  new Set(people.map((one) => one.hue)).size < people.length

export const NameTags = ({ people }: { people: readonly Colleague[] }) => {
  const text = useText()
  if (people.length === 0) return null
  return (
    <span className={styles.tags}>
      {people.map((one) => (
        <b
          key={one.clientId}
          role="img"
          aria-label={text('table.presence.editing', { name: one.name })}
          className={styles.tag}
          data-name-tag
          data-hue={one.hue}
        >
          {one.name}
        </b>
      ))}
    </span>
  )
}

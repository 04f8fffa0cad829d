/** Departments as short names, each with its thin band of colour. Owns looks alone. */
import type { Department } from '../api.ts'
import { useText } from '../ui/use-text.ts'
import styles from './Chips.module.css'

export interface ChipsProps {
  /** Ids; those that are no department any more are left out. */
  ids: readonly string[]
  departments: readonly Department[]
  /** In their full names. */
  full?: boolean
}

export const departmentsOf = ({ ids, departments }: Pick<ChipsProps, 'ids' | 'departments'>): Department[] =>
  departments.filter(({ id }) => ids.includes(id))

export const Chips = (props: ChipsProps) => {
  const text = useText()
  const known = departmentsOf(props)
  if (known.length === 0) return null
  return (
    <ul className={styles.chips} aria-label={text('people.departments')}>
      {known.map(({ id, name, short, hue }) => (
        <li key={id} className={styles.chip} data-hue={hue} title={name}>
          {props.full ? (
            name
          ) : (
            <>
              <span aria-hidden="true">{short || name}</span>
              <span className="visually-hidden">{name}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

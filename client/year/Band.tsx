/** The heading of a group of rows: a section with its department, or a department. Owns its look. */
import { memo } from 'react'
import type { YearGroup } from '../../shared/year/year.ts'
import { sectionName } from '../plan/section-name.ts'
import { useHue } from '../row/row-context.ts'
import { useText } from '../ui/use-text.ts'
import styles from './row.module.css'
import { BAND } from './size.ts'
import { useDepartmentName } from './use-department-name.ts'

/** What the id of a section's group begins with. */
const SECTION = 's:'

export const useGroupName = ({ id, title, department }: YearGroup): string => {
  const text = useText()
  const name = useDepartmentName(department)
  return id.startsWith('d:') ? name : sectionName({ id: id.slice(SECTION.length), title }, text)
}

export const Band = memo(({ group }: { group: YearGroup }) => {
  const text = useText()
  const department = useDepartmentName(group.department)
  const isSection = group.id.startsWith(SECTION)
  return (
    <div
      role="listitem"
      data-band={group.id}
      data-hue={useHue(group.department)}
      className={styles.band}
      style={{ height: BAND }}
    >
      <h2>{useGroupName(group)}</h2>
      {isSection && group.department !== null && <span className={styles.department}>{department}</span>}
      <small>{text('year.count', { count: group.rows.length })}</small>
    </div>
  )
})
Band.displayName = 'Band'

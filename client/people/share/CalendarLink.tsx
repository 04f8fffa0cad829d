/** The secret links of the plan's calendar, whole or a department's part, and what to do with them. Owns whose is shown. */
import { useCallback, useState } from 'react'
import type { Department } from '../../api.ts'
import { Pick } from '../../ui/Pick.tsx'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import { LinkSwitch } from './LinkSwitch.tsx'
import styles from './share.module.css'

export interface CalendarLinkProps {
  calls: PeopleApi
  planId: string
  departments: readonly Department[]
}

/** The value for the whole plan; no department is called so. */
const WHOLE = '-'

export const CalendarLink = ({ calls, planId, departments }: CalendarLinkProps) => {
  const text = useText()
  const [whose, setWhose] = useState(WHOLE)
  const options = [
    { value: WHOLE, label: text('share.calendar.whole') },
    ...departments.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <div className={styles.link}>
      {departments.length > 0 && (
        <Pick label={text('share.calendar.whose')} options={options} value={whose} onChange={setWhose} />
      )}
      {/* One link's state is never shown for another's. */}
      <OneCalendar key={whose} calls={calls} planId={planId} department={whose === WHOLE ? null : whose} />
    </div>
  )
}

interface OneCalendarProps {
  calls: PeopleApi
  planId: string
  department: string | null
}

const OneCalendar = ({ calls, planId, department }: OneCalendarProps) => {
  const text = useText()
  return (
    <LinkSwitch
      kind="calendar"
      read={useCallback(() => calls.calendarLink(planId, department), [calls, planId, department])}
      change={(change) => calls.setCalendarLink(planId, department, change)}
      asksOff
      help={
        <ul className={styles.steps}>
          <li>{text('share.calendar.outlook')}</li>
          <li>{text('share.calendar.google')}</li>
          <li>{text('share.calendar.apple')}</li>
        </ul>
      }
    />
  )
}

/** Who else is in the plan: a few avatars, the rest behind a number. Owns which are shown. */
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { PlanSession } from '../plan/plan-session.ts'
import { useStore } from '../plan/use-plan.ts'
import { cx } from '../ui/cx.ts'
import popover from '../ui/popover.module.css'
import { useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import styles from './people.module.css'
import { PersonDot, PersonLine, type PersonProps } from './Person.tsx'
import { onePerPerson } from './where.ts'

const SHOWN_WIDE = 4
const SHOWN_NARROW = 1
const NARROW = '(max-width: 900px)'

export interface PeopleProps {
  session: Pick<PlanSession, 'colleagues' | 'projection' | 'me'>
  /** Client id of whom I follow. */
  followed?: number | null
  onFollow?: (clientId: number | null) => void
}

const nothing = () => undefined

export const People = ({ session, followed = null, onFollow = nothing }: PeopleProps) => {
  const text = useText()
  const colleagues = useStore(session.colleagues)
  const people = onePerPerson(colleagues)
  const room = useMedia(NARROW) ? SHOWN_NARROW : SHOWN_WIDE
  if (people.length === 0) return null
  // A number in place of one avatar would hide somebody for nothing.
  const shown = people.length <= room + 1 ? people : people.slice(0, room)
  const followedId = colleagues.find((colleague) => colleague.clientId === followed)?.id
  const lines = people.map((colleague) => ({
    session,
    colleague,
    followed: colleague.id === followedId,
    onFollow,
  }))
  return (
    <ul aria-label={text('sync.people', { count: people.length })} className={styles.people}>
      {lines.slice(0, shown.length).map((props) => (
        <li key={props.colleague.clientId}>
          <PersonDot {...props} />
        </li>
      ))}
      {shown.length < people.length && (
        <li>
          <Everybody lines={lines} hidden={people.length - shown.length} />
        </li>
      )}
    </ul>
  )
}

/** The number that stands for the rest, and the list of everybody behind it. */
const Everybody = ({ lines, hidden }: { lines: readonly PersonProps[]; hidden: number }) => {
  const text = useText()
  return (
    <DialogTrigger>
      <Button className={styles.more ?? ''} aria-label={text('sync.people.more', { count: hidden })}>
        +{hidden}
      </Button>
      <Popover className={cx(popover.popover, styles.popover)} placement="bottom end" offset={6}>
        <Dialog className={styles.list ?? ''} aria-label={text('sync.people.all')}>
          <h3 className={styles.heading}>{text('sync.people.all')}</h3>
          {lines.map((props) => (
            <PersonLine key={props.colleague.clientId} {...props} />
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

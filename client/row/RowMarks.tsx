/** What hangs on a row, small: its state, who is in it, how many talk about it, whether the checker found something. */
import type { ItemState } from '../../shared/plan/json.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { cx } from '../ui/cx.ts'
import { StateIcon } from '../ui/StateIcon.tsx'
import bubble from '../ui/thread-count.module.css'
import { useText } from '../ui/use-text.ts'
import { useRowComments, useRowMark, useRowPeople, useRowScope } from './row-context.ts'
import styles from './marks.module.css'

export const StateMark = ({ state, bare }: { state: ItemState; bare?: boolean }) => {
  const text = useText()
  if (state === 'planned') return null
  const words = text(`row.state.${state}`)
  return (
    <span className={styles.state} data-state={state} title={bare ? words : undefined}>
      <StateIcon state={state} />
      <span className={bare ? 'visually-hidden' : undefined}>{words}</span>
    </span>
  )
}

/** More people in one row are told by the tooltip alone. */
const SHOWN = 3

export const PeopleMark = ({ row }: { row: string }) => {
  const people = useRowPeople(row)
  const text = useText()
  if (people.length === 0) return null
  const names = text('row.people', { names: people.map(({ name }) => name).join(', ') })
  return (
    <span className={styles.people} title={names} data-people={Math.min(people.length, SHOWN)}>
      <span className="visually-hidden">{names}</span>
      {people.slice(0, SHOWN).map(({ clientId, name, hue }) => (
        <Avatar key={clientId} name={name} hue={hue} size={18} />
      ))}
    </span>
  )
}

export const TalkMark = ({ row }: { row: string }) => {
  const { comments } = useRowScope()
  const { count, unread } = useRowComments(row)
  const text = useText()
  if (count === 0) return null
  const label = text('row.comments', { count })
  return (
    <button
      type="button"
      tabIndex={-1}
      className={cx(bubble.count, styles.talk)}
      data-unread={unread || undefined}
      data-no-drag
      data-talk
      aria-label={label}
      title={label}
      onClick={() => comments?.open(row)}
    >
      {count}
    </button>
  )
}

export const FindingMark = ({ row }: { row: string }) => {
  const mark = useRowMark(row)
  const text = useText()
  return mark && <i className={styles.finding} data-severity={mark} title={text('row.finding')} />
}

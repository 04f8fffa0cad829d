/** The open threads of a row as a number in the margin; while the row has the pointer or the focus, the way to begin one. */
import { MessageSquarePlus } from 'lucide-react'
import { memo } from 'react'
import type { RowComments } from '../plan/row-comments.ts'
import { cx } from '../ui/cx.ts'
import bubble from '../ui/thread-count.module.css'
import { useText } from '../ui/use-text.ts'
import { commentPlace } from './comment-place.ts'
import { rowName } from './row-name.ts'
import { useSheet } from './sheet-context.ts'
import styles from './row-threads.module.css'
import type { RowFrame } from './use-row-frame.ts'

interface RowThreadsProps {
  row: RowFrame
  comments: RowComments
  /** The row is under the pointer or has the focus. */
  shown: boolean
}

export const RowThreads = memo(({ row, comments: { count, unread, active }, shown }: RowThreadsProps) => {
  const { comments } = useSheet()
  if (!comments || (count === 0 && !(shown && comments.mayStart))) return null
  return (
    <div role="gridcell" className={styles.margin} data-sheet-tool>
      {count > 0 ? <Count row={row} count={count} unread={unread} active={active} /> : <Begin row={row} />}
    </div>
  )
})
RowThreads.displayName = 'RowThreads'

type CountProps = Pick<RowThreadsProps, 'row'> & Omit<RowComments, 'marks'>

const Count = ({ row, count, unread, active }: CountProps) => {
  const { comments } = useSheet()
  const text = useText()
  const label = text(unread ? 'table.comments.unread' : 'table.comments.open', {
    count,
    row: rowName(row, text),
  })
  return (
    <button
      type="button"
      tabIndex={-1}
      className={cx(bubble.count, active && styles.active)}
      data-unread={unread || undefined}
      aria-label={label}
      title={label}
      data-comments={count}
      onClick={() => comments?.open(row.id)}
    >
      {count}
    </button>
  )
}

const Begin = ({ row }: Pick<RowThreadsProps, 'row'>) => {
  const { comments, session, model } = useSheet()
  const text = useText()
  const label = text('table.comments.start')
  const begin = (button: HTMLElement) => {
    const focus = model.get()
    const isHere = focus?.spot.kind === 'cell' && focus.spot.row === row.id
    const place = isHere ? commentPlace(session.doc, button.closest('[data-sheet]'), focus) : null
    comments?.start(place ?? { row: row.id, column: null, quote: '', range: null })
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.begin}
      aria-label={label}
      title={label}
      // The words that are selected stay so until they are read.
      onMouseDown={(event) => event.preventDefault()}
      onClick={({ currentTarget }) => begin(currentTarget)}
    >
      <MessageSquarePlus aria-hidden="true" />
    </button>
  )
}

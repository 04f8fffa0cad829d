/** A column's title while it is being renamed: the same words in the same place, as an input. */
import { useEffect, useRef, useState } from 'react'
import type { ColumnView } from '../../shared/plan/view.ts'
import { isComposing } from '../plan/chord.ts'
import { useText } from '../ui/use-text.ts'
import styles from './header.module.css'
import { useSheet } from './sheet-context.ts'

const MOST = 200

export const ColumnName = ({ column, onClose }: { column: ColumnView; onClose: () => void }) => {
  const { actions } = useSheet()
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  // What a colleague calls the column meanwhile stays, unless another name was written here.
  const [began] = useState(column.title)
  const [title, setTitle] = useState(began)
  useEffect(() => {
    // Behind the menu's own giving back of the focus.
    const frame = requestAnimationFrame(() => input.current?.select())
    return () => cancelAnimationFrame(frame)
  }, [])
  const done = (keep: boolean) => {
    const next = title.trim()
    if (keep && next !== began.trim() && next !== column.title) actions.renameColumn(column.id, next)
    onClose()
  }
  return (
    <input
      ref={input}
      className={styles.rename}
      value={title}
      maxLength={MOST}
      aria-label={text('table.column.rename')}
      onChange={(event) => setTitle(event.target.value)}
      onBlur={() => done(true)}
      onKeyDown={(event) => {
        if ((event.key !== 'Enter' && event.key !== 'Escape') || isComposing(event.nativeEvent)) return
        const heading = event.currentTarget.parentElement
        done(event.key === 'Enter')
        requestAnimationFrame(() => heading?.querySelector('button')?.focus())
      }}
    />
  )
}

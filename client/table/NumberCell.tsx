/**
 * The № of a row: automatic, typed or none. A register, not shared text: one small line of input, taken over when it
 * is left.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RowView } from '../../shared/plan/view.ts'
import { useBox } from '../plan/box.ts'
import styles from './cell.module.css'
import { useSheet } from './sheet-context.ts'

const MOST = 40

const NumberInput = ({ row, label }: { row: RowView; label: string }) => {
  const { actions } = useSheet()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(row.number)
  const latest = useBox(text)
  const [{ id, number: before }] = useState(row)
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true })
    input.current?.select()
  }, [])
  useEffect(
    () => () => {
      const typed = latest.get().trim()
      if (typed === before) return
      actions.setNumber(id, typed === '' ? { mode: 'none', text: '' } : { mode: 'typed', text: typed })
    },
    [actions, latest, id, before],
  )
  return (
    <input
      ref={input}
      className={styles.input}
      value={text}
      maxLength={MOST}
      aria-label={label}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(row.number)
      }}
    />
  )
}

export const NumberCell = ({ row, editing, label }: { row: RowView; editing: boolean; label: string }) =>
  editing ? <NumberInput row={row} label={label} /> : <span className={styles.number}>{row.number}</span>

/**
 * The № of a row: automatic, typed or none. A register, not shared text: one small line of input. What is typed is
 * written at once, like everything else, and is the plan's to undo.
 */
import { useLayoutEffect, useRef, useState } from 'react'
import type { RowView } from '../../shared/plan/view.ts'
import styles from './cell.module.css'
import { useSheet } from './sheet-context.ts'

const MOST = 40

const NumberInput = ({ row, label }: { row: RowView; label: string }) => {
  const { actions } = useSheet()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(row.number)
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true })
    input.current?.select()
  }, [])
  return (
    <input
      ref={input}
      className={styles.input}
      // Undone, or changed by a colleague: what the row says now.
      value={typed.trim() === row.number ? typed : row.number}
      maxLength={MOST}
      aria-label={label}
      autoComplete="off"
      spellCheck={false}
      onChange={({ target: { value } }) => {
        setTyped(value)
        actions.typeNumber(row.id, value.trim())
      }}
    />
  )
}

export const NumberCell = ({ row, editing, label }: { row: RowView; editing: boolean; label: string }) =>
  editing ? <NumberInput row={row} label={label} /> : <span className={styles.number}>{row.number}</span>

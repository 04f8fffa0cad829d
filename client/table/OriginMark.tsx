/** The year of the plan that a row was made of, at its lower edge while it has the pointer or the focus; leads to that row. */
import { memo } from 'react'
import { useText } from '../ui/use-text.ts'
import styles from './origin-mark.module.css'
import { useSheet } from './sheet-context.ts'
import type { RowFrame } from './use-row-frame.ts'

export const OriginMark = memo(({ row }: { row: RowFrame }) => {
  const text = useText()
  const { lookBack } = useSheet()
  const { origin } = row
  if (!origin || !lookBack) return null
  const label = text(origin.kind === 'gathered' ? 'table.row.gathered' : 'table.row.origin', {
    year: origin.year,
  })
  return (
    <div role="gridcell" className={styles.origin} data-sheet-tool>
      <button
        type="button"
        tabIndex={-1}
        className={styles.button}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => lookBack(row.id, 'origin')}
      >
        {label}
      </button>
    </div>
  )
})
OriginMark.displayName = 'OriginMark'

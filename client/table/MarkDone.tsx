/** On a touched screen the row that has the focus offers to be marked as done: a tap on the row, a tap here. */
import { Check } from 'lucide-react'
import { memo } from 'react'
import { TOUCHED, useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import styles from './fact.module.css'
import { useSheet } from './sheet-context.ts'
import type { RowFrame } from './use-row-frame.ts'

export const MarkDone = memo(({ row }: { row: RowFrame }) => {
  const text = useText()
  const { actions, askFact } = useSheet()
  const touched = useMedia(TOUCHED)
  if (!touched || (row.state !== 'planned' && row.state !== 'in-progress')) return null
  return (
    <div role="gridcell" className={styles.mark} data-sheet-tool>
      <button
        type="button"
        // Else the cell closes first, and what is under the finger moves.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => actions.markDone(row.id, askFact)}
      >
        <Check aria-hidden="true" />
        {text('table.row.done')}
      </button>
    </div>
  )
})
MarkDone.displayName = 'MarkDone'

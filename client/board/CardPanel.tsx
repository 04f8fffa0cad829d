/** The open card: its row beside the board, with the columns that it can be moved to. Owns that choice; the panel is `row/`'s. */
import type { RowView } from '../../shared/plan/view.ts'
import { useStore } from '../plan/use-plan.ts'
import { takesKeys } from '../row/view-place.ts'
import { RowPanel } from '../row/RowPanel.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import { useBoard, useReading } from './board-context.ts'
import { useNaming } from './Columns.tsx'
import { columnName } from './names.ts'

/** Another column, for those who carry nothing. */
const Move = ({ row }: { row: RowView }) => {
  const { actions, reveal, rights, by } = useBoard()
  const board = useReading()
  const text = useText()
  const naming = useNaming()
  const place = board.columnOf.get(row.id)
  if (place === undefined || by === 'state') return null
  return (
    <Pick
      label={text('board.panel.move')}
      options={board.columns.map((column) => ({ value: column.id, label: columnName(column, naming) }))}
      value={place}
      onChange={(id) => actions.move(row.id, id) && reveal.show(row.id)}
      isDisabled={!rights.may('rows.edit', row.section)}
    />
  )
}

export const CardPanel = () => {
  const { focus, reveal, place } = useBoard()
  const { open } = useStore(focus)
  return (
    <RowPanel
      open={open}
      takesKeys={() => takesKeys(place)}
      onClose={(row) => {
        focus.set({ open: null })
        reveal.show(row, { focus: true })
      }}
      picks={(row) => <Move row={row} />}
    />
  )
}

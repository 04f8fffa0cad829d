/** The board in a narrow window: one column, and the way to the others. Owns which one is shown. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from '../plan/use-plan.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import { useBoard, useReading } from './board-context.ts'
import styles from './board.module.css'
import { Column } from './Column.tsx'
import { firstFilled, hueOf, useNaming, useNow } from './Columns.tsx'
import { columnName } from './names.ts'

export const OneColumn = () => {
  const { focus } = useBoard()
  const { columns } = useReading()
  const text = useText()
  const naming = useNaming()
  const now = useNow()
  const { column: wanted } = useStore(focus)
  const placeOf = (one: string | null | undefined) => columns.findIndex(({ id }) => id === one)
  // One of another grouping, or that has gone, is wanted no more.
  const at = [wanted, now, firstFilled(columns)].map(placeOf).find((place) => place >= 0) ?? 0
  const column = columns[at]
  const shown = column?.id ?? null
  // It stays, whatever others do to the columns before it.
  useEffect(() => focus.set({ column: shown }), [focus, shown])
  if (!column) return null
  const options = columns.map((one) => ({
    value: one.id,
    label: `${columnName(one, naming)} · ${one.cards.length}`,
  }))
  const go = (index: number) => focus.set({ column: columns[index]?.id ?? null })
  return (
    <div className={styles.single}>
      <div className={styles.switch}>
        <IconButton label={text('board.switch.previous')} isDisabled={at === 0} onPress={() => go(at - 1)}>
          <ChevronLeft />
        </IconButton>
        <Pick
          bare
          label={text('board.switch.column')}
          options={options}
          value={column.id}
          onChange={(id) => focus.set({ column: id })}
        />
        <IconButton
          label={text('board.switch.next')}
          isDisabled={at === columns.length - 1}
          onPress={() => go(at + 1)}
        >
          <ChevronRight />
        </IconButton>
      </div>
      <Column
        key={column.id}
        column={column}
        name={columnName(column, naming)}
        hue={hueOf(column, naming)}
        isNow={column.id === now}
        width={null}
      />
    </div>
  )
}

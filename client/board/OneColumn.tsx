/** The board in a narrow window: one column, and the way to the others. Owns which one is shown. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useCallback } from 'react'
import { usePlan, useStore } from '../plan/use-plan.ts'
import { useBeginning } from '../row/beginning.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import { useBoard, useReading } from './board-context.ts'
import styles from './board.module.css'
import { Column } from './Column.tsx'
import { firstFilled, hueOf, useNaming, useNow } from './Columns.tsx'
import { columnName } from './names.ts'

/** The column that is shown, as its place among all: the chosen one, else what the window begins with. */
const useShownColumn = (): number => {
  const { focus, session } = useBoard()
  const { columns } = useReading()
  const view = usePlan(session)
  const now = useNow()
  const { column: wanted, begunIn } = useStore(focus)
  const placeOf = (one: string | null) => columns.findIndex(({ id }) => id === one)
  const shown = useBeginning<string>({
    wanted,
    begunIn,
    view,
    first: placeOf(now) >= 0 ? now : (firstFilled(columns) ?? columns[0]?.id ?? null),
    // One of another grouping, or that has gone, is wanted no more.
    isThere: (one) => placeOf(one) >= 0,
    isFilled: (one) => (columns[placeOf(one)]?.cards.length ?? 0) > 0,
    keep: useCallback((column, since) => focus.set({ column, begunIn: since }), [focus]),
  })
  return placeOf(shown)
}

export const OneColumn = () => {
  const { focus } = useBoard()
  const { columns } = useReading()
  const text = useText()
  const naming = useNaming()
  const now = useNow()
  const at = useShownColumn()
  const column = columns[at]
  if (!column) return null
  const options = columns.map((one) => ({
    value: one.id,
    label: `${columnName(one, naming)} · ${one.cards.length}`,
  }))
  const choose = (id: string | null) => focus.set({ column: id, begunIn: null })
  const go = (index: number) => choose(columns[index]?.id ?? null)
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
          onChange={choose}
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

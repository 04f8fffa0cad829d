/** All columns of the board side by side, those in sight drawn. Owns scrolling sideways. */
import { type Range, defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { Fragment, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import type { BoardColumn } from '../../shared/board/board.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { usePlanPart } from '../plan/use-plan.ts'
import { drawnWith } from '../row/drawn.ts'
import { useText } from '../ui/use-text.ts'
import { useBoard, useReading } from './board-context.ts'
import styles from './board.module.css'
import { Column } from './Column.tsx'
import { Glide } from './Glide.tsx'
import { columnName, type Naming } from './names.ts'
import { GAP, widthOf } from './size.ts'

/** The column of the month that it is now; null where the plan is of another year. */
export const useNow = (): string | null => {
  const { session, by } = useBoard()
  const year = usePlanPart(session, ({ meta }) => meta.year)
  const [today] = useState(() => new Date())
  if (today.getFullYear() !== year) return null
  const month = today.getMonth() + 1
  if (by === 'month') return `m${month}`
  return by === 'quarter' ? `q${Math.ceil(month / 3)}` : null
}

export const useNaming = (): Naming => {
  const text = useText()
  const { locale } = useIntl()
  const { departments } = useBoard()
  return { text, locale: isLocale(locale) ? locale : 'en', departments }
}

/** Departments have colours, nothing else does. */
export const hueOf = ({ place }: BoardColumn, { departments }: Naming): number | null =>
  place.by === 'department' ? (departments.find(({ id }) => id === place.department)?.hue ?? 0) : null

export const firstFilled = (columns: readonly BoardColumn[]): string | undefined =>
  columns.find(({ cards }) => cards.length > 0)?.id

/** Which columns are drawn, and the way to one of them. */
const useVirtualColumns = (
  scroller: RefObject<HTMLElement | null>,
  columns: readonly BoardColumn[],
  start: string | null | undefined,
) => {
  const { by, board, drag, place, toColumn } = useBoard()
  const [left] = useState(() => place.scrolled)
  const rangeExtractor = useCallback(
    (range: Range) => {
      // What a finger touches stays: its gesture ends with it.
      const touched = board.get().columnOf.get(drag.get()?.row ?? '')
      return drawnWith(
        defaultRangeExtractor(range),
        columns.findIndex(({ id }) => id === touched),
      )
    },
    [columns, board, drag],
  )
  // oxlint-disable-next-line react/incompatible-library -- made for React's own rules; the compiler is off
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widthOf(columns[index]),
    getItemKey: (index) => columns[index]?.id ?? index,
    gap: GAP,
    overscan: 1,
    rangeExtractor,
    initialOffset: left ?? 0,
    useFlushSync: false,
  })
  const widths = columns.map(widthOf).join()
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, widths])
  useEffect(() => {
    toColumn.set((index) => virtualizer.scrollToIndex(index, { align: 'center' }))
  }, [toColumn, virtualizer])
  useLayoutEffect(
    () => () => {
      // oxlint-disable-next-line react/immutability -- the memory of a page, no state of a drawing
      place.scrolled = virtualizer.scrollOffset
    },
    [place, virtualizer],
  )
  const index = columns.findIndex(({ id }) => id === start)
  // Where it is now, or where something is, once, when the board is laid out so.
  const isLeft = useRef(left !== null)
  useEffect(() => {
    if (isLeft.current) isLeft.current = false
    else if (index > 0) virtualizer.scrollToIndex(index, { align: 'start' })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- later changes must not move what somebody reads
  }, [by, virtualizer])
  return virtualizer
}

export const Columns = ({ root }: { root: RefObject<HTMLElement | null> }) => {
  const { columns, columnOf } = useReading()
  const naming = useNaming()
  const scroller = useRef<HTMLDivElement>(null)
  const now = useNow()
  const virtualizer = useVirtualColumns(scroller, columns, now ?? firstFilled(columns))
  const items = virtualizer.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={naming.text('board.columns')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys
      tabIndex={0}
      data-board-scroller
      className={styles.scroller}
    >
      <Glide of={columnOf} root={root}>
        <div className={styles.row} style={{ width: virtualizer.getTotalSize() }}>
          <div style={{ flex: 'none', width: first?.start ?? 0 }} />
          {items.map(({ index, key, size, start }, at) => {
            const column = columns[index]
            const room = start - (items[at - 1]?.end ?? start) - GAP
            return column ? (
              <Fragment key={key}>
                {room > 0 && <div style={{ flex: 'none', width: room }} />}
                <Column
                  column={column}
                  name={columnName(column, naming)}
                  hue={hueOf(column, naming)}
                  isNow={column.id === now}
                  width={size}
                />
              </Fragment>
            ) : null
          })}
          <div style={{ flex: 'none', width: Math.max(0, virtualizer.getTotalSize() - (last?.end ?? 0)) }} />
        </div>
      </Glide>
    </div>
  )
}

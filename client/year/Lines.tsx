/** All lines of the year under its head, those in sight drawn; the line of today over them. Owns scrolling. */
import { type Range, type VirtualItem, useVirtualizer } from '@tanstack/react-virtual'
import {
  memo,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { placeOfToday } from '../../shared/year/marks.ts'
import type { Year, YearLine } from '../../shared/year/year.ts'
import { useText } from '../ui/use-text.ts'
import { Band } from './Band.tsx'
import { drawnOf } from '../row/drawn.ts'
import { Legend } from './Legend.tsx'
import { LoadTable } from './LoadTable.tsx'
import { RowLine } from './RowLine.tsx'
import { heightOf, TOP } from './size.ts'
import { useYear } from './year-context.ts'
import styles from './year.module.css'

/** Lines beyond those in sight, at least. */
const OVERSCAN = 6
/** Larger ones would make longer single frames on slow machines. */
const BLOCK = 4
const MONTHS = Array.from({ length: 12 }, (_, month) => month)

/** Where today is in the plan's year, 0–12; null in another year. */
export const useToday = (): number | null => {
  const { year } = useYear()
  const [today] = useState(() => new Date())
  const day = { year: today.getFullYear(), month: today.getMonth() + 1, day: today.getDate() }
  return placeOfToday(day, year)
}

/** How high the head is: lines begin under it. */
const useHeight = (element: RefObject<HTMLElement | null>): number => {
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    const head = element.current
    if (!head) return
    const update = () => setHeight(head.offsetHeight)
    update()
    const sizes = new ResizeObserver(update)
    sizes.observe(head)
    return () => sizes.disconnect()
  }, [element])
  return height
}

const useVirtualLines = (scroller: RefObject<HTMLElement | null>, { lines, lineOf }: Year, head: number) => {
  const { toRow, focus, place } = useYear()
  const [left] = useState(() => place.scrolled)
  // The same list until a block comes or goes: then nothing is drawn again.
  const drawn = useRef<number[]>([])
  const rangeExtractor = useCallback(
    (range: Range) => {
      const next = drawnOf(range, lineOf.get(focus.get().at ?? '') ?? -1, BLOCK)
      const isSame =
        next.length === drawn.current.length && next.every((line, at) => line === drawn.current[at])
      if (!isSame) drawn.current = next
      return drawn.current
    },
    [lineOf, focus],
  )
  // Another function when the lines are others, which are then placed anew: while one scrolls it stays the same.
  const getItemKey = useCallback((index: number) => lines[index]?.key ?? index, [lines])
  // oxlint-disable-next-line react/incompatible-library -- made for React's own rules; the compiler is off
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(lines[index]),
    getItemKey,
    rangeExtractor,
    overscan: OVERSCAN,
    initialOffset: left ?? 0,
    scrollMargin: head + TOP,
    scrollPaddingStart: head,
    useFlushSync: false,
  })
  useLayoutEffect(
    () => () => {
      // oxlint-disable-next-line react/immutability -- the memory of a page, no state of a drawing
      place.scrolled = virtualizer.scrollOffset
    },
    [place, virtualizer],
  )
  useEffect(() => {
    toRow.set((row) => virtualizer.scrollToIndex(lineOf.get(row) ?? 0, { align: 'auto' }))
  }, [toRow, virtualizer, lineOf])
  return virtualizer
}

/** The place of each line's row among all rows. */
const placesOf = (lines: readonly YearLine[]): number[] => {
  let place = 0
  return lines.map((line) => (line.kind === 'row' ? ++place : place))
}

interface DrawnProps {
  items: readonly VirtualItem[]
  year: Year
  /** Px before the first line. */
  above: number
}

/** The lines that are drawn; one does not draw them again while one scrolls among them. */
const Drawn = memo(({ items, year, above }: DrawnProps) => {
  const { lines, count } = year
  const places = useMemo(() => placesOf(lines), [lines])
  return items.map(({ index, key, start }) => {
    const line = lines[index]
    if (!line) return null
    const place = places[index] ?? 0
    return (
      <div key={key} role="presentation" className={styles.at} style={{ top: start - above }}>
        {line.kind === 'band' ? (
          <Band group={line.group} />
        ) : (
          <RowLine dated={line.dated} {...{ place, count }} isFirst={place === 1} />
        )}
      </div>
    )
  })
})
Drawn.displayName = 'Drawn'

export interface LinesProps {
  year: Year
  isFiltered: boolean
}

export const Lines = ({ year, isFiltered }: LinesProps) => {
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const height = useHeight(head)
  const virtualizer = useVirtualLines(scroller, year, height)
  const [isOpen, setOpen] = useState(true)
  const toggle = useCallback(() => setOpen((before) => !before), [])
  const today = useToday()
  const items = virtualizer.getVirtualItems()
  const { load } = year
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={text('year.rows')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys
      tabIndex={0}
      className={styles.scroller}
      data-year-scroller
    >
      <div className={styles.paper} style={{ marginTop: TOP }}>
        <div ref={head} className={styles.head}>
          <LoadTable
            {...{ load, isFiltered, isOpen }}
            now={today === null ? null : Math.floor(today) + 1}
            onToggle={toggle}
          />
        </div>
        <div
          role="list"
          aria-label={text('year.rows')}
          className={styles.lines}
          style={{ height: virtualizer.getTotalSize() }}
        >
          <Grid />
          <Drawn {...{ items, year }} above={height + TOP} />
          {today !== null && <Today at={today} />}
        </div>
        <Legend />
      </div>
    </div>
  )
}

/** Where each month begins: plain strokes, which cost far less to draw than a picture of them over thousands of rows. */
const Grid = memo(() => (
  <div aria-hidden="true" className={styles.grid}>
    {MONTHS.map((month) => (
      <i key={month} style={{ '--at': month / 12 } as React.CSSProperties} />
    ))}
  </div>
))
Grid.displayName = 'Grid'

export const Today = ({ at }: { at: number }) => {
  const text = useText()
  return (
    <div aria-hidden="true" className={styles.today} style={{ '--at': at / 12 } as React.CSSProperties}>
      <i title={text('year.today')} />
    </div>
  )
}

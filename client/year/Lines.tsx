/** All lines of the year under its head, those in sight drawn; the line of today over them. Owns scrolling. */
import { type Range, defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { placeOfToday } from '../../shared/year/marks.ts'
import type { Year, YearLine } from '../../shared/year/year.ts'
import { useText } from '../ui/use-text.ts'
import { Band } from './Band.tsx'
import { Legend } from './Legend.tsx'
import { LoadTable } from './LoadTable.tsx'
import { RowLine } from './RowLine.tsx'
import { heightOf, TOP } from './size.ts'
import { useYear } from './year-context.ts'
import styles from './year.module.css'

const OVERSCAN = 8

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
  const { toRow, focus } = useYear()
  // The row with the keyboard stays drawn, wherever one scrolls.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const drawn = defaultRangeExtractor(range)
      const at = lineOf.get(focus.get().at ?? '') ?? -1
      return at < 0 || drawn.includes(at) ? drawn : [...drawn, at]
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
    scrollMargin: head + TOP,
    scrollPaddingStart: head,
    useFlushSync: false,
  })
  useEffect(() => {
    toRow.set((row) => virtualizer.scrollToIndex(lineOf.get(row) ?? 0, { align: 'auto' }))
  }, [toRow, virtualizer, lineOf])
  return virtualizer
}

export interface LinesProps {
  year: Year
  isFiltered: boolean
}

/** The place of each line's row among all rows. */
const placesOf = (lines: readonly YearLine[]): number[] => {
  let place = 0
  return lines.map((line) => (line.kind === 'row' ? ++place : place))
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
  const { lines, count, load } = year
  const places = useMemo(() => placesOf(lines), [lines])
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
          {items.map(({ index, key, start }) => {
            const line = lines[index]
            if (!line) return null
            const place = places[index] ?? 0
            return (
              <div key={key} role="presentation" className={styles.at} style={{ top: start - height - TOP }}>
                {line.kind === 'band' ? (
                  <Band group={line.group} />
                ) : (
                  <RowLine dated={line.dated} {...{ place, count }} isFirst={place === 1} />
                )}
              </div>
            )
          })}
          {today !== null && <Today at={today} />}
        </div>
        <Legend />
      </div>
    </div>
  )
}

export const Today = ({ at }: { at: number }) => {
  const text = useText()
  return (
    <div aria-hidden="true" className={styles.today} style={{ '--at': at / 12 } as React.CSSProperties}>
      <i title={text('year.today')} />
    </div>
  )
}

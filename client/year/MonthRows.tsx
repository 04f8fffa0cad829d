/** The rows of a month's list, those in sight drawn. Owns drawing only those, and the way to one of them. */
import { type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  Fragment,
  memo,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { MonthList } from '../../shared/year/month.ts'
import type { Box } from '../plan/box.ts'
import { type DrawnRow, type DrawnRows, drawnOf, drawnReader, heightOf } from '../row/drawn.ts'
import { Room } from '../row/Room.tsx'
import { useText } from '../ui/use-text.ts'
import { guessHeight, linesOf, type MonthLine, type MonthPart, PARTS } from './month-lines.ts'
import { MonthRow } from './MonthRow.tsx'
import { useYear } from './year-context.ts'
import styles from './month.module.css'

/** Lines beyond those in sight, at least; they come and go so many at a time: more would be longer single frames on phones. */
const OVERSCAN = 4
const BLOCK = 2

/** How far below the top of what scrolls the lines begin. */
const useTop = (scroller: HTMLElement | null, lines: RefObject<HTMLElement | null>): number => {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const [outer, inner] = [scroller, lines.current]
    if (!outer || !inner) return
    const update = () => {
      const below = inner.getBoundingClientRect().top - outer.getBoundingClientRect().top
      setTop(Math.round(below + outer.scrollTop))
    }
    update()
    const sizes = new ResizeObserver(update)
    sizes.observe(outer)
    return () => sizes.disconnect()
  }, [scroller, lines])
  return top
}

const useLines = (scroller: HTMLElement | null, lines: readonly MonthLine[], top: number) => {
  const { focus } = useYear()
  const getItemKey = useCallback((index: number) => lines[index]?.key ?? index, [lines])
  const rangeExtractor = useCallback(
    (range: Range) => {
      const { at } = focus.get()
      return drawnOf(range, at === null ? -1 : lines.findIndex(({ key }) => key === at), BLOCK)
    },
    [lines, focus],
  )
  // oxlint-disable-next-line react/incompatible-library -- made for React's own rules; the compiler is off
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: lines.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => guessHeight(lines[index]),
    getItemKey,
    rangeExtractor,
    measureElement: heightOf,
    overscan: OVERSCAN,
    scrollMargin: top,
    useFlushSync: false,
  })
  const [read] = useState(() => drawnReader())
  const drawn = read(virtualizer.getVirtualItems(), top + virtualizer.getTotalSize(), lines.length, top)
  return { virtualizer, drawn }
}

interface PartProps {
  part: MonthPart
  lines: readonly MonthLine[]
  /** Those of this part. */
  drawn: readonly DrawnRow[]
  measure: (element: HTMLElement | null) => void
}

const Part = ({ part, lines, drawn, measure }: PartProps) => {
  const text = useText()
  const heading = part === 'rows' ? undefined : text(`year.month.${part}`)
  const head = drawn.find(({ index }) => lines[index]?.kind === 'heading')
  return (
    <section className={styles.part} aria-label={heading}>
      {head && (
        <>
          <Room as="div" height={head.before} />
          <div ref={measure} data-index={head.index} className={styles.heading}>
            <h3>{heading}</h3>
          </div>
        </>
      )}
      <ul>
        {drawn.map(({ index, key, before }) => {
          const line = lines[index]
          return line?.kind === 'row' ? (
            <Fragment key={key}>
              <Room as="li" height={before} />
              <MonthRow dated={line.dated} {...{ index, measure }} />
            </Fragment>
          ) : null
        })}
      </ul>
    </section>
  )
}

/** The lines that are drawn; one does not draw them again while one scrolls among them. */
const Drawn = memo(({ lines, drawn, measure }: Omit<PartProps, 'part' | 'drawn'> & { drawn: DrawnRows }) => (
  <>
    {PARTS.map((part) => {
      const own = drawn.rows.filter(({ index }) => lines[index]?.part === part)
      return own.length > 0 && <Part key={part} {...{ part, lines, measure }} drawn={own} />
    })}
    <Room as="div" height={drawn.after} />
  </>
))
Drawn.displayName = 'Drawn'

export interface MonthRowsProps {
  list: MonthList
  /** What scrolls around the list, as soon as it is there. */
  scroller: HTMLElement | null
  /** Is told how the list scrolls to a row. */
  toRow: Box<(row: string) => void>
}

export const MonthRows = ({ list, scroller, toRow }: MonthRowsProps) => {
  const root = useRef<HTMLDivElement>(null)
  const top = useTop(scroller, root)
  const lines = useMemo(() => linesOf(list), [list])
  const { virtualizer, drawn } = useLines(scroller, lines, top)
  useEffect(() => {
    toRow.set((row) => {
      const index = lines.findIndex(({ key }) => key === row)
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' })
    })
  }, [toRow, lines, virtualizer])
  return (
    <div ref={root}>
      <Drawn lines={lines} drawn={drawn} measure={virtualizer.measureElement} />
    </div>
  )
}

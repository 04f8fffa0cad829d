/** A column of the board: its heading, the cards in sight, and below them what is here too. Owns drawing only those. */
import { type Range, useVirtualizer } from '@tanstack/react-virtual'
import { ChevronRight } from 'lucide-react'
import { Fragment, memo, useCallback, useEffect, useRef, useState } from 'react'
import type { BoardCard, BoardColumn } from '../../shared/board/board.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import { type DrawnRows, drawnOf, drawnReader, drawnWith, heightOf } from '../row/drawn.ts'
import { Room } from '../row/Room.tsx'
import { useText } from '../ui/use-text.ts'
import { Card } from './Card.tsx'
import { useBoard, useDragOver } from './board-context.ts'
import styles from './column.module.css'
import { guessHeight } from './size.ts'

const OVERSCAN = 4
/** Cards come and go so many at a time: more would be longer single frames on phones. */
const BLOCK = 2

const useCards = (cards: readonly BoardCard[]) => {
  const { focus, drag } = useBoard()
  const body = useRef<HTMLDivElement>(null)
  const getItemKey = useCallback((index: number) => cards[index]?.row.id ?? index, [cards])
  const rangeExtractor = useCallback(
    (range: Range) => {
      const placeOf = (id: string | null | undefined) => cards.findIndex(({ row }) => row.id === id)
      // What a finger touches stays: its gesture ends with it.
      return drawnWith(drawnOf(range, placeOf(focus.get().at), BLOCK), placeOf(drag.get()?.row))
    },
    [cards, focus, drag],
  )
  // oxlint-disable-next-line react/incompatible-library -- made for React's own rules; the compiler is off
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: cards.length,
    getScrollElement: () => body.current,
    estimateSize: (index) => guessHeight(cards[index]),
    getItemKey,
    rangeExtractor,
    measureElement: heightOf,
    overscan: OVERSCAN,
    useFlushSync: false,
  })
  const [read] = useState(drawnReader)
  const drawn = read(virtualizer.getVirtualItems(), virtualizer.getTotalSize(), cards.length)
  return { body, virtualizer, drawn }
}

interface DrawnProps {
  cards: readonly BoardCard[]
  drawn: DrawnRows
  measure: (element: HTMLElement | null) => void
}

/** The cards that are drawn; one does not draw them again while one scrolls among them. */
const Drawn = memo(({ cards, drawn, measure }: DrawnProps) => (
  <ul className={styles.cards}>
    {drawn.rows.map(({ index, key, before }) => {
      const card = cards[index]
      return card ? (
        <Fragment key={key}>
          <Room as="li" height={before} />
          <Card card={card} index={index} measure={measure} />
        </Fragment>
      ) : null
    })}
    <Room as="li" height={drawn.after} />
  </ul>
))
Drawn.displayName = 'Drawn'

const Also = ({ cards }: { cards: readonly BoardCard[] }) => {
  const { focus, language } = useBoard()
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles.also}>
      <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <ChevronRight aria-hidden="true" />
        {text('board.also', { count: cards.length })}
      </button>
      {isOpen && (
        <ul className={styles.others}>
          {cards.map(({ row }) => (
            <li key={row.id}>
              <button
                type="button"
                className={styles.other}
                lang={language}
                onClick={() => focus.set({ open: row.id, at: row.id })}
              >
                {blocksToLine(row.cells.title ?? []) || text('row.untitled')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

export interface ColumnProps {
  column: BoardColumn
  name: string
  /** The colour of the department that the column stands for. */
  hue: number | null
  /** The month that it is now. */
  isNow: boolean
  width: number | null
}

export const Column = memo(({ column, name, hue, isNow, width }: ColumnProps) => {
  const { id, cards, also } = column
  const { reveal } = useBoard()
  const text = useText()
  const over = useDragOver(id)
  const { body, virtualizer, drawn } = useCards(cards)
  useEffect(
    () => reveal.register(id, (index) => virtualizer.scrollToIndex(index, { align: 'center' })),
    [reveal, id, virtualizer],
  )
  const heading = `board-${id.replaceAll(/[^\w-]/g, '_')}`
  return (
    <section
      aria-labelledby={heading}
      data-board-column={id}
      data-over={over || undefined}
      data-empty={cards.length + also.length === 0 || undefined}
      className={styles.column}
      style={width === null ? undefined : { width }}
    >
      <h2 id={heading} className={styles.heading} data-now={isNow || undefined} data-hue={hue ?? undefined}>
        {hue !== null && <i className={styles.band} />}
        <span className={styles.name}>{name}</span>
        <small className={styles.count} aria-label={text('board.count', { count: cards.length })}>
          {cards.length}
        </small>
      </h2>
      <div ref={body} className={styles.body}>
        <Drawn cards={cards} drawn={drawn} measure={virtualizer.measureElement} />
        {also.length > 0 && <Also cards={also} />}
      </div>
    </section>
  )
})
Column.displayName = 'Column'

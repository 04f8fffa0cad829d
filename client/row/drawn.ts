/** Which rows of a long list are drawn around those in sight, and the room of the others. Owns both; drawing is the views'. */
import type { Range, VirtualItem } from '@tanstack/react-virtual'

/**
 * Whole blocks of so many rows around what is in sight, and the row with the keyboard (-1: none), wherever one scrolls. Rows come
 * and go a block at a time: each coming has a layout and a picture made, whatever it brings.
 */
export const drawnOf = (
  { startIndex, endIndex, overscan, count }: Range,
  at: number,
  block: number,
): number[] => {
  const first = Math.max(0, Math.floor((startIndex - overscan) / block) * block)
  const end = Math.min(count, Math.ceil((endIndex + 1 + overscan) / block) * block)
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)
  if (at < 0 || (at >= first && at < end)) return drawn
  return at < first ? [at, ...drawn] : [...drawn, at]
}

/** The same with one more, wherever it stands (-1: none). */
export const drawnWith = (drawn: readonly number[], index: number): number[] =>
  index < 0 || drawn.includes(index) ? [...drawn] : [...drawn, index].sort((a, b) => a - b)

export interface DrawnRow {
  readonly index: number
  readonly key: VirtualItem['key']
  /** Px of rows that are not drawn between this one and the one before. */
  readonly before: number
}

/** The drawn rows in normal flow. */
export interface DrawnRows {
  readonly rows: readonly DrawnRow[]
  /** Px of rows behind the last. */
  readonly after: number
}

const roomOf = (items: readonly VirtualItem[], total: number, start: number): DrawnRows => {
  let end = start
  const rows = items.map((item): DrawnRow => {
    const before = Math.max(0, item.start - end)
    end = item.end
    return { index: item.index, key: item.key, before }
  })
  return { rows, after: Math.max(0, total - end) }
}

const areSame = (some: readonly DrawnRow[], others: readonly DrawnRow[]): boolean =>
  some.length === others.length &&
  some.every(({ index, key, before }, at) => {
    const other = others[at]
    return other?.index === index && other.key === key && other.before === before
  })

/**
 * A list's reader of its drawn rows with the room between them. It answers with the same object as long as the same ones of as many
 * are drawn in the same places: a row that turns out higher than guessed has nothing drawn again, and the room behind the last is
 * set right with the next block.
 */
export const drawnReader = () => {
  let last: { drawn: DrawnRows; count: number } | null = null
  /** `start`, `end`: where all rows begin and end in what scrolls, in px; `count`: of all rows. */
  return (items: readonly VirtualItem[], end: number, count: number, start = 0): DrawnRows => {
    const drawn = roomOf(items, end, start)
    if (last?.count === count && areSame(last.drawn.rows, drawn.rows)) return last.drawn
    last = { drawn, count }
    return drawn
  }
}

/** The height of a drawn row to a fraction of a pixel, as the browser tells it, else as it stands. */
export const heightOf = (element: Element, entry: ResizeObserverEntry | undefined): number =>
  entry?.borderBoxSize[0]?.blockSize ?? element.getBoundingClientRect().height

/**
 * Which lines are drawn: those in sight, a few around them, and the one with the focus. Lines lie in normal flow with
 * gaps of the right height between them, so that a growing line pushes the next in the same frame.
 * What one looks at stays where it is when lines above it come, go or grow.
 */
import {
  type Range,
  type VirtualItem,
  type Virtualizer,
  defaultRangeExtractor,
  useVirtualizer,
} from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { keyOfSpot } from './spots.ts'
import type { SheetModel } from './sheet-model.ts'
import { scrollerOf } from './scroller.ts'
import { guessHeight } from './size.ts'
import type { SheetPlace } from './sheet-place.ts'
import type { Lines } from './use-lines.ts'

export type LinesVirtualizer = Virtualizer<HTMLElement, HTMLElement>

const OVERSCAN = 6

const exactHeight = (element: Element, entry: ResizeObserverEntry | undefined): number =>
  entry?.borderBoxSize[0]?.blockSize ?? element.getBoundingClientRect().height

/** The scroller, and how far below its top the lines begin. */
const useFrame = (list: RefObject<HTMLElement | null>) => {
  const [frame, setFrame] = useState<{ scroller: HTMLElement | null; margin: number }>({
    scroller: null,
    margin: 0,
  })
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const scroller = scrollerOf(element)
    const update = () => {
      const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top
      const margin = Math.round(top + scroller.scrollTop)
      setFrame((old) => (old.scroller === scroller && old.margin === margin ? old : { scroller, margin }))
    }
    update()
    const sizes = new ResizeObserver(update)
    const above = element.closest('[data-sheet]')?.querySelectorAll('[data-above]') ?? []
    for (const one of [scroller, ...above]) sizes.observe(one)
    return () => sizes.disconnect()
  }, [list])
  return frame
}

/** Keeps the first line in sight where it is when the order of lines changes. */
const useAnchor = (virtualizer: LinesVirtualizer, keys: readonly string[]): void => {
  const before = useRef({ keys, starts: new Map<string, number>() })
  useLayoutEffect(() => {
    if (before.current.keys === keys) return
    const { starts } = before.current
    const anchor = virtualizer.measurementsCache.find((item) => starts.has(String(item.key)))
    const was = anchor && starts.get(String(anchor.key))
    const shift = anchor && was !== undefined ? anchor.start - was : 0
    const scroller = virtualizer.scrollElement
    if (shift !== 0 && scroller && scroller.scrollTop > 0)
      scroller.scrollBy({ top: shift, behavior: 'instant' })
  }, [virtualizer, keys])
  useLayoutEffect(() => {
    const top = virtualizer.scrollOffset ?? 0
    const seen = virtualizer.getVirtualItems().filter((item) => item.end > top)
    before.current = { keys, starts: new Map(seen.map((item) => [String(item.key), item.start])) }
  })
}

const focusedIndex = (model: SheetModel, keys: readonly string[]): number => {
  const key = keyOfSpot(model.get()?.spot ?? null)
  return key === null ? -1 : keys.indexOf(key)
}

/** `place`: where the lines stood before, and how high they were. */
export const useVirtualLines = (
  list: RefObject<HTMLElement | null>,
  content: Lines,
  model: SheetModel,
  place: SheetPlace | null,
) => {
  const { scroller, margin } = useFrame(list)
  const { keys, lines } = content
  const getItemKey = useCallback((index: number) => keys[index] ?? index, [keys])
  const rangeExtractor = useCallback(
    (range: Range) => {
      const drawn = defaultRangeExtractor(range)
      const focused = focusedIndex(model, keys)
      return focused < 0 || drawn.includes(focused) ? drawn : [...drawn, focused].sort((a, b) => a - b)
    },
    [model, keys],
  )
  // oxlint-disable-next-line react/incompatible-library -- made for React's own rules; the compiler is off
  const virtualizer: LinesVirtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: keys.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => guessHeight(lines[index]),
    getItemKey,
    rangeExtractor,
    measureElement: exactHeight,
    overscan: OVERSCAN,
    scrollMargin: margin,
    // Typed keys grow a line before the observer tells of it: a synchronous render would only cost time.
    useFlushSync: false,
    ...(place !== null && {
      initialOffset: place.scrolled,
      initialMeasurementsCache: [...place.heights],
    }),
  })
  useAnchor(virtualizer, keys)
  return virtualizer
}

export interface Gap {
  readonly item: VirtualItem
  /** Height of what is not drawn between this line and the one before. */
  readonly before: number
}

/** The drawn lines with the gaps between them, and the gap behind the last. */
export const gapsOf = (virtualizer: LinesVirtualizer): { gaps: readonly Gap[]; after: number } => {
  const start = virtualizer.options.scrollMargin
  let end = start
  const gaps = virtualizer.getVirtualItems().map((item): Gap => {
    const before = item.start - end
    end = item.end
    return { item, before: Math.max(0, before) }
  })
  return { gaps, after: Math.max(0, virtualizer.getTotalSize() + start - end) }
}

/** Going from change to change in a redline, and to a row. Owns the focus of changes alone. */
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'
import { Drawing } from './drawing.ts'
import type { ShownRedline } from './redline-wire.ts'
import { type SlicedRedline, countOf, slicesOf } from './slices.ts'

/** A redline on its way onto the page. */
export interface RedSheet {
  sliced: SlicedRedline
  drawing: Drawing
}

export interface RedSteps {
  /** Null while there is no redline. */
  sheet: RedSheet | null
  /** Null while it is not known. */
  count: number | null
  /** Focuses the change after or before the one that had the focus last; where none had, the first or the last. */
  step: (by: 1 | -1) => void
  /** Brings a row or a section into sight, where it stands in the redline. */
  showRow: (id: string | null) => void
}

const find = (page: HTMLElement | null, attribute: string, value: string): HTMLElement | null =>
  page?.querySelector<HTMLElement>(`[${attribute}="${CSS.escape(value)}"]`) ?? null

/** A change that somebody was at, and how many stood before it then. */
export interface Place {
  step: string
  at: number
}

/** The change that comes `by` after a place; undefined where there is none. */
export const stepFrom = (steps: readonly string[], from: Place | null, by: 1 | -1): string | undefined => {
  if (from === null) return by > 0 ? steps[0] : steps.at(-1)
  const at = steps.indexOf(from.step)
  if (at >= 0) return steps[at + by]
  // It is no change any more, as a row that was restored: another one stands in its place.
  return steps[by > 0 ? from.at : from.at - 1]
}

/** Draws a slice before the next line of code. */
const drawNow = ({ drawing, sliced }: RedSheet, name: string): void => {
  const key = sliced.sliceOf.get(name)
  if (key !== undefined) flushSync(() => drawing.draw([key]))
}

const useStepKeys = (step: RedSteps['step']): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      event.preventDefault()
      step(event.key === 'ArrowDown' ? 1 : -1)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [step])
}

/** Notes the change that has the focus; buttons take the focus away when they are pressed. */
const usePlace = (page: RefObject<HTMLElement | null>, of: string, steps: readonly string[] | undefined) => {
  const place = useRef<Place | null>(null)
  useEffect(() => void (place.current = null), [of])
  useEffect(() => {
    const element = page.current
    const note = ({ target }: FocusEvent) => {
      const step = target instanceof Element && target.closest('[data-change]')?.getAttribute('data-change')
      if (step && steps) place.current = { step, at: steps.indexOf(step) }
    }
    element?.addEventListener('focusin', note)
    return () => element?.removeEventListener('focusin', note)
  }, [page, steps])
  return place
}

/** The rest is drawn while nobody needs the page, and all of it before it is printed. */
const useWhole = (sheet: RedSheet | null): void => {
  useEffect(() => {
    if (sheet === null) return
    const { drawing, sliced } = sheet
    const stop = drawing.drawRest(sliced.keys)
    const drawAll = () => flushSync(() => drawing.draw(sliced.keys))
    addEventListener('beforeprint', drawAll)
    return () => {
      stop()
      removeEventListener('beforeprint', drawAll)
    }
  }, [sheet])
}

/** The drawing of a redline and the ways through it. With another `of` it begins anew: it is another page. */
export const useRedSteps = (
  page: RefObject<HTMLElement | null>,
  redline: ShownRedline | null,
  { of, onlyChanges }: { of: string; onlyChanges: boolean },
): RedSteps => {
  const sliced = useMemo(() => redline && slicesOf(redline, onlyChanges), [redline, onlyChanges])
  const { drawing } = useMemo(() => ({ of, onlyChanges, drawing: new Drawing() }), [of, onlyChanges])
  const sheet = useMemo(() => sliced && { sliced, drawing }, [sliced, drawing])
  const place = usePlace(page, of, sliced?.steps)
  const step = useCallback(
    (by: 1 | -1) => {
      if (sheet === null) return
      const next = stepFrom(sheet.sliced.steps, place.current, by)
      if (next === undefined) return
      drawNow(sheet, next)
      const element = find(page.current, 'data-change', next)
      element?.focus({ preventScroll: true })
      element?.scrollIntoView({ block: 'center' })
    },
    [page, place, sheet],
  )
  const showRow = useCallback(
    (id: string | null) => {
      if (sheet === null || id === null) return
      drawNow(sheet, id)
      find(page.current, 'data-row', id)?.scrollIntoView({ block: 'center' })
    },
    [page, sheet],
  )
  useStepKeys(step)
  useWhole(sheet)
  return { sheet, count: redline && countOf(redline), step, showRow }
}

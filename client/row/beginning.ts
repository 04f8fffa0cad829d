/**
 * What a narrow window shows of a view that is laid out in parts: a board's column, a month of the year. Owns what it begins with
 * and when it goes on to another; which parts there are, and what stands in them, is the view's.
 */
import { useEffect } from 'react'
import type { PlanView } from '../../shared/plan/view.ts'

export interface Beginning<T> {
  /** What was shown or chosen; null before the window has begun. */
  wanted: T | null
  /** The plan in which the window began with that, filled; null: somebody chose it. */
  begunIn: PlanView | null
  view: PlanView
  /** What it begins with; null where there is nothing at all. */
  first: T | null
  isThere: (part: T) => boolean
  isFilled: (part: T) => boolean
  /** Remembers what is shown. The same function in every rendering. */
  keep: (part: T | null, begunIn: PlanView) => void
}

/** The part that is shown. It stays, whatever others do to the parts before it. */
export const useBeginning = <T>({
  wanted,
  begunIn,
  view,
  first,
  isThere,
  isFilled,
  keep,
}: Beginning<T>): T | null => {
  const here = wanted !== null && isThere(wanted) ? wanted : null
  // What it began with is left where one's own filter has emptied it: the plan is the same.
  const isLeft = here !== null && begunIn === view && !isFilled(here)
  const shown = here === null || isLeft ? first : here
  const isKept = shown === wanted
  const goesOn = begunIn !== null && shown !== null && isFilled(shown)
  useEffect(() => {
    if (!isKept || goesOn) keep(shown, view)
  }, [keep, isKept, goesOn, shown, view])
  return shown
}

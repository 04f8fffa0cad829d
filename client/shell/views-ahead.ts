/**
 * Fetches the code of the board and the year ahead, when the document stands and the browser has nothing better to do, so that
 * the first look at them meets code that is there (SPEC YS3). Owns when and in which order; each part is `plan-parts.ts`'s.
 */
import { useEffect } from 'react'
import type { Module } from '../ui/use-module.ts'
import { type Idler, whenIdle } from '../ui/when-idle.ts'
import { boardPage, boardShapes, filterBar, yearPage } from './plan-parts.ts'

/** In the order in which they are likely to be wanted; the bar stands above both. */
const PARTS: readonly Module<unknown>[] = [boardPage, boardShapes, filterBar, yearPage]

/** What of the browser is asked. */
export interface SavingIdler extends Idler {
  navigator: { connection?: { saveData?: boolean } }
}

/** Ms to wait where the browser does not tell when it is idle. */
const PATIENCE_MS = 2000

/**
 * Fetches one part after the other, each in an idle moment of its own, until the returned function is called. Nothing where
 * the reader saves data. A part that does not come is fetched, and told of, when it is asked for.
 */
export const fetchAhead = (browser: SavingIdler, parts: readonly Module<unknown>[] = PARTS): (() => void) => {
  if (browser.navigator.connection?.saveData === true) return () => {}
  let isOver = false
  let stop = () => {}
  const next = ([part, ...others]: readonly Module<unknown>[]): void => {
    if (part === undefined || isOver) return
    const fetchOne = () => {
      const goOn = () => next(others)
      part.preload().then(goOn, goOn)
    }
    stop = whenIdle(fetchOne, { plainMs: PATIENCE_MS }, browser)
  }
  next(parts)
  return () => {
    isOver = true
    stop()
  }
}

/** Fetches the views ahead once the page that uses it stands. */
export const useViewsAhead = (): void => {
  useEffect(() => fetchAhead(window as SavingIdler), [])
}

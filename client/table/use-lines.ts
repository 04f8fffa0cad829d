/** The plan's lines for React: kept objects, and a list of keys that changes only with the order. */
import { useCallback, useState, useSyncExternalStore } from 'react'
import type { PlanView } from '../../shared/plan/view.ts'
import { type Line, keysOf, linesOf, linesShown } from './lines.ts'
import type { SheetModel } from './sheet-model.ts'
import { keyOfSpot } from './spots.ts'

export interface Lines {
  readonly lines: readonly Line[]
  readonly keys: readonly string[]
}

/** Remembers the last reading, so that the next one shares with it. The same view reads the same. */
class LineReader {
  private view: PlanView | null = null
  private shown: ReadonlySet<string> | null = null
  private held = ''
  private last: Lines = { lines: [], keys: [] }

  read(view: PlanView, shown: ReadonlySet<string> | null, held: string): Lines {
    if (view === this.view && shown === this.shown && held === this.held) return this.last
    this.shown = shown
    this.held = held
    const lines = shown === null ? linesOf(view) : linesShown(linesOf(view), shown, held)
    const keys = keysOf(lines, this.last.keys)
    this.last = { lines, keys }
    this.view = view
    return this.last
  }
}

const quiet = () => () => {}

/** The line that has the focus, while rows are filtered: it stays until it is left, whatever is written into it. */
const useHeldLine = (model: SheetModel, isFiltered: boolean): string =>
  useSyncExternalStore(
    useCallback(
      (listener: () => void) => (isFiltered ? model.subscribe(listener) : quiet()),
      [model, isFiltered],
    ),
    () => (isFiltered && keyOfSpot(model.get()?.spot ?? null)) || '',
  )

/** The lines of a view; with `shown`, those of the rows in it. */
export const useLines = (view: PlanView, shown: ReadonlySet<string> | null, model: SheetModel): Lines => {
  const [reader] = useState(() => new LineReader())
  return reader.read(view, shown, useHeldLine(model, shown !== null))
}

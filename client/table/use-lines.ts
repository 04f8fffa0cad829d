/** The plan's lines for React: kept objects, and a list of keys that changes only with the order. */
import { useState } from 'react'
import type { PlanView } from '../../shared/plan/view.ts'
import { type Line, keysOf, linesOf } from './lines.ts'

export interface Lines {
  readonly lines: readonly Line[]
  readonly keys: readonly string[]
}

/** Remembers the last reading, so that the next one shares with it. The same view reads the same. */
class LineReader {
  private view: PlanView | null = null
  private last: Lines = { lines: [], keys: [] }

  read(view: PlanView): Lines {
    if (view === this.view) return this.last
    const lines = linesOf(view)
    const keys = keysOf(lines, this.last.keys)
    this.last = { lines, keys }
    this.view = view
    return this.last
  }
}

export const useLines = (view: PlanView): Lines => {
  const [reader] = useState(() => new LineReader())
  return reader.read(view)
}

/** What the rules of next year's plan say about a place in a text. Owns the types and how findings are laid side by side. */
import type { ReviewReason } from '../origin.ts'

/** How sure the rules are of it: done unless somebody says no, offered, or only told. */
export type Sureness = 'done' | 'offered' | 'told'

/** Words at `from`–`to` that the new year may want otherwise. */
export interface Found {
  from: number
  to: number
  /** What would stand there; null where nobody can know. */
  text: string | null
  why: ReviewReason | 'approval'
  sureness: Sureness
}

export interface Years {
  /** The year of the plan that is carried over, and of the new one. */
  from: number
  to: number
}

/** In the order of the text; where two overlap, the one that was found first stands. */
export const sideBySide = (...lists: readonly (readonly Found[])[]): Found[] => {
  const kept: Found[] = []
  for (const one of lists.flat())
    if (!kept.some(({ from, to }) => one.from < to && from < one.to)) kept.push(one)
  return kept.sort((a, b) => a.from - b.from)
}

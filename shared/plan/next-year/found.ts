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

/** How many of `list`, whose places ascend, begin before `place`. */
export const countBefore = (list: readonly { readonly from: number }[], place: number): number => {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle]?.from ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

/** In the order of the text; where two overlap, the one that was found first stands. */
export const sideBySide = (...lists: readonly (readonly Found[])[]): Found[] => {
  const kept: Found[] = []
  for (const one of lists.flat()) {
    // Those that are kept lie apart: only the last that begins before its end can reach into it.
    const at = countBefore(kept, one.to)
    if ((kept[at - 1]?.to ?? 0) <= one.from) kept.splice(at, 0, one)
  }
  return kept
}

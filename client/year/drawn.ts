/** Which lines of the year are drawn around those in sight. Owns the size of a block; drawing them is `Lines.tsx`'s. */
import type { Range } from '@tanstack/react-virtual'

/** Lines come and go so many at a time: each coming has a layout and a picture made, whatever it brings. */
const BLOCK = 4

/** Whole blocks around what is in sight, and the line with the keyboard (-1: none), wherever one scrolls. */
export const drawnOf = ({ startIndex, endIndex, overscan, count }: Range, at: number): number[] => {
  const first = Math.max(0, Math.floor((startIndex - overscan) / BLOCK) * BLOCK)
  const end = Math.min(count, Math.ceil((endIndex + 1 + overscan) / BLOCK) * BLOCK)
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)
  return at < 0 || (at >= first && at < end) ? drawn : [...drawn, at]
}

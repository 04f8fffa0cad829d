/** What a row is beside its words. Its tools are drawn by this, so that a key in its text does not draw them again. */
import { useMemo } from 'react'
import type { RowView } from '../../shared/plan/view.ts'

export type RowFrame = Omit<RowView, 'cells'>

/** The same object for as long as nothing but the words of the row is another. */
export const useRowFrame = (row: RowView): RowFrame => {
  const { id, section, parent, level, number, numbering, typed, state, fact, fix, origin, dismissed } = row
  return useMemo(
    () => ({ id, section, parent, level, number, numbering, typed, state, fact, fix, origin, dismissed }),
    [id, section, parent, level, number, numbering, typed, state, fact, fix, origin, dismissed],
  )
}

/** Which sections are left out and which rows are meant, while somebody chooses. Owns the choice alone, not what it comes to. */
import { useState } from 'react'
import { ALL_ROWS } from '../../shared/plan/gather/row-choice.ts'

/** Everything, at first; as `GatherSections` takes it. */
export const useChosenRows = () => {
  const [left, onLeave] = useState<ReadonlySet<string>>(new Set())
  const [rows, onRows] = useState(ALL_ROWS)
  return { left, rows, onLeave, onRows }
}

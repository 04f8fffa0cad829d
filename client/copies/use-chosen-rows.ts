/** Which sections are left out and which rows are meant, while somebody chooses. Owns the choice alone, not what it comes to. */
import { ALL_ROWS } from '../../shared/plan/gather/row-choice.ts'
import { useKept } from '../plan/kept.ts'

/** Everything, at first; as `GatherSections` takes it. */
export const useChosenRows = () => {
  const [left, onLeave] = useKept<ReadonlySet<string>>('gather.left', () => new Set())
  const [rows, onRows] = useKept('gather.rows', () => ALL_ROWS)
  return { left, rows, onLeave, onRows }
}

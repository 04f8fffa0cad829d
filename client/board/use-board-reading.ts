/** The board of a view for React: what did not change stays the same object from one reading to the next. */
import { useMemo, useState } from 'react'
import { type Board, boardOf } from '../../shared/board/board.ts'
import type { Grouping } from '../../shared/board/groupings.ts'
import type { PlanView } from '../../shared/plan/view.ts'
import type { Department } from '../api.ts'

class Reader {
  private last: Board | null = null

  read(...[view, options]: Parameters<typeof boardOf>): Board {
    this.last = boardOf(view, options, this.last)
    return this.last
  }
}

export const useBoardReading = (
  view: PlanView,
  by: Grouping,
  shown: ReadonlySet<string> | null,
  departments: readonly Department[],
): Board => {
  const [reader] = useState(() => new Reader())
  return useMemo(
    () => reader.read(view, { by, shown, departments: departments.map(({ id }) => id) }),
    [reader, view, by, shown, departments],
  )
}

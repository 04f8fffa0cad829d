/** The year of a view for React: what did not change stays the same object from one reading to the next. */
import { useMemo, useState } from 'react'
import type { PlanView } from '../../shared/plan/view.ts'
import type { YearGrouping } from '../../shared/year/groupings.ts'
import { type Year, yearOf } from '../../shared/year/year.ts'
import type { Department } from '../api.ts'

class Reader {
  private last: Year | null = null

  read(...[view, options]: Parameters<typeof yearOf>): Year {
    this.last = yearOf(view, options, this.last)
    return this.last
  }
}

export const useYearReading = (
  view: PlanView,
  by: YearGrouping,
  shown: ReadonlySet<string> | null,
  departments: readonly Department[],
): Year => {
  const [reader] = useState(() => new Reader())
  return useMemo(
    () => reader.read(view, { by, shown, departments: departments.map(({ id }) => id) }),
    [reader, view, by, shown, departments],
  )
}

/** What every part of the year shares. Owns the context and its hooks; `Year.tsx` fills it. */
import { createContext, useContext } from 'react'
import { useStorePart } from '../plan/use-plan.ts'
import type { RowScope } from '../row/row-context.ts'
import type { BarDragState } from './bar-drag.ts'
import type { MonthNames } from './months.ts'
import type { YearParts } from './use-year-parts.ts'

/** All of it stays the same while the plan changes; what changes is read apart. */
export interface YearScope extends RowScope, YearParts {
  readonly months: MonthNames
  readonly locale: 'ru' | 'en'
  /** The plan's. */
  readonly year: number
}

export const YearContext = createContext<YearScope | null>(null)

export const useYear = (): YearScope => {
  const scope = useContext(YearContext)
  if (scope === null) throw new Error('useYear: not inside a Year')
  return scope
}

/** Whether the row is the one that is open, or the one that Tab comes to; '' for neither. */
export const useRowFocus = (row: string): '' | 'tab' | 'open' => {
  const { focus } = useYear()
  return useStorePart(focus, () => {
    const { open, at } = focus.get()
    return open === row ? 'open' : at === row ? 'tab' : ''
  })
}

/** The drag while it is this row's; null otherwise. */
export const useDragOf = (row: string): BarDragState | null => {
  const { drag } = useYear()
  return useStorePart(drag, () => {
    const state = drag.get()
    return state?.row === row ? state : null
  })
}

/** What every part of the sheet shares. Owns the context and its hooks; `Sheet.tsx` fills it. */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { ChecksState } from '../plan/checks-state.ts'
import type { PlanSession, Store } from '../plan/plan-session.ts'
import type { SheetComments } from '../plan/row-comments.ts'
import type { Rights } from '../plan/rights.ts'
import type { ShownSignOffs } from '../plan/sign-offs.ts'
import type { SheetActions } from './actions.ts'
import type { SheetCells } from './cells.ts'
import type { ColleagueIndex } from './colleague-index.ts'
import type { Hover } from './hover.ts'
import type { Picks } from './picks.ts'
import type { RowDrag } from './row-drag.ts'
import type { Focus, SheetModel } from './sheet-model.ts'

export interface Department {
  readonly id: string
  readonly name: string
  readonly short: string
  /** 1–6. */
  readonly hue: number
}

export interface SheetScope {
  readonly session: PlanSession
  readonly model: SheetModel
  readonly actions: SheetActions
  readonly cells: SheetCells
  readonly picks: Picks
  readonly hover: Hover
  readonly drag: RowDrag
  readonly people: ColleagueIndex
  readonly departments: readonly Department[]
  readonly rights: Rights
  /** Asks how the dates of a row are understood; null where nobody can answer. */
  readonly askPeriod: ((row: string) => void) | null
  /** Asks what became of a row; null where nobody can answer. */
  readonly askFact: ((row: string) => void) | null
  /** Asks for a file whose rows go into a section; null where nobody can. */
  readonly askFile: ((section: string) => void) | null
  /** Asks for other plans whose rows go into a section; null where nobody can. */
  readonly askPlans: ((section: string) => void) | null
  /** Opens the history of a row, who wrote it, or the row that it was made of; null where that may not be seen. */
  readonly lookBack: ((row: string, what: 'history' | 'authors' | 'origin') => void) | null
  /** What the checker finds and reads; null until it is there. */
  readonly checks: Store<ChecksState> | null
  /** Null where comments may not be read. */
  readonly comments: SheetComments | null
  /** How the sections stand; null where nothing is said of it. */
  readonly signOffs: ShownSignOffs | null
  /** The plan's own language, which need not be the reader's; undefined while no word tells. */
  readonly language: 'ru' | 'en' | undefined
  /** Gives the browser's focus to the cell that has the sheet's. */
  readonly refocus: () => void
}

export const SheetContext = createContext<SheetScope | null>(null)

export const useSheet = (): SheetScope => {
  const scope = useContext(SheetContext)
  if (scope === null) throw new Error('useSheet: not inside a Sheet')
  return scope
}

const NO_STORE = { get: () => null, subscribe: () => () => {} }

/** A part of what the checker says; the component renders again only when it is another. */
export const useCheckPart = <T>(select: (state: ChecksState) => T): T | null => {
  const { checks } = useSheet()
  const store = checks ?? NO_STORE
  return useSyncExternalStore(
    useCallback((listener: () => void) => store.subscribe(listener), [store]),
    () => {
      const state = store.get()
      return state === null ? null : select(state)
    },
  )
}

/** A part of the focus as a string; the component renders again only when it is another. */
export const useFocusPart = (select: (focus: Focus | null) => string): string => {
  const { model } = useSheet()
  return useSyncExternalStore(
    useCallback((listener: () => void) => model.subscribe(listener), [model]),
    () => select(model.get()),
  )
}

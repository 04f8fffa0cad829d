/** What every part that shows a row beside the document shares. Owns the context and its hooks; a view fills it. */
import { createContext, useContext } from 'react'
import type { ItemState } from '../../shared/plan/json.ts'
import type { RowView } from '../../shared/plan/view.ts'
import type { Department } from '../api.ts'
import type { ChecksState } from '../plan/checks-state.ts'
import type { Colleague, PlanSession, Store } from '../plan/plan-session.ts'
import type { Rights } from '../plan/rights.ts'
import { NO_COMMENTS, type RowComments, type SheetComments } from '../plan/row-comments.ts'
import type { RowPeople } from '../plan/row-people.ts'
import { useStorePart } from '../plan/use-plan.ts'

/** All of it stays the same while the plan changes; what changes is read apart. */
export interface RowScope {
  readonly session: PlanSession
  readonly departments: readonly Department[]
  readonly rights: Rights
  /** Null where comments may not be read. */
  readonly comments: SheetComments | null
  readonly checks: Store<ChecksState> | null
  readonly people: RowPeople
  /** The plan's own. */
  readonly language: 'ru' | 'en' | undefined
  readonly openInDocument: (row: string) => void
  readonly setState: (row: RowView, state: ItemState) => void
  /** Asks what became of a row. */
  readonly askFact: (row: string) => void
}

export const RowContext = createContext<RowScope | null>(null)

export const useRowScope = (): RowScope => {
  const scope = useContext(RowContext)
  if (scope === null) throw new Error('useRowScope: no view around')
  return scope
}

export const useRowPeople = (row: string): readonly Colleague[] => {
  const { people } = useRowScope()
  return useStorePart(people, () => people.at(row))
}

export const useRowComments = (row: string): RowComments => {
  const index = useRowScope().comments?.index ?? null
  return useStorePart(index, () => index?.at(row) ?? NO_COMMENTS)
}

/** How grave the gravest finding about a row is; null without one. */
export const useRowMark = (row: string) => {
  const { checks } = useRowScope()
  return useStorePart(checks, () => checks?.get().marks.get(row) ?? null)
}

/** The colour of a department; that of all where there is none. */
export const useHue = (department: string | null): number =>
  useRowScope().departments.find(({ id }) => id === department)?.hue ?? 0

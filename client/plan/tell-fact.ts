/** Telling what became of a row, from any view: the verb as one undo step. Owns that order; what it writes is `edit-facts.ts`'s. */
import { dayOf } from '../../shared/plan/due.ts'
import { type FactChange, setFact } from '../../shared/plan/edit-facts.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import { readFact } from '../../shared/plan/facts.ts'
import { rowsOf } from '../../shared/plan/schema.ts'
import type { PlanSession } from './plan-session.ts'

/** Today on this device's clock, as an ISO date. */
export const today = (): string => dayOf(new Date())

/** What is told of a row in a state, also in one that it is not in. */
export const factIn = (session: PlanSession, row: string, state: ItemState) => {
  const fields = rowsOf(session.doc).get(row)
  return readFact((register) => fields?.get(register), state)
}

/** False where it cannot be. */
export const tellFact = (
  { undo, editing }: PlanSession,
  row: string,
  state: ItemState,
  change: FactChange,
): boolean => {
  undo.cut()
  undo.at({ row, field: 'title', section: null })
  const isDone = setFact(editing, row, state, change)
  undo.cut()
  undo.at(null)
  return isDone
}

/** What goes without saying of a state that a row comes into now: what is done is done today. */
export const impliedBy = (state: ItemState): FactChange => (state === 'done' ? { on: today() } : {})

export const tellDone = (session: PlanSession, row: string): boolean =>
  tellFact(session, row, 'done', impliedBy('done'))

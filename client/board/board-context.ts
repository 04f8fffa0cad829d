/** What every part of the board shares. Owns the context and its hooks; `Board.tsx` fills it. */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { Board } from '../../shared/board/board.ts'
import type { Grouping } from '../../shared/board/groupings.ts'
import type { Department } from '../api.ts'
import type { ChecksState } from '../plan/checks.ts'
import type { Colleague, PlanSession, Store } from '../plan/plan-session.ts'
import type { Rights } from '../plan/rights.ts'
import { NO_COMMENTS, type RowComments, type SheetComments } from '../plan/row-comments.ts'
import type { BoardParts } from './use-board-parts.ts'

/** All of it stays the same while the plan changes; what changes is read apart. */
export interface BoardScope extends BoardParts {
  readonly session: PlanSession
  readonly departments: readonly Department[]
  readonly rights: Rights
  readonly by: Grouping
  readonly comments: SheetComments | null
  readonly checks: Store<ChecksState> | null
  readonly language: 'ru' | 'en' | undefined
  readonly openInDocument: (row: string) => void
  readonly askFact: (row: string) => void
}

export const BoardContext = createContext<BoardScope | null>(null)

export const useBoard = (): BoardScope => {
  const scope = useContext(BoardContext)
  if (scope === null) throw new Error('useBoard: not inside a Board')
  return scope
}

/** The board as it stands; for those alone who show which columns there are. */
export const ReadingContext = createContext<Board | null>(null)

export const useReading = (): Board => {
  const board = useContext(ReadingContext)
  if (board === null) throw new Error('useReading: not inside a Board')
  return board
}

const quiet = () => () => {}

/** A part of a store that hands out the same value until it changed. */
const usePart = <T>(store: { subscribe(listener: () => void): () => void } | null, read: () => T): T =>
  useSyncExternalStore(
    useCallback((listener: () => void) => (store ? store.subscribe(listener) : quiet()), [store]),
    read,
  )

export const useRowPeople = (row: string): readonly Colleague[] => {
  const { people } = useBoard()
  return usePart(people, () => people.at(row))
}

export const useRowComments = (row: string): RowComments => {
  const index = useBoard().comments?.index ?? null
  return usePart(index, () => index?.at(row) ?? NO_COMMENTS)
}

/** How grave the gravest finding about a row is; null without one. */
export const useRowMark = (row: string) => {
  const { checks } = useBoard()
  return usePart(checks, () => checks?.get().marks.get(row) ?? null)
}

/** Whether the card is the one that is open, or the one that Tab comes to; '' for neither. */
export const useCardFocus = (row: string): '' | 'tab' | 'open' => {
  const { focus } = useBoard()
  return usePart(focus, () => {
    const { open, at } = focus.get()
    return open === row ? 'open' : at === row ? 'tab' : ''
  })
}

export const useIsDragged = (row: string): boolean => {
  const { drag } = useBoard()
  return usePart(drag, () => drag.get()?.row === row)
}

/** What a column shows of the drag: '' nothing, 'over' the card lands here, 'no' it may not. */
export const useDragOver = (column: string): '' | 'over' | 'no' => {
  const { drag } = useBoard()
  return usePart(drag, () => {
    const state = drag.get()
    if (state?.over !== column) return ''
    return state.verdict.may ? 'over' : 'no'
  })
}

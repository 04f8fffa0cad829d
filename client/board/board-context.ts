/** What every part of the board shares. Owns the context and its hooks; `Board.tsx` fills it. */
import { createContext, useContext } from 'react'
import type { Board } from '../../shared/board/board.ts'
import type { Grouping } from '../../shared/board/groupings.ts'
import { useStorePart } from '../plan/use-plan.ts'
import type { RowScope } from '../row/row-context.ts'
import type { BoardParts } from './use-board-parts.ts'

/** All of it stays the same while the plan changes; what changes is read apart. */
export interface BoardScope extends RowScope, BoardParts {
  readonly by: Grouping
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

/** Whether the card is the one that is open, or the one that Tab comes to; '' for neither. */
export const useCardFocus = (row: string): '' | 'tab' | 'open' => {
  const { focus } = useBoard()
  return useStorePart(focus, () => {
    const { open, at } = focus.get()
    return open === row ? 'open' : at === row ? 'tab' : ''
  })
}

export const useIsDragged = (row: string): boolean => {
  const { drag } = useBoard()
  return useStorePart(drag, () => drag.get()?.row === row)
}

/** What a column shows of the drag: '' nothing, 'over' the card lands here, 'no' it may not. */
export const useDragOver = (column: string): '' | 'over' | 'no' => {
  const { drag } = useBoard()
  return useStorePart(drag, () => {
    const state = drag.get()
    if (state?.over !== column) return ''
    return state.verdict.may ? 'over' : 'no'
  })
}

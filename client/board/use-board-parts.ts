/** Makes what a board shares, once a session: verbs, drag, focus, people, the way to a card. Wires them together. */
import { type RefObject, useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { Board } from '../../shared/board/board.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import type { Department } from '../api.ts'
import { type Announcer, createAnnouncer } from '../plan/announcer.ts'
import { Box, useBox } from '../plan/box.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { RowPeople } from '../plan/row-people.ts'
import { rowName } from '../row/names.ts'
import { offerBack } from '../row/offer-back.ts'
import { type ViewPlace, useKeysBackIn, useViewPlace } from '../row/view-place.ts'
import { showToast } from '../ui/toast.ts'
import { useDragPage } from '../ui/use-drag-page.ts'
import { type Text, useText } from '../ui/use-text.ts'
import { BoardActions } from './actions.ts'
import { CardDrag } from './card-drag.ts'
import { BoardFocus } from './focus.ts'
import { columnName, type Naming } from './names.ts'
import { Reveal } from './reveal.ts'

export interface BoardPartsSetup {
  session: PlanSession
  departments: readonly Department[]
  board: Board
  root: RefObject<HTMLElement | null>
  language: 'ru' | 'en' | undefined
  /** Asks what became of a row. */
  askFact: (row: string) => void
  ask: (question: { row: string; sections: readonly string[] }) => void
}

export interface BoardParts {
  readonly actions: BoardActions
  readonly drag: CardDrag
  readonly focus: BoardFocus
  readonly people: RowPeople
  readonly place: ViewPlace<BoardFocus>
  readonly reveal: Reveal
  readonly announcer: Announcer
  readonly board: Box<Board>
  /** How the columns scroll to one of them; set by whoever draws them. */
  readonly toColumn: Box<(index: number) => void>
}

const makeActions = (
  latest: Box<BoardPartsSetup & { naming: Naming }>,
  announcer: Announcer,
  giveKeys: (row: string) => void,
): BoardActions => {
  const text: Text = (key, values) => latest.get().naming.text(key, values)
  const { session } = latest.get()
  return new BoardActions({
    session,
    announcer,
    text,
    board: () => latest.get().board,
    language: () => latest.get().language ?? latest.get().naming.locale,
    columnName: (column) => columnName(column, latest.get().naming),
    cardName: (row) => rowName(row, text),
    offerUndo: offerBack(text, { undo: session.undo, askFact: (row) => latest.get().askFact(row), giveKeys }),
    tell: (message) => showToast({ text: message }),
    ask: (row, sections) => latest.get().ask({ row, sections }),
  })
}

const scrollerIn = (root: HTMLElement | null): HTMLElement | null =>
  root?.querySelector<HTMLElement>('[data-board-scroller]') ?? null

export const useBoardParts = (setup: BoardPartsSetup): BoardParts => {
  const text = useText()
  const { locale } = useIntl()
  const { session, departments, root } = setup
  const naming: Naming = { text, locale: isLocale(locale) ? locale : 'en', departments }
  const latest = useBox({ ...setup, naming })
  const board = useBox(setup.board)
  const place = useViewPlace('board', () => new BoardFocus())
  const parts = useMemo(() => {
    const announcer = createAnnouncer()
    // Set by the columns when they are drawn.
    const toColumn = new Box<(index: number) => void>(() => {})
    const { focus } = place
    const giveKeys = (row: string) => void reveal.show(row, { focus: true })
    const actions = makeActions(latest, announcer, giveKeys)
    const reveal = new Reveal({
      root: () => root.current,
      board: () => board.get(),
      showColumn: (column, index) => {
        focus.set({ column })
        toColumn.get()(index)
      },
    })
    const drag = new CardDrag({
      scroller: () => scrollerIn(root.current),
      judge: (row, column) => actions.judge(row, column),
      onDrop: (row, column) => void actions.move(row, column),
    })
    const people = new RowPeople(session.colleagues)
    return { actions, drag, focus, people, place, reveal, announcer, board, toColumn }
  }, [session, latest, root, board, place])
  useDragPage(parts.drag)
  useKeysBackIn(root, place, parts)
  return parts
}

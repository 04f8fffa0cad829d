/**
 * The plan as a board: columns of cards, live. Puts the parts together and gives keys and presses to their handlers; must not
 * write to the document itself (`actions.ts` does).
 */
import { type Ref, memo, useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Board as BoardReading } from '../../shared/board/board.ts'
import type { Grouping } from '../../shared/board/groupings.ts'
import type { Department } from '../api.ts'
import { useBox } from '../plan/box.ts'
import type { ChecksState } from '../plan/checks-state.ts'
import { useKept } from '../plan/kept.ts'
import { languageOf } from '../plan/language.ts'
import type { PlanSession, Store } from '../plan/plan-session.ts'
import type { SheetComments } from '../plan/row-comments.ts'
import { usePlan, useStore } from '../plan/use-plan.ts'
import { useUndoKeys } from '../plan/use-undo-keys.ts'
import type { ViewHandle } from '../plan/view-handle.ts'
import { KeptKeys } from '../row/KeptKeys.tsx'
import { RowContext } from '../row/row-context.ts'
import { Said, useEditorPreload, useOpenRow } from '../row/view-parts.tsx'
import { rowKeys, useFollow, useViewHandle } from '../row/view-ways.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { usePrinting } from '../ui/use-printing.ts'
import { useText } from '../ui/use-text.ts'
import { AskSection } from './AskSection.tsx'
import { BoardContext, type BoardScope, ReadingContext } from './board-context.ts'
import { BoardWords } from './BoardWords.tsx'
import { CardPanel } from './CardPanel.tsx'
import { Columns } from './Columns.tsx'
import styles from './board.module.css'
import { handleKey } from './keyboard.ts'
import { OneColumn } from './OneColumn.tsx'
import { Printed } from './Printed.tsx'
import { useBoardReading } from './use-board-reading.ts'
import { type BoardParts, useBoardParts } from './use-board-parts.ts'

export interface BoardProps {
  session: PlanSession
  departments: readonly Department[]
  by: Grouping
  /** Rows that pass the filter; null for all. */
  shown: ReadonlySet<string> | null
  checks: Store<ChecksState> | null
  /** Null where comments may not be read. */
  comments: SheetComments | null
  /** Client id of the colleague whose card is kept in sight. */
  followClientId?: number | null
  openInDocument: (row: string) => void
  /** Asks what became of a row. */
  askFact: (row: string) => void
  ref?: Ref<ViewHandle>
}

export const Board = memo((props: BoardProps) => (
  <BoardWords>
    <Laid {...props} />
  </BoardWords>
))
Board.displayName = 'Board'

/** The board's keys; what they do is read when one is pressed. */
const useKeys = (board: BoardReading, parts: BoardParts) => {
  const { actions, reveal, focus } = parts
  return useBox({
    ...rowKeys(parts),
    board,
    focus,
    shift: (row: string, step: -1 | 1) => {
      // Drawn at once, so that the card has the keyboard for the next key.
      if (flushSync(() => actions.shift(row, step))) reveal.show(row, { focus: true })
    },
  })
}

/** The first card of a section, column by column. */
const firstCardOf = ({ columns }: BoardReading, section: string): string | null =>
  columns.flatMap((column) => column.cards).find((card) => card.section === section)?.row.id ?? null

type ScopeProps = Pick<
  BoardProps,
  'session' | 'departments' | 'by' | 'comments' | 'checks' | 'openInDocument' | 'askFact'
> & { parts: BoardParts; language: 'ru' | 'en' | undefined }

/** What does not change while the plan does, so that a colleague's word draws one card again. */
const useScope = (props: ScopeProps): BoardScope => {
  const { session, departments, by, comments, checks, language, parts } = props
  const rights = useStore(session.rights)
  const openInDocument = useBox(props.openInDocument)
  const askFact = useBox(props.askFact)
  return useMemo(
    () => ({
      ...parts,
      session,
      departments,
      rights,
      by,
      comments,
      checks,
      language,
      openInDocument: (row: string) => openInDocument.get()(row),
      askFact: (row: string) => askFact.get()(row),
      setState: (row, state) => void parts.actions.setState(row, state),
    }),
    [parts, session, departments, rights, by, comments, checks, language, openInDocument, askFact],
  )
}

/** Which of several sections a card goes to is asked. */
interface Asking {
  row: string
  sections: readonly string[]
}

const Laid = (props: BoardProps) => {
  const { session, departments, by, shown, followClientId = null, ref } = props
  const text = useText()
  const view = usePlan(session)
  const narrow = useMedia(NARROW)
  const printing = usePrinting()
  const root = useRef<HTMLDivElement>(null)
  const language = useMemo(() => languageOf(view), [view])
  const board = useBoardReading(view, by, shown, departments)
  const [asking, ask] = useKept<Asking | null>('board.asking', () => null)
  const parts = useBoardParts({ session, departments, board, root, language, ask, askFact: props.askFact })
  const scope = useScope({ ...props, parts, language })
  const keys = useKeys(board, parts)
  useViewHandle(ref, parts, (section) => firstCardOf(board, section))
  useFollow(session, followClientId, parts)
  useOpenRow(session, parts.focus)
  useUndoKeys(parts.actions, scope.rights.may('state.edit'))
  useEditorPreload()
  const handlers = {
    onKeyDown: (event: React.KeyboardEvent) => {
      if (!event.defaultPrevented && handleKey(event.nativeEvent, event.currentTarget, keys.get()))
        event.preventDefault()
    },
  }
  return (
    <RowContext value={scope}>
      <BoardContext value={scope}>
        <ReadingContext value={board}>
          <div
            ref={root}
            role="group"
            tabIndex={-1}
            aria-label={text('board.label')}
            data-board={by}
            className={styles.board}
            {...handlers}
          >
            <KeptKeys root={root} give={(row) => void parts.reveal.show(row, { focus: true })}>
              {narrow ? <OneColumn /> : <Columns root={root} />}
            </KeptKeys>
            <CardPanel />
            <p id="board-help" hidden>
              {text('board.help')}
            </p>
            <Said announcer={parts.announcer} />
            {printing && <Printed board={board} title={view.meta.title} year={view.meta.year} />}
          </div>
          {asking && <AskSection {...asking} view={view} actions={parts.actions} onClose={() => ask(null)} />}
        </ReadingContext>
      </BoardContext>
    </RowContext>
  )
}

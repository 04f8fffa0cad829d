/**
 * What people do to cards: moving them between columns, their state. The verb, one undo step, the words about it.
 * Owns that order; what a move is `shared/board/move-card.ts` says, the writing itself is `shared/plan/edit.ts`'s.
 */
import type { Board, BoardCard, BoardColumn } from '../../shared/board/board.ts'
import {
  type CardMove,
  type MoveResult,
  type Refusal,
  moveCard,
  whyNotTo,
} from '../../shared/board/move-card.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import * as edit from '../../shared/plan/edit.ts'
import { readPlaces } from '../../shared/plan/read.ts'
import type { PlanView, RowView } from '../../shared/plan/view.ts'
import { sectionName } from '../plan/section-name.ts'
import { type Back, RowVerbs, type RowVerbsSetup, asksMore } from '../row/row-verbs.ts'
import type { Verdict } from './card-drag.ts'

export interface ActionSetup extends RowVerbsSetup {
  board: () => Board
  language: () => 'ru' | 'en'
  columnName: (column: BoardColumn) => string
  cardName: (row: RowView) => string
  /** Asks which of several sections is meant. */
  ask: (row: string, sections: readonly string[]) => void
}

const lastIn = (view: PlanView, section: string): string | null =>
  view.sections
    .find(({ id }) => id === section)
    ?.rows.filter(({ parent }) => parent === null)
    .at(-1)?.id ?? null

/** Where a row stands, as a target to come back to. */
const placeOf = (view: PlanView, row: RowView): edit.Target => {
  const rows = view.sections.find(({ id }) => id === row.section)?.rows ?? []
  const siblings = rows.filter(({ parent }) => parent === row.parent).map(({ id }) => id)
  return {
    section: row.section,
    parent: row.parent,
    after: siblings[siblings.indexOf(row.id) - 1] ?? null,
  }
}

/** The verbs of an open board. */
export class BoardActions {
  private readonly setup: ActionSetup
  private readonly verbs: RowVerbs

  constructor(setup: ActionSetup) {
    this.setup = setup
    this.verbs = new RowVerbs(setup)
  }

  private get view(): PlanView {
    return this.setup.session.projection.view()
  }

  private find(row: string): BoardCard | null {
    for (const { cards } of this.setup.board().columns) {
      const card = cards.find((one) => one.row.id === row)
      if (card) return card
    }
    return null
  }

  private result(card: BoardCard, column: BoardColumn): MoveResult {
    const { session, language } = this.setup
    return moveCard(
      { view: this.view, rights: session.rights.get(), language: language() },
      card,
      column.place,
    )
  }

  private why(refusal: Refusal, column: BoardColumn): string {
    return this.setup.text(`board.refused.${refusal}`, { column: this.setup.columnName(column) })
  }

  /** What a drop would do, for whoever still carries the card. */
  judge(row: string, columnId: string): Verdict {
    const card = this.find(row)
    const column = this.setup.board().columns.find(({ id }) => id === columnId)
    if (!card || !column) return { may: false, words: '' }
    const result = this.result(card, column)
    if ('move' in result) return { may: true, words: this.preview(result.move, column) }
    return { may: false, words: result.refusal === 'same' ? '' : this.why(result.refusal, column) }
  }

  private preview(move: CardMove, column: BoardColumn): string {
    const name = this.setup.columnName(column)
    if (move.kind !== 'period') return name
    if (move.move.kind === 'reading') return this.setup.text('board.preview.kept', { column: name })
    return this.setup.text('board.preview.words', { after: move.move.after.replaceAll('\n', ' · ') })
  }

  /** Drops a card on a column; false, and told why, where it cannot be. */
  move(row: string, columnId: string): boolean {
    const card = this.find(row)
    const column = this.setup.board().columns.find(({ id }) => id === columnId)
    // While it was carried, others have gone on.
    if (!card) return this.missed(this.verbs.find(row) ? 'board.refused.not-shown' : 'plan.row.gone')
    if (!column) return this.missed('board.refused.column-gone')
    const result = this.result(card, column)
    if ('move' in result) return this.perform(card, column, result.move)
    if (result.refusal !== 'same') this.setup.tell(this.why(result.refusal, column))
    return false
  }

  private missed(words: 'board.refused.not-shown' | 'board.refused.column-gone' | 'plan.row.gone'): false {
    this.setup.tell(this.setup.text(words))
    return false
  }

  /** To the next column on that side that it may stand in. */
  shift(row: string, step: -1 | 1): boolean {
    const { columns, columnOf } = this.setup.board()
    const card = this.find(row)
    const from = columns.findIndex(({ id }) => id === columnOf.get(row))
    if (!card || from < 0) return false
    let why: string | null = null
    for (let at = from + step; at >= 0 && at < columns.length; at += step) {
      const column = columns[at]
      if (!column) break
      const result = this.result(card, column)
      if ('move' in result) return this.perform(card, column, result.move)
      why ??= this.why(result.refusal, column)
    }
    this.setup.tell(why ?? this.setup.text('board.refused.edge'))
    return false
  }

  private perform(card: BoardCard, column: BoardColumn, move: CardMove): boolean {
    const { row } = card
    if (move.kind === 'ask') {
      this.setup.ask(row.id, move.sections)
      return true
    }
    const back = this.write(row, move)
    if (back === null) return false
    const asks = move.kind === 'state' && asksMore(move.state)
    this.verbs.report(this.words(row, column, move), back, row.id, asks)
    return true
  }

  /** Writes a move; the way back, or null where nothing was written. */
  private write(row: RowView, move: Exclude<CardMove, { kind: 'ask' }>): Back | null {
    switch (move.kind) {
      case 'state':
        return this.verbs.writeState(row, move.state)
      case 'section':
        return this.writeSection(row, move.section)
      case 'cell':
        return this.verbs.writeCell(row, move.column, move.blocks)
      case 'period':
        return this.verbs.writePeriod(row, move.move)
    }
  }

  private writeSection(row: RowView, section: string): Back | null {
    const home = placeOf(this.view, row)
    const target = { section, parent: null, after: lastIn(this.view, section) }
    const go = (to: edit.Target) =>
      this.verbs.step(row.id, 'title', (editing) => edit.moveRow(editing, row.id, to))
    if (!go(target)) return null
    const standing = () => JSON.stringify(readPlaces(this.setup.session.doc).get(row.id))
    const gone = standing()
    return () => standing() === gone && go(home)
  }

  /** The answer to the question that a department of several sections raised. */
  moveToSection(id: string, section: string): void {
    const { text, cardName, tell, session } = this.setup
    const row = this.verbs.find(id)
    const there = this.view.sections.find((one) => one.id === section)
    // While it was asked, others have gone on.
    if (!row) return tell(text('plan.row.gone'))
    if (!there) return tell(text('board.refused.section-gone'))
    const column = sectionName(there, text)
    const why = whyNotTo(session.rights.get(), row.section, section)
    if (why !== null) return tell(text(`board.refused.${why}`, { column }))
    const back = this.writeSection(row, section)
    if (back) this.verbs.report(text('board.said.moved', { card: cardName(row), column }), back, id)
  }

  /** Says what has happened to it, wherever its card stands. */
  setState(row: RowView, state: ItemState): boolean {
    if (row.state === state) return false
    const back = this.verbs.writeState(row, state)
    const { text, cardName } = this.setup
    if (back)
      this.verbs.report(
        text('board.said.moved', { card: cardName(row), column: text(`row.state.${state}`) }),
        back,
        row.id,
        asksMore(state),
      )
    return back !== null
  }

  private words(row: RowView, column: BoardColumn, move: CardMove): string {
    const { text, cardName, columnName } = this.setup
    const [card, name] = [cardName(row), columnName(column)]
    if (move.kind !== 'period') return text('board.said.moved', { card, column: name })
    if (move.move.kind === 'reading') {
      const words = move.move.words.replaceAll('\n', ' · ')
      return text(move.move.reading === null ? 'board.said.read' : 'board.said.kept', {
        card,
        column: name,
        words,
      })
    }
    const [before, after] = [move.move.before, move.move.after].map((one) => one.replaceAll('\n', ' · '))
    return before === ''
      ? text('board.said.written', { card, column: name, after: after ?? '' })
      : text('board.said.words', { card, column: name, before: before ?? '', after: after ?? '' })
  }

  undo(): boolean {
    return this.verbs.undo()
  }

  redo(): boolean {
    return this.verbs.redo()
  }
}

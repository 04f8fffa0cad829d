/**
 * Writing in a row from a view that is not the document: one undo step of its own each, the words about it, and a way back
 * that takes nothing from a colleague. Owns that order; what is written a view decides, the writing is `shared/plan/edit.ts`'s.
 */
import type { PeriodMove } from '../../shared/board/move-period.ts'
import * as edit from '../../shared/plan/edit.ts'
import { setFact } from '../../shared/plan/edit-facts.ts'
import { setPeriodFix } from '../../shared/plan/edit-notes.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import { type Block, blocksToText } from '../../shared/plan/rich.ts'
import type { RowView } from '../../shared/plan/view.ts'
import type { Announcer } from '../plan/announcer.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { impliedBy } from '../plan/tell-fact.ts'
import type { Text } from '../ui/use-text.ts'

export interface RowVerbsSetup {
  session: PlanSession
  announcer: Announcer
  text: Text
  /** Shows a short message about `row` with a way back, and where it `asks` one to what else there is to tell. */
  offerUndo: (message: string, run: () => void, row: string, asks: boolean) => void
  tell: (message: string) => void
}

/** Takes a step back; false where somebody has written there since. */
export type Back = () => boolean

/** Whether a new state raises questions. */
export const asksMore = (state: ItemState): boolean => state !== 'planned'

export class RowVerbs {
  private readonly setup: RowVerbsSetup

  constructor(setup: RowVerbsSetup) {
    this.setup = setup
  }

  /** The row as it stands. */
  find(id: string): RowView | null {
    for (const { rows } of this.setup.session.projection.view().sections) {
      const row = rows.find((one) => one.id === id)
      if (row) return row
    }
    return null
  }

  /** One undo step of its own in a field of a row. */
  step(row: string, field: string, verb: (editing: edit.Editing) => boolean): boolean {
    const { undo, editing } = this.setup.session
    undo.cut()
    undo.at({ row, field, section: null })
    const done = verb(editing)
    undo.cut()
    undo.at(null)
    return done
  }

  private setCell(row: string, column: string, blocks: readonly Block[]): boolean {
    return this.step(row, column, (editing) => edit.setCell(editing, row, column, blocks))
  }

  /** The way back is open while nobody has written there: a colleague's words are not taken back. */
  writeCell({ id, cells }: RowView, column: string, blocks: readonly Block[]): Back | null {
    const before = cells[column] ?? []
    const isUntouched = () => blocksToText(this.find(id)?.cells[column] ?? []) === blocksToText(blocks)
    return this.setCell(id, column, blocks) ? () => isUntouched() && this.setCell(id, column, before) : null
  }

  /** The words of a row's dates and how they are read, for comparing. */
  private datesOf(id: string): string {
    const row = this.find(id)
    return JSON.stringify([blocksToText(row?.cells.period ?? []), row?.fix ?? null])
  }

  private writeReading({ id, fix }: RowView, reading: Parameters<typeof setPeriodFix>[2]): Back | null {
    const set = (next: typeof reading) =>
      this.step(id, 'period', (editing) => setPeriodFix(editing, id, next))
    if (!set(reading)) return null
    const written = this.datesOf(id)
    return () => this.datesOf(id) === written && set(fix)
  }

  /** Other words, or a corrected reading beside words that stay. */
  writePeriod(row: RowView, move: Exclude<PeriodMove, { kind: 'same' }>): Back | null {
    return move.kind === 'words'
      ? this.writeCell(row, 'period', move.blocks)
      : this.writeReading(row, move.reading)
  }

  writeState({ id, state: before }: RowView, state: ItemState): Back | null {
    const set = (next: ItemState) =>
      this.step(id, 'title', (editing) => setFact(editing, id, next, next === state ? impliedBy(next) : {}))
    const isUntouched = () => this.find(id)?.state === state
    return set(state) ? () => isUntouched() && set(before) : null
  }

  /** Says what was done to a row, and offers the way back; it asks where its new state raises questions. */
  report(message: string, back: Back, row: string, asks = false): void {
    const { announcer, offerUndo, tell, text } = this.setup
    announcer.say(message)
    const goBack = () => {
      if (back()) announcer.say(text('row.undone'))
      else tell(text('row.changed'))
    }
    offerUndo(message, goBack, row, asks)
  }

  undo(): boolean {
    const done = this.setup.session.undo.undo()
    this.setup.announcer.say(this.setup.text(done ? 'row.undone' : 'row.nothingToUndo'))
    return done
  }

  redo(): boolean {
    const done = this.setup.session.undo.redo()
    this.setup.announcer.say(this.setup.text(done ? 'row.redone' : 'row.nothingToRedo'))
    return done
  }
}

/**
 * What people do to several cells at once: pick them, empty them, delete their rows, take them along, put others in
 * their place. Owns the order of rights, undo step, focus and what is said; the reading of a clipboard is fetched when
 * it is first needed (`paste.ts`).
 */
import { printCell, printCells } from '../../shared/clip/print.ts'
import type { OwnCells, OwnRow } from '../../shared/clip/own.ts'
import * as edit from '../../shared/plan/edit.ts'
import { type Block, textToBlocks } from '../../shared/plan/rich.ts'
import type { RowView } from '../../shared/plan/view.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { Text } from '../ui/use-text.ts'
import type { SheetActions } from './actions.ts'
import type { Announcer } from '../plan/announcer.ts'
import type { CellSpot, Move } from './grid-nav.ts'
import { homeCell, spotBeside } from './landing.ts'
import type { Line } from './lines.ts'
import { type CellBlock, type Picks, stretch } from './picks.ts'
import type { SheetModel } from './sheet-model.ts'

export interface CellsSetup {
  session: PlanSession
  model: SheetModel
  actions: SheetActions
  announcer: Announcer
  picks: Picks
  text: Text
  lines: () => readonly Line[]
  offerUndo: (message: string, run: () => void) => void
}

const blocksAt = (row: RowView, column: string): readonly Block[] =>
  column === 'number' ? (row.number === '' ? [] : textToBlocks(row.number)) : (row.cells[column] ?? [])

/** The verbs of picked cells. */
export class SheetCells {
  private readonly setup: CellsSetup

  constructor(setup: CellsSetup) {
    this.setup = setup
  }

  private get columns(): { id: string; title: string }[] {
    return this.setup.session.projection.view().columns.filter(({ hidden }) => !hidden)
  }

  private say(...message: Parameters<Text>): void {
    this.setup.announcer.say(this.setup.text(...message))
  }

  // ── picking ───────────────────────────────────────────────────────────────────────────────────────────────────

  private sayPicked(): void {
    const block = this.setup.picks.get()
    if (block) this.say('table.picked', { rows: block.rows.length, columns: block.columns.length })
    else this.say('table.picked.one')
  }

  /** Picks on, that way. */
  extend(move: Move): void {
    const { model, lines } = this.setup
    const focus = model.get()
    if (focus?.spot.kind !== 'cell') return
    const ids = this.columns.map(({ id }) => id)
    const to = stretch(lines(), ids, focus.spot, move)
    if (to === null) return
    model.pick(to)
    this.sayPicked()
  }

  /** Picks up to a cell, from where the focus is. */
  extendTo(spot: CellSpot, { rows }: { rows?: boolean } = {}): void {
    this.setup.model.pick(spot, rows === undefined ? {} : { rows })
    this.sayPicked()
  }

  /** Picks all rows of the section; once more, of the plan. */
  pickAll(): void {
    const { model, lines, picks } = this.setup
    const focus = model.get()
    if (focus?.spot.kind !== 'cell') return
    const { row, column } = focus.spot
    const all = lines().flatMap((line) => (line.kind === 'row' ? [line.row] : []))
    const own = all.filter((one) => one.section === all.find(({ id }) => id === row)?.section)
    const has = picks.get()?.rows.length ?? 0
    const wanted = has >= own.length ? all : own
    const [first, last] = [wanted[0], wanted.at(-1)]
    if (!first || !last) return
    model.pick(
      { kind: 'cell', row: first.id, column },
      { from: { kind: 'cell', row: last.id, column }, rows: true },
    )
    this.sayPicked()
  }

  /** Ends the picking; false where there was none. */
  unpick(): boolean {
    const { model } = this.setup
    const focus = model.get()
    if (!focus || model.picked() === null) return false
    model.set(focus.spot, 'select')
    return true
  }

  // ── emptying ──────────────────────────────────────────────────────────────────────────────────────────────────

  private mayWrite(rows: readonly RowView[]): boolean {
    return [...new Set(rows.map(({ section }) => section))].every((section) =>
      this.setup.actions.may('rows.edit', section),
    )
  }

  /** Empties what is picked, as one step. False where nothing is picked. */
  clear(): boolean {
    const block = this.setup.picks.get()
    if (block === null) return false
    if (!this.mayWrite(block.rows)) return true
    this.empty(block)
    this.say('table.picked.cleared', counts(block))
    return true
  }

  private empty({ rows, columns }: CellBlock): void {
    const { actions, model, session } = this.setup
    actions.step(model.get()?.spot ?? null, (editing) =>
      session.doc.transact(() => {
        for (const row of rows) {
          for (const column of columns) {
            if (column !== 'number') edit.setCell(editing, row.id, column, [])
            else edit.setNumber(editing, row.id, { mode: 'none', text: '' })
          }
        }
      }, editing.origin),
    )
  }

  /** Puts picked rows into the trash, as one step. False where no whole rows are picked. */
  deleteRows(): boolean {
    const { actions, model, picks, session, text, announcer, offerUndo } = this.setup
    const block = picks.get()
    if (!block?.whole) return false
    const [first] = block.rows
    if (!first || !this.mayWrite(block.rows)) return true
    const view = session.projection.view()
    const next = spotBeside(
      view,
      this.setup.lines(),
      block.rows.map(({ id }) => id),
    )
    actions.step(homeCell(view, first.id), (editing) =>
      session.doc.transact(() => {
        for (const { id } of block.rows) edit.deleteRow(editing, id)
      }, editing.origin),
    )
    model.set(next ?? { kind: 'band', section: first.section }, 'select')
    const message = text('table.picked.deleted', { rows: block.rows.length })
    announcer.say(message)
    offerUndo(message, () => this.restore(block.rows))
    return true
  }

  private restore(rows: readonly RowView[]): void {
    const { actions, session } = this.setup
    const [first] = rows
    if (!first || !this.mayWrite(rows)) return
    const ids = rows.map(({ id }) => id)
    actions.step(homeCell(session.projection.view(), first.id), (editing) => edit.restoreRows(editing, ids))
    this.say('table.said.restored')
  }

  // ── taking along ──────────────────────────────────────────────────────────────────────────────────────────────

  private ownOf({ lines, columns, whole }: CellBlock): OwnCells {
    const titles = whole ? this.columns.map(({ title }) => title) : null
    const rows = lines.flatMap((line): OwnRow[] => {
      if (line.kind === 'row') {
        const { row } = line
        const counted = row.numbering === 'auto'
        return [
          { band: false, level: row.level, counted, cells: columns.map((column) => blocksAt(row, column)) },
        ]
      }
      return whole && line.kind === 'band'
        ? [{ band: true, level: 0, cells: [textToBlocks(line.section.title)] }]
        : []
    })
    return { titles, rows }
  }

  /** Writes what is picked, or the focused cell, into a clipboard; null where there is nothing to take. */
  copy(into: DataTransfer): CellBlock | null {
    const block = this.setup.picks.cells()
    const [row] = block?.rows ?? []
    const [column] = block?.columns ?? []
    if (!block || !row || column === undefined) return null
    const isOne = block.rows.length === 1 && block.columns.length === 1
    const { html, text } = isOne ? printCell(blocksAt(row, column)) : printCells(this.ownOf(block))
    into.setData('text/html', html)
    into.setData('text/plain', text)
    this.say('table.copied', counts(block))
    return block
  }

  /** Copies, then empties; copies alone, and says why, where that is not mine to do. */
  cut(into: DataTransfer): boolean {
    const block = this.copy(into)
    if (block === null) return false
    if (!this.mayWrite(block.rows)) return true
    this.empty(block)
    this.say('table.cut', counts(block))
    return true
  }
}

const counts = ({ rows, columns }: CellBlock) => ({
  rows: rows.length,
  columns: columns.length,
  cells: rows.length * columns.length,
})

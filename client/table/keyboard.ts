/**
 * The sheet's keys at work: asks `keys.ts` what a key means, and does it. Listens before the editor does, so that
 * the keys of the table mean the same in an open cell.
 */
import type { KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import type { CaretHint } from '../editor/editor-port.ts'
import { chord, isComposing, isTyping } from '../plan/chord.ts'
import { isMac } from '../plan/platform.ts'
import type { SheetActions } from './actions.ts'
import { type Grid, type Landing, type Move, type Spot, go } from './grid-nav.ts'
import type { SheetCells } from './cells.ts'
import { type Command, commandOf } from './keys.ts'
import { homeOf } from './landing.ts'
import type { Focus, SheetModel } from './sheet-model.ts'
import { variantAt } from './spots.ts'

export interface KeyboardSetup {
  model: SheetModel
  actions: SheetActions
  cells: SheetCells
  /** Whether a spot may be opened for writing. */
  mayWrite: (spot: Spot) => boolean
  grid: () => Grid
  /** Opens the menu of the focused row or band; false where it has none. */
  openMenu: () => boolean
  /** Gives the focus to the table as a whole. */
  leaveGrid: () => void
  isEditorReady: () => boolean
}

const CARETS: Partial<Record<Move, CaretHint['at']>> = {
  right: 'start',
  left: 'end',
  previous: 'end',
  next: 'end',
}

const caretFor = (move: Move, model: SheetModel): CaretHint => {
  if (move === 'up') return { at: 'lastLine', x: model.getPort()?.caretX() ?? null }
  if (move === 'down') return { at: 'firstLine', x: model.getPort()?.caretX() ?? null }
  return { at: CARETS[move] === 'start' ? 'start' : 'end' }
}

const rowOf = (spot: Spot): string | null => (spot.kind === 'cell' ? spot.row : null)

/** Does the sheet's keys. Made once a sheet. */
export class Keyboard {
  private readonly setup: KeyboardSetup

  constructor(setup: KeyboardSetup) {
    this.setup = setup
  }

  /** True where the key was the sheet's. */
  handle(event: KeyboardEvent): boolean {
    const { model } = this.setup
    const focus = model.get()
    if (isComposing(event.nativeEvent)) return false
    if (!focus) return this.enter(event)
    if (focus.mode === 'edit' && !isTyping(event)) model.getPort()?.catchUp()
    const command = commandOf(chord(event), focus.mode, variantAt(focus.spot), isMac())
    if (command) return this.run(command, focus)
    if (!isTyping(event)) return false
    // A letter over a cell of others is said to be in vain, and kept from the browser's own search.
    if (!this.setup.actions.mayOpen(focus.spot)) return true
    return focus.mode === 'edit' ? this.keepTyped(event, focus) : this.startTyping(event, focus)
  }

  /** What is typed while the editor is still being loaded waits for it. */
  private keepTyped(event: KeyboardEvent, focus: Focus): boolean {
    if (variantAt(focus.spot) === 'number' || this.setup.isEditorReady()) return false
    this.setup.model.keepTyped(Array.from(event.key).length === 1 ? event.key : '')
    return true
  }

  /** The table has the focus, no cell yet. */
  private enter(event: KeyboardEvent): boolean {
    const key = chord(event)
    if (key === 'Mod+KeyZ' || key === 'Mod+KeyY' || key === 'Mod+Shift+KeyZ') {
      return key === 'Mod+KeyZ' ? this.setup.actions.undo() : this.setup.actions.redo()
    }
    if (!(event.target instanceof HTMLElement) || event.target.dataset.grid === undefined) return false
    if (!/^(Arrow\w+|Enter|Home|End)$/.test(key)) return false
    const { lines, columns } = this.setup.grid()
    const first = lines.find((line) => line.kind === 'row') ?? lines[0]
    const fallback: Spot | null = !first
      ? null
      : first.kind === 'row'
        ? {
            kind: 'cell',
            row: first.row.id,
            column: homeOf(columns),
          }
        : { kind: 'band', section: first.section.id }
    const last = this.setup.model.lastSpot()
    // A block is outside the table: one that was walked through on the way here is no place to come back to.
    const spot = last && last.kind !== 'block' ? last : fallback
    if (spot) this.setup.model.set(spot, 'select')
    return spot !== null
  }

  /** The character itself goes into the editor that has just been opened under the key. */
  private startTyping(event: KeyboardEvent, focus: Focus): boolean {
    flushSync(() => this.setup.model.set(focus.spot, 'edit'))
    return this.keepTyped(event, focus)
  }

  private run(command: Command, focus: Focus): boolean {
    const { model, openMenu } = this.setup
    if (command.kind === 'move') return this.move(command.move, focus)
    if (command.kind === 'edge') {
      return (model.getPort()?.atEdge(command.edge) ?? true) && this.move(command.move, focus)
    }
    if (command.kind === 'leave') return this.leave(focus)
    if (command.kind === 'extend' || command.kind === 'pickAll') return this.pick(command, focus)
    if (command.kind === 'selectRow') {
      if (focus.spot.kind === 'cell') model.set(focus.spot, focus.mode === 'row' ? 'select' : 'row')
      return true
    }
    if (command.kind === 'edit' && !this.setup.actions.mayOpen(focus.spot)) return true
    // Where there is nothing to do with the line the key is the browser's.
    if (command.kind === 'menu') return openMenu()
    this.write(command, focus)
    return true
  }

  /** Picks cells of the table; text around it is marked as the browser does. */
  private pick(command: Command, focus: Focus): boolean {
    if (focus.spot.kind !== 'cell') return focus.spot.kind === 'band'
    if (command.kind === 'extend') this.setup.cells.extend(command.move)
    else this.setup.cells.pickAll()
    return true
  }

  private clear(spot: Spot): void {
    if (!this.setup.cells.clear()) this.setup.actions.clear(spot)
  }

  private deleteRows(row: string): void {
    if (!this.setup.cells.deleteRows()) this.setup.actions.deleteRow(row)
  }

  private write(command: Command, focus: Focus): void {
    const { actions, model } = this.setup
    const row = rowOf(focus.spot)
    if (command.kind === 'undo') actions.undo()
    else if (command.kind === 'redo') actions.redo()
    else if (command.kind === 'edit') model.set(focus.spot, 'edit')
    else if (command.kind === 'clearCell') this.clear(focus.spot)
    else if (focus.spot.kind === 'band' && command.kind === 'shift') {
      actions.moveSection(focus.spot.section, command.step)
    } else if (focus.spot.kind === 'band' && command.kind === 'addBelow') {
      actions.addToSection(focus.spot.section, 'first')
    } else if (row !== null) this.writeRow(command, row)
  }

  private writeRow(command: Command, row: string): void {
    const { actions } = this.setup
    if (command.kind === 'shift') actions.shift(row, command.step)
    else if (command.kind === 'indent') actions.indent(row, command.step)
    else if (command.kind === 'deleteRow') this.deleteRows(row)
    else if (command.kind === 'addBelow') actions.addBelow(row)
  }

  private leave(focus: Focus): boolean {
    const { cells, model, leaveGrid } = this.setup
    if (cells.unpick()) return true
    if (focus.mode !== 'select') model.set(focus.spot, 'select')
    else {
      model.clear()
      leaveGrid()
    }
    return true
  }

  private move(move: Move, focus: Focus): boolean {
    const { actions, mayWrite } = this.setup
    // Blocks stand outside the grid: the browser's own order leads from one to the next.
    if (focus.spot.kind === 'block') return this.leaveBlock(move, focus)
    const outcome = go(this.setup.grid(), focus.spot, focus.goal, move)
    if (outcome === 'end') return move !== 'next' && move !== 'previous' ? true : this.leaveAtEnd(focus)
    if ('firstRowOf' in outcome) return this.startSection(outcome.firstRowOf, focus)
    if ('rowAfter' in outcome) {
      if (mayWrite(focus.spot)) actions.addBelow(outcome.rowAfter)
      else return this.move('right', focus)
      return true
    }
    this.land(outcome, move, focus)
    return true
  }

  /** Enter behind the title of an empty section begins its first row. */
  private startSection(section: string, focus: Focus): boolean {
    const { actions, mayWrite, model } = this.setup
    if (mayWrite(focus.spot)) actions.addToSection(section, 'first')
    else model.set(focus.spot, 'select')
    return true
  }

  private land({ spot, goal }: Landing, move: Move, focus: Focus): void {
    const { model, mayWrite } = this.setup
    const leavesRow = move !== 'up' && move !== 'down'
    const stays = focus.mode === 'row' ? !leavesRow && spot.kind !== 'band' : mayWrite(spot)
    model.set(spot, stays ? focus.mode : 'select', caretFor(move, model), goal)
  }

  private leaveBlock(move: Move, focus: Focus): boolean {
    if (move === 'below') this.setup.model.set(focus.spot, 'select')
    return move === 'below'
  }

  /** Tab at the very end leaves the table. */
  private leaveAtEnd(focus: Focus): boolean {
    if (focus.mode === 'edit') this.setup.model.set(focus.spot, 'select')
    return false
  }
}

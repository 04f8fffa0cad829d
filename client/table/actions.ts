/**
 * What people do to rows, sections and columns: the verb, one undo step, where the focus goes, what is announced.
 * Owns that order; the writing itself is `shared/plan/edit.ts`'s.
 */
import * as edit from '../../shared/plan/edit.ts'
import type { Action } from '../../shared/permissions.ts'
import { appendText } from '../../shared/plan/fragment.ts'
import type { NumberRegister } from '../../shared/plan/schema.ts'
import type { PlanView, RowView, SectionView } from '../../shared/plan/view.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { sectionName } from '../plan/section-name.ts'
import { tellDone, tellFact } from '../plan/tell-fact.ts'
import type { Text } from '../ui/use-text.ts'
import type { Announcer } from '../plan/announcer.ts'
import type { Spot } from './grid-nav.ts'
import { bandBeside, homeCell, homeColumn, shownColumn, spotBeside } from './landing.ts'
import type { Line } from './lines.ts'
import { rowName } from './row-name.ts'
import type { SheetModel } from './sheet-model.ts'
import { actionAt, mayWrite, sectionOfRow } from './permits.ts'
import { fragmentAt, placeOf } from './spots.ts'

export interface ActionSetup {
  session: PlanSession
  model: SheetModel
  announcer: Announcer
  text: Text
  /** The lines that are shown. */
  lines: () => readonly Line[]
  /** Shows a short message with a way back. */
  offerUndo: (message: string, run: () => void, more?: { label: string; run: () => void }) => void
  /** Shows, and so announces, a short message. */
  tell: (message: string) => void
}

interface Placed {
  row: RowView
  section: SectionView
  /** From 1, among the rows of the section. */
  place: number
}

const findRow = (view: PlanView, id: string): Placed | null => {
  for (const section of view.sections) {
    const index = section.rows.findIndex((row) => row.id === id)
    const row = section.rows[index]
    if (row) return { row, section, place: index + 1 }
  }
  return null
}

/** The verbs of an open sheet. All answer whether anything was done. */
export class SheetActions {
  private readonly setup: ActionSetup

  constructor(setup: ActionSetup) {
    this.setup = setup
  }

  private get view(): PlanView {
    return this.setup.session.projection.view()
  }

  /** Runs a verb as an undo step of its own that happened at `spot`. */
  step<T>(spot: Spot | null, verb: (editing: edit.Editing) => T): T {
    const { undo, editing } = this.setup.session
    undo.cut()
    if (spot) undo.at(placeOf(spot))
    const result = verb(editing)
    undo.cut()
    const focus = this.setup.model.get()
    undo.at(focus && placeOf(focus.spot))
    return result
  }

  private home(row: string): Spot {
    return homeCell(this.view, row)
  }

  private say(...message: Parameters<Text>): void {
    this.setup.announcer.say(this.setup.text(...message))
  }

  private nameOf(row: RowView): string {
    return rowName(row, this.setup.text)
  }

  private sectionName(id: string): string {
    const title = this.view.sections.find((section) => section.id === id)?.title ?? ''
    return sectionName({ id, title }, this.setup.text)
  }

  /** Says why this is not mine to change. */
  private explain(action: Action): void {
    const { rights } = this.setup.session
    const isRows = action === 'rows.edit' || action === 'numbers.edit'
    const held = rights.get()
    const closed = held.may('state.edit') ? 'locked' : 'onlyReading'
    const reason = !held.may('rows.edit') ? closed : isRows ? 'notYours' : 'onlyChief'
    this.setup.tell(this.setup.text(`table.said.${reason}`))
  }

  /** Whether I may; says why where I may not. */
  may(action: Action, section?: string): boolean {
    const may = this.allows(action, section)
    if (!may) this.explain(action)
    return may
  }

  /** Whether I may, without a word. */
  allows(action: Action, section?: string): boolean {
    return this.setup.session.rights.get().may(action, section)
  }

  /** Whether a spot may be opened for writing; says why where it may not. */
  mayOpen(spot: Spot): boolean {
    const may = mayWrite(this.setup.session.rights.get(), this.view, spot)
    if (!may) this.explain(actionAt(spot))
    return may
  }

  private mayRow(id: string, action: Action = 'rows.edit'): boolean {
    return this.may(action, sectionOfRow(this.view, id))
  }

  private sayWhere(id: string): void {
    const found = findRow(this.view, id)
    if (!found) return
    const { row, section, place } = found
    this.say('table.said.moved', {
      row: this.nameOf(row),
      place,
      section: sectionName(section, this.setup.text),
      level: row.level + 1,
    })
  }

  // ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Adds a row at `target` and opens its title. */
  addRow(target: edit.Target): string | null {
    const { undo, editing } = this.setup.session
    if (!this.may('rows.edit', target.section)) return null
    undo.cut()
    const id = edit.addRow(editing, target)
    undo.cut()
    if (id === null) {
      this.setup.tell(this.setup.text('table.said.cannotAdd'))
      return null
    }
    this.setup.model.set(this.home(id), 'edit')
    this.say('table.said.added')
    return id
  }

  addBelow(id: string): string | null {
    const found = findRow(this.view, id)
    return found && this.addRow({ section: found.section.id, parent: found.row.parent, after: id })
  }

  addAbove(id: string): string | null {
    const found = findRow(this.view, id)
    if (!found) return null
    const { section, row } = found
    const siblings = section.rows.filter((one) => one.parent === row.parent)
    const before = siblings[siblings.findIndex((one) => one.id === id) - 1]
    return this.addRow({ section: section.id, parent: row.parent, after: before?.id ?? null })
  }

  addChild(id: string): string | null {
    const found = findRow(this.view, id)
    if (!found) return null
    const last = found.section.rows.filter((one) => one.parent === id).at(-1)
    return this.addRow({ section: found.section.id, parent: id, after: last?.id ?? null })
  }

  addToSection(section: string, where: 'first' | 'last'): string | null {
    const rows = this.view.sections.find((one) => one.id === section)?.rows ?? []
    const last = rows.filter((row) => row.parent === null).at(-1)
    return this.addRow({ section, parent: null, after: where === 'last' ? (last?.id ?? null) : null })
  }

  private moved(id: string, done: boolean): boolean {
    if (done) this.sayWhere(id)
    else this.say('table.said.cannotMove')
    return done
  }

  shift(id: string, step: -1 | 1): boolean {
    const target = edit.stepTarget(this.setup.session.editing, id, step)
    return target === null ? this.moved(id, false) : this.moveTo(id, target)
  }

  indent(id: string, step: -1 | 1): boolean {
    if (!this.mayRow(id)) return false
    const verb = step > 0 ? edit.indentRow : edit.outdentRow
    return this.moved(
      id,
      this.step(this.home(id), (editing) => verb(editing, id)),
    )
  }

  moveTo(id: string, target: edit.Target): boolean {
    if (!this.mayRow(id) || !this.may('rows.edit', target.section)) return false
    const done = this.step(this.home(id), (editing) => edit.moveRow(editing, id, target))
    if (done) this.sayWhere(id)
    else this.setup.tell(this.setup.text('table.said.cannotStand'))
    return done
  }

  /** Done, today; `ask` leads on to what else there is to tell. */
  markDone(id: string, ask: ((row: string) => void) | null): boolean {
    const found = findRow(this.view, id)
    const { session, text, announcer, offerUndo, tell } = this.setup
    if (!found || !session.rights.get().may('state.edit', found.row.section)) return false
    if (!tellDone(session, id)) return false
    const message = text('table.said.done', { row: this.nameOf(found.row) })
    announcer.say(message)
    const isStill = () => findRow(this.view, id)?.row.state === 'done'
    const back = () =>
      isStill() ? void tellFact(session, id, found.row.state, {}) : tell(text('table.said.changed'))
    offerUndo(message, back, ask ? { label: text('table.said.details'), run: () => ask(id) } : undefined)
    return true
  }

  deleteRow(id: string): boolean {
    const found = findRow(this.view, id)
    if (!found || !this.mayRow(id)) return false
    const focus = this.setup.model.get()
    const next = spotBeside(this.view, this.setup.lines(), [id])
    this.step(this.home(id), (editing) => edit.deleteRow(editing, id))
    const isRow = next?.kind === 'cell' && focus?.mode === 'row'
    this.setup.model.set(next ?? { kind: 'band', section: found.section.id }, isRow ? 'row' : 'select')
    const message = this.setup.text('table.said.deleted', { row: this.nameOf(found.row) })
    this.setup.announcer.say(message)
    this.setup.offerUndo(message, () => this.restore('row', id))
    return true
  }

  setNumber(id: string, number: NumberRegister): boolean {
    if (!this.mayRow(id, 'numbers.edit')) return false
    const spot: Spot = { kind: 'cell', row: id, column: 'number' }
    return this.step(spot, (editing) => edit.setNumber(editing, id, number))
  }

  /** Lets a number be typed: opens its cell, where that is shown. */
  typeNumberIn(id: string, text: string): void {
    if (!this.setNumber(id, { mode: 'typed', text })) return
    const spot: Spot = { kind: 'cell', row: id, column: 'number' }
    if (shownColumn(this.view, 'number') === 'number') this.setup.model.set(spot, 'edit')
  }

  /** Writes a number as it is being typed: a run of keys is one step, as in the other cells. */
  typeNumber(id: string, text: string): boolean {
    return edit.setNumber(this.setup.session.editing, id, { mode: text === '' ? 'none' : 'typed', text })
  }

  /** Empties a selected cell. */
  clear(spot: Spot): void {
    if (spot.kind !== 'cell') return
    if (spot.column === 'number') this.setNumber(spot.row, { mode: 'none', text: '' })
    else if (this.mayRow(spot.row))
      this.step(spot, (editing) => edit.setCell(editing, spot.row, spot.column, []))
  }

  /** Writes at the end of a spot's text what was typed before its editor was there. */
  typeInto(spot: Spot, text: string): void {
    const fragment = fragmentAt(this.setup.session.doc, spot)
    if (!fragment || !this.mayOpen(spot)) return
    this.step(spot, ({ doc, origin }) => doc.transact(() => appendText(fragment, text), origin))
  }

  // ── sections ──────────────────────────────────────────────────────────────────────────────────────────────────

  addSection(after: string | null): string | null {
    if (!this.may('sections.edit')) return null
    const id = this.step(null, (editing) => edit.addSection(editing, { after }))
    this.setup.model.set({ kind: 'band', section: id }, 'edit')
    this.say('table.said.sectionAdded')
    return id
  }

  moveSection(id: string, step: -1 | 1): boolean {
    if (!this.may('sections.edit')) return false
    const ids = this.view.sections.map((section) => section.id)
    const index = ids.indexOf(id)
    const beyond = ids[index + step]
    if (beyond === undefined) return this.moved(id, false)
    const after = step > 0 ? beyond : (ids[index - 2] ?? null)
    const done = this.step({ kind: 'band', section: id }, (editing) => edit.moveSection(editing, id, after))
    if (!done) return this.moved(id, false)
    this.say('table.said.sectionMoved', { section: this.sectionName(id), place: index + step + 1 })
    return true
  }

  setDepartment(id: string, department: string | null): boolean {
    if (!this.may('sections.edit')) return false
    return this.step({ kind: 'band', section: id }, (editing) => edit.setDepartment(editing, id, department))
  }

  deleteSection(id: string): boolean {
    if (!this.may('sections.edit')) return false
    const title = this.sectionName(id)
    const next = bandBeside(this.setup.lines(), id)
    const done = this.step({ kind: 'band', section: id }, (editing) => edit.deleteSection(editing, id))
    if (!done) return false
    if (next) this.setup.model.set(next, 'select')
    else this.setup.model.clear()
    const message = this.setup.text('table.said.sectionDeleted', { section: title })
    this.setup.announcer.say(message)
    this.setup.offerUndo(message, () => this.restore('section', id))
    return true
  }

  // ── columns ───────────────────────────────────────────────────────────────────────────────────────────────────

  addColumn(after: string | null): string | null {
    if (!this.may('columns.edit')) return null
    const title = this.setup.text('table.column.new')
    return this.step(null, (editing) => edit.addColumn(editing, { after, title }))
  }

  renameColumn(id: string, title: string): boolean {
    if (!this.may('columns.edit')) return false
    return this.step(null, (editing) => edit.renameColumn(editing, id, title))
  }

  hideColumn(id: string, hidden: boolean): boolean {
    if (!this.may('columns.edit')) return false
    const column = this.view.columns.find((one) => one.id === id)?.title ?? ''
    if (hidden) this.leaveColumn(id)
    const done = this.step(null, (editing) => edit.setColumnHidden(editing, id, hidden))
    this.say(hidden ? 'table.said.columnHidden' : 'table.said.columnShown', { column })
    return done
  }

  /** Whoever hides the column that they stand in goes on beside it. */
  private leaveColumn(id: string): void {
    const { model } = this.setup
    const spot = model.get()?.spot
    if (spot?.kind !== 'cell' || spot.column !== id) return
    model.set({ ...spot, column: homeColumn(this.view, id) }, 'select')
  }

  /** Moves past the next visible column on that side. */
  moveColumn(id: string, step: -1 | 1): boolean {
    if (!this.may('columns.edit')) return false
    const { columns } = this.view
    const shown = columns.filter((column) => !column.hidden || column.id === id)
    const beyond = shown[shown.findIndex((column) => column.id === id) + step]
    if (!beyond) return false
    const at = columns.indexOf(beyond)
    const after = step > 0 ? beyond.id : (columns[at - 1]?.id ?? null)
    const done = this.step(null, (editing) => edit.moveColumn(editing, id, after))
    this.say('table.said.columnMoved')
    return done
  }

  deleteColumn(id: string): boolean {
    if (!this.may('columns.edit')) return false
    const title = this.view.columns.find((column) => column.id === id)?.title ?? ''
    const done = this.step(null, (editing) => edit.deleteColumn(editing, id))
    const message = this.setup.text('table.said.columnDeleted', { column: title })
    this.setup.announcer.say(message)
    this.setup.offerUndo(message, () => this.restore('column', id))
    return done
  }

  // ── the trash ─────────────────────────────────────────────────────────────────────────────────────────────────

  private mayRestore(kind: 'row' | 'section' | 'column', id: string): boolean {
    if (kind !== 'row') return this.may(kind === 'section' ? 'sections.edit' : 'columns.edit')
    const entry = this.view.trash.find((one) => one.kind === 'row' && one.id === id)
    return this.may('rows.edit', entry?.section ?? '')
  }

  restore(kind: 'row' | 'section' | 'column', id: string): boolean {
    if (!this.mayRestore(kind, id)) return false
    const verbs = { row: edit.restoreRow, section: edit.restoreSection, column: edit.restoreColumn }
    const done = this.step(kind === 'row' ? this.home(id) : null, (editing) => verbs[kind](editing, id))
    if (done) this.say('table.said.restored')
    return done
  }

  undo(): boolean {
    const done = this.setup.session.undo.undo()
    this.say(done ? 'table.said.undone' : 'table.said.nothingToUndo')
    return done
  }

  redo(): boolean {
    const done = this.setup.session.undo.redo()
    this.say(done ? 'table.said.redone' : 'table.said.nothingToRedo')
    return done
  }
}

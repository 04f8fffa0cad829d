/**
 * A paste into the sheet: what the clipboard holds, whether it may stand there, the writing as one step, what is said.
 * Fetched when it is first needed; reading HTML is `editor/clipboard`'s, laying it over the plan `shared/clip`'s.
 */
import { flushSync } from 'react-dom'
import { type ClipGrid, cellWords, isGrid } from '../../shared/clip/grid.ts'
import type { PasteJob, PasteRefusal, RowWrite } from '../../shared/clip/job.ts'
import { blocksFor, changesNothing, isRefusal, spread } from '../../shared/clip/spread.ts'
import { type Pasted, preparePaste, writePaste } from '../../shared/clip/write.ts'
import * as edit from '../../shared/plan/edit.ts'
import { blocksToHtml, blocksToText } from '../../shared/plan/rich.ts'
import { UNASSIGNED } from '../../shared/plan/tree.ts'
import type { PlanView } from '../../shared/plan/view.ts'
import { type Flavours, readAsText, readClipboard } from '../editor/clipboard/read-clipboard.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { ToastAction, ToastContent } from '../ui/toast.ts'
import type { Text } from '../ui/use-text.ts'
import type { SheetActions } from './actions.ts'
import type { Announcer } from '../plan/announcer.ts'
import { type CellSpot, type Spot, sameSpot } from './grid-nav.ts'
import { sectionOfRow } from './permits.ts'
import type { CellBlock, Picks } from './picks.ts'
import type { Focus, SheetModel } from './sheet-model.ts'

export interface PasteDeps {
  session: PlanSession
  model: SheetModel
  actions: SheetActions
  announcer: Announcer
  picks: Picks
  text: Text
  show: (content: ToastContent) => void
}

/** Lets the page draw and hear its keys. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Where a paste was asked for: its code may come, and its rows be written, when the person has long gone on. */
export interface PasteStart {
  readonly focus: Focus
  readonly picked: CellBlock | null
}

/** What else could be made of what was pasted. */
interface OtherWay {
  label: string
  go: () => void
}

/** One paste at work. */
class Paste {
  private readonly deps: PasteDeps
  private readonly grid: ClipGrid
  private readonly flavours: Flavours
  private start: PasteStart

  constructor(deps: PasteDeps, grid: ClipGrid, flavours: Flavours, start: PasteStart) {
    this.deps = deps
    this.grid = grid
    this.flavours = flavours
    this.start = start
  }

  /** Whether the person is still where the paste began. */
  private isHere(): boolean {
    const { focus } = this.start
    const now = this.deps.model.get()
    return now !== null && now.mode === focus.mode && sameSpot(now.spot, focus.spot)
  }

  private get view(): PlanView {
    return this.deps.session.projection.view()
  }

  private tell(message: string, more: Partial<ToastContent> = {}): void {
    this.deps.announcer.say(message)
    this.deps.show({ text: message, ...more })
  }

  private refuse(refusal: PasteRefusal): void {
    const { code, ...values } = refusal
    this.tell(this.deps.text(`table.paste.${code}`, values))
  }

  // ── a cell or a section that is closed ────────────────────────────────────────────────────────────────────────

  into(spot: Spot): void {
    const { actions } = this.deps
    if (spot.kind === 'block') return
    const { picked } = this.start
    if (picked && !isGrid(this.grid)) return this.fill(picked)
    if (spot.kind === 'band') return this.intoBand(spot.section)
    const section = sectionOfRow(this.view, spot.row)
    if (!actions.may('rows.edit', section)) return
    const start = picked ? this.startOf(picked, spot) : spot
    this.spread(section, start.row, start.column, this.isLines() ? this.orText(start) : undefined)
  }

  private startOf({ rows, columns }: CellBlock, spot: CellSpot): CellSpot {
    return { kind: 'cell', row: rows[0]?.id ?? spot.row, column: columns[0] ?? spot.column }
  }

  private intoBand(section: string): void {
    const { actions } = this.deps
    if (section === UNASSIGNED) return
    if (isGrid(this.grid)) {
      if (actions.may('rows.edit', section)) this.spread(section, null, null)
    } else if (actions.may('sections.edit')) {
      const words = this.grid.rows[0]?.cells[0]
      const title = words ? cellWords(words) : ''
      actions.step({ kind: 'band', section }, (editing) => edit.setSectionTitle(editing, section, title))
      this.deps.announcer.say(this.deps.text('table.paste.cell'))
    }
  }

  /** Lays the grid over the plan, or says why it does not fit. */
  spread(section: string, row: string | null, column: string | null, other?: OtherWay): void {
    const maySections = this.deps.actions.allows('sections.edit')
    const shown = this.deps.picks.shown()
    const place = { section, row, column }
    const job = spread({ view: this.view, grid: this.grid, place, maySections, shown })
    if (isRefusal(job)) return this.refuse(job)
    if (changesNothing(job, this.view)) return this.tell(this.deps.text('table.paste.same'))
    const spot: Spot =
      row === null ? { kind: 'band', section } : { kind: 'cell', row, column: column ?? 'title' }
    this.write(job, spot, other).catch(() => this.tell(this.deps.text('table.paste.broken'), { tone: 'bad' }))
  }

  /** Asked behind every wait: a session that was exchanged or closed meanwhile keeps nothing of what is written into it. */
  private mayGoOn({ section, sections }: PasteJob): boolean {
    const { session, actions } = this.deps
    if (session.doc.isDestroyed || session.connection.get().kind === 'closed') return false
    return actions.allows('rows.edit', section) && (sections.length === 0 || actions.allows('sections.edit'))
  }

  /** Piece by piece, so that the page lives on; what is seen and can be undone comes at once, at the end. */
  private async write(job: PasteJob, spot: Spot, other?: OtherWay): Promise<void> {
    const { session, actions } = this.deps
    const isFiltered = this.isFiltered(job.section)
    const { births, finish } = preparePaste(session.editing, job)
    for (const [index, bear] of births.entries()) {
      if (index > 0) await nextTurn()
      if (!this.mayGoOn(job)) return this.tell(this.deps.text('table.paste.ended'))
      bear()
    }
    const pasted = actions.step(spot, finish)
    this.pick(job, isFiltered ? [] : pasted.rows)
    this.sayDone(job, pasted, isFiltered, other)
  }

  /** Whether a filter hides rows of the section: then it may hide the new ones, too. */
  private isFiltered(section: string): boolean {
    const shown = this.deps.picks.shown()
    const rows = this.view.sections.find(({ id }) => id === section)?.rows ?? []
    return rows.some(({ id }) => !shown.has(id))
  }

  /**
   * What was pasted is picked as far as it is `made` where it can be seen, the focus at its beginning. Whoever has gone on
   * meanwhile keeps the focus: their keys are not for what is pasted.
   */
  private pick({ over, columns }: PasteJob, made: readonly string[]): void {
    if (!this.isHere()) return
    const all = [...over.keys(), ...made]
    const [first, last] = [all[0], all.at(-1)]
    const [left, right] = [columns[0], columns.at(-1)]
    if (first === undefined || last === undefined || left === undefined || right === undefined) return
    const from: CellSpot = { kind: 'cell', row: last, column: right }
    this.deps.model.pick({ kind: 'cell', row: first, column: left }, { from, rows: false })
  }

  /** Takes the paste back, and pastes the other way where there is one; while nothing was done after it. */
  private back(other?: OtherWay): ToastAction {
    const { session, text } = this.deps
    const step = session.undo.last()
    const run = () => {
      if (step.undo()) other?.go()
    }
    return { label: other?.label ?? text('table.undo'), run, until: step.onOver }
  }

  private sayDone(
    { over }: PasteJob,
    { rows, sections }: Pasted,
    isFiltered: boolean,
    other?: OtherWay,
  ): void {
    const { text, announcer, show } = this.deps
    const values = { rows: over.size + rows.length, made: rows.length, sections: sections.length }
    const isHidden = isFiltered && rows.length + sections.length > 0
    const done = text('table.paste.done', values) + (isHidden ? ` ${text('table.paste.hidden')}` : '')
    announcer.say(`${done} ${text('table.paste.undo')}`)
    show({ text: done, action: this.back(other) })
  }

  /** One text into every picked cell. */
  private fill({ rows, columns }: CellBlock): void {
    const { actions, text, announcer } = this.deps
    const cell = this.grid.rows[0]?.cells[0]
    const sections = [...new Set(rows.map(({ section }) => section))]
    if (!cell || !sections.every((section) => actions.may('rows.edit', section))) return
    const number = cellWords(cell)
    if (columns.includes('number') && number.length > 40) {
      return this.refuse({ code: 'numberTooLong', text: number })
    }
    const write: RowWrite = {
      cells: new Map(columns.flatMap((id) => (id === 'number' ? [] : [[id, blocksFor(id, cell)]]))),
      number: columns.includes('number') ? { mode: number === '' ? 'none' : 'typed', text: number } : null,
    }
    const job: PasteJob = {
      section: sections[0] ?? '',
      over: new Map(rows.map(({ id }) => [id, write])),
      rows: [],
      at: 'end',
      sections: [],
      columns,
    }
    actions.step(this.start.focus.spot, (editing) => writePaste(editing, job))
    announcer.say(text('table.paste.filled', { cells: rows.length * columns.length }))
  }

  // ── a cell that is open ───────────────────────────────────────────────────────────────────────────────────────

  /** A table in an open cell: laid over the cells where nothing is written there yet, else text; the other is offered. */
  intoOpen(spot: CellSpot): void {
    const { view } = this
    const row = view.sections.flatMap(({ rows }) => rows).find(({ id }) => id === spot.row)
    const isEmpty = blocksToText(row?.cells[spot.column] ?? []) === ''
    if (!this.isHere()) return this.leftOpen()
    if (isEmpty || this.deps.model.getPort()?.isAllSelected() === true) this.spreadFromOpen(spot)
    else this.asText(spot)
  }

  /** The cell was closed before the code came: what stands there is not gone over unasked. */
  private leftOpen(): void {
    this.tell(this.deps.text('table.paste.left'))
  }

  /** Lines without a table may have been meant for one cell. */
  private isLines(): boolean {
    return this.grid.width === 1 && this.grid.rows.length > 1 && this.flavours.html === ''
  }

  /** Offers to put everything into the cell instead. */
  private orText(spot: CellSpot): OtherWay {
    const { model, text } = this.deps
    const go = () => {
      flushSync(() => model.set(spot, 'edit', { at: 'all' }))
      this.insertText()
    }
    return { label: text('table.paste.asText'), go }
  }

  private spreadFromOpen(spot: CellSpot): void {
    flushSync(() => this.deps.model.set(spot, 'select'))
    const focus = this.deps.model.get()
    if (focus) this.start = { focus, picked: null }
    this.spread(sectionOfRow(this.view, spot.row), spot.row, spot.column, this.orText(spot))
  }

  private asText(spot: CellSpot): void {
    const { session, text } = this.deps
    session.undo.cut()
    this.insertText()
    session.undo.cut()
    const other = { label: text('table.paste.asCells'), go: () => this.spreadFromOpen(spot) }
    this.tell(text('table.paste.text'), { action: this.back(other) })
  }

  insert(): void {
    if (this.isHere()) this.insertText()
    else this.leftOpen()
  }

  private insertText(): void {
    this.deps.model.getPort()?.paste(blocksToHtml(readAsText(this.flavours)))
  }
}

/** Pastes into the cell, row or section where it was asked for. */
export const pasteIntoSheet = (deps: PasteDeps, flavours: Flavours, start: PasteStart): void => {
  const { focus } = start
  const grid = readClipboard(flavours)
  if (grid === null) {
    const message = deps.text('table.paste.empty')
    deps.announcer.say(message)
    deps.show({ text: message })
    return
  }
  const paste = new Paste(deps, grid, flavours, start)
  if (focus.mode !== 'edit') paste.into(focus.spot)
  else if (focus.spot.kind === 'cell' && isGrid(grid)) paste.intoOpen(focus.spot)
  else paste.insert()
}

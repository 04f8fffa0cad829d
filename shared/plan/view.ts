/**
 * The live reading of a plan: immutable, structurally shared, rebuilt only where something changed.
 * Every view and PlanJson sit on it. Owns caching and change tracking; reads, never writes.
 */
import * as Y from 'yjs'
import type { FactJson, ItemState } from './json.ts'
import { numberRows } from './number.ts'
import { compareOrder } from './order.ts'
import type { PeriodFix } from './notes.ts'
import type { Origin } from './origin.ts'
import {
  type ColumnCore,
  type Dismissals,
  type MetaCore,
  type RowCore,
  type SectionCore,
  readColumns,
  readMeta,
  readRow,
  readSections,
  rereadCells,
} from './read.ts'
import type { Block } from './rich.ts'
import { type Deleted, type EntityRoot, columnsOf, metaOf, rowsOf, sectionsOf } from './schema.ts'
import { type PlacedRow, type PlanTree, buildTree } from './tree.ts'

export interface RowView {
  readonly id: string
  readonly section: string
  readonly parent: string | null
  readonly level: 0 | 1 | 2
  /** What stands in print. */
  readonly number: string
  readonly numbering: 'auto' | 'typed' | 'none'
  /** The typed text, kept also while the mode is another. */
  readonly typed: string
  readonly state: ItemState
  /** What is told of it, of its state alone. */
  readonly fact: FactJson
  /** The corrected reading of its dates; it holds for the text that it was given for. */
  readonly fix: PeriodFix | null
  /** The row of another plan that it was made of. */
  readonly origin: Origin | null
  readonly dismissed: Dismissals
  readonly cells: Readonly<Record<string, readonly Block[]>>
}

export interface SectionView {
  readonly id: string
  readonly title: string
  readonly department: string | null
  readonly dismissed: Dismissals
  readonly rows: readonly RowView[]
}

export interface ColumnView {
  readonly id: string
  readonly title: string
  readonly hidden: boolean
  /** №, title and period: they may be renamed, moved and hidden, not deleted. */
  readonly fixed: boolean
}

export type MetaView = MetaCore

/** Something in the trash; rows that went with their parent or section are not listed by themselves. */
export interface TrashEntry {
  readonly kind: 'row' | 'section' | 'column'
  readonly id: string
  readonly row: RowView | null
  readonly title: string
  readonly section: string | null
  readonly deleted: Deleted
}

export interface PlanView {
  readonly meta: MetaView
  /** Live columns in order, hidden ones included. */
  readonly columns: readonly ColumnView[]
  readonly sections: readonly SectionView[]
  /** Newest first. */
  readonly trash: readonly TrashEntry[]
}

const sameRow = (a: RowView, b: PlacedRow, number: string): boolean =>
  a.section === b.section &&
  a.parent === b.parent &&
  a.level === b.level &&
  a.number === number &&
  a.numbering === b.row.number.mode &&
  a.typed === b.row.number.text &&
  a.state === b.row.state &&
  a.fact === b.row.fact &&
  a.fix === b.row.fix &&
  a.origin === b.row.origin &&
  a.dismissed === b.row.dismissed &&
  a.cells === b.row.cells

const toRowView = (placed: PlacedRow, number: string, previous: RowView | undefined): RowView =>
  previous && sameRow(previous, placed, number)
    ? previous
    : {
        id: placed.row.id,
        section: placed.section,
        parent: placed.parent,
        level: placed.level,
        number,
        numbering: placed.row.number.mode,
        typed: placed.row.number.text,
        state: placed.row.state,
        fact: placed.row.fact,
        fix: placed.row.fix,
        origin: placed.row.origin,
        dismissed: placed.row.dismissed,
        cells: placed.row.cells,
      }

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index])

const sameDismissals = (a: Dismissals, b: Dismissals): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

const toColumnView = ({ id, title, hidden, fixed }: ColumnCore): ColumnView => ({ id, title, hidden, fixed })

/** Which parts of the document a transaction touched. */
interface Dirty {
  /** Rows whose registers or set of fields changed. */
  rows: Set<string>
  /** Field names of cells whose text changed, by row. */
  cells: Map<string, Set<string>>
  sections: boolean
  columns: boolean
  meta: boolean
}

const clean = (): Dirty => ({
  rows: new Set(),
  cells: new Map(),
  sections: false,
  columns: false,
  meta: false,
})

/** Follows a document; `view()` is cheap and returns the same object until something changed. */
export class PlanProjection {
  private readonly doc: Y.Doc
  private readonly rows = new Map<string, RowCore>()
  private sections: readonly SectionCore[] = []
  private columns: readonly ColumnCore[] = []
  private rowViews = new Map<string, RowView>()
  private dirty = clean()
  private current: PlanView | null = null
  private readonly listeners = new Set<() => void>()
  private readonly stop: () => void

  constructor(doc: Y.Doc) {
    this.doc = doc
    this.dirty = { ...clean(), rows: new Set(rowsOf(doc).keys()), sections: true, columns: true, meta: true }
    this.stop = this.observe()
  }

  private observe(): () => void {
    const { doc } = this
    const onRows = (events: Y.YEvent<Y.AbstractType<unknown>>[]) =>
      events.forEach((event) => this.markRow(event))
    const onSections = () => void (this.dirty.sections = true)
    const onColumns = () => void (this.dirty.columns = true)
    const onMeta = () => void (this.dirty.meta = true)
    const onDone = () => this.announce()
    rowsOf(doc).observeDeep(onRows)
    sectionsOf(doc).observeDeep(onSections)
    columnsOf(doc).observeDeep(onColumns)
    metaOf(doc).observeDeep(onMeta)
    doc.on('afterTransaction', onDone)
    return () => {
      rowsOf(doc).unobserveDeep(onRows)
      sectionsOf(doc).unobserveDeep(onSections)
      columnsOf(doc).unobserveDeep(onColumns)
      metaOf(doc).unobserveDeep(onMeta)
      doc.off('afterTransaction', onDone)
    }
  }

  private markRow(event: Y.YEvent<Y.AbstractType<unknown>>): void {
    const [id, field] = event.path
    if (id === undefined) for (const key of event.keys.keys()) this.dirty.rows.add(key)
    else if (field === undefined) this.dirty.rows.add(String(id))
    else this.markCell(String(id), String(field))
  }

  private markCell(id: string, field: string): void {
    const fields = this.dirty.cells.get(id)
    if (fields) fields.add(field)
    else this.dirty.cells.set(id, new Set([field]))
  }

  private isDirty(): boolean {
    const { rows, cells, sections, columns, meta } = this.dirty
    return sections || columns || meta || rows.size > 0 || cells.size > 0
  }

  private announce(): void {
    if (this.isDirty()) for (const listener of this.listeners) listener()
  }

  /** Calls `listener` after every transaction that changed what is read; returns the way to stop it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** The plan as it stands. */
  view(): PlanView {
    if (this.current === null || this.isDirty()) this.current = this.rebuild(this.current)
    return this.current
  }

  destroy(): void {
    this.stop()
    this.listeners.clear()
  }

  private refreshRows(dirty: Dirty): void {
    const entities: EntityRoot = rowsOf(this.doc)
    for (const id of dirty.rows) {
      const fields = entities.get(id)
      if (fields instanceof Y.Map) this.rows.set(id, readRow(id, fields))
      else this.rows.delete(id)
    }
    for (const [id, keys] of dirty.cells) {
      const fields = entities.get(id)
      const row = this.rows.get(id)
      if (fields && row && !dirty.rows.has(id)) this.rows.set(id, rereadCells(row, fields, keys))
    }
  }

  private rebuild(previous: PlanView | null): PlanView {
    const { dirty } = this
    this.dirty = clean()
    this.refreshRows(dirty)
    if (dirty.sections) this.sections = readSections(this.doc)
    if (dirty.columns) this.columns = readColumns(this.doc)
    const meta = dirty.meta || previous === null ? readMeta(this.doc) : previous.meta
    const columns = dirty.columns || previous === null ? this.liveColumns() : previous.columns
    const onlyText =
      previous !== null && !dirty.sections && !dirty.columns && !dirty.meta && dirty.rows.size === 0
    if (onlyText) return { ...previous, ...this.patchText(previous, dirty.cells) }
    const tree = buildTree(this.rows, this.sections)
    const sections = this.viewSections(tree, meta, previous)
    return { meta, columns, sections, trash: this.viewTrash(tree) }
  }

  /** The common case, somebody types: rows keep their places, one row is made anew. */
  private patchText(
    previous: PlanView,
    changed: ReadonlyMap<string, unknown>,
  ): Pick<PlanView, 'sections' | 'trash'> {
    const patch = (row: RowView): RowView => {
      const core = changed.has(row.id) ? this.rows.get(row.id) : undefined
      if (!core) return row
      const next = { ...row, cells: core.cells }
      this.rowViews.set(row.id, next)
      return next
    }
    const touched = new Set([...changed.keys()].map((id) => this.rowViews.get(id)?.section))
    const sections = previous.sections.map((section) =>
      touched.has(section.id) ? { ...section, rows: section.rows.map(patch) } : section,
    )
    const trash = previous.trash.some((entry) => changed.has(entry.id))
      ? this.viewTrash(buildTree(this.rows, this.sections))
      : previous.trash
    return { sections, trash }
  }

  private liveColumns(): readonly ColumnView[] {
    return this.columns
      .filter((column) => column.deleted === null)
      .sort(compareOrder)
      .map(toColumnView)
  }

  private viewSections(tree: PlanTree, meta: MetaView, previous: PlanView | null): readonly SectionView[] {
    const before = new Map(previous?.sections.map((section) => [section.id, section]))
    const views = new Map<string, RowView>()
    let running: string | null = null
    const sections = tree.sections.map(({ section, rows: placed }): SectionView => {
      const { numbers, last } = numberRows(placed, meta.numbering, running)
      running = last
      const rows = placed.map((one) =>
        toRowView(one, numbers.get(one.row.id) ?? '', this.rowViews.get(one.row.id)),
      )
      for (const row of rows) views.set(row.id, row)
      const old = before.get(section.id)
      const { id, title, department, dismissed } = section
      const isSame =
        old !== undefined &&
        old.title === title &&
        old.department === department &&
        sameDismissals(old.dismissed, dismissed) &&
        sameItems(old.rows, rows)
      return isSame ? old : { id, title, department, dismissed, rows }
    })
    this.rowViews = views
    return previous && sameItems(previous.sections, sections) ? previous.sections : sections
  }

  private viewTrash(tree: PlanTree): readonly TrashEntry[] {
    const rows = tree.hidden.flatMap((placed): TrashEntry[] => {
      const { deleted } = placed.row
      if (deleted === null) return []
      const row = toRowView(placed, '', undefined)
      return [{ kind: 'row', id: row.id, row, title: '', section: placed.section, deleted }]
    })
    const others = [
      ...this.sections.map((section) => ({ kind: 'section' as const, ...section })),
      ...this.columns.map((column) => ({ kind: 'column' as const, ...column })),
    ].flatMap(({ kind, id, title, deleted }): TrashEntry[] =>
      deleted === null ? [] : [{ kind, id, row: null, title, section: null, deleted }],
    )
    return [...rows, ...others].sort((a, b) => b.deleted.at - a.deleted.at || (a.id < b.id ? -1 : 1))
  }
}

/**
 * Where the things that threads are about stand now: in the plan, in the trash, or nowhere. Owns that question; reads the
 * plan's view and the text of cells.
 */
import * as Y from 'yjs'
import { findWords } from '../../shared/comments/anchor.ts'
import type { ThreadAbout } from '../../shared/comments/registers.ts'
import { type Block, blocksToLine } from '../../shared/plan/rich.ts'
import { cellKey, rowsOf } from '../../shared/plan/schema.ts'
import type { PlanView, RowView } from '../../shared/plan/view.ts'
import { sameFields } from '../sync/store.ts'

export interface Standing {
  /** `words`: the words are gone; `column`: their column; `row`: their row. */
  readonly gone: 'words' | 'column' | 'row' | null
  /** Section in which the row stands; null where it does not. */
  readonly section: string | null
  /** Place among the rows of the plan; those that are gone come last. */
  readonly order: number
  /** As it stands in print; '' where it has none. */
  readonly number: string
  /** First words of the row, also where it lies in the trash. */
  readonly title: string
  /** Name of the column; null where the thread is about the row. */
  readonly column: string | null
  /** The cell's text now; null where the thread is about the row or its cell is gone. */
  readonly blocks: readonly Block[] | null
}

const NOTHING: readonly Block[] = []

/** The standings of a plan's threads. */
export class Standings {
  private readonly doc: Y.Doc
  private view: PlanView | null = null
  private rows = new Map<string, { row: RowView; order: number; section: string | null }>()
  private columns = new Map<string, { title: string; hidden: boolean }>()
  private readonly standings = new WeakMap<ThreadAbout, Standing>()
  private readonly words = new WeakMap<ThreadAbout, { blocks: readonly Block[]; found: boolean }>()

  constructor(doc: Y.Doc) {
    this.doc = doc
  }

  /** The same object as before while nothing of it changed. */
  of(about: ThreadAbout, view: PlanView): Standing {
    const before = this.standings.get(about)
    const now = this.look(about, view)
    if (before && sameFields(before, now)) return before
    this.standings.set(about, now)
    return now
  }

  private look(about: ThreadAbout, view: PlanView): Standing {
    if (view !== this.view) this.read(view)
    const known = this.rows.get(about.row)
    const column = about.column === null ? null : this.columns.get(about.column)
    const isGone = !known || known.section === null
    const blocks =
      isGone || about.column === null || !column ? null : (known.row.cells[about.column] ?? NOTHING)
    return {
      gone: isGone ? 'row' : column === undefined ? 'column' : this.hasWords(about, blocks) ? null : 'words',
      section: known?.section ?? null,
      order: known?.order ?? Number.MAX_SAFE_INTEGER,
      number: known?.row.number.replace(/\.$/, '') ?? '',
      title: known ? blocksToLine(known.row.cells.title ?? NOTHING) : '',
      column: about.column === null ? null : (column?.title ?? ''),
      blocks,
    }
  }

  private read(view: PlanView): void {
    this.view = view
    this.rows = new Map()
    for (const { row } of view.trash) {
      if (row) this.rows.set(row.id, { row, order: Number.MAX_SAFE_INTEGER, section: null })
    }
    for (const section of view.sections) {
      for (const row of section.rows) {
        this.rows.set(row.id, { row, order: this.rows.size, section: section.id })
      }
    }
    this.columns = new Map(view.columns.map(({ id, title, hidden }) => [id, { title, hidden }]))
  }

  /** Looked for once for each text of the cell. */
  private hasWords(about: ThreadAbout, blocks: readonly Block[] | null): boolean {
    if (about.quote === '' || about.column === null || blocks === null) return true
    const before = this.words.get(about)
    if (before?.blocks === blocks) return before.found
    const fragment = rowsOf(this.doc).get(about.row)?.get(cellKey(about.column))
    const found = fragment instanceof Y.XmlFragment && findWords(fragment, about) !== null
    this.words.set(about, { blocks, found })
    return found
  }
}

/**
 * The hash of what a section says: what somebody who signs it stands by (PROTOCOL.md "Sign-off"). The same from the live view,
 * from the document and from PlanJson, so that a kept edition proves what was signed. Owns that form alone.
 *
 * It is a hash of hashes of rows, so that typing in one row costs that row. Facts (`state`), findings set aside, automatic
 * numbers and columns without words in the section are not in it.
 */
import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'
import type * as Y from 'yjs'
import type { ItemJson, SectionJson } from './json.ts'
import { type PeriodFix, isFixOf } from './notes.ts'
import { type RowPlace, type SectionCore, readColumns, readPlaces, readRow, readSections } from './read.ts'
import { type Block, blocksToHtml, blocksToText, isNothing } from './rich.ts'
import { rowsOf } from './schema.ts'
import { type PlacedRow, buildTree } from './tree.ts'
import type { PlanView, RowView, SectionView } from './view.ts'

type Reading = readonly unknown[]

/** A row's content, in the order that is hashed. */
type RowForm = readonly [
  id: string,
  parent: string | null,
  numbering: string,
  number: string,
  title: string,
  period: string,
  reading: Reading | null,
  cells: readonly (readonly [column: string, text: string])[],
]

const sha256 = (value: unknown): string => toHexString(digest(encodeUtf8(JSON.stringify(value))))

const byColumn = (a: readonly [string, string], b: readonly [string, string]): number =>
  a[0] < b[0] ? -1 : 1

const cellsOf = (entries: Iterable<readonly [string, string]>): RowForm[7] =>
  [...entries].filter(([, text]) => text !== '').sort(byColumn)

const sectionHash = (title: string, department: string | null, rows: readonly string[]): string =>
  sha256([title, department, rows])

type RowContent = Pick<RowView, 'id' | 'parent' | 'numbering' | 'typed' | 'fix' | 'cells'>

const readingOf = ({ kind, months, start, end, hours }: Omit<PeriodFix, 'of' | 'by' | 'at'>): Reading => [
  kind,
  months,
  start,
  end,
  hours,
]

const htmlOf = (blocks: readonly Block[]): string => (isNothing(blocks) ? '' : blocksToHtml(blocks))

/** `own`: ids of the plan's own columns that are not deleted. */
const hashOfContent = (row: RowContent, own: readonly string[]): string => {
  const { id, parent, numbering, typed, fix, cells } = row
  const { title = [], period = [] } = cells
  const form: RowForm = [
    id,
    parent,
    numbering,
    numbering === 'typed' ? typed : '',
    htmlOf(title),
    blocksToText(period),
    isFixOf(fix, period) ? readingOf(fix) : null,
    cellsOf(own.map((column) => [column, blocksToText(cells[column] ?? [])] as const)),
  ]
  return sha256(form)
}

const hashOfItem = (item: ItemJson): string => {
  const { id, parent, numbering, number, title, period, cells } = item
  const form: RowForm = [
    id,
    parent,
    numbering,
    numbering === 'typed' ? number : '',
    title.html,
    period.text,
    period.corrected === true ? readingOf(period) : null,
    cellsOf(Object.entries(cells)),
  ]
  return sha256(form)
}

/** The hash of a section of an edition. */
export const hashOfSectionJson = ({ title, department, items }: SectionJson): string =>
  sectionHash(title, department, items.map(hashOfItem))

/** Rows that did not change are the same objects, and so are the columns. */
const known = new WeakMap<RowView, { own: string; hash: string }>()

const hashOfRowView = (row: RowView, own: readonly string[]): string => {
  const key = own.join()
  const before = known.get(row)
  if (before?.own === key) return before.hash
  const hash = hashOfContent(row, own)
  known.set(row, { own: key, hash })
  return hash
}

const ownColumns = (columns: readonly { id: string; fixed: boolean }[]): string[] =>
  columns.filter(({ fixed }) => !fixed).map(({ id }) => id)

/** The hash of a section as it is seen; only rows that changed are hashed again. */
export const hashOfSectionView = (section: SectionView, columns: PlanView['columns']): string => {
  const own = ownColumns(columns)
  return sectionHash(
    section.title,
    section.department,
    section.rows.map((row) => hashOfRowView(row, own)),
  )
}

const hashOfPlaced = (doc: Y.Doc, { row, parent }: PlacedRow<RowPlace>, own: readonly string[]): string => {
  const fields = rowsOf(doc).get(row.id)
  if (!fields) return ''
  const { id, number, fix, cells } = readRow(row.id, fields)
  return hashOfContent({ id, parent, numbering: number.mode, typed: number.text, fix, cells }, own)
}

/** Hashes of rows from an earlier reading; whoever keeps them forgets those of rows that were written. */
export type RowHashes = Map<string, { section: string; parent: string | null; own: string; hash: string }>

/** A document's live sections, read when asked for; good for one moment of it. */
export class SectionHashes {
  private readonly doc: Y.Doc
  private readonly sections: ReadonlyMap<
    string,
    { section: SectionCore; rows: readonly PlacedRow<RowPlace>[] }
  >
  private readonly own: readonly string[]
  private readonly ownKey: string
  private readonly rows: RowHashes

  constructor(doc: Y.Doc, rows: RowHashes = new Map()) {
    this.doc = doc
    this.rows = rows
    const tree = buildTree(readPlaces(doc), readSections(doc))
    this.sections = new Map(tree.sections.map((one) => [one.section.id, one]))
    this.own = ownColumns(readColumns(doc).filter(({ deleted }) => deleted === null))
    this.ownKey = this.own.join()
  }

  /** Title and department; null where there is no such section, or it is deleted. */
  find(section: string): Pick<SectionCore, 'id' | 'title' | 'department'> | null {
    return this.sections.get(section)?.section ?? null
  }

  /** Ids of the rows that stand in it. */
  rowsIn(section: string): ReadonlySet<string> {
    return new Set(this.sections.get(section)?.rows.map(({ row }) => row.id))
  }

  ids(): string[] {
    return [...this.sections.keys()]
  }

  /** '' where there is no such section. */
  hashOf(section: string): string {
    const found = this.sections.get(section)
    if (!found) return ''
    const { title, department } = found.section
    return sectionHash(
      title,
      department,
      found.rows.map((placed) => this.hashOfRow(placed)),
    )
  }

  /**
   * Hashes rows of these sections that are not yet, one after the other, until `isOver` says to stop. False where some are
   * left: to be asked again in a later turn.
   */
  prepare(sections: Iterable<string>, isOver: () => boolean): boolean {
    for (const section of sections) {
      for (const placed of this.sections.get(section)?.rows ?? []) {
        if (this.known(placed) !== null) continue
        this.hashOfRow(placed)
        if (isOver()) return false
      }
    }
    return true
  }

  private known({ row, parent }: PlacedRow<RowPlace>): string | null {
    const before = this.rows.get(row.id)
    return before && before.parent === parent && before.own === this.ownKey ? before.hash : null
  }

  private hashOfRow(placed: PlacedRow<RowPlace>): string {
    const known = this.known(placed)
    if (known !== null) return known
    const hash = hashOfPlaced(this.doc, placed, this.own)
    const { row, section, parent } = placed
    this.rows.set(row.id, { section, parent, own: this.ownKey, hash })
    return hash
  }
}

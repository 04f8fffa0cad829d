/**
 * Many rows at once, at the end of a section or of a row's own rows: what an import into an open plan writes. Owns that it is one step of its
 * author's, and that rows that were there stay as they are; must not decide who may.
 */
import { buildRow } from './build.ts'
import { BIRTH, type Editing, addColumn } from './edit.ts'
import type { ItemDraft } from './json.ts'
import { compareOrder, keyBetween } from './order.ts'
import { readColumns, readPlaces, readSectionPlaces } from './read.ts'
import {
  MAX_LEVEL,
  type NumberRegister,
  columnsOf,
  isDeleted,
  isNumberRegister,
  rowsOf,
  sectionsOf,
} from './schema.ts'
import { buildTree } from './tree.ts'

/** Ids of the plan's columns by the keys that the drafts have them under. */
export type ColumnIds = ReadonlyMap<string, string>

interface End {
  /** The last key among the rows there, deleted ones included. */
  lower: string | null
  /** The last one that is shown. */
  last: string | null
}

interface Place {
  readonly section: string
  readonly parent: string | null
}

const nameOf = ({ section, parent }: Place): string => parent ?? ` ${section}`

/** The ends of all sections and rows, found once for many insertions, which it is told of; what else happens meanwhile it does not know. */
export class RowEnds {
  readonly #ends = new Map<string, End>()

  constructor(doc: Editing['doc']) {
    const { sections, hidden } = buildTree(readPlaces(doc), readSectionPlaces(doc))
    for (const placed of sections.flatMap(({ rows }) => rows))
      this.came(placed, placed.row.ord, placed.row.id)
    for (const placed of hidden) this.came(placed, placed.row.ord, null)
  }

  of(place: Place): End {
    return this.#ends.get(nameOf(place)) ?? { lower: null, last: null }
  }

  /** A row with that key stands there; `shown`: its id, null where it is not shown. */
  came(place: Place, ord: string, shown: string | null): void {
    const { lower, last } = this.of(place)
    const end = { lower: lower === null || ord > lower ? ord : lower, last: shown ?? last }
    this.#ends.set(nameOf(place), end)
  }
}

const SIMPLE = /^\d{1,4}[.)]?$/

/** Where rows count by themselves, simple numbers from a file do so, too: they go on from the rows above. */
const numberingOf = (edit: Editing, last: string | null): ((item: ItemDraft) => ItemDraft) => {
  const register = last === null ? undefined : rowsOf(edit.doc).get(last)?.get('number')
  const mode: NumberRegister['mode'] | null = isNumberRegister(register) ? register.mode : null
  return (item) =>
    mode === 'auto' && SIMPLE.test(item.number) ? { ...item, numbering: 'auto', number: '' } : item
}

/** Every text column of the plan: those that no draft fills get an empty cell. */
const cellsOf = (edit: Editing, columns: ColumnIds): Map<string, string> => {
  const given = new Map([...columns].map(([key, id]) => [id, key]))
  const texts = readColumns(edit.doc).filter(({ id }) => id !== 'number')
  return new Map(
    texts.map(({ id }) => [id === 'title' || id === 'period' ? id : (given.get(id) ?? `no ${id}`), id]),
  )
}

export interface Insertion {
  section: string
  /** The row that they come under, with how deep that stands; left out: none. */
  under?: { id: string; level: number } | null
  items: readonly ItemDraft[]
  /** Which of the plan's own columns each key of `cells` is; cells of other keys are not written. */
  columns: ColumnIds
  /** Titles of columns that are to be added, by key. */
  fresh?: ReadonlyMap<string, string>
  /** They stay in the trash, from where whoever asked for them takes them as a step of their own. */
  asleep?: boolean
}

/** New columns behind the plan's last one, born deleted. */
const bearColumns = (edit: Editing, fresh: ReadonlyMap<string, string>): Map<string, string> => {
  const born = new Map<string, string>()
  let after = [...readColumns(edit.doc)].sort(compareOrder).at(-1)?.id ?? null
  for (const [key, title] of fresh) {
    after = addColumn(edit, { after, title, unborn: true })
    born.set(key, after)
  }
  return born
}

/**
 * Adds rows behind the last one of a section, as deep as they say, and the columns that they need: one step of the author's.
 * The ids of the rows, [] where there is no such section, or it lies in the trash and the rows are not `asleep`. `ends`: of the document as it is, where more than one insertion comes.
 */
export const insertRows = (
  edit: Editing,
  insertion: Insertion,
  ends: RowEnds = new RowEnds(edit.doc),
): string[] => {
  const { section, under = null, items, columns, fresh, asleep = false } = insertion
  const home = sectionsOf(edit.doc).get(section)
  if (!home || (!asleep && isDeleted(home.get('del')))) return []
  const born = bearColumns(edit, fresh ?? new Map())
  const place = { section, parent: under?.id ?? null }
  const end = ends.of(place)
  const deepest = under === null ? MAX_LEVEL : MAX_LEVEL - under.level - 1
  const numbered = numberingOf(edit, end.last)
  const cells = cellsOf(edit, new Map([...columns, ...born]))
  const rows = rowsOf(edit.doc)
  const ids: string[] = []
  /** The last row at each level: the parents of what comes next. */
  const open: string[] = []
  let { lower } = end
  edit.doc.transact(() => {
    for (const item of items) {
      const level = Math.max(0, Math.min(item.level, deepest, open.length))
      lower = keyBetween(lower, null, edit.random)
      const parent = open[level - 1] ?? place.parent
      const fields = buildRow(numbered(item), [section, parent, lower], cells)
      fields.set('del', { by: edit.by, at: edit.now() })
      const id = edit.ids()
      ends.came({ section, parent }, lower, asleep ? null : id)
      rows.set(id, fields)
      ids.push(id)
      open.splice(level, open.length, id)
    }
  }, BIRTH)
  if (asleep) return ids
  edit.doc.transact(() => {
    for (const id of born.values()) columnsOf(edit.doc).get(id)?.set('del', null)
    for (const id of ids) rows.get(id)?.set('del', null)
  }, edit.origin)
  return ids
}

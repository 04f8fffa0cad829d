/**
 * Where the rows of a document stand, for whoever puts rows somewhere. Owns questions about places, and writing down the place
 * at which a row is shown; which verb asks is `edit.ts`'s.
 */
import type * as Y from 'yjs'
import { type Random, compareOrder, keyAfter } from './order.ts'
import { type RowPlace, readPlaces, readSectionPlaces } from './read.ts'
import { type Position, rowsOf } from './schema.ts'
import { type PlacedRow, buildTree } from './tree.ts'

interface Place {
  section: string
  parent: string | null
}

/** All rows of a document with their places. */
export interface Layout {
  /** Every row, also one that is not shown. */
  placed: Map<string, PlacedRow<RowPlace>>
  /** Rows that are shown, top to bottom. */
  shown: PlacedRow<RowPlace>[]
  sections: string[]
}

export const layoutOf = (doc: Y.Doc): Layout => {
  const tree = buildTree(readPlaces(doc), readSectionPlaces(doc))
  const shown = tree.sections.flatMap((section) => section.rows)
  const placed = new Map([...shown, ...tree.hidden].map((one) => [one.row.id, one]))
  return { placed, shown, sections: tree.sections.map(({ section }) => section.id) }
}

/** Rows of one place in order, those that are not shown among them. */
export const siblingsOf = (layout: Layout, target: Place): RowPlace[] =>
  [...layout.placed.values()]
    .filter(
      (one) => one.parent === target.parent && (target.parent !== null || one.section === target.section),
    )
    .map((one) => one.row)
    .sort(compareOrder)

/**
 * The register of a row that is put behind `after`, `moving` out of its place where it stands there already; `untie` is to be called
 * where it is written, and parts it from rows of one key.
 */
export const placing = (
  { doc, random }: { doc: Y.Doc; random: Random },
  layout: Layout,
  { section, parent, after }: Place & { after: string | null },
  moving: string | null,
): { pos: Position; untie: () => void } => {
  const siblings = siblingsOf(layout, { section, parent }).filter((row) => row.id !== moving)
  const { ord, others } = keyAfter(siblings, after, random)
  const untie = (): void => {
    for (const [id, key] of others) rowsOf(doc).get(id)?.set('pos', [section, parent, key])
  }
  return { pos: [section, parent, ord], untie }
}

/** Ids of those that are shown. */
export const shownSiblings = (layout: Layout, target: Place): string[] =>
  layout.shown
    .filter(
      (one) => one.parent === target.parent && (target.parent !== null || one.section === target.section),
    )
    .map((one) => one.row.id)

const isShown = ({ shown }: Layout, id: string): boolean => shown.some(({ row }) => row.id === id)

/** Whether what stands there is shown: not in a section, nor under a row, that lies in the trash. */
export const isShownPlace = (layout: Layout, { section, parent }: Place): boolean =>
  parent === null ? layout.sections.includes(section) : isShown(layout, parent)

/** Whether a row that is shown would not be, if it stood there. What is not shown vanishes nowhere. */
export const wouldVanish = (layout: Layout, id: string, place: Place): boolean =>
  isShown(layout, id) && !isShownPlace(layout, place)

/** Whether a row is `ancestor` or stands under it. */
export const isWithin = (layout: Layout, id: string, ancestor: string): boolean => {
  for (let at: string | null = id; at !== null; at = layout.placed.get(at)?.parent ?? null) {
    if (at === ancestor) return true
  }
  return false
}

/** How many levels stand under a row. */
export const heightOf = (layout: Layout, id: string): number => {
  const own = layout.placed.get(id)?.level ?? 0
  let height = 0
  for (const { row, level } of layout.placed.values()) {
    // Not as arguments of one call: a row may have more under it than a call may have.
    if (level - own > height && isWithin(layout, row.id, id)) height = level - own
  }
  return height
}

/**
 * Writes rows that a merge left too deep, or under what stands under them, where they are shown [DM8], which changes nothing that
 * anybody sees: what they were put under can then go elsewhere without them.
 */
export const writeShownPlaces = (doc: Y.Doc, rows: Iterable<PlacedRow<RowPlace>>): void => {
  for (const { row, section, parent } of rows) {
    const within = parent === null ? row.section : section
    if (row.parent !== parent) rowsOf(doc).get(row.id)?.set('pos', [within, parent, row.ord])
  }
}

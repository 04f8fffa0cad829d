/**
 * Sections and rows of a document, found or refused. Owns reading for commands; must not change anything.
 */
import * as Y from 'yjs'
import { SvodError } from '../../shared/errors.ts'
import { layoutOf } from '../../shared/plan/layout.ts'
import {
  type RowPlace,
  type SectionPlace,
  readColumns,
  readPlace,
  readPlaces,
  readSectionPlaces,
  readSections,
} from '../../shared/plan/read.ts'
import {
  type EntityRoot,
  type Fields,
  MAX_LEVEL,
  isDeleted,
  rowsOf,
  sectionsOf,
} from '../../shared/plan/schema.ts'
import { Standings } from '../../shared/plan/standing.ts'
import { type PlanTree, buildTree } from '../../shared/plan/tree.ts'

const entityIn = (root: EntityRoot, id: string): Fields => {
  const fields = root.get(id)
  if (!(fields instanceof Y.Map)) throw new SvodError('not-found')
  return fields
}

const liveIn = (root: EntityRoot, id: string): void => {
  if (isDeleted(entityIn(root, id).get('del'))) throw new SvodError('not-found')
}

/** @throws SvodError `not-found` where there is no such section, or it is deleted and `inTrash` is not asked for */
export const requireSection = (doc: Y.Doc, id: string, options: { inTrash?: boolean } = {}): void => {
  if (options.inTrash) entityIn(sectionsOf(doc), id)
  else liveIn(sectionsOf(doc), id)
}

/**
 * @throws SvodError `not-found` where there is no such row, or `inTrash` is not asked for and it is not shown: deleted itself, or
 * with what it stands in
 */
export const requireRow = (doc: Y.Doc, id: string, options: { inTrash?: boolean } = {}): void => {
  if (options.inTrash) entityIn(rowsOf(doc), id)
  else if (!isShown(doc, id)) throw new SvodError('not-found')
}

/**
 * Told by the row and what it stands in alone, unless a merge left it too deep or in a circle, where it is shown elsewhere than
 * under its parent: a plan may have 20,000 rows.
 */
const isShown = (doc: Y.Doc, id: string): boolean => {
  const rows = rowsOf(doc)
  let at = rows.get(id)
  let isGone = false
  for (let level = 0; level <= MAX_LEVEL && at instanceof Y.Map; level++) {
    const { deleted, parent, section } = readPlace(id, at)
    if (deleted !== null && level === 0) return false
    isGone ||= deleted !== null
    const above = parent === null ? undefined : rows.get(parent)
    if (!(above instanceof Y.Map)) return !isGone && !isDeleted(sectionsOf(doc).get(section)?.get('del'))
    at = above
  }
  return standings(doc).has(id)
}

/** Where a row stands, as everybody sees it. */
export interface Standing {
  section: string
  parent: string | null
}

const shownIn = ({ sections }: PlanTree<RowPlace, SectionPlace>): Map<string, Standing> => {
  const shown = sections.flatMap(({ rows }) => rows)
  return new Map(shown.map(({ row, section, parent }) => [row.id, { section, parent }]))
}

/** Where every row that is shown stands, top to bottom. */
export const standings = (doc: Y.Doc): Map<string, Standing> =>
  shownIn(buildTree(readPlaces(doc), readSectionPlaces(doc)))

/** The same as it would be if `row` came out of the trash, with what it stands in. */
export const standingsWith = (doc: Y.Doc, row: string): Map<string, Standing> => {
  const { placed } = layoutOf(doc)
  const places = readPlaces(doc)
  for (let at = placed.get(row); at !== undefined; at = placed.get(at.parent ?? '')) {
    places.set(at.row.id, { ...at.row, deleted: null })
  }
  const within = placed.get(row)?.section
  const sections = readSectionPlaces(doc)
  return shownIn(
    buildTree(
      places,
      sections.map((one) => (one.id === within ? { ...one, deleted: null } : one)),
    ),
  )
}

/** The shown rows under `parent`, or at the top of `section`, in order. */
export const siblingsAt = (all: ReadonlyMap<string, Standing>, place: Standing): string[] =>
  [...all].filter(([, one]) => one.parent === place.parent && one.section === place.section).map(([id]) => id)

/** Ids of the live sections, in order. */
export const sectionOrder = (doc: Y.Doc): string[] =>
  buildTree(new Map(), readSections(doc)).sections.map(({ section }) => section.id)

/** @throws SvodError `bad-request` where a key is no column of the plan's own */
export const requireColumns = (doc: Y.Doc, keys: readonly string[]): void => {
  const known = new Set(
    readColumns(doc)
      .filter((column) => !column.fixed && column.deleted === null)
      .map((column) => column.id),
  )
  const unknown = keys.find((key) => !known.has(key))
  if (unknown !== undefined)
    throw new SvodError('bad-request', { field: `cells.${unknown.slice(0, 60)}`, reason: 'is no column' })
}

/**
 * The deleted section that a row stands in, or is to stand in: it comes out of the trash together with the row. Null where there
 * is none.
 */
export const deletedSectionOf = (doc: Y.Doc, row: string, place: Standing | null): string | null => {
  const section = place?.section ?? new Standings(doc).sectionOf(row)
  return section !== null && isDeleted(sectionsOf(doc).get(section)?.get('del')) ? section : null
}

/**
 * Writes down what was worked out of the gathered plans (`edits.ts`), after asking whether the plan still stands as it was
 * compared. Must not decide who may, nor compare plans: it works in the room.
 */
import { type Editing, addSection, deleteRow, setCell, setState } from '../edit.ts'
import { readFragment } from '../fragment.ts'
import { parseHtml } from '../html.ts'
import { RowEnds, insertRows } from '../insert-rows.ts'
import { type Layout, layoutOf } from '../layout.ts'
import { compareOrder } from '../order.ts'
import { isOrigin } from '../origin.ts'
import { printOf } from '../print.ts'
import { readSectionPlaces } from '../read.ts'
import { blocksToHtml, textToBlocks } from '../rich.ts'
import { cellKey, isState, rowsOf, sectionsOf } from '../schema.ts'
import type { GatherEdit, GatherEdits, GatherPlace } from './edits.ts'
import type { Origins } from './refresh.ts'

type Doc = Editing['doc']

/** Origins of all rows of a document, those in the trash too. */
export const originsIn = (doc: Doc): Origins =>
  new Map(
    [...rowsOf(doc)].flatMap(([id, fields]) => {
      const origin = fields.get('origin')
      return isOrigin(origin) ? [[id, origin] as const] : []
    }),
  )

/** A print of what stands in a column of a row, or of its state. */
export const standingIn =
  (doc: Doc) =>
  (item: string, column: string): string => {
    const fields = rowsOf(doc).get(item)
    if (column === 'state') return String(fields?.get('state'))
    return printOf(blocksToHtml(readFragment(fields?.get(cellKey(column)))))
  }

const isThere = (root: ReturnType<typeof rowsOf>, id: string): boolean => {
  const fields = root.get(id)
  return fields !== undefined && (fields.get('del') ?? null) === null
}

/** Whether what is to be written over still stands as it did, and the rows and sections that are written into are there. */
export const isCurrent = (doc: Doc, { edits }: GatherEdits): boolean => {
  const standing = standingIn(doc)
  let layout: Layout | null = null
  /** Who may write was asked of the section in which it stood, and how deep new rows go goes by its depth. */
  const isWhereItStood = ({ place, under }: Extract<GatherEdit, { kind: 'add' }>): boolean => {
    if (under === null) return true
    if (!isThere(rowsOf(doc), under.id)) return false
    layout ??= layoutOf(doc)
    const now = layout.placed.get(under.id)
    return now?.level === under.level && (!('section' in place) || now.section === place.section)
  }
  return edits.every((edit) => {
    if (edit.kind === 'drop') return true
    if (edit.kind === 'write') return standing(edit.item, edit.column) === edit.was
    const isPlace = !('section' in edit.place) || isThere(sectionsOf(doc), edit.place.section)
    return isPlace && isWhereItStood(edit)
  })
}

const lastSection = (doc: Doc): string | null =>
  readSectionPlaces(doc)
    .filter(({ deleted }) => deleted === null)
    .sort(compareOrder)
    .at(-1)?.id ?? null

const write = (edit: Editing, one: Extract<GatherEdit, { kind: 'write' }>): void => {
  const { item, field, column, text } = one
  if (field === 'title') setCell(edit, item, 'title', parseHtml(text))
  else if (field === 'state') {
    if (isState(text)) setState(edit, item, text)
  } else setCell(edit, item, column, textToBlocks(text))
  const fields = rowsOf(edit.doc).get(item)
  const origin = fields?.get('origin')
  if (isOrigin(origin)) fields?.set('origin', { ...origin, took: { ...origin.took, [field]: printOf(text) } })
}

/** What was made. */
export interface Gathered {
  rows: string[]
  sections: string[]
}

/** Writes it; the plan is to be as `isCurrent` says. `asleep`: what is made stays in the trash. */
export const applyEdits = (
  edit: Editing,
  { edits, columns }: GatherEdits,
  made: Map<string, string> = new Map(),
  asleep = false,
): Gathered => {
  const gathered: Gathered = { rows: [], sections: [] }
  /** Of the plan without what is dropped: additions come last. */
  let ends: RowEnds | null = null
  const sectionAt = (place: GatherPlace): string => {
    if ('section' in place) return place.section
    const { fresh, title, department } = place
    const known = made.get(fresh)
    if (known !== undefined) return known
    const id = addSection(edit, {
      after: [...made.values()].at(-1) ?? lastSection(edit.doc),
      title,
      department,
    })
    if (asleep) sectionsOf(edit.doc).get(id)?.set('del', { by: edit.by, at: edit.now() })
    made.set(fresh, id)
    gathered.sections.push(id)
    return id
  }
  for (const one of edits) {
    if (one.kind === 'drop') deleteRow(edit, one.item)
    else if (one.kind === 'write') write(edit, one)
    else {
      const { under, items } = one
      const section = sectionAt(one.place)
      ends ??= new RowEnds(edit.doc)
      gathered.rows.push(...insertRows(edit, { section, under, items, columns, asleep }, ends))
    }
  }
  return gathered
}

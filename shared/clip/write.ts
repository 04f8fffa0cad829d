/**
 * Does what a paste comes to: births of everything that is made, then one transaction of the author's, which is one
 * step to undo (SPEC PA4). Owns the writing; what is written where is `spread.ts`'s.
 */
import * as Y from 'yjs'
import { BIRTH, type Editing } from '../plan/edit.ts'
import { makeFragment } from '../plan/fragment.ts'
import { compareOrder, gapAfter, keyBetween, keysBetween } from '../plan/order.ts'
import { readColumns, readPlaces, readSectionPlaces } from '../plan/read.ts'
import type { Block } from '../plan/rich.ts'
import { textToBlocks } from '../plan/rich.ts'
import {
  type Fields,
  MAX_LEVEL,
  type NumberRegister,
  cellKey,
  isNumberRegister,
  rowsOf,
  sectionsOf,
} from '../plan/schema.ts'
import { writeBlocks } from '../plan/write-blocks.ts'
import type { NewRow, PasteJob } from './job.ts'

/** Ids of what was made, top to bottom. */
export interface Pasted {
  readonly rows: readonly string[]
  readonly sections: readonly string[]
}

/** A row about to be born. */
interface Birth {
  id: string
  section: string
  parent: string | null
  order: string
  row: NewRow
}

/** A parent for each row: the nearest one above that is less deep. */
const parentsOf = (rows: readonly NewRow[], ids: readonly string[]): (string | null)[] => {
  let open: string[] = []
  return rows.map(({ level }, index) => {
    const depth = Math.min(level, open.length, MAX_LEVEL)
    open = open.slice(0, depth)
    const parent = open[depth - 1] ?? null
    open.push(ids[index] ?? '')
    return parent
  })
}

/** Order keys of `count` top-level rows in a section: behind its last, or before its first. */
const topKeys = (edit: Editing, section: string, at: PasteJob['at'], count: number): string[] => {
  const there = [...readPlaces(edit.doc).values()]
    .filter((row) => row.section === section && row.parent === null)
    .sort(compareOrder)
  const last = there.at(-1)?.id ?? null
  const [lower, upper] = gapAfter(there, at === 'end' ? last : null)
  return keysBetween(lower, upper, count, edit.random)
}

const birthsIn = (edit: Editing, section: string, at: PasteJob['at'], rows: readonly NewRow[]): Birth[] => {
  const ids = rows.map(() => edit.ids())
  const parents = parentsOf(rows, ids)
  const top = topKeys(edit, section, at, parents.filter((parent) => parent === null).length)
  const last = new Map<string, string>()
  let used = 0
  return rows.map((row, index) => {
    const parent = parents[index] ?? null
    const order =
      parent === null ? (top[used++] ?? 'a0') : keyBetween(last.get(parent) ?? null, null, edit.random)
    if (parent !== null) last.set(parent, order)
    return { id: ids[index] ?? '', section, parent, order, row }
  })
}

/** Rows that the paste numbers not at all are numbered as the section is. */
const usualNumber = (edit: Editing, section: string): NumberRegister => {
  const there = [...rowsOf(edit.doc).values()].filter((row) => {
    const pos: unknown = row.get('pos')
    return Array.isArray(pos) && pos[0] === section && pos[1] === null && row.get('del') == null
  })
  const registers = there.map((row) => row.get('number')).filter(isNumberRegister)
  const isNone = registers.length > 0 && registers.every(({ mode }) => mode === 'none')
  return { mode: isNone ? 'none' : 'auto', text: '' }
}

const bearRow = (edit: Editing, birth: Birth, columns: readonly string[], usual: NumberRegister): void => {
  const { id, section, parent, order, row } = birth
  const fields: Fields = new Y.Map()
  fields.set('del', { by: edit.by, at: edit.now() })
  fields.set('pos', [section, parent, order])
  fields.set('number', { ...(row.number ?? usual) })
  fields.set('state', 'planned')
  for (const column of columns) fields.set(cellKey(column), makeFragment(row.cells.get(column) ?? []))
  rowsOf(edit.doc).set(id, fields)
}

const bearSection = (edit: Editing, id: string, title: string, order: string): void => {
  const fields: Fields = new Y.Map()
  fields.set('del', { by: edit.by, at: edit.now() })
  fields.set('title', makeFragment(textToBlocks(title)))
  fields.set('dept', null)
  fields.set('ord', order)
  sectionsOf(edit.doc).set(id, fields)
}

const sectionKeys = (edit: Editing, after: string, count: number): string[] => {
  const there = readSectionPlaces(edit.doc).sort(compareOrder)
  const [lower, upper] = gapAfter(there, after)
  return keysBetween(lower, upper, count, edit.random)
}

const writeCell = (edit: Editing, row: string, column: string, blocks: readonly Block[]): void => {
  const fragment = rowsOf(edit.doc).get(row)?.get(cellKey(column))
  if (fragment instanceof Y.XmlFragment) writeBlocks(fragment, blocks)
}

/** Items of the document that a row is about to be: its registers, and for each cell its blocks with their texts. */
const weightOf = ({ row }: Birth, columns: number): number =>
  6 +
  columns * 2 +
  [...row.cells.values()].reduce((sum, blocks) => sum + JSON.stringify(blocks).length / 40, 0)

/** So much fits into what a room does between two other things (1,000 items), with room to spare. */
const MOST_WEIGHT = 600

/** Births in pieces, so that neither the page nor the server stops for a long paste. */
const piecesOf = (births: readonly Birth[], columns: number): Birth[][] => {
  const pieces: Birth[][] = [[]]
  let weight = 0
  for (const birth of births) {
    const own = weightOf(birth, columns)
    if (weight > 0 && weight + own > MOST_WEIGHT) {
      pieces.push([])
      weight = 0
    }
    pieces.at(-1)?.push(birth)
    weight += own
  }
  return pieces
}

export interface PreparedPaste {
  /** To be done one after the other, others' work between them: what is made comes into the world, still in the trash. */
  readonly births: readonly (() => void)[]
  /** The author's one transaction: what was made is alive, what was there is overwritten. */
  readonly finish: () => Pasted
}

/** A job ready to be done. Rows that go before it is finished are left alone. */
export const preparePaste = (edit: Editing, job: PasteJob): PreparedPaste => {
  const { doc } = edit
  const columns = readColumns(doc).flatMap(({ id }) => (id === 'number' ? [] : [id]))
  const keys = sectionKeys(edit, job.section, job.sections.length)
  const made = job.sections.map((section, index) => ({
    ...section,
    id: edit.ids(),
    order: keys[index] ?? 'a0',
  }))
  const births = [
    ...birthsIn(edit, job.section, job.at, job.rows),
    ...made.flatMap(({ id, rows }) => birthsIn(edit, id, 'end', rows)),
  ]
  const usual = usualNumber(edit, job.section)
  const bear = (piece: readonly Birth[], first: boolean) => () =>
    doc.transact(() => {
      if (first) for (const { id, title, order } of made) bearSection(edit, id, title, order)
      for (const birth of piece) bearRow(edit, birth, columns, usual)
    }, BIRTH)
  const finish = (): Pasted => {
    doc.transact(() => {
      for (const [row, { cells, number }] of job.over) {
        for (const [column, blocks] of cells) writeCell(edit, row, column, blocks)
        if (number)
          rowsOf(doc)
            .get(row)
            ?.set('number', { ...number })
      }
      for (const { id } of made) sectionsOf(doc).get(id)?.set('del', null)
      for (const { id } of births) rowsOf(doc).get(id)?.set('del', null)
    }, edit.origin)
    return { rows: births.map(({ id }) => id), sections: made.map(({ id }) => id) }
  }
  return { births: piecesOf(births, columns.length).map((piece, at) => bear(piece, at === 0)), finish }
}

/** Does a job at once. */
export const writePaste = (edit: Editing, job: PasteJob): Pasted => {
  const { births, finish } = preparePaste(edit, job)
  for (const bear of births) bear()
  return finish()
}

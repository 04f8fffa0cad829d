/** Random honest edits of a plan, as several people make them; what the fuzz tests are made of. */
import * as Y from 'yjs'
import {
  addColumn,
  addRow,
  addSection,
  deleteColumn,
  deleteRow,
  deleteSection,
  type Editing,
  indentRow,
  moveColumn,
  moveRow,
  moveSection,
  outdentRow,
  restoreColumn,
  restoreRow,
  restoreSection,
  setNumber,
  setState,
} from '../../shared/plan/edit.ts'
import { cellKey, columnsOf, rowsOf, sectionsOf } from '../../shared/plan/schema.ts'
import { shiftRow } from './drafts.ts'
import type { Dice } from './random.ts'

/** One replica with its author, and the words it knows to have been typed or deleted on purpose. */
export interface Author {
  edit: Editing
  dice: Dice
  /** Counts this author's tokens. */
  typed: number
  ledger: Ledger
}

/** What a run has to account for in the end. */
export interface Ledger {
  typed: Set<string>
  /** Rows that somebody added. */
  born: Set<string>
  /** Tokens that somebody deleted on purpose. */
  erased: Set<string>
}

/** What is typed: every token is another, so that each can be found again. */
export const TOKEN = /⟦[a-z0-9-]+\.\d+⟧/g

/** The keys of a map; its iterator costs several times as much. */
const keys = <Value>(map: Y.Map<Value>): string[] => {
  const found: string[] = []
  map.forEach((_, key) => void found.push(key))
  return found
}
const rowIds = (author: Author) => keys(rowsOf(author.edit.doc))
const sectionIds = (author: Author) => keys(sectionsOf(author.edit.doc))
const columnIds = (author: Author) => keys(columnsOf(author.edit.doc))

const textsOf = (node: Y.XmlFragment | Y.XmlElement, texts: Y.XmlText[] = []): Y.XmlText[] => {
  for (let item = node._start; item !== null; item = item.right) {
    const child = item.deleted || !(item.content instanceof Y.ContentType) ? null : item.content.type
    if (child instanceof Y.XmlText) texts.push(child)
    else if (child instanceof Y.XmlElement) textsOf(child, texts)
  }
  return texts
}

const randomCell = (author: Author): Y.XmlFragment | null => {
  const row = author.dice.pick(rowIds(author))
  const column = author.dice.pick(columnIds(author).filter((id) => id !== 'number'))
  const fragment = row && column ? rowsOf(author.edit.doc).get(row)?.get(cellKey(column)) : null
  return fragment instanceof Y.XmlFragment ? fragment : null
}

/** A piece of a text, and where in the text it begins. */
interface Piece {
  str: string
  start: number
}

/** The piece at the index `aim`, of characters alone; null at the text's end. `toString` would work out the marks of every run. */
const pieceAt = (text: Y.XmlText, aim: number): Piece | null => {
  let start = 0
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    if (aim < start + item.length) return { str: item.content.str, start }
    start += item.length
  }
  return null
}

/** Where something may be typed: before a word, or at either end. Words come and go whole, so none spans two pieces. */
const placeIn = (text: Y.XmlText, { int, chance }: Dice): number => {
  if (chance(0.1)) return 0
  const aim = int(text.length + 1)
  const piece = pieceAt(text, aim)
  if (piece === null) return text.length
  const { str, start } = piece
  const next = str.indexOf('⟦', aim - start)
  return start + (next < 0 ? str.length : next)
}

const typeToken = (author: Author): void => {
  const fragment = randomCell(author)
  if (!fragment) return
  const token = `⟦${author.edit.by}.${author.typed++}⟧`
  author.edit.doc.transact(() => {
    const text = author.dice.pick(textsOf(fragment)) ?? newText(fragment)
    text.insert(placeIn(text, author.dice), token)
  }, author.edit.origin)
  author.ledger.typed.add(token)
}

const newText = (fragment: Y.XmlFragment): Y.XmlText => {
  const text = new Y.XmlText()
  const paragraph = fragment.toArray().find((child) => child instanceof Y.XmlElement)
  if (paragraph instanceof Y.XmlElement) paragraph.insert(0, [text])
  return text
}

const eraseToken = (author: Author): void => {
  const fragment = randomCell(author)
  const text = fragment && author.dice.pick(textsOf(fragment))
  if (!text) return
  const aim = author.dice.int(text.length)
  const { str, start } = pieceAt(text, aim) ?? { str: '', start: 0 }
  const from = Math.max(str.lastIndexOf('⟦', aim - start), str.indexOf('⟦'))
  const token = from < 0 ? '' : str.slice(from, str.indexOf('⟧', from) + 1)
  if (token === '') return
  author.edit.doc.transact(() => text.delete(start + from, token.length), author.edit.origin)
  author.ledger.erased.add(token)
}

const addParagraph = (author: Author): void => {
  const fragment = randomCell(author)
  if (fragment)
    author.edit.doc.transact(() => fragment.push([new Y.XmlElement('paragraph')]), author.edit.origin)
}

const randomTarget = (author: Author) => ({
  section: author.dice.pick(sectionIds(author)) ?? '',
  parent: author.dice.chance(0.3) ? (author.dice.pick(rowIds(author)) ?? null) : null,
  after: author.dice.chance(0.6) ? (author.dice.pick(rowIds(author)) ?? null) : null,
})

const onRow = (act: (edit: Editing, id: string, author: Author) => void) => (author: Author) => {
  const id = author.dice.pick(rowIds(author))
  if (id !== undefined) act(author.edit, id, author)
}

const onSection = (act: (edit: Editing, id: string, author: Author) => void) => (author: Author) => {
  const id = author.dice.pick(sectionIds(author))
  if (id !== undefined) act(author.edit, id, author)
}

const onColumn = (act: (edit: Editing, id: string, author: Author) => void) => (author: Author) => {
  const id = author.dice.pick(columnIds(author))
  if (id !== undefined) act(author.edit, id, author)
}

/** A long run does not grow without end: beyond these numbers nothing is added any more. */
const MOST = { rows: 16, sections: 5, columns: 5 }

const bearRow = (author: Author): void => {
  if (rowIds(author).length >= MOST.rows) return
  const id = addRow(author.edit, randomTarget(author))
  if (id !== null) author.ledger.born.add(id)
}

/** Operations with their weights. */
const OPERATIONS: readonly [weight: number, run: (author: Author) => void][] = [
  [50, typeToken],
  [8, eraseToken],
  [4, addParagraph],
  [8, onRow((edit, id, author) => void moveRow(edit, id, randomTarget(author)))],
  [6, onRow((edit, id, author) => void shiftRow(edit, id, author.dice.chance(0.5) ? 1 : -1))],
  [3, onRow((edit, id) => void indentRow(edit, id))],
  [3, onRow((edit, id) => void outdentRow(edit, id))],
  [4, onRow((edit, id) => void deleteRow(edit, id))],
  [4, onRow((edit, id) => void restoreRow(edit, id))],
  [3, bearRow],
  [2, onRow((edit, id) => void setNumber(edit, id, { mode: 'typed', text: '7.' }))],
  [2, onRow((edit, id) => void setState(edit, id, 'done'))],
  [
    0.4,
    (author) =>
      void (
        sectionIds(author).length < MOST.sections && addSection(author.edit, { after: null, title: 'Новый' })
      ),
  ],
  [
    1,
    onSection((edit, id, author) => void moveSection(edit, id, author.dice.pick(sectionIds(author)) ?? null)),
  ],
  [0.6, onSection((edit, id) => void deleteSection(edit, id))],
  [1, onSection((edit, id) => void restoreSection(edit, id))],
  [
    0.1,
    (author) =>
      void (
        columnIds(author).length < MOST.columns && addColumn(author.edit, { after: null, title: 'Место' })
      ),
  ],
  [
    0.4,
    onColumn((edit, id, author) => void moveColumn(edit, id, author.dice.pick(columnIds(author)) ?? null)),
  ],
  [0.3, onColumn((edit, id) => void deleteColumn(edit, id))],
  [0.5, onColumn((edit, id) => void restoreColumn(edit, id))],
]

const TOTAL = OPERATIONS.reduce((sum, [weight]) => sum + weight, 0)

export const emptyLedger = (): Ledger => ({ typed: new Set(), born: new Set(), erased: new Set() })

/** One random honest edit. */
export const operate = (author: Author): void => {
  let roll = author.dice.next() * TOTAL
  for (const [weight, run] of OPERATIONS) {
    roll -= weight
    if (roll < 0) return run(author)
  }
}

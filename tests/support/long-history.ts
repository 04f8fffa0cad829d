/**
 * A plan's long past, as years of work make it: many people, a new client id a session, typing letter by letter,
 * deleting, moving, trash, marks. Written straight into one document, which is what a server's document looks like
 * after all of it. Owns how such a past is made; what is measured or tested on it, its users do.
 */
import * as Y from 'yjs'
import { ClientOwners } from '../../server/access/owners.ts'
import { makeFragment } from '../../shared/plan/fragment.ts'
import { type Position, cellKey, columnsOf, isPosition, rowsOf } from '../../shared/plan/schema.ts'
import { type Dice, dice } from './random.ts'

export interface LongHistoryOptions {
  edits: number
  seed?: number
  /** How many people take turns. */
  people?: number
  /** How many edits somebody makes before they close the page. */
  sitting?: number
}

interface Writer {
  doc: Y.Doc
  dice: Dice
  by: string
  /** Everything that may be edited; grows with the plan. */
  rows: string[]
  /** Numbers the rows that are added. */
  added: number
  left: number
}

const CLIENT_IDS = 2 ** 32
const WORDS = 'Встреча выставка конкурс семинар «Чтение» для детей, подростков и родителей; 12+ '

const rowOf = ({ doc, dice, rows }: Writer) => rowsOf(doc).get(dice.pick(rows) ?? '')

/** One edit is one transaction, as one key is. */
const once = (writer: Writer, change: () => void): void => {
  writer.doc.transact(change)
  writer.left--
}

const textIn = (fragment: unknown): Y.XmlText | null => {
  if (!(fragment instanceof Y.XmlFragment)) return null
  for (const block of fragment.toArray()) {
    const text = block instanceof Y.XmlElement ? block.get(0) : null
    if (text instanceof Y.XmlText) return text
    if (block instanceof Y.XmlElement && block.nodeName === 'paragraph' && block.length === 0) {
      const fresh = new Y.XmlText()
      block.insert(0, [fresh])
      return fresh
    }
  }
  return null
}

const someText = (writer: Writer): Y.XmlText | null => {
  const columns = [...columnsOf(writer.doc).keys()].filter((id) => id !== 'number')
  return textIn(rowOf(writer)?.get(cellKey(writer.dice.pick(columns) ?? 'title')))
}

/** Letter by letter, with slips of the key taken back at once. */
const typeWords = (writer: Writer): void => {
  const text = someText(writer)
  if (!text) return
  let at = writer.dice.int(text.length + 1)
  for (let keys = 8 + writer.dice.int(32); keys > 0 && writer.left > 0; keys--) {
    if (writer.dice.chance(0.06) && at > 0) once(writer, () => text.delete(--at, 1))
    else once(writer, () => text.insert(at++, WORDS[writer.dice.int(WORDS.length)] ?? ' '))
  }
}

/** Cells do not grow without end: what is written in one place is taken away in another. */
const eraseWords = (writer: Writer): void => {
  const text = someText(writer)
  if (!text || text.length < 60) return
  for (let keys = 8 + writer.dice.int(32); keys > 0 && writer.left > 0 && text.length > 40; keys--)
    once(writer, () => text.delete(text.length - 1, 1))
}

const mark = (writer: Writer): void => {
  const text = someText(writer)
  if (!text || text.length < 12) return
  const at = writer.dice.int(text.length - 10)
  once(writer, () => text.format(at, 8, { bold: writer.dice.chance(0.7) ? true : null }))
}

const placeNear = (writer: Writer): Position => {
  const near = rowOf(writer)?.get('pos')
  const [section, , order] = isPosition(near) ? near : ['', null, 'a0']
  return [section, null, `${order.slice(0, 8)}${writer.dice.int(10)}V`]
}

const move = (writer: Writer): void => once(writer, () => rowOf(writer)?.set('pos', [...placeNear(writer)]))

const addRow = (writer: Writer): void => {
  const id = `n${writer.added++}`
  once(writer, () => {
    const fields = new Y.Map<unknown>()
    fields.set('del', null)
    fields.set('pos', [...placeNear(writer)])
    fields.set('number', { mode: 'auto', text: '' })
    fields.set('state', 'planned')
    for (const column of columnsOf(writer.doc).keys())
      if (column !== 'number') fields.set(cellKey(column), makeFragment([]))
    rowsOf(writer.doc).set(id, fields)
  })
  writer.rows.push(id)
}

const toTrash = (writer: Writer): void => {
  const { by } = writer
  once(writer, () => rowOf(writer)?.set('del', writer.dice.chance(0.5) ? { by, at: writer.left } : null))
}

const setState = (writer: Writer): void => {
  const state = writer.dice.chance(0.5) ? 'done' : 'planned'
  once(writer, () => rowOf(writer)?.set('state', state))
}

const VERBS: readonly [weight: number, verb: (writer: Writer) => void][] = [
  [40, typeWords],
  [26, eraseWords],
  [14, setState],
  [10, move],
  [6, mark],
  [2, addRow],
  [2, toTrash],
]
const ALL = VERBS.reduce((sum, [weight]) => sum + weight, 0)

const act = (writer: Writer): void => {
  let drawn = writer.dice.int(ALL)
  for (const [weight, verb] of VERBS) {
    drawn -= weight
    if (drawn < 0) return verb(writer)
  }
}

/** Writes the past into `doc`; whose its client ids are. The same seed writes the same. */
export const writeLongHistory = (doc: Y.Doc, options: LongHistoryOptions): ClientOwners => {
  const { edits, seed = 1, people = 12, sitting = 250 } = options
  const owners = new ClientOwners()
  const random = dice(seed)
  const rows = [...rowsOf(doc).keys()]
  const writer: Writer = { doc, dice: random, by: '', rows, added: 0, left: 0 }
  for (let left = edits; left > 0; left -= sitting) {
    writer.by = `person${random.int(people)}`
    doc.clientID = random.int(CLIENT_IDS)
    owners.claim(doc.clientID, writer.by)
    writer.left = Math.min(left, sitting)
    while (writer.left > 0) act(writer)
  }
  return owners
}

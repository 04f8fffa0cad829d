/**
 * Small plans with a past of every kind: structure, typing, rich text, comments about words, trash, by several people
 * under a new client id now and then. Owns the making; the seed alone decides what happens.
 */
import * as Y from 'yjs'
import { ClientOwners } from '../../server/access/owners.ts'
import { aboutWords, cellText } from '../../shared/comments/anchor.ts'
import { type Speaking, startThread } from '../../shared/comments/edit.ts'
import { cellKey, rowsOf } from '../../shared/plan/schema.ts'
import { operateComment } from './comment-operations.ts'
import { editingOf, planDoc, planDraft } from './drafts.ts'
import { type Author, emptyLedger, operate } from './plan-operations.ts'
import { type Dice, dice } from './random.ts'
import { editRichly } from './rich-edits.ts'

export interface Storied {
  doc: Y.Doc
  owners: ClientOwners
}

/** Somebody at work in a document. */
export const authorIn = (doc: Y.Doc, by: string, seed: number): Author => {
  const edit = { ...editingOf(doc, by, seed), ids: namesOf(by, seed) }
  return { edit, dice: dice(seed), typed: 0, ledger: emptyLedger() }
}

const namesOf = (by: string, seed: number): (() => string) => {
  let count = 0
  return () => `${by}-${seed}-${count++}`
}

const someCell = (
  doc: Y.Doc,
  random: Dice,
): [row: string, column: string, fragment: Y.XmlFragment] | null => {
  const row = random.pick([...rowsOf(doc).keys()]) ?? ''
  const column = random.pick(['title', 'period', 'c1']) ?? 'title'
  const fragment = rowsOf(doc).get(row)?.get(cellKey(column))
  return fragment instanceof Y.XmlFragment ? [row, column, fragment] : null
}

const askAboutWords = (speaking: Speaking, random: Dice): void => {
  const [row, column, fragment] = someCell(speaking.doc, random) ?? []
  const length = fragment ? cellText(fragment).text.length : 0
  if (row === undefined || column === undefined || fragment === undefined || length < 3) return
  const from = random.int(length - 2)
  const words = aboutWords(fragment, { from, to: Math.min(length, from + 2 + random.int(9)) })
  if (words) startThread(speaking, { row, column, ...words }, { text: 'Почему?' })
}

/** One thing that the author does, whatever it is. */
export const actOnce = (author: Author): void => {
  const { edit, dice: random } = author
  const speaking: Speaking = { ...edit, name: `Имя ${edit.by}` }
  const drawn = random.int(10)
  if (drawn < 5) return operate(author)
  if (drawn < 7) {
    const cell = someCell(edit.doc, random)
    if (cell) editRichly(cell[2], random, edit.origin)
  } else if (drawn < 9) askAboutWords(speaking, random)
  else operateComment(speaking, random)
}

const PEOPLE = ['anna', 'boris', 'vera']

/** A plan after so many things were done to it. */
export const storiedPlan = (seed: number, operations = 150): Storied => {
  const doc = planDoc(planDraft(2, 4), 'b')
  const owners = new ClientOwners()
  const random = dice(seed)
  for (let left = operations; left > 0;) {
    const by = random.pick(PEOPLE) ?? 'anna'
    doc.clientID = random.int(2 ** 31)
    owners.claim(doc.clientID, by)
    const author = authorIn(doc, by, random.int(2 ** 31))
    for (let sitting = 1 + random.int(20); sitting > 0 && left > 0; sitting--, left--) actOnce(author)
  }
  return { doc, owners }
}

/** Many small edits all over a plan, as weeks without a network leave them. Seeded. */
import type * as Y from 'yjs'
import { rowsOf } from '../../shared/plan/schema.ts'
import { dice } from './random.ts'

/** The text of a row's title. */
export const titleOf = (doc: Y.Doc, row: string): Y.XmlText => {
  const title = rowsOf(doc).get(row)?.get('c:title') as Y.XmlFragment
  return (title.get(0) as Y.XmlElement).get(0) as Y.XmlText
}

/** Makes `count` edits of one letter each in the titles of the plan, one in five a deletion, in one transaction. */
export const scatter = (doc: Y.Doc, count: number, seed = 1, letter = 'ж'): void => {
  const random = dice(seed)
  const texts = [...rowsOf(doc).keys()].map((row) => titleOf(doc, row))
  doc.transact(() => {
    for (let edit = 0; edit < count; edit++) {
      const text = random.pick(texts)
      if (text === undefined) return
      if (random.chance(0.2) && text.length > 4) text.delete(random.int(text.length - 1), 1)
      else text.insert(random.int(text.length + 1), letter)
    }
  }, scatter)
}

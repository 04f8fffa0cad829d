/** What has no place in a plan any more: it comes as garbage, and reaches nothing else on its way [AC22]. */
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inspect } from '../../../server/access/inspect.ts'
import { emptyDoc } from '../../support/drafts.ts'
import { fieldsOf } from '../../support/plan-fields.ts'
import { type Id, type StructWriter, gc, item, rawUpdate, text, type } from '../../support/raw-update.ts'
import { EVE, cell, changeOf, planOf, textOf } from './world.ts'

let doc: Y.Doc
let history: Uint8Array[]

const change = (make: (copy: Y.Doc) => void): void => {
  const update = changeOf(doc, make)
  Y.applyUpdate(doc, update)
  history.push(update)
}

beforeEach(() => {
  doc = planOf()
  history = [Y.encodeStateAsUpdate(doc)]
})

const send = (...structs: StructWriter[]) => rawUpdate([{ client: EVE, clock: 0, structs }])

/** What is let in of it; it touches nothing. */
const letIn = (update: Uint8Array): Uint8Array => {
  const verdict = inspect(doc, update)
  expect(verdict).toMatchObject({ ok: true, touched: [], empty: false })
  return verdict.ok ? verdict.update : update
}

const first = (inner: Y.XmlText): Id => {
  const { client, clock } = inner._start!.id
  return [client, clock]
}

describe('an item without a place', () => {
  it('[AC22] does not cut an emoji in two in somebody’s text', () => {
    change((copy) => textOf(cell(copy)).insert(0, '😀'))
    const [client, clock] = first(textOf(cell(doc)))
    const before = String(textOf(cell(doc)))
    const forged = send(gc(1), item({ origin: [EVE, 0], right: [client, clock + 1], content: text('x') }))
    Y.applyUpdate(doc, letIn(forged))
    expect(String(textOf(cell(doc)))).toBe(before)
    expect(Y.getState(doc.store, EVE)).toBe(2)
  })

  /** Beside a letter that lives on and one that is gone. */
  const beside = (): Uint8Array => {
    const gone = first(textOf(cell(doc)))
    change((copy) => cell(copy).delete(0, 1))
    const [client, clock] = first(textOf(cell(doc, 'r3')))
    return send(
      item({ origin: [client, clock], right: gone, content: text('чужое') }),
      item({ origin: [EVE, 4], content: text('и дальше') }),
      item({ parent: gone, content: type(3, 'paragraph') }),
    )
  }

  it('[AC22] is alive nowhere: not where the log is read in one go, nor where nothing is thrown away', () => {
    const update = letIn(beside())
    const before = fieldsOf(doc)
    const apply = (to: Y.Doc) => {
      for (const one of [...history, update]) Y.applyUpdate(to, one)
    }
    const [together, keeping] = [emptyDoc(), new Y.Doc({ gc: false })]
    together.transact(() => apply(together))
    apply(keeping)
    Y.applyUpdate(doc, update)
    for (const one of [doc, together, keeping]) {
      expect(fieldsOf(one)).toEqual(before)
      expect([one.store.pendingStructs, one.store.pendingDs]).toEqual([null, null])
      expect(Y.getState(one.store, EVE)).toBe(14)
    }
  })

  it('[AC22] goes on under its clocks: what its sender writes next is let in', () => {
    Y.applyUpdate(doc, letIn(beside()))
    const honest = changeOf(doc, (copy) => textOf(cell(copy, 'r3')).insert(0, 'дальше '), EVE)
    expect(inspect(doc, honest)).toMatchObject({ ok: true })
  })
})

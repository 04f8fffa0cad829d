/** Forged places in one text: what is let in stands in the same order for everybody, whatever came first. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inspect } from '../../server/access/inspect.ts'
import { buildPlan } from '../../shared/plan/build.ts'
import { rowsOf } from '../../shared/plan/schema.ts'
import { copyOf, countingIds, planDraft } from '../support/drafts.ts'
import { type Dice, dice } from '../support/random.ts'
import { type Id, any, item, rawUpdate, text } from '../support/raw-update.ts'

const SEEDS = 4 * Number(process.env.SVOD_FUZZ_SEEDS ?? 50)
const FORGED = 40

const textIn = (doc: Y.Doc): Y.XmlText => {
  const fragment = rowsOf(doc).get('r2')?.get('c:title') as Y.XmlFragment
  return (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText
}

/** What three people wrote at once into one text, each without the others. */
const history = (random: Dice): Uint8Array[] => {
  const doc = new Y.Doc()
  doc.clientID = 1000
  buildPlan(doc, planDraft(1, 1), { ids: countingIds(), epoch: 'epoch1' })
  const updates = [Y.encodeStateAsUpdate(doc)]
  for (const client of [500, 1500, 2500]) {
    const copy = copyOf(doc)
    copy.clientID = client + random.int(400)
    const inner = textIn(copy)
    for (let left = 4; left > 0; left--) {
      inner.insert(random.int(Math.min(6, inner.length)), String.fromCharCode(97 + random.int(26)))
      if (random.chance(0.2)) inner.delete(random.int(4), 1)
    }
    updates.push(Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)))
  }
  return updates
}

/** Ids of every letter, with those that are about to be forged. */
const idsIn = (inner: Y.XmlText): Id[] => {
  const ids: Id[] = []
  for (let at = inner._start; at !== null; at = at.right) {
    for (let clock = 0; clock < at.length; clock++) ids.push([at.id.client, at.id.clock + clock])
  }
  return ids.slice(0, 14)
}

const idOfText = (doc: Y.Doc): Id => {
  const id = textIn(doc)._item!.id
  return [id.client, id.clock]
}

const STATES = ['planned', 'in-progress', 'done', 'moved', 'cancelled']

/** A value of the row's state that follows any of its values, or none. */
const forgeState = (doc: Y.Doc, random: Dice): Uint8Array => {
  const fields = rowsOf(doc).get('r2')!
  const ids: Id[] = []
  for (let at = fields._map.get('state') ?? null; at !== null; at = at.left) {
    for (let clock = 0; clock < at.length; clock++) ids.push([at.id.client, at.id.clock + clock])
  }
  const client = 100 + random.int(3000)
  const clock = Y.getState(doc.store, client)
  const holder = fields._item!.id
  const structs = Array.from({ length: 1 + random.int(3) }, (_, index) => {
    const origin = random.pick([
      ...ids,
      ...Array.from({ length: index }, (_unused, own): Id => [client, clock + own]),
    ])
    const content = any(random.pick(STATES))
    if (origin === undefined || random.chance(0.2)) {
      return item({ content, parent: [holder.client, holder.clock], sub: 'state' })
    }
    return item({ content, origin })
  })
  return rawUpdate([{ client, clock, structs }], random.chance(0.3) ? [[client, [clock, 1]]] : [])
}

const forge = (doc: Y.Doc, random: Dice): Uint8Array => {
  const ids = idsIn(textIn(doc))
  const client = 100 + random.int(3000)
  const clock = Y.getState(doc.store, client)
  const structs = Array.from({ length: 1 + random.int(4) }, (_, index) => {
    const near = [...ids, ...Array.from({ length: index }, (_unused, own): Id => [client, clock + own])]
    const content = text(String.fromCharCode(65 + index))
    if (random.chance(0.1)) return item({ content, parent: idOfText(doc) })
    const origin = random.chance(0.85) ? random.pick(near) : undefined
    const right = random.chance(0.8) || origin === undefined ? random.pick(near) : undefined
    return item({ content, ...(origin ? { origin } : {}), ...(right ? { right } : {}) })
  })
  return rawUpdate([{ client, clock, structs }])
}

const readIn = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

const shuffled = <T>(items: readonly T[], random: Dice): T[] =>
  items
    .map((one) => ({ one, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)

/** Lets forged updates in where they pass; every update of the document, and how many were forged. */
const infiltrate = (
  random: Dice,
  make: typeof forge,
): { doc: Y.Doc; updates: Uint8Array[]; accepted: number } => {
  const updates = history(random)
  const honest = updates.length
  const doc = readIn(updates)
  for (let turn = 0; turn < FORGED && updates.length < honest + 5; turn++) {
    const verdict = inspect(doc, make(doc, random))
    if (!verdict.ok) continue
    Y.applyUpdate(doc, verdict.update)
    updates.push(verdict.update)
  }
  return { doc, updates, accepted: updates.length - honest }
}

const contentOf = (doc: Y.Doc): string =>
  `${textIn(doc).toString()} ${String(rowsOf(doc).get('r2')?.get('state'))}`

const checkOrders = (make: typeof forge): void => {
  let all = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = dice(seed)
    const { doc, updates, accepted } = infiltrate(random, make)
    all += accepted
    const expected = contentOf(doc)
    expect(contentOf(copyOf(doc)), `seed ${seed}, reloaded`).toBe(expected)
    for (let order = 0; order < 4; order++) {
      expect(contentOf(readIn(shuffled(updates, random))), `seed ${seed}, order ${order}`).toBe(expected)
    }
  }
  expect(all).toBeGreaterThan(SEEDS)
}

describe('neighbours', () => {
  it(`[AC3] accepted text stands in one order, ${SEEDS} seeds`, () => checkOrders(forge))
  it(`[AC3] accepted values of one register have one winner, ${SEEDS} seeds`, () => checkOrders(forgeState))
})

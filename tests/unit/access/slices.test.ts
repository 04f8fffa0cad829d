/** A large update in slices: nothing is lost, nothing comes too early, none is large. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { DEFAULT_LIMITS } from '../../../server/access/limits.ts'
import { type SliceSize, SLICE, sliceDeletions, sliceStructs } from '../../../server/access/slices.ts'
import { readUpdate } from '../../../server/access/wire.ts'
import { deleteColumn } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { copyOf, editingOf, planDoc, planDraft } from '../../support/drafts.ts'
import { emptyLedger, operate } from '../../support/plan-operations.ts'
import { rawUpdate } from '../../support/raw-update.ts'
import { type Dice, dice } from '../../support/random.ts'
import { scatter } from '../../support/scattered.ts'

const SEEDS = 25

const json = (doc: Y.Doc) => JSON.stringify(projectPlan(doc, 'p'))

/** Several people without a network, who know of some of each other's changes; what one of them has in the end. */
const apart = (base: Y.Doc, random: Dice, seed: number): Uint8Array => {
  const docs = [1, 2, 3].map((client) => {
    const doc = copyOf(base)
    doc.clientID = seed * 10 + client
    return doc
  })
  const authors = docs.map((doc, at) => ({
    edit: editingOf(doc, `p${at}`, seed * 10 + at),
    dice: dice(seed * 10 + at),
    typed: 0,
    ledger: emptyLedger(),
  }))
  for (let step = 0; step < 120; step++) {
    operate(random.pick(authors)!)
    const [from, to] = [random.pick(docs)!, random.pick(docs)!]
    if (random.chance(0.1)) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
  }
  return Y.encodeStateAsUpdate(docs[0]!, Y.encodeStateVector(base))
}

const countOf = (slice: Uint8Array): number => {
  const { blocks, deletions } = readUpdate(slice, DEFAULT_LIMITS)
  const structs = blocks.reduce((sum, block) => sum + block.structs.length, 0)
  return structs + deletions.reduce((sum, { ranges }) => sum + ranges.length / 2, 0)
}

/** The document after each slice and then all of them; every slice is looked at. */
const applySlices = (base: Y.Doc, update: Uint8Array, size: SliceSize): [Y.Doc, Uint8Array[]] => {
  const doc = copyOf(base)
  const all: Uint8Array[] = []
  const apply = (slices: readonly Uint8Array[]): void => {
    for (const slice of slices) {
      Y.applyUpdate(doc, slice)
      expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
      expect(countOf(slice)).toBeLessThanOrEqual(size.items)
      expect(countOf(slice)).toBeGreaterThan(0)
    }
    all.push(...slices)
  }
  apply(sliceStructs(base, update, DEFAULT_LIMITS, size))
  apply(sliceDeletions(doc, update, DEFAULT_LIMITS, size))
  return [doc, all]
}

it(`[LP2] [LP3] ${SEEDS} differences: slice by slice nothing is pending, all together they are the whole`, () => {
  const base = planDoc()
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = dice(seed)
    const update = apart(base, random, seed)
    const whole = copyOf(base)
    Y.applyUpdate(whole, update)
    const [doc, slices] = applySlices(base, update, { items: 1 + random.int(30), bytes: 200 })
    expect(json(doc), `seed ${seed}`).toBe(json(whole))
    expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(whole)), `seed ${seed}`).toBe(true)
    const merged = copyOf(base)
    Y.applyUpdate(merged, Y.mergeUpdates(slices))
    expect(Y.equalSnapshots(Y.snapshot(merged), Y.snapshot(whole)), `seed ${seed}`).toBe(true)
  }
})

it('[LP3] 5,000 scattered edits come in slices of fifty, and the words are the same', () => {
  const base = planDoc(planDraft(2, 20))
  const copy = copyOf(base)
  scatter(copy, 5000)
  const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(base))
  const [doc, slices] = applySlices(base, update, SLICE)
  expect(slices.length).toBeGreaterThan(40)
  expect(json(doc)).toBe(json(copy))
})

it('[LP3] what stands in something large is taken away before the thing itself', () => {
  const base = planDoc(planDraft(1, 2))
  const [row] = [...base.getMap<Y.Map<unknown>>('rows').values()]
  const fragment = row?.get('c:title') as Y.XmlFragment
  const list = new Y.XmlElement('bulletList')
  fragment.insert(0, [list])
  for (let at = 0; at < 500; at++) {
    const entry = new Y.XmlElement('listItem')
    entry.insert(0, [new Y.XmlElement('paragraph')])
    list.push([entry])
  }
  // A forged deletion that names the list alone.
  const { client, clock } = list._item!.id
  const forged = rawUpdate([], [[client, [clock, 1]]])
  const [doc, slices] = applySlices(base, forged, { items: 50, bytes: 1000 })
  expect(slices.length).toBe(Math.ceil(1001 / 50))
  const whole = copyOf(base)
  Y.applyUpdate(whole, forged)
  expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(whole))).toBe(true)
})

it('[LP2] what the document does not hold any more is left out', () => {
  const base = planDoc()
  const copy = copyOf(base)
  deleteColumn(editingOf(copy), 'period')
  const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(base))
  Y.applyUpdate(base, update)
  expect(sliceDeletions(base, update, DEFAULT_LIMITS)).toEqual([])
})

/** Documents in processes that only read: the same, of less, and given up in time. A process of its own, whose Yjs stays changed. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { collectGarbage } from '../../../server/collect.ts'
import { writeSource } from '../../../server/exchange/write-source.ts'
import { readLeanly } from '../../../server/past/lean-types.ts'
import { storedDoc } from '../../../server/past/replay.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const NONE = new Uint8Array(0)

const largeState = (): Uint8Array => {
  const draft = planDraft(1, 0)
  draft.sections[0]!.items = Array.from({ length: 600 }, (_, row) => itemDraft(`Встреча ${row}`))
  return Y.encodeStateAsUpdateV2(planDoc(draft))
}

const living = (): number => {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

/** The document, and what it adds to what lives. */
const read = (base: Uint8Array): { doc: Y.Doc; bytes: number } => {
  // What is compiled and remembered once is not the document's.
  storedDoc({ base, updates: NONE })
  const before = living()
  const doc = storedDoc({ base, updates: NONE })
  return { doc, bytes: living() - before }
}

test('[SM4] [SM5] a document that is only read is the same and takes less, and is gone when its file is written', async () => {
  const base = largeState()
  const usual = read(base)
  readLeanly()
  const lean = read(base)
  expect(lean.bytes / usual.bytes).toBeLessThan(0.85)
  expect(projectPlan(lean.doc, 'p')).toEqual(projectPlan(usual.doc, 'p'))
  expect(Y.encodeStateAsUpdateV2(lean.doc)).toEqual(Y.encodeStateAsUpdateV2(usual.doc))
  // Whoever does write in it, or listens, finds what Yjs says there is.
  const told: string[] = []
  const map = lean.doc.getMap('meta')
  map.observe(({ keysChanged }) => told.push(...keysChanged))
  lean.doc.getMap('fresh').observeDeep(() => told.push('deep'))
  map.set('year', 1999)
  lean.doc.getMap('fresh').set('a', new Y.Map([['b', 1]]))
  expect(told).toEqual(['year', 'deep'])
  expect([map.get('year'), lean.doc.getMap('fresh').toJSON()]).toEqual([1999, { a: { b: 1 } }])

  const request = { format: 'json', locale: 'ru', hidden: false, at: '2022-01-01T00:00:00Z' } as const
  const source = { planId: 'p', base, updates: NONE }
  const before = living()
  let left = Number.NaN
  await writeSource({ ...request, source }, () => (left = living() - before))
  expect(left / lean.bytes).toBeLessThan(0.5)
})

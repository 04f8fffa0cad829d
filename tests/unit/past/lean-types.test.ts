/** Documents in processes that only read: the same, of less, and given up in time. A process of its own, whose Yjs stays changed. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
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

const read = (base: Uint8Array): Y.Doc => storedDoc({ base, updates: NONE })

/** Maps and listeners that the document's types have. */
const madeIn = (doc: Y.Doc): number =>
  [...doc.store.clients.values()]
    .flat()
    .flatMap((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentType ? [struct.content.type] : [],
    )
    .flatMap((type) => Object.values(type))
    .filter((value) => value instanceof Map || (value !== null && typeof value === 'object' && 'l' in value))
    .length

test('[SM4] [SM5] a document that is only read is the same and takes less, and is gone when its file is written', async () => {
  const base = largeState()
  const usual = read(base)
  readLeanly()
  const lean = read(base)
  expect(madeIn(lean)).toBeLessThan(madeIn(usual) / 3)
  expect(projectPlan(lean, 'p')).toEqual(projectPlan(usual, 'p'))
  expect(Y.encodeStateAsUpdateV2(lean)).toEqual(Y.encodeStateAsUpdateV2(usual))
  // Whoever does write in it, or listens, finds what Yjs says there is.
  const told: string[] = []
  const map = lean.getMap('meta')
  map.observe(({ keysChanged }) => told.push(...keysChanged))
  lean.getMap('fresh').observeDeep(() => told.push('deep'))
  map.set('year', 1999)
  lean.getMap('fresh').set('a', new Y.Map([['b', 1]]))
  expect(told).toEqual(['year', 'deep'])
  expect([map.get('year'), lean.getMap('fresh').toJSON()]).toEqual([1999, { a: { b: 1 } }])

  const request = { format: 'json', locale: 'ru', hidden: false, at: '2022-01-01T00:00:00Z' } as const
  const source = { planId: 'p', base, updates: NONE }
  let readings = 0
  const file = await writeSource({ ...request, source }, () => void (readings += 1))
  expect([readings, JSON.parse(new TextDecoder().decode(file.bytes))]).toEqual([1, projectPlan(usual, 'p')])
})

/** What was written offline in a past epoch, carried over: as if there had been no new epoch, and once. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { inspectWithin } from '../../../server/access/inspect.ts'
import { DEFAULT_LIMITS } from '../../../server/access/limits.ts'
import { type Carried, carryOver, nextClient } from '../../../server/epochs/carry.ts'
import { renewDocument } from '../../../server/epochs/renew.ts'
import { canonicalJson } from '../../../shared/plan/canonical.ts'
import { ROOTS } from '../../../shared/plan/schema.ts'
import { copyOf, planDoc } from '../../support/drafts.ts'
import { TOKEN } from '../../support/plan-operations.ts'
import { dice } from '../../support/random.ts'
import { actOnce, authorIn, storiedPlan } from '../../support/storied.ts'

const SEEDS = Array.from({ length: Number(process.env.SVOD_FUZZ_SEEDS ?? 10) }, (_, index) => index + 1)

const pastDoc = (doc: Y.Doc): Y.Doc => {
  const past = new Y.Doc({ gc: false })
  Y.applyUpdate(past, Y.encodeStateAsUpdate(doc))
  return past
}

const act = (doc: Y.Doc, by: string, seed: number, times: number): void => {
  const author = authorIn(doc, by, seed)
  for (let left = times; left > 0; left--) actOnce(author)
}

/** Everything in the document; where words stand in threads is told by other ids. */
const contentOf = (doc: Y.Doc): string => {
  const roots = Object.fromEntries(ROOTS.map((root) => [root, doc.getMap(root).toJSON()]))
  return canonicalJson(
    JSON.parse(JSON.stringify({ ...roots, meta: { ...roots.meta, epoch: '' } }, withoutRange)),
  )
}

const withoutRange = (key: string, value: unknown) => (key === 'range' ? null : value)

/** A plan, somebody who was offline since before its end, and the plan written anew. */
const away = (seed: number) => {
  const { doc: old, owners } = storiedPlan(seed, 60)
  const away = copyOf(old)
  // Others go on; so does who is away, in one page or two.
  act(old, 'boris', seed * 31, 25)
  act(away, 'vera', seed * 37, 15)
  const second = copyOf(away)
  act(second, 'vera', seed * 41, 10)
  const random = dice(seed)
  const renewal = renewDocument(old, owners, { epoch: 'epoch2', clientIds: () => random.int(2 ** 32) })
  const carry = (from: Y.Doc): Carried =>
    carryOver(
      { doc: pastDoc(old), ids: renewal.ids, next: 'epoch2' },
      Y.encodeStateAsUpdate(from, Y.encodeStateVector(old)),
    )
  return { old, away, second, fresh: renewal.doc, carry }
}

const letIn = (doc: Y.Doc, { update }: Carried) => {
  const verdict = inspectWithin(doc, update ?? Uint8Array.of(0, 0), DEFAULT_LIMITS)
  if (verdict.ok) Y.applyUpdate(doc, verdict.update)
  return verdict
}

const isWhole = (doc: Y.Doc): boolean => doc.store.pendingStructs === null && doc.store.pendingDs === null

describe.each(SEEDS)('seed %i', (seed) => {
  test('[EP10] the plan is as if who was away had come back before the new epoch', () => {
    const { old, second, fresh, carry } = away(seed)
    const merged = copyOf(old)
    Y.applyUpdate(merged, Y.encodeStateAsUpdate(second))
    expect(letIn(fresh, carry(second))).toMatchObject({ ok: true })
    expect(contentOf(fresh)).toBe(contentOf(merged))
    expect(isWhole(fresh)).toBe(true)
    expect(contentOf(copyOf(fresh))).toBe(contentOf(merged))
  })

  test('[EP11] what is carried over twice, or once more with what came since, is there once', () => {
    const { old, away: early, second, fresh, carry } = away(seed)
    const merged = copyOf(old)
    Y.applyUpdate(merged, Y.encodeStateAsUpdate(second))
    expect(letIn(fresh, carry(early))).toMatchObject({ ok: true })
    const before = contentOf(fresh)
    expect(letIn(fresh, carry(early))).toMatchObject({ ok: true, empty: true })
    expect(contentOf(fresh)).toBe(before)
    expect(letIn(fresh, carry(second))).toMatchObject({ ok: true })
    expect(contentOf(fresh)).toBe(contentOf(merged))
    expect(letIn(fresh, carry(second))).toMatchObject({ ok: true, empty: true })
  })

  test('[EP10] [EP12] beside what others do in the new epoch nothing is refused, torn or silently lost', () => {
    const { second, fresh, carry } = away(seed)
    const [anna, boris] = [copyOf(fresh), copyOf(fresh)]
    act(anna, 'anna', seed * 43, 15)
    const carried = carry(second)
    expect(letIn(anna, carried)).toMatchObject({ ok: true })
    act(boris, 'boris', seed * 47, 15)
    for (const [from, to] of [
      [anna, boris],
      [boris, anna],
    ] as const)
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
    expect(contentOf(anna)).toBe(contentOf(boris))
    expect(contentOf(copyOf(anna))).toBe(contentOf(anna))
    expect([isWhole(anna), isWhole(boris)]).toEqual([true, true])
  })
})

test('[EP12] words that have no place any more are told, and none that has one', () => {
  const old = planDoc()
  const row = (doc: Y.Doc) => doc.getMap<Y.Map<Y.XmlFragment>>('rows').get('r3')!.get('c:title')!
  const away = copyOf(old)
  const typed = (row(away).get(0) as Y.XmlElement).get(0) as Y.XmlText
  typed.insert(3, 'нигде больше ')
  typed.insert(0, 'опечатка')
  typed.delete(0, 8)
  row(away).insert(1, [new Y.XmlElement('paragraph')])
  ;(row(away).get(1) as Y.XmlElement).insert(0, [new Y.XmlText('новый абзац')])
  row(old).delete(0, 1)
  const renewal = renewDocument(old, storiedPlan(1, 1).owners, { epoch: 'epoch2', clientIds: () => 7 })
  const update = Y.encodeStateAsUpdate(away, Y.encodeStateVector(old))
  const carried = carryOver({ doc: pastDoc(old), ids: renewal.ids, next: 'epoch2' }, update)
  expect(carried.lost).toEqual(['нигде больше '])
  expect(carried.clients).toEqual([nextClient(away.clientID, 'epoch2')])
  expect(letIn(renewal.doc, carried)).toMatchObject({ ok: true })
  expect(row(renewal.doc).toJSON()).toBe('<paragraph>новый абзац</paragraph>')
})

test('[EP11] who has nothing that the past epoch did not know brings nothing', () => {
  const { old, fresh, carry } = away(3)
  expect(carry(copyOf(old))).toEqual({ update: null, clients: [], lost: [] })
  expect(contentOf(fresh).match(TOKEN)?.length ?? 0).toBe(contentOf(old).match(TOKEN)?.length ?? 0)
})

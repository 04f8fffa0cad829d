/** The threads in which epochs are made and crossed. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { ClientOwners } from '../../../server/access/owners.ts'
import { decodeKept } from '../../../server/epochs/kept.ts'
import { runTask } from '../../../server/epochs/tasks.ts'
import { createEpochThreads } from '../../../server/epochs/threads.ts'
import { makeCheckpoint } from '../../../server/storage/checkpoint.ts'
import { canonicalPlan } from '../../../shared/plan/canonical.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { copyOf, planDoc } from '../../support/drafts.ts'

const built = (state: Uint8Array): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, state)
  return doc
}

test('[EP6] [EP13] a plan is written anew in a thread of its own, and changes are carried over in one', async () => {
  const threads = createEpochThreads()
  const old = planDoc()
  const checkpoint = await makeCheckpoint(old, 3, new ClientOwners().encode())
  const renewed = await threads.renew({ checkpoint, epoch: 'epoch2' })
  expect(renewed.checkpoint.seq).toBe(3)
  const fresh = built(renewed.checkpoint.stateV2)
  expect(canonicalPlan(projectPlan(fresh, 'p'))).toBe(canonicalPlan(projectPlan(old, 'p')))
  expect(decodeKept(renewed.kept).stateVector).toEqual(checkpoint.stateVector)

  const away = copyOf(old)
  const cell = away.getMap<Y.Map<Y.XmlFragment>>('rows').get('r3')!.get('c:title')!
  ;((cell.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Издалека ')
  const update = Y.encodeStateAsUpdate(away, Y.encodeStateVector(old))
  const past = [{ next: 'epoch2', kept: renewed.kept }]
  const carried = await threads.carry({ past: () => Promise.resolve(past), update, who: 'anna' })
  expect(carried).toMatchObject({ kind: 'carried', lost: [] })
  if (carried.kind === 'carried' && carried.update) Y.applyUpdate(fresh, carried.update)
  expect(canonicalPlan(projectPlan(fresh, 'p'))).toBe(canonicalPlan(projectPlan(away, 'p')))
})

test('[EP10] [EP11] who missed several epochs is carried over all of them', async () => {
  const threads = createEpochThreads(runTask)
  const old = planDoc()
  const first = await threads.renew({ checkpoint: await makeCheckpoint(old, 0, null), epoch: 'two' })
  const second = await threads.renew({ checkpoint: first.checkpoint, epoch: 'three' })
  const away = copyOf(old)
  away.getMap<Y.Map<unknown>>('rows').get('r3')!.set('state', 'done')
  const update = Y.encodeStateAsUpdate(away)
  const past = [
    { next: 'two', kept: first.kept },
    { next: 'three', kept: second.kept },
  ]
  const fresh = built(second.checkpoint.stateV2)
  for (const _ of [1, 2]) {
    const carried = await threads.carry({ past: () => Promise.resolve(past), update, who: 'anna' })
    if (carried.kind === 'carried' && carried.update) Y.applyUpdate(fresh, carried.update)
  }
  expect(canonicalPlan(projectPlan(fresh, 'p'))).toBe(canonicalPlan(projectPlan(away, 'p')))
  expect(fresh.store.clients.size).toBe(2)
})

test('[EP13] one task at a time, and one that fails holds up no other', async () => {
  const running: string[] = []
  let most = 0
  const threads = createEpochThreads(async (task) => {
    running.push(task.kind)
    most = Math.max(most, running.length)
    await new Promise((resolve) => setImmediate(resolve))
    running.pop()
    if (task.kind === 'renew') throw new Error('no')
    return { kind: 'refused', code: 'gap' }
  })
  const checkpoint = await makeCheckpoint(planDoc(), 0, null)
  const carry = { past: () => Promise.resolve([]), update: new Uint8Array(), who: 'anna' }
  const all = await Promise.allSettled([
    threads.renew({ checkpoint, epoch: 'a' }),
    threads.carry(carry),
    threads.carry(carry),
  ])
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(most).toBe(1)
})

test('[AT3] whoever brings much waits for themselves alone, and is told when it is too much', async () => {
  const done: string[] = []
  let open = (): void => {}
  const gate = new Promise<void>((resolve) => void (open = resolve))
  const threads = createEpochThreads(async (task) => {
    await gate
    done.push(task.kind === 'carry' ? task.who : 'server')
    return { kind: 'refused', code: 'malformed' }
  })
  let read = 0
  const carry = (who: string) =>
    threads.carry({ past: () => Promise.resolve(++read > 0 ? [] : null), update: new Uint8Array(), who })
  const eve = Array.from({ length: 15 }, () => carry('eve').catch((error: unknown) => error))
  const anna = carry('anna')
  // What is not yet worked on has not been read into memory.
  expect(read).toBe(1)
  open()
  await anna
  expect(done).toEqual(['eve', 'eve', 'anna'])
  const codes = (await Promise.all(eve)).map((one) => (one as { code: string }).code)
  expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(4)
  expect(done.filter((who) => who === 'eve')).toHaveLength(11)
  // What is forgotten meanwhile is a gap.
  const late = { past: () => Promise.resolve(null), update: new Uint8Array(), who: 'eve' }
  expect(await threads.carry(late)).toEqual({ kind: 'refused', code: 'gap' })
})

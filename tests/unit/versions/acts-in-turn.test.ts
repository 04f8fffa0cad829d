/** Acts about editions that wait for each other: what one of them finds that another left behind. */
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { amendPlan, withdrawApproval } from '../../../server/commands/versions/approve-version.ts'
import type { ListDeps } from '../../../server/commands/versions/list-versions.ts'
import { createTurns } from '../../../server/commands/versions/turns.ts'
import { hashOf } from '../../../server/storage/edition-seal.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { Identity } from '../../../shared/identity.ts'
import { serverOf } from '../../../shared/plan/schema.ts'
import { approvalNumber, personEntry, versionNumber } from '../../support/storage-samples.ts'

const WHO: Identity = {
  id: 'vera',
  name: 'Вера',
  role: 'chief',
  plans: {},
  departments: [],
  approver: true,
  hue: 0,
  kind: 'person',
}

/** A plan whose first edition is approved, in a room that is always open. */
const openApproved = async () => {
  const storage = openMemoryStorage()
  await storage.createPlan('p', 'epoch')
  const at = '2026-01-01T00:00:00.000Z'
  await storage.catalogue.putPlan({
    id: 'p',
    title: 'План',
    year: 2026,
    createdAt: at,
    createdBy: 'vera',
    updatedAt: at,
    organisation: '',
    state: 'approved',
    deletedAt: null,
    deletedBy: null,
  })
  const body = '{"title":"План"}'
  await storage.addVersion('p', { ...versionNumber(1), body, hash: hashOf(body) })
  const act = approvalNumber(1)
  await storage.addApproval('p', act)
  const doc = new Y.Doc()
  for (const [key, value] of Object.entries({ locked: true, approved: { version: 1 }, act })) {
    serverOf(doc).set(key, value)
  }
  const room = {
    read: (look: (seen: Y.Doc) => unknown) => look(doc),
    edit: (_: Identity, change: (seen: Y.Doc) => unknown) => Promise.resolve(change(doc)),
  }
  const deps = {
    storage,
    rooms: { use: (_: string, work: (seen: typeof room) => unknown) => Promise.resolve(work(room)) },
    index: { change: () => Promise.resolve() },
    frozen: { shown: () => Promise.resolve(new Map()) },
    editions: createTurns(),
    now: () => Date.parse('2026-01-03T00:00:00.000Z'),
  } as unknown as ListDeps
  return { deps, storage, doc }
}

test('[VE9] an act that waited for one whose ledger failed takes the number behind it', async () => {
  const { deps, storage, doc } = await openApproved()
  const add = storage.addApproval.bind(storage)
  storage.addApproval = () => {
    storage.addApproval = add
    return Promise.reject(new Error('the disk is full'))
  }
  let begin = (): void => undefined
  const turn = deps.editions.run('p', () => new Promise<void>((end) => (begin = end)))
  const amended = amendPlan(deps, WHO, 'p', 'поправки')
  const withdrawn = withdrawApproval(deps, WHO, 'p', 1, 'ошибка', 'ru')
  // Both have seen the editions as they were, and wait.
  await new Promise((done) => setImmediate(done))
  begin()
  const ends = await Promise.allSettled([turn, amended, withdrawn])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  const acts = await storage.listApprovals('p')
  expect(acts.map(({ number, act }) => `${number} ${act}`)).toEqual([
    '1 approved',
    '2 amended',
    '3 withdrawn',
  ])
  expect(serverOf(doc).get('act')).toEqual(acts.at(-1))
  const trail = (await storage.readAudit(10)).map(({ action }) => action)
  expect(trail).toEqual(['version.withdraw', 'version.amend'])
})

test('[VE13] what waited for its turn while the plan went to the trash is refused', async () => {
  const { deps, storage, doc } = await openApproved()
  let begin = (): void => undefined
  const turn = deps.editions.run('p', () => new Promise<void>((end) => (begin = end)))
  const amended = amendPlan(deps, WHO, 'p', 'поправки')
  await new Promise((done) => setImmediate(done))
  const entry = storage.catalogue.plan('p')
  if (entry) await storage.catalogue.putPlan({ ...entry, deletedAt: entry.updatedAt, deletedBy: 'boris' })
  begin()
  await turn
  await expect(amended).rejects.toMatchObject({ code: 'plan-in-trash' })
  expect([await storage.listApprovals('p'), serverOf(doc).get('locked')]).toMatchObject([
    [{ number: 1 }],
    true,
  ])
})

test.each([
  ['an amendment', (deps: ListDeps) => amendPlan(deps, WHO, 'p', 'поправки')],
  ['a withdrawal', (deps: ListDeps) => withdrawApproval(deps, WHO, 'p', 1, 'ошибка', 'ru')],
])('[VE13] %s that waited for its room while its doer was closed is refused', async (_, ask) => {
  const { deps, storage, doc } = await openApproved()
  const { use } = deps.rooms
  let uses = 0
  deps.rooms.use = async (planId, work) => {
    // The first look is before the wait.
    if (++uses === 2) {
      const closed = { ...personEntry('vera'), closedAt: '2026-01-03T00:00:00.000Z' }
      await storage.directory.change((data) => ({ ...data, people: [closed] }))
    }
    return use(planId, work)
  }
  await expect(ask(deps)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect([await storage.listApprovals('p'), serverOf(doc).get('locked')]).toMatchObject([
    [{ number: 1 }],
    true,
  ])
})

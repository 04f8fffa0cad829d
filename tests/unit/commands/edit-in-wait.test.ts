/** Edits by programs that wait for their room, or for the plan's turn, while rights or plan go. */
import { expect, onTestFinished, test } from 'vitest'
import { addItem } from '../../../server/commands/add-item.ts'
import { gatherInto } from '../../../server/commands/gather/gather-into.ts'
import { refreshGathered } from '../../../server/commands/gather/refresh-plan.ts'
import { keepBeforeImport } from '../../../server/commands/versions/keep-before-import.ts'
import { createTurns } from '../../../server/commands/versions/turns.ts'
import { identityOfPerson, identityOfToken } from '../../../server/auth/person-identity.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { DirectoryData } from '../../../server/storage/directory-data.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { readSectionPlaces } from '../../../shared/plan/read.ts'
import { rowsOf, serverOf } from '../../../shared/plan/schema.ts'
import { SERVER } from '../../../server/rooms/origin.ts'
import { countingIds } from '../../support/drafts.ts'
import { dice } from '../../support/random.ts'
import { PLAN_ID, createTestPlan, openTestRooms } from '../../support/rooms.ts'
import { personEntry, planEntry } from '../../support/storage-samples.ts'

const VERA = { ...personEntry('vera'), plans: {}, role: 'chief' as const }
const ROBOT: DirectoryData['tokens'][number] = {
  id: 'robot',
  hash: '0'.repeat(64),
  name: 'Робот',
  role: 'chief',
  departments: [],
  plans: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'vera',
  expiresAt: null,
  usedAt: null,
  revokedAt: null,
}

/** A house with two plans, a person and a token. */
const open = async () => {
  const storage = openMemoryStorage()
  const { rooms } = openTestRooms(storage)
  onTestFinished(() => rooms.close())
  for (const id of [PLAN_ID, 'other']) {
    await createTestPlan(storage, undefined, id)
    await storage.catalogue.putPlan(planEntry(id))
  }
  await storage.directory.change((data) => ({ ...data, people: [VERA], tokens: [ROBOT] }))
  const deps = {
    storage,
    rooms,
    editions: createTurns(),
    ids: countingIds('n'),
    random: dice(1).next,
    now: () => Date.parse('2026-01-03T00:00:00.000Z'),
  } as unknown as Parameters<typeof gatherInto>[0]
  return { deps, storage, rooms }
}

const trash = async ({ catalogue }: Storage): Promise<void> => {
  const entry = catalogue.plan(PLAN_ID)
  if (entry) await catalogue.putPlan({ ...entry, deletedAt: entry.updatedAt, deletedBy: 'boris' })
}
const lower = ({ directory }: Storage): Promise<void> =>
  directory.change((data) => ({ ...data, people: [{ ...VERA, role: 'viewer' }] }))
const close = ({ directory }: Storage): Promise<void> =>
  directory.change((data) => ({ ...data, people: [{ ...VERA, closedAt: '2026-01-03T00:00:00.000Z' }] }))
const revoke = ({ directory }: Storage): Promise<void> =>
  directory.change((data) => ({ ...data, tokens: [{ ...ROBOT, revokedAt: '2026-01-03T00:00:00.000Z' }] }))

const vera = identityOfPerson(VERA, [])
const robot = identityOfToken(ROBOT, [])

test.each([
  ['the plan went to the trash', trash, vera, 'plan-in-trash'],
  ['their role was lowered', lower, vera, 'forbidden'],
  ['their account was closed', close, vera, 'unauthenticated'],
  ['their token was revoked', revoke, robot, 'unauthenticated'],
])('[CM9] an edit that waited for its room while %s is refused', async (_, happen, who, code) => {
  const { deps, storage, rooms } = await open()
  const section = await rooms.use('other', (room) => room.read((doc) => readSectionPlaces(doc)[0]?.id ?? ''))
  const load = storage.loadPlan.bind(storage)
  let goOn = (): void => undefined
  const gate = new Promise<void>((resolve) => (goOn = resolve))
  storage.loadPlan = (id) => gate.then(() => load(id))
  const made = addItem(deps, who, PLAN_ID, { section })
  await happen(storage)
  goOn()
  await expect(made).rejects.toMatchObject({ code })
  expect(await rooms.use(PLAN_ID, (room) => room.read((doc) => rowsOf(doc).size))).toBe(6)
})

test.each([
  ['an edition before an import', (deps) => keepBeforeImport(deps, vera, PLAN_ID)],
  [
    'gathering into a plan',
    (deps) => {
      const sources = [{ plan: 'other', sections: null, departments: null }]
      return gatherInto(deps, vera, PLAN_ID, { by: 'section', sources, into: null, asleep: false }, 'ru')
    },
  ],
  ['taking over changes', (deps) => refreshGathered(deps, vera, PLAN_ID, { take: [], of: '' }, 'ru')],
] satisfies [string, (deps: Parameters<typeof gatherInto>[0]) => Promise<unknown>][])(
  '[VE13] %s that waited for its turn while a role was lowered is refused, and keeps nothing',
  async (_, ask) => {
    const { deps, storage, rooms } = await open()
    const gathered = { by: 'section', sources: [{ plan: 'other', sections: null, departments: null }] }
    await rooms.use(PLAN_ID, (room) => room.edit(SERVER, (doc) => serverOf(doc).set('gathered', gathered)))
    const run = deps.editions.run.bind(deps.editions)
    let begin = (): void => undefined
    const before = run(PLAN_ID, () => new Promise<void>((end) => (begin = end)))
    let queued = (): void => undefined
    const hasQueued = new Promise<void>((resolve) => (queued = resolve))
    deps.editions.run = (id, work) => {
      queued()
      return run(id, work)
    }
    const ends = Promise.allSettled([before, ask(deps)])
    await hasQueued
    await lower(storage)
    begin()
    expect((await ends)[1]).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
    expect(await storage.listVersions(PLAN_ID)).toEqual([])
  },
)

/** The past of a restored plan is the same past: its moments, its line of time, and who wrote what. */
import { expect, test } from 'vitest'
import { readBackup } from '../../../server/commands/backup/read-backup.ts'
import { linesOf } from '../../../server/commands/backup/backup-lines.ts'
import { takeBackup } from '../../../server/commands/backup/take-backup.ts'
import { momentOf, pastOf } from '../../../server/commands/versions/past.ts'
import { thinAll, thinPast } from '../../../server/commands/versions/thin-past.ts'
import { createTurns } from '../../../server/commands/versions/turns.ts'
import { makeCheckpoint } from '../../../server/storage/checkpoint.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import { copyOf } from '../../support/drafts.ts'
import { PLAN, live } from '../../support/lived-plan.ts'
import { checkpointAt, historyOf, logRecords } from '../../support/storage-samples.ts'

const DAY = 24 * 3_600_000

test('[CL2] [HY4] [HY6] every moment comes back, also where the past is put together meanwhile', async () => {
  const { storage, states, records, doc } = await live(3, 60)
  const editions = createTurns()
  const restored = openMemoryStorage()
  const before = await pastOf({ storage }, PLAN)
  const old = () => (records.at(-1)?.at ?? 0) + 40 * DAY
  const failures: unknown[] = []
  const thinned: Promise<void>[] = []
  const lines = async function* () {
    for await (const line of linesOf(takeBackup({ storage, editions, now: () => 0 }))) {
      // Asked for when the first stretch has been read.
      if (line.includes('"kind":"past"') && thinned.length === 0)
        thinned.push(thinAll({ storage, editions, now: old }, (error) => void failures.push(error)))
      yield line.trimEnd()
    }
  }
  await readBackup(lines(), restored)
  await Promise.all(thinned)
  expect([failures, (await storage.listPast(PLAN)).every(({ grain }) => grain > 0)]).toEqual([[], true])
  expect(before.heads.length).toBeGreaterThan(2)
  expect(await pastOf({ storage: restored }, PLAN)).toEqual(before)
  for (const { at, json } of states)
    expect((await momentOf({ storage: restored }, PLAN, at)).json, `at ${at}`).toBe(json)
  // It goes on, and grows old, as the other does.
  await restored.saveCheckpoint(PLAN, await makeCheckpoint(copyOf(doc), records.length, null))
  await storage.saveCheckpoint(PLAN, await makeCheckpoint(copyOf(doc), records.length, null))
  for (const one of [storage, restored]) await thinPast({ storage: one, now: old }, PLAN)
  const [last] = states.slice(-1)
  expect((await momentOf({ storage: restored }, PLAN, old())).json).toBe(last?.json)
  expect((await restored.listPast(PLAN)).map(({ from, seq }) => [from, seq])).toEqual(
    (await storage.listPast(PLAN)).map(({ from, seq }) => [from, seq]),
  )
})

test('[CL9] what a checkpoint carries over during a backup is counted once', async () => {
  const storage = openMemoryStorage()
  await storage.createPlan('p', 'epoch')
  await storage.append('p', 0, logRecords(1, 3))
  await storage.saveCheckpoint('p', { ...checkpointAt(1), history: [historyOf('r1', 5)] })
  const load = storage.loadPlan.bind(storage)
  storage.loadPlan = async (id) => {
    const stored = await load(id)
    storage.loadPlan = load
    await storage.saveCheckpoint('p', { ...checkpointAt(2), history: [historyOf('r1', 5)] })
    return stored
  }
  const records = []
  for await (const one of takeBackup({ storage, editions: createTurns(), now: () => 0 })) records.push(one)
  const plan = records.find((one) => 'kind' in one && one.kind === 'plan')
  const history = records.find((one) => 'kind' in one && one.kind === 'history')
  expect([plan, history]).toMatchObject([{ checkpoint: { seq: 2 } }, { entries: [{ count: 2 }] }])
})

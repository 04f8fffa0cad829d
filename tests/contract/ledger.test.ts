/** What every storage adapter promises about editions and the audit trail. */
import { describe, expect, test } from 'vitest'
import {
  approvalNumber,
  auditOf,
  checkpointAt,
  frozenNumber,
  historyOf,
  logRecord,
  logRecords,
  numbersIn,
  versionHead,
  versionNumber,
} from '../support/storage-samples.ts'
import { adapters, later, refusal } from './adapters.ts'

describe.each(adapters)('$name: editions and audit', (adapter) => {
  test('[ST11] editions are numbered without a gap, chained by hash, oldest first', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await storage.createPlan('pp', 'epoch')
    expect(await storage.listVersions('p')).toEqual([])
    for (let number = 1; number <= 12; number++) await storage.addVersion('p', versionNumber(number))
    await storage.addVersion('pp', versionNumber(1))
    const again = await later(adapter, storage)
    await again.addVersion('p', versionNumber(13))
    const versions = await again.listVersions('p')
    expect(versions).toEqual(Array.from({ length: 13 }, (_, index) => versionHead(index + 1)))
    expect(await again.loadVersion('p', 7)).toEqual(versionNumber(7))
    for (const number of [0, 14, -1, 1.5]) expect(await again.loadVersion('p', number)).toBeNull()
    expect(await again.loadVersion('nowhere', 1)).toBeNull()
  })

  test('[ST11] an edition cannot be replaced, skipped or hung onto another', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await storage.addVersion('p', versionNumber(1))
    const forged = { ...versionNumber(2), previousHash: 'another' }
    for (const wrong of [versionNumber(1), versionNumber(3), forged]) {
      await expect(storage.addVersion('p', wrong)).rejects.toEqual(refusal('conflict'))
    }
    const both = await Promise.allSettled([
      storage.addVersion('p', versionNumber(2)),
      storage.addVersion('p', versionNumber(2)),
    ])
    // Which of the two is nobody's business: their bodies are compressed side by side.
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(storage.addVersion('unknown', versionNumber(1))).rejects.toEqual(refusal('not-found'))
    const listed = await storage.listVersions('p')
    if (listed[0]) listed[0].hash = 'changed'
    const loaded = await storage.loadVersion('p', 1)
    if (loaded) loaded.body = 'changed'
    expect(await storage.listVersions('p')).toEqual([versionHead(1), versionHead(2)])
    expect(await storage.loadVersion('p', 1)).toEqual(versionNumber(1))
  })

  test('[VE1] acts about editions are numbered without a gap and none can be replaced', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    expect(await storage.listApprovals('p')).toEqual([])
    await storage.addApproval('p', approvalNumber(1))
    for (const wrong of [1, 3]) {
      await expect(storage.addApproval('p', approvalNumber(wrong))).rejects.toEqual(refusal('conflict'))
    }
    const again = await later(adapter, storage)
    await again.addApproval('p', approvalNumber(2))
    const listed = await again.listApprovals('p')
    if (listed[0]) listed[0].ground = 'another'
    expect(await again.listApprovals('p')).toEqual([approvalNumber(1), approvalNumber(2)])
    await expect(again.addApproval('unknown', approvalNumber(1))).rejects.toEqual(refusal('not-found'))
    expect(await again.listApprovals('unknown')).toEqual([])
  })

  test('[VE9] an act and its line of the audit trail are one step', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await storage.appendAudit(auditOf('before'))
    await storage.addApproval('p', approvalNumber(1), auditOf('first act'))
    const twice = storage.addApproval('p', approvalNumber(1), auditOf('the same act'))
    await expect(twice).rejects.toEqual(refusal('conflict'))
    await expect(storage.addApproval('unknown', approvalNumber(1), auditOf('x'))).rejects.toEqual(
      refusal('not-found'),
    )
    const again = await later(adapter, storage)
    await Promise.all([
      again.addApproval('p', approvalNumber(2), auditOf('second act')),
      again.appendAudit(auditOf('meanwhile')),
    ])
    await again.addApproval('p', approvalNumber(3))
    const actions = (await again.readAudit(10)).map(({ action }) => action)
    expect(actions.toSorted()).toEqual(['before', 'first act', 'meanwhile', 'second act'])
    expect(await again.listApprovals('p')).toHaveLength(3)
  })

  test('[FZ1] an edition has one file of a format, which nothing replaces', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await expect(storage.addFrozen('p', frozenNumber(1))).rejects.toEqual(refusal('not-found'))
    await storage.addVersion('p', versionNumber(1))
    await storage.addFrozen('p', frozenNumber(1))
    const twice = { ...frozenNumber(2), format: 'docx' as const }
    for (const wrong of [frozenNumber(1), twice, { ...frozenNumber(2), number: 3 }]) {
      await expect(storage.addFrozen('p', wrong)).rejects.toEqual(refusal('conflict'))
    }
    const again = await later(adapter, storage)
    await expect(again.addFrozen('p', twice)).rejects.toEqual(refusal('conflict'))
    await again.addFrozen('p', frozenNumber(2))
    const loaded = await again.loadFrozen('p', 1)
    loaded?.bytes.fill(0)
    expect(await again.loadFrozen('p', 1)).toEqual(frozenNumber(1))
    expect(await again.loadFrozen('p', 2)).toEqual(frozenNumber(2))
    for (const number of [0, 3, -1, 1.5]) expect(await again.loadFrozen('p', number)).toBeNull()
    const heads = [1, 2].map((number) => {
      const { bytes: _, ...head } = frozenNumber(number)
      return head
    })
    expect(await again.listFrozen('p')).toEqual(heads)
    expect([await again.listFrozen('unknown'), await again.loadFrozen('unknown', 1)]).toEqual([[], null])
  })

  test('[HI1] who changed what outlives the records of the log, one entry a day, person and thing', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await storage.append('p', 0, logRecords(1, 200))
    await storage.saveCheckpoint('p', {
      ...checkpointAt(1),
      history: [historyOf('r1', 5), historyOf('r2', 5)],
    })
    await storage.saveCheckpoint('p', checkpointAt(2))
    const again = await later(adapter, storage)
    // More often than an adapter may keep them apart.
    for (let seq = 3; seq <= 150; seq++) {
      await again.saveCheckpoint('p', { ...checkpointAt(seq), history: [historyOf('r1', 5 + (seq % 2))] })
    }
    expect((await again.loadPlan('p'))?.checkpoint).toEqual(checkpointAt(150))
    const history = await again.readHistory('p')
    const counts = history.map(({ entity, day, count }) => `${entity} ${day} ${count}`)
    expect(counts.toSorted()).toEqual(['r1 2026-01-05 75', 'r1 2026-01-06 74', 'r2 2026-01-05 1'])
    expect(await again.readHistory('unknown')).toEqual([])
  })

  test('[HY1] what a checkpoint absorbs of the log becomes the past, without a gap and with its first state', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch', checkpointAt(0))
    await storage.append('p', 0, logRecords(1, 3))
    await storage.append('p', 3, logRecords(4, 8))
    // Asked for before the log is on disk, and ending inside a commit.
    await Promise.all([
      storage.append('p', 8, [logRecord(9, 'boris')]),
      storage.saveCheckpoint('p', checkpointAt(5)),
    ])
    await storage.saveCheckpoint('p', checkpointAt(5))
    const again = await later(adapter, storage)
    await again.saveCheckpoint('p', checkpointAt(9))
    const heads = await again.listPast('p')
    const time = (number: number) => logRecord(number).at
    expect(heads).toMatchObject([
      { from: 1, seq: 5, epoch: 'epoch', first: time(1), last: time(5), grain: 0, hasBase: true },
      { from: 6, seq: 9, epoch: 'epoch', first: time(6), last: time(9), grain: 0, hasBase: false },
    ])
    expect(heads[1]?.steps).toEqual([
      { by: 'anna', first: time(6), last: time(8), count: 3 },
      { by: 'boris', first: time(9), last: time(9), count: 1 },
    ])
    expect(heads[1]?.sinceBase).toBe((heads[0]?.bytes ?? 0) + (heads[1]?.bytes ?? 0))
    const parts = await again.readPast('p', 1, 9)
    expect(parts.map(({ head }) => head)).toEqual(heads)
    expect(parts.map(({ base }) => base && Buffer.from(base).toString())).toEqual(['state 0', null])
    expect(parts.map(({ records }) => numbersIn(records))).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9],
    ])
    expect((await again.readPast('p', 6, 9)).map(({ head }) => head.seq)).toEqual([9])
    expect(await again.listPast('unknown')).toEqual([])
    await again.purgePlan('p')
    expect([await again.listPast('p'), await again.readPast('p', 1, 9)]).toEqual([[], []])
  })

  test('[HY2] after enough changes, and after a gap, a stretch brings the state before it', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    let seed = 1
    const noise = () =>
      Uint8Array.from({ length: 20_000 }, () => (seed = (seed * 48_271) % 2_147_483_647) % 256)
    for (let seq = 1; seq <= 8; seq++) {
      await storage.append('p', seq - 1, [{ ...logRecord(seq), update: noise() }])
      await storage.saveCheckpoint('p', checkpointAt(seq))
    }
    const heads = await (await later(adapter, storage)).listPast('p')
    expect(heads.map(({ hasBase }) => hasBase)).toEqual([true, false, false, true, false, false, true, false])
  })

  test('[HY1] [HY2] a new epoch leaves its log to the past, and the next stretch begins with the new document', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'one', checkpointAt(0))
    await storage.append('p', 0, logRecords(1, 3))
    const past = { epoch: 'one', next: 'two', endedAt: 5 }
    const kept = new Uint8Array([1])
    await storage.renewPlan('p', { past, kept, checkpoint: checkpointAt(3), forgetBefore: 0 })
    await storage.append('p', 3, logRecords(4, 5))
    const again = await later(adapter, storage)
    await again.saveCheckpoint('p', checkpointAt(5))
    const heads = await again.listPast('p')
    expect(heads.map(({ from, seq, epoch, hasBase }) => [from, seq, epoch, hasBase])).toEqual([
      [1, 3, 'one', true],
      [4, 5, 'two', true],
    ])
    const [, second] = await again.readPast('p', 1, 5)
    expect(Buffer.from(second?.base ?? []).toString()).toBe('state 3')
  })

  test('[HY3] stretches are put together in one step, where they begin and end', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch', checkpointAt(0))
    for (let seq = 2; seq <= 8; seq += 2) {
      await storage.append('p', seq - 2, logRecords(seq - 1, seq))
      await storage.saveCheckpoint('p', checkpointAt(seq))
    }
    const step = { by: 'anna', first: 1, last: 2, count: 4 }
    const authors = [{ client: 7, clock: 3, by: 'anna', at: 2 }]
    const joined = { base: null, records: [logRecord(4)], authors, grain: 1000, steps: [step] }
    for (const [from, seq] of [
      [2, 6],
      [3, 5],
      [5, 4],
    ] as const) {
      await expect(storage.joinPast('p', from, seq, joined)).rejects.toEqual(refusal('conflict'))
    }
    await storage.joinPast('p', 3, 6, joined)
    const again = await later(adapter, storage)
    const heads = await again.listPast('p')
    expect(heads.map(({ from, seq, grain, hasBase }) => [from, seq, grain, hasBase])).toEqual([
      [1, 2, 0, true],
      [3, 6, 1000, false],
      [7, 8, 0, false],
    ])
    expect(heads[1]?.steps).toEqual([step])
    const [part] = await again.readPast('p', 6, 6)
    expect(part).toMatchObject({ base: null, authors })
    expect(numbersIn(part?.records ?? [])).toEqual([4])
    // The next stretch goes on behind what was put together last.
    await again.joinPast('p', 7, 8, { ...joined, base: checkpointAt(6).stateV2 })
    await again.append('p', 8, logRecords(9, 9))
    await again.saveCheckpoint('p', checkpointAt(9))
    expect((await again.listPast('p')).at(-1)).toMatchObject({ from: 9, seq: 9, hasBase: false })
  })

  test('[ST9] a purged plan leaves no editions', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await storage.addVersion('p', versionNumber(1))
    await storage.addApproval('p', approvalNumber(1))
    await storage.addFrozen('p', frozenNumber(1))
    await storage.append('p', 0, logRecords(1, 1))
    await storage.saveCheckpoint('p', { ...checkpointAt(1), history: [historyOf('r1', 5)] })
    await storage.purgePlan('p')
    expect(await storage.listVersions('p')).toEqual([])
    expect(await storage.loadVersion('p', 1)).toBeNull()
    expect(await storage.listApprovals('p')).toEqual([])
    expect([await storage.listFrozen('p'), await storage.loadFrozen('p', 1)]).toEqual([[], null])
    expect(await storage.readHistory('p')).toEqual([])
    await storage.createPlan('p', 'epoch')
    await storage.addVersion('p', versionNumber(1))
    await storage.addApproval('p', approvalNumber(1))
    await storage.addFrozen('p', frozenNumber(1))
  })

  test('[ST12] the audit trail keeps the order of the calls and is read newest first', async () => {
    const storage = await adapter.open()
    expect(await storage.readAudit(10)).toEqual([])
    const actions = Array.from({ length: 30 }, (_, index) => `action ${index}`)
    await Promise.all(actions.map((action) => storage.appendAudit(auditOf(action))))
    const again = await later(adapter, storage)
    await again.appendAudit(auditOf('last'))
    const newest = await again.readAudit(5)
    expect(newest.map(({ action }) => action)).toEqual(['last', ...actions.slice(-4).reverse()])
    expect(newest[0]).toMatchObject(auditOf('last'))
    expect(await again.readAudit(0)).toEqual([])
    expect(await again.readAudit(1000)).toHaveLength(31)
  })

  test('[ST12] page after page, the whole trail is read once, also while it grows', async () => {
    const storage = await adapter.open()
    const actions = Array.from({ length: 25 }, (_, index) => `action ${index}`)
    for (const action of actions) await storage.appendAudit(auditOf(action))
    const again = await later(adapter, storage)
    const read: string[] = []
    let page = await again.readAudit(10)
    while (page.length > 0) {
      read.push(...page.map(({ action }) => action))
      await again.appendAudit(auditOf('meanwhile'))
      page = await again.readAudit(10, page.at(-1)?.number ?? 0)
    }
    expect(read).toEqual(actions.toReversed())
    const numbers = (await again.readAudit(100)).map(({ number }) => number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
    expect(await again.readAudit(10, 0)).toEqual([])
    expect(await again.readAudit(10, numbers.at(-1) ?? 0)).toEqual([])
  })
})

/** What every storage adapter promises about plans and their logs. */
import { describe, expect, test } from 'vitest'
import { checkpointAt, logRecord, logRecords, numbersIn, versionNumber } from '../support/storage-samples.ts'
import { adapters, later, refusal } from './adapters.ts'

describe.each(adapters)('$name: plans', (adapter) => {
  test('[ST1] a new plan is empty and keeps its epoch', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    const again = await later(adapter, storage)
    expect(await again.loadPlan('p')).toEqual({ epoch: 'epoch', checkpoint: null, tail: [], seq: 0 })
  })

  test('[ST1] a new plan may have a first content', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch', checkpointAt(0, true))
    const again = await later(adapter, storage)
    expect(await again.loadPlan('p')).toEqual({
      epoch: 'epoch',
      checkpoint: checkpointAt(0, true),
      tail: [],
      seq: 0,
    })
  })

  test('[ST1] the log of a plan that was somewhere before goes on from its checkpoint', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch', checkpointAt(7, true))
    await expect(storage.append('p', 0, logRecords(1, 1))).rejects.toEqual(refusal('conflict'))
    await expect(storage.saveCheckpoint('p', checkpointAt(6))).rejects.toEqual(refusal('conflict'))
    await storage.append('p', 7, logRecords(8, 9))
    const again = await later(adapter, storage)
    expect(await again.loadPlan('p')).toMatchObject({ checkpoint: checkpointAt(7, true), seq: 9 })
    await again.saveCheckpoint('p', checkpointAt(9))
    expect((await again.listPast('p')).map(({ from, seq }) => [from, seq])).toEqual([[8, 9]])
  })

  test('[ST22] an open store is where it was', async () => {
    const storage = await adapter.open()
    await storage.check()
    await storage.close()
    await expect(storage.check()).rejects.toEqual(refusal('shutting-down'))
  })

  test('[ST1] an id is given once, also when two ask at a time', async () => {
    const storage = await adapter.open()
    const both = await Promise.allSettled([storage.createPlan('p', 'one'), storage.createPlan('p', 'two')])
    expect(both.map((result) => result.status)).toEqual(['fulfilled', 'rejected'])
    await expect(storage.createPlan('p', 'three')).rejects.toEqual(refusal('conflict'))
    expect((await storage.loadPlan('p'))?.epoch).toBe('one')
  })

  test('[ST17] the store names what it holds, and what was written last', async () => {
    const storage = await adapter.open()
    expect(await storage.tracePlans()).toEqual([])
    await storage.createPlan('empty', 'epoch')
    await storage.createPlan('made', 'epoch', checkpointAt(0, true))
    await storage.createPlan('written', 'epoch', checkpointAt(0))
    await storage.append('written', 0, logRecords(1, 3))
    await storage.createPlan('folded', 'epoch')
    await storage.append('folded', 0, logRecords(1, 2))
    await storage.saveCheckpoint('folded', checkpointAt(2))
    await storage.addVersion('made', versionNumber(1))
    const again = await later(adapter, storage)
    const traces = (await again.tracePlans()).sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(traces).toEqual([
      { id: 'empty', changedAt: null, isEmpty: true },
      { id: 'folded', changedAt: null, isEmpty: false },
      { id: 'made', changedAt: null, isEmpty: false },
      { id: 'written', changedAt: logRecord(3).at, isEmpty: false },
    ])
  })

  test('[ST1] an unknown plan loads as null, whatever its id, and takes nothing', async () => {
    const storage = await adapter.open()
    for (const id of ['unknown', '', 'a\0b', 'я'.repeat(100), '../p']) {
      expect(await storage.loadPlan(id)).toBeNull()
      await expect(storage.append(id, 0, logRecords(1, 1))).rejects.toEqual(refusal('not-found'))
      await expect(storage.saveCheckpoint(id, checkpointAt(0))).rejects.toEqual(refusal('not-found'))
    }
    await expect(storage.createPlan('a\0b', 'epoch')).rejects.toEqual(refusal('bad-request'))
  })

  test('[ST2] records come back in order, with author and time, over any number of groups', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await storage.append('p', 0, [logRecord(1, 'anna'), logRecord(2, 'борис'), logRecord(3, 'anna')])
    for (let seq = 3; seq < 300; seq++) await storage.append('p', seq, [logRecord(seq + 1)])
    const stored = await (await later(adapter, storage)).loadPlan('p')
    expect(stored?.seq).toBe(300)
    expect(numbersIn(stored?.tail ?? [])).toEqual(numbersIn(logRecords(1, 300)))
    expect(stored?.tail.slice(0, 2).map(({ by, at }) => ({ by, at }))).toEqual([
      { by: 'anna', at: 1_700_000_000_001 },
      { by: 'борис', at: 1_700_000_000_002 },
    ])
  })

  test('[ST2] any bytes and a clock that goes back are kept', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    const records = [
      { update: new Uint8Array(0), by: '', at: 5000 },
      { update: Uint8Array.from({ length: 256 }, (_, byte) => byte), by: 'a', at: 10 },
      { update: new Uint8Array(300_000).fill(7), by: 'b', at: 6000 },
    ]
    await storage.append('p', 0, records)
    const stored = await (await later(adapter, storage)).loadPlan('p')
    const plain = stored?.tail.map(({ update, by, at }) => ({
      update: Buffer.from(update).toString('hex'),
      by,
      at,
    }))
    expect(plain).toEqual(
      records.map((record) => ({ ...record, update: Buffer.from(record.update).toString('hex') })),
    )
  })

  test('[ST2] what was handed over or loaded may be changed by its holder', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    const record = { ...logRecord(1) }
    await storage.append('p', 0, [record])
    record.update.fill(0)
    const loaded = await storage.loadPlan('p')
    loaded?.tail[0]?.update.fill(0)
    loaded?.tail.pop()
    expect(numbersIn((await storage.loadPlan('p'))?.tail ?? [])).toEqual([1])
  })

  test('[ST3] calls that do not wait for each other keep their order', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    const settled: number[] = []
    const writes = Array.from({ length: 50 }, (_, seq) =>
      storage.append('p', seq, [logRecord(seq + 1)]).then(() => settled.push(seq)),
    )
    await Promise.all(writes)
    expect(settled).toEqual(settled.toSorted((a, b) => a - b))
    const stored = await (await later(adapter, storage)).loadPlan('p')
    expect(numbersIn(stored?.tail ?? [])).toEqual(numbersIn(logRecords(1, 50)))
  })

  test('[ST4] a writer that is not at the end of the log is refused and changes nothing', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await storage.append('p', 0, logRecords(1, 3))
    for (const wrong of [0, 2, 4]) {
      await expect(storage.append('p', wrong, logRecords(9, 9))).rejects.toEqual(refusal('conflict'))
    }
    const two = await Promise.allSettled([
      storage.append('p', 3, logRecords(4, 5)),
      storage.append('p', 3, logRecords(8, 8)),
    ])
    expect(two.map((result) => result.status)).toEqual(['fulfilled', 'rejected'])
    const again = await later(adapter, storage)
    await expect(again.append('p', 3, logRecords(9, 9))).rejects.toEqual(refusal('conflict'))
    expect(numbersIn((await again.loadPlan('p'))?.tail ?? [])).toEqual([1, 2, 3, 4, 5])
  })

  test('[ST2] plans written at the same time do not mix', async () => {
    const storage = await adapter.open()
    const ids = Array.from({ length: 12 }, (_, index) => `plan${index}`)
    const run = async (id: string, offset: number) => {
      await storage.createPlan(id, id)
      for (let seq = 0; seq < 20; seq++) await storage.append(id, seq, [logRecord(offset + seq)])
      await storage.saveCheckpoint(id, checkpointAt(10))
    }
    await Promise.all(ids.map((id, index) => run(id, index * 100)))
    const again = await later(adapter, storage)
    for (const [index, id] of ids.entries()) {
      const stored = await again.loadPlan(id)
      expect(stored?.epoch).toBe(id)
      expect(numbersIn(stored?.tail ?? [])).toEqual(numbersIn(logRecords(index * 100 + 10, index * 100 + 19)))
    }
  })
})

/** What every storage adapter promises about checkpoints. */
import { describe, expect, test } from 'vitest'
import { checkpointAt, logRecord, logRecords, numbersIn } from '../support/storage-samples.ts'
import { adapters, later, refusal } from './adapters.ts'

describe.each(adapters)('$name: checkpoints', (adapter) => {
  test('[ST6] a checkpoint takes the place of the records that it contains, and of no other', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await storage.append('p', 0, logRecords(1, 4))
    await storage.append('p', 4, logRecords(5, 8))
    await storage.saveCheckpoint('p', checkpointAt(6, true))
    const stored = await storage.loadPlan('p')
    expect(stored).toMatchObject({ seq: 8, checkpoint: checkpointAt(6, true) })
    expect(numbersIn(stored?.tail ?? [])).toEqual([7, 8])

    const again = await later(adapter, storage)
    await again.append('p', 8, logRecords(9, 9))
    await again.saveCheckpoint('p', checkpointAt(9))
    await again.append('p', 9, logRecords(10, 10))
    const after = await (await later(adapter, again)).loadPlan('p')
    expect(after).toMatchObject({ seq: 10, checkpoint: checkpointAt(9) })
    expect(numbersIn(after?.tail ?? [])).toEqual([10])
  })

  test('[ST6] records that come while a checkpoint is being written stay', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await storage.append('p', 0, logRecords(1, 3))
    await Promise.all([
      storage.append('p', 3, logRecords(4, 4)),
      storage.saveCheckpoint('p', checkpointAt(3)),
      storage.append('p', 4, logRecords(5, 5)),
    ])
    const stored = await (await later(adapter, storage)).loadPlan('p')
    expect(stored).toMatchObject({ seq: 5, checkpoint: { seq: 3 } })
    expect(numbersIn(stored?.tail ?? [])).toEqual([4, 5])
  })

  test('[ST6] a checkpoint beyond the log or behind the one that is there is refused', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    await storage.append('p', 0, logRecords(1, 5))
    await storage.saveCheckpoint('p', checkpointAt(3))
    for (const wrong of [2, 6]) {
      await expect(storage.saveCheckpoint('p', checkpointAt(wrong))).rejects.toEqual(refusal('conflict'))
    }
    await storage.saveCheckpoint('p', checkpointAt(3))
    expect(await storage.loadPlan('p')).toMatchObject({ seq: 5, checkpoint: { seq: 3 } })
  })

  test('[ST9] a purged plan is gone with everything, and its neighbours stay', async () => {
    const storage = await adapter.open()
    for (const id of ['a', 'ab', 'b']) {
      await storage.createPlan(id, id)
      await storage.append(id, 0, logRecords(1, 3))
      await storage.saveCheckpoint(id, checkpointAt(2, true))
    }
    const late = storage.append('a', 3, logRecords(4, 4))
    await Promise.all([late, storage.purgePlan('a')])
    await storage.purgePlan('unknown')
    expect(await storage.loadPlan('a')).toBeNull()
    await expect(storage.append('a', 4, logRecords(5, 5))).rejects.toEqual(refusal('not-found'))
    const again = await later(adapter, storage)
    expect(await again.loadPlan('a')).toBeNull()
    expect((await again.loadPlan('ab'))?.seq).toBe(3)
    await again.createPlan('a', 'new')
    expect(await again.loadPlan('a')).toEqual({ epoch: 'new', checkpoint: null, tail: [], seq: 0 })
  })

  test('[ST10] closing finishes what was asked for; afterwards nothing is taken', async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'epoch')
    const writes = Array.from({ length: 20 }, (_, seq) => storage.append('p', seq, [logRecord(seq + 1)]))
    const closed = storage.close()
    await Promise.all([...writes, closed])
    await expect(storage.append('p', 20, logRecords(21, 21))).rejects.toEqual(refusal('shutting-down'))
    await expect(storage.loadPlan('p')).rejects.toEqual(refusal('shutting-down'))
    await storage.close()
  })
})

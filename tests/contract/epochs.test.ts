/** What every storage adapter promises about epochs. */
import { describe, expect, test } from 'vitest'
import type { PlanRenewal } from '../../server/storage/storage.ts'
import { checkpointAt, logRecords, numbersIn } from '../support/storage-samples.ts'
import { adapters, later, refusal } from './adapters.ts'

const renewalOf = (past: string, next: string, seq: number, endedAt: number): PlanRenewal => ({
  past: { epoch: past, next, endedAt },
  kept: new TextEncoder().encode(`kept of ${past}`),
  checkpoint: checkpointAt(seq, true),
  forgetBefore: 0,
})

describe.each(adapters)('$name: epochs', (adapter) => {
  const open = async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'one', checkpointAt(0))
    await storage.append('p', 0, logRecords(1, 4))
    return storage
  }

  test('[ST20] a renewal takes the place of checkpoint and log, and the numbers of the log go on', async () => {
    const storage = await open()
    await storage.saveCheckpoint('p', checkpointAt(2, true))
    await storage.renewPlan('p', { ...renewalOf('one', 'two', 4, 10), checkpoint: checkpointAt(4) })
    const again = await later(adapter, storage)
    expect(await again.loadPlan('p')).toEqual({ epoch: 'two', checkpoint: checkpointAt(4), tail: [], seq: 4 })
    await again.append('p', 4, logRecords(5, 6))
    const stored = await (await later(adapter, again)).loadPlan('p')
    expect(stored).toMatchObject({ epoch: 'two', seq: 6 })
    expect(numbersIn(stored?.tail ?? [])).toEqual([5, 6])
  })

  test('[ST20] one of another epoch, or not at the end of the log, is refused and changes nothing', async () => {
    const storage = await open()
    const before = await storage.loadPlan('p')
    for (const wrong of [renewalOf('other', 'two', 4, 10), renewalOf('one', 'two', 3, 10)])
      await expect(storage.renewPlan('p', wrong)).rejects.toEqual(refusal('conflict'))
    await expect(storage.renewPlan('q', renewalOf('one', 'two', 4, 10))).rejects.toEqual(refusal('not-found'))
    const again = await later(adapter, storage)
    expect([await again.loadPlan('p'), await again.listPastEpochs('p')]).toEqual([before, []])
  })

  test('[ST20] what is kept of past epochs is found by their names, for as long as was asked', async () => {
    const storage = await open()
    await storage.renewPlan('p', renewalOf('one', 'two', 4, 10))
    await storage.renewPlan('p', renewalOf('two', 'three', 4, 20))
    const again = await later(adapter, storage)
    expect(await again.listPastEpochs('p')).toEqual([
      { epoch: 'one', next: 'two', endedAt: 10 },
      { epoch: 'two', next: 'three', endedAt: 20 },
    ])
    const past = await again.loadPastEpoch('p', 'one')
    expect(Buffer.from(past?.kept ?? []).toString()).toBe('kept of one')
    expect(past?.next).toBe('two')
    await again.renewPlan('p', { ...renewalOf('three', 'four', 4, 30), forgetBefore: 20 })
    const last = await later(adapter, again)
    expect((await last.listPastEpochs('p')).map(({ epoch }) => epoch)).toEqual(['two', 'three'])
    expect([await last.loadPastEpoch('p', 'one'), await last.loadPastEpoch('p', 'four')]).toEqual([
      null,
      null,
    ])
    expect(await last.listPastEpochs('other')).toEqual([])
  })

  test('[ST9] [ST20] with a purged plan its past epochs are gone', async () => {
    const storage = await open()
    await storage.renewPlan('p', renewalOf('one', 'two', 4, 10))
    await storage.purgePlan('p')
    await storage.createPlan('p', 'new')
    const again = await later(adapter, storage)
    expect([await again.listPastEpochs('p'), await again.loadPastEpoch('p', 'one')]).toEqual([[], null])
  })
})

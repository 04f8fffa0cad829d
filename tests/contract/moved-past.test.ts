/** What every storage adapter promises about a past that another store had. */
import { describe, expect, test } from 'vitest'
import type { MovedPast } from '../../server/storage/storage.ts'
import { checkpointAt, logRecords, numbersIn } from '../support/storage-samples.ts'
import { adapters, later, refusal } from './adapters.ts'

const stretch = (from: number, seq: number, rest: Partial<MovedPast> = {}): MovedPast => ({
  from,
  seq,
  epoch: 'two',
  base: null,
  records: logRecords(from, seq),
  authors: [],
  grain: 0,
  steps: [],
  ...rest,
})
const base = checkpointAt(0).stateV2
const KEPT = new Uint8Array([1, 2])

describe.each(adapters)('$name: a past from elsewhere', (adapter) => {
  const open = async () => {
    const storage = await adapter.open()
    await storage.createPlan('p', 'two', checkpointAt(9))
    return storage
  }

  test('[ST21] stretches stand behind each other up to the checkpoint, and the next one goes on there', async () => {
    const storage = await open()
    const authors = [{ client: 7, clock: 3, by: 'anna', at: 2 }]
    const steps = [{ by: 'anna', first: 1, last: 2, count: 4 }]
    const joined = stretch(1, 3, { epoch: 'one', base, grain: 1000, authors, steps })
    await storage.addPast('p', joined)
    // Behind a gap and in another epoch it brings its state along.
    await storage.addPast('p', stretch(5, 6, { base: new Uint8Array() }))
    const again = await later(adapter, storage)
    await again.addPast('p', stretch(7, 9))
    await again.append('p', 9, logRecords(10, 11))
    await again.saveCheckpoint('p', checkpointAt(11))
    const heads = await again.listPast('p')
    expect(heads.map(({ from, seq, epoch, hasBase }) => [from, seq, epoch, hasBase])).toEqual([
      [1, 3, 'one', true],
      [5, 6, 'two', true],
      [7, 9, 'two', false],
      [10, 11, 'two', false],
    ])
    expect(heads[3]?.sinceBase).toBe(heads.slice(1).reduce((sum, { bytes }) => sum + bytes, 0))
    const [part] = await again.readPast('p', 3, 3)
    expect(part?.head).toMatchObject({ grain: 1000, steps, first: 1 })
    expect([part?.authors, numbersIn(part?.records ?? [])]).toEqual([authors, [1, 2, 3]])
    expect(Buffer.from(part?.base ?? []).equals(base)).toBe(true)
  })

  test('[ST21] one that stands elsewhere, hangs on nothing or reaches beyond the checkpoint is refused', async () => {
    const storage = await open()
    await expect(storage.addPast('p', stretch(1, 3))).rejects.toEqual(refusal('conflict'))
    await storage.addPast('p', stretch(1, 3, { base }))
    const before = await storage.listPast('p')
    for (const wrong of [
      stretch(1, 3, { base }),
      stretch(3, 5, { base }),
      stretch(5, 4, { base }),
      stretch(5, 6),
      stretch(4, 6, { epoch: 'three' }),
      stretch(4, 10),
    ]) {
      await expect(storage.addPast('p', wrong)).rejects.toEqual(refusal('conflict'))
    }
    await expect(storage.addPast('q', stretch(1, 3, { base }))).rejects.toEqual(refusal('not-found'))
    const both = await Promise.allSettled([
      storage.addPast('p', stretch(4, 6)),
      storage.addPast('p', stretch(4, 6)),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const heads = await (await later(adapter, storage)).listPast('p')
    expect(heads.slice(0, 1)).toEqual(before)
    expect(heads.map(({ seq }) => seq)).toEqual([3, 6])
  })

  test('[ST21] past epochs stand behind each other by their ends, and a renewal goes on behind them', async () => {
    const storage = await open()
    const zero = { epoch: 'zero', next: 'one', endedAt: 10 }
    const one = { epoch: 'one', next: 'two', endedAt: 20 }
    await storage.addPastEpoch('p', zero, KEPT)
    const again = await later(adapter, storage)
    for (const wrong of [zero, { ...one, endedAt: 9 }, { ...one, epoch: 'two' }]) {
      await expect(again.addPastEpoch('p', wrong, KEPT)).rejects.toEqual(refusal('conflict'))
    }
    await expect(again.addPastEpoch('q', one, KEPT)).rejects.toEqual(refusal('not-found'))
    await again.addPastEpoch('p', one, KEPT)
    const two = { epoch: 'two', next: 'three', endedAt: 30 }
    await again.renewPlan('p', { past: two, kept: KEPT, checkpoint: checkpointAt(9), forgetBefore: 15 })
    expect(await again.listPastEpochs('p')).toEqual([one, two])
    const found = await again.loadPastEpoch('p', 'one')
    expect(found && { ...found, kept: [...found.kept] }).toEqual({ ...one, kept: [1, 2] })
    await expect(again.addPastEpoch('p', one, KEPT)).rejects.toEqual(refusal('conflict'))
  })
})

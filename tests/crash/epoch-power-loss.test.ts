/** The power fails while a plan is written anew: it is of one epoch or of the other, and whole. */
import { expect, test } from 'vitest'
import { EmbeddedPlans } from '../../server/storage/embedded-plans.ts'
import type { PlanRenewal } from '../../server/storage/storage.ts'
import { dice } from '../support/random.ts'
import { SimDisk, SimKv } from '../support/sim-kv.ts'
import { checkpointAt, logRecords } from '../support/storage-samples.ts'

const TRIALS = Number(process.env.SVOD_CRASH_TRIALS ?? 170)

const renewal = (past: string, next: string, endedAt: number): PlanRenewal => ({
  past: { epoch: past, next, endedAt },
  kept: new TextEncoder().encode(`kept of ${past}`),
  checkpoint: checkpointAt(5),
  forgetBefore: endedAt,
})

/** What the plan is like, with all that belongs to its epoch. */
const stateOf = async (store: EmbeddedPlans) => {
  const plan = await store.loadPlan('p')
  const past = await store.listPastEpochs('p')
  const kept = await Promise.all(past.map(({ epoch }) => store.loadPastEpoch('p', epoch)))
  return { plan, kept: kept.map((one) => Buffer.from(one?.kept ?? []).toString()) }
}

/** The plan's state before and after its second renewal, the one found after the crash, and what was promised. */
const trial = async (seed: number) => {
  const random = dice(seed)
  const disk = new SimDisk(random, {})
  const open = () => new EmbeddedPlans(new SimKv(disk))
  const first = open()
  await first.createPlan('p', 'one', checkpointAt(0))
  await first.append('p', 0, logRecords(1, 3))
  await first.append('p', 3, logRecords(4, 5))
  await first.renewPlan('p', renewal('one', 'two', 10))
  const before = await stateOf(first)
  disk.crashAfter(1 + random.int(12))
  const promised = await first.renewPlan('p', renewal('two', 'three', 20)).then(
    () => true,
    () => false,
  )
  await first.close().catch(() => undefined)
  disk.powerOn()
  const second = open()
  const found = await stateOf(second)
  await second.close()
  return { before, found, promised }
}

const AFTER = {
  plan: { epoch: 'three', checkpoint: checkpointAt(5), tail: [], seq: 5 },
  kept: ['kept of two'],
}

test('[ST20] [EP6] a power loss leaves one epoch or the other, with what is kept of it, and never breaks a promise', async () => {
  let [old, renewed, promises] = [0, 0, 0]
  for (let seed = 1; seed <= TRIALS; seed++) {
    const { before, found, promised } = await trial(seed)
    const isNew = found.plan?.epoch === 'three'
    expect([seed, found]).toEqual([seed, isNew ? AFTER : before])
    expect([seed, promised && !isNew]).toEqual([seed, false])
    if (promised) promises++
    if (isNew) renewed++
    else old++
  }
  // The simulation has to have met both sides.
  expect(Math.min(old, renewed, promises)).toBeGreaterThan(TRIALS / 20)
})

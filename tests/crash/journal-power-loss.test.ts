/**
 * Power losses of the journal on a simulated disk: whatever was acknowledged is there afterwards, once, in order.
 * Two wrong implementations show that the simulation would notice.
 */
import { describe, expect, test } from 'vitest'
import { dice } from '../support/random.ts'
import { SimDisk, type SimFaults } from '../support/sim-kv.ts'
import { type Findings, SimPlans } from '../support/sim-plans.ts'

const TRIALS = Number(process.env.SVOD_CRASH_TRIALS ?? 170)
const LIVES = 4
const TURNS = 12
const PLANS = 2

const trial = async (seed: number, faults: SimFaults): Promise<Findings> => {
  const disk = new SimDisk(dice(seed), faults)
  const plans = new SimPlans(disk, PLANS)
  await plans.create()
  for (let life = 0; life < LIVES; life++) await plans.live(TURNS)
  await plans.inspect()
  return plans.findings
}

interface Total extends Findings {
  /** The first seeds with a finding. */
  seeds: number[]
}

const run = async (trials: number, firstSeed: number, faults: SimFaults): Promise<Total> => {
  const total: Total = { crashes: 0, failures: 0, checkpoints: 0, acked: 0, lost: 0, foreign: 0, seeds: [] }
  for (let seed = firstSeed; seed < firstSeed + trials; seed++) {
    const found = await trial(seed, faults)
    for (const key of Object.keys(found) as (keyof Findings)[]) total[key] += found[key]
    if (found.lost + found.foreign > 0 && total.seeds.length < 5) total.seeds.push(seed)
  }
  return total
}

const NOTHING_LOST = { lost: 0, foreign: 0, seeds: [] }

describe('power loss', () => {
  const cases: [name: string, faults: SimFaults][] = [
    ['a healthy disk', {}],
    ['syncs that fail', { eio: 0.03 }],
    ['a disk that is full at times', { enospc: 0.03 }],
    ['both', { eio: 0.02, enospc: 0.02 }],
  ]
  test.each(cases)('[ST5] nothing acknowledged is lost, doubled or out of order: %s', async (_, faults) => {
    const total = await run(TRIALS, 1, faults)
    expect(total).toMatchObject(NOTHING_LOST)
    // The simulation has to have done something.
    expect(total.crashes).toBeGreaterThan(TRIALS * 3)
    expect(total.acked).toBeGreaterThan(TRIALS * 20)
    expect(total.checkpoints).toBeGreaterThan(TRIALS)
    expect(total.failures > 0).toBe(true)
  })

  test.each(['ack-before-sync', 'no-sync'] as const)(
    '[ST5] a store with the fault "%s" is found out',
    async (mutant) => {
      const total = await run(40, 1, { mutant })
      expect(total.lost).toBeGreaterThan(0)
    },
  )
})

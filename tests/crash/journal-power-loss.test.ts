/**
 * Power losses of the journal on a simulated disk: whatever was acknowledged is there afterwards, once, in order.
 * Two wrong implementations show that the simulation would notice.
 */
import { describe, expect, test } from 'vitest'
import { losePower } from '../support/power-loss.ts'
import type { SimFaults } from '../support/sim-kv.ts'

const TRIALS = Number(process.env.SVOD_CRASH_TRIALS ?? 170)
const NOTHING_LOST = { lost: 0, foreign: 0, seeds: [] }

describe('power loss', () => {
  const cases: [name: string, faults: SimFaults][] = [
    ['a healthy disk', {}],
    ['syncs that fail', { eio: 0.03 }],
    ['a disk that is full at times', { enospc: 0.03 }],
    ['both', { eio: 0.02, enospc: 0.02 }],
  ]
  test.each(cases)('[ST5] nothing acknowledged is lost, doubled or out of order: %s', async (_, faults) => {
    const total = await losePower(TRIALS, 1, faults)
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
      const total = await losePower(40, 1, { mutant })
      expect(total.lost).toBeGreaterThan(0)
    },
  )
})

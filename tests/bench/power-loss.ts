/** The journal on a simulated disk whose power fails: nothing acknowledged is gone, and two wrong stores are found out. */
import { losePower } from '../support/power-loss.ts'
import type { SimFaults } from '../support/sim-kv.ts'
import { printTable } from './tables.ts'

/** Four lives each: over 2,000 power losses for the real store. */
const SEEDS = 200
const MUTANT_SEEDS = 100

const CASES: readonly [name: string, seeds: number, faults: SimFaults][] = [
  ['Svod, a healthy disk', SEEDS, {}],
  ['Svod, syncs that fail (3 %)', SEEDS, { eio: 0.03 }],
  ['Svod, a disk full at times (3 %)', SEEDS, { enospc: 0.03 }],
  ['Svod, both (2 % each)', SEEDS, { eio: 0.02, enospc: 0.02 }],
  ['mutant: ack before fsync', MUTANT_SEEDS, { mutant: 'ack-before-sync' }],
  ['mutant: no fsync', MUTANT_SEEDS, { mutant: 'no-sync' }],
]

export const benchPowerLoss = async (): Promise<void> => {
  const rows: string[][] = []
  for (const [name, seeds, faults] of CASES) {
    const total = await losePower(seeds, 1, faults)
    const figures = [total.crashes, total.failures, total.acked, total.lost, total.foreign]
    rows.push([name, ...figures.map(String)])
  }
  const head = ['store', 'power losses', 'writes cut off', 'acknowledged', 'of these lost', 'wrong place']
  printTable('Power losses, simulated', head, rows)
}

/** Power losses by the seed: people write into plans on a simulated disk that fails; what was lost, over all seeds. */
import { dice } from './random.ts'
import { SimDisk, type SimFaults } from './sim-kv.ts'
import { type Findings, SimPlans } from './sim-plans.ts'

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

export interface PowerLosses extends Findings {
  /** The first seeds with a finding. */
  seeds: number[]
}

/** Runs that many seeds, each a disk of its own with several lives of the process that writes on it. */
export const losePower = async (
  trials: number,
  firstSeed: number,
  faults: SimFaults,
): Promise<PowerLosses> => {
  const total: PowerLosses = {
    crashes: 0,
    failures: 0,
    checkpoints: 0,
    acked: 0,
    lost: 0,
    foreign: 0,
    seeds: [],
  }
  for (let seed = firstSeed; seed < firstSeed + trials; seed++) {
    const found = await trial(seed, faults)
    for (const key of Object.keys(found) as (keyof Findings)[]) total[key] += found[key]
    if (found.lost + found.foreign > 0 && total.seeds.length < 5) total.seeds.push(seed)
  }
  return total
}

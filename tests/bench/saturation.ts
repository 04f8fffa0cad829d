/** Saturation: 50 clients in one plan, ever faster writers, until p99 passes 250 ms or something is missing. */
import { type LoadResult, runLoad } from './load.ts'
import { benchPlan, seedPlan } from './plan.ts'
import { median, printTable } from './tables.ts'
import { KINDS, startTarget } from './targets.ts'

const CLIENTS = 50
const WRITERS = 10
const MAX_P99_MS = 250
/** Changes a second and writer. */
const RATES = [50, 100, 150, 200, 300, 400, 600, 800, 1000, 1300, 1600, 2000, 2600]

/** The best load that the server carried. */
const climb = async (kind: (typeof KINDS)[number]): Promise<LoadResult | null> => {
  let best: LoadResult | null = null
  for (const rate of RATES) {
    const target = await startTarget(kind)
    const planId = await seedPlan(target, benchPlan(200))
    const options = {
      clients: CLIENTS,
      writers: WRITERS,
      rate,
      seconds: 3,
      warmUpSeconds: 1,
      warmUpRate: rate,
    }
    const result = await runLoad(target, [planId], options)
    await target.end()
    const wanted = rate * WRITERS * (CLIENTS - 1)
    const holds =
      result.p99Ms <= MAX_P99_MS && result.deliveries === result.expected && result.acknowledged !== false
    // A generator that cannot keep up with its own schedule measures itself.
    if (!holds || result.deliveriesPerSecond < wanted * 0.85) break
    best = result
  }
  return best
}

export const benchSaturation = async (rounds: number): Promise<void> => {
  const results = new Map<string, LoadResult[]>()
  for (let round = 0; round < rounds; round++) {
    for (const kind of KINDS) {
      const best = await climb(kind)
      if (best) results.set(kind.name, [...(results.get(kind.name) ?? []), best])
    }
  }
  const rows = [...results].map(([name, all]) => [
    name,
    Math.round(median(all.map((one) => one.deliveriesPerSecond))).toLocaleString('en'),
    median(all.map((one) => one.p99Ms)).toFixed(1),
    Math.round(median(all.map((one) => 1000 / one.serverCpuPerThousand))).toLocaleString('en'),
  ])
  printTable(
    'Saturation, 50 clients',
    ['server', 'deliveries/s', 'p99 ms there', 'deliveries per CPU s'],
    rows,
  )
}

/**
 * Fan-out: one plan, a tenth of the clients write 10 updates a second; the servers take turns, medians of all rounds. Two limits
 * stand beside them: bytes sent on unread, and bytes that went into a document first.
 */
import { type LoadResult, runLoad } from './load.ts'
import { benchPlan, seedPlan } from './plan.ts'
import { median, printTable } from './tables.ts'
import { KEEPING_LIMIT, KINDS, startTarget } from './targets.ts'

interface Size {
  clients: number
  /** The less there is to do, the longer it is looked at, and the longer it takes until all that runs is compiled. */
  seconds: number
  warmUpSeconds: number
}

const SIZES: readonly Size[] = [
  { clients: 10, seconds: 20, warmUpSeconds: 12 },
  { clients: 50, seconds: 10, warmUpSeconds: 4 },
  { clients: 200, seconds: 6, warmUpSeconds: 4 },
]
/**
 * Deliveries a second while warming up, and changes of one writer: a few hundred changes compile nothing, and after two thousand
 * V8's own threads are still a fifth of what a server of ten people takes.
 */
const WARM_UP_DELIVERIES = 50_000
const WARM_UP_RATE = 500

const measure = async (
  { clients, seconds, warmUpSeconds }: Size,
  rounds: number,
): Promise<Map<string, LoadResult[]>> => {
  const results = new Map<string, LoadResult[]>()
  const doc = benchPlan(200)
  for (let round = 0; round < rounds; round++) {
    for (const kind of KINDS.toSpliced(1, 0, KEEPING_LIMIT)) {
      const target = await startTarget(kind)
      const planId = await seedPlan(target, doc)
      const writers = Math.max(1, Math.round(clients / 10))
      // Warm, but nowhere near saturation: a backlog would be measured as latency.
      const warmUpRate = Math.min(WARM_UP_RATE, WARM_UP_DELIVERIES / (writers * clients))
      const options = { clients, writers, rate: 10, seconds, warmUpSeconds, warmUpRate }
      const result = await runLoad(target, [planId], options)
      await target.end()
      results.set(kind.name, [...(results.get(kind.name) ?? []), result])
    }
  }
  return results
}

const row = (name: string, results: readonly LoadResult[]): string[] => {
  const of = (pick: (result: LoadResult) => number) => median(results.map(pick))
  const lost = results.reduce((sum, result) => sum + result.expected - result.deliveries, 0)
  const acked =
    results[0]?.acknowledged === null
      ? '—'
      : results.every((result) => result.acknowledged)
        ? 'all'
        : 'NOT ALL'
  return [
    name,
    of((result) => result.p50Ms).toFixed(2),
    of((result) => result.p99Ms).toFixed(2),
    of((result) => result.serverCpuPerThousand).toFixed(4),
    String(lost),
    acked,
  ]
}

export const benchFanOut = async (rounds: number): Promise<void> => {
  for (const size of SIZES) {
    const results = await measure(size, rounds)
    const rows = [...results].map(([name, all]) => row(name, all))
    printTable(
      `Fan-out, ${size.clients} clients`,
      ['server', 'p50 ms', 'p99 ms', 'CPU s per 1,000', 'lost', 'acked on disk'],
      rows,
    )
  }
}

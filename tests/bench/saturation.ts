/**
 * Saturation: 50 clients in one plan, ever faster writers, until p99 passes 250 ms, something is missing or deliveries fall
 * behind. Every server is driven there: in doubled steps to where it breaks, then again from the last good rate in small ones.
 */
import { type LoadResult, openLoad } from './load.ts'
import { benchPlan, seedPlan } from './plan.ts'
import { median, printTable } from './tables.ts'
import { KINDS, startTarget } from './targets.ts'

type Kind = (typeof KINDS)[number]

const CROWD = { clients: 50, writers: 10 }
const MAX_P99_MS = 250
/** Of what is written so much must have arrived by the time the writers end: the rest is a queue that grows. */
const IN_TIME = 0.85
const STEP_SECONDS = 1.5
/** What is not there after so long will not be looked at: the step has failed. */
const PATIENCE_MS = 1500
/** Changes a second and writer: far below anybody's limit, and far above everybody's. */
const FIRST_RATE = 100
const LAST_RATE = 12_800
const DOUBLE = 2
const FINE = 2 ** (1 / 4)
/** Busier than this, the measuring side may be what broke. */
const OWN_LIMIT = 0.85

interface Climb {
  rate: number
  best: LoadResult | null
  /** The step that failed; null where none did. */
  broke: LoadResult | null
}

const holds = (result: LoadResult, rate: number): boolean =>
  result.deliveries === result.expected &&
  result.acknowledged !== false &&
  result.p99Ms <= MAX_P99_MS &&
  result.deliveriesPerSecond >= rate * CROWD.writers * (CROWD.clients - 1) * IN_TIME

/** Raises the rate step by step on one server, below `end`, until a step fails. */
const climb = async (kind: Kind, start: number, factor: number, end: number): Promise<Climb> => {
  const target = await startTarget(kind)
  const load = await openLoad(target, [await seedPlan(target, benchPlan(200))], CROWD)
  // Compiles what is on the way; the first step of all is as good as that for itself.
  await load.warmUp(start / 2, 1)
  const reached: Climb = { rate: start, best: null, broke: null }
  for (let rate = start; rate < end; rate *= factor) {
    const result = await load.step(rate, STEP_SECONDS, PATIENCE_MS)
    if (!holds(result, rate)) {
      reached.broke = result
      break
    }
    Object.assign(reached, { rate, best: result })
  }
  load.close()
  await target.end('SIGKILL')
  return reached
}

/** The best load that the server carried, and whether it was the measuring side that could not go on. */
const limitOf = async (kind: Kind): Promise<{ best: LoadResult | null; isOurs: boolean }> => {
  const coarse = await climb(kind, FIRST_RATE, DOUBLE, LAST_RATE * 1.1)
  if (coarse.best === null || coarse.broke === null)
    return { best: coarse.best, isOurs: coarse.best !== null }
  // A little more than a doubling less: the last of these is the rate that broke.
  const fine = await climb(kind, coarse.rate * FINE, FINE, coarse.rate * DOUBLE * 0.99)
  const broke = fine.broke ?? coarse.broke
  return { best: fine.best ?? coarse.best, isOurs: broke.ownCpu > OWN_LIMIT }
}

const row = (name: string, all: readonly { best: LoadResult; isOurs: boolean }[]): string[] => {
  const of = (pick: (result: LoadResult) => number) => median(all.map(({ best }) => pick(best)))
  const rate = Math.round(of((one) => one.deliveriesPerSecond)).toLocaleString('en')
  return [
    name,
    all.some(({ isOurs }) => isOurs) ? `at least ${rate}` : rate,
    of((one) => one.p99Ms).toFixed(1),
    Math.round(of((one) => 1000 / one.serverCpuPerThousand)).toLocaleString('en'),
  ]
}

export const benchSaturation = async (rounds: number): Promise<void> => {
  const results = new Map<string, { best: LoadResult; isOurs: boolean }[]>()
  for (let round = 0; round < rounds; round++) {
    for (const kind of KINDS) {
      const { best, isOurs } = await limitOf(kind)
      if (best) results.set(kind.name, [...(results.get(kind.name) ?? []), { best, isOurs }])
    }
  }
  printTable(
    'Saturation, 50 clients ("at least": the measuring side was at its limit)',
    ['server', 'deliveries/s', 'p99 ms there', 'deliveries per CPU s'],
    [...results].map(([name, all]) => row(name, all)),
  )
}

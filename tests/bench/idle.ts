/**
 * Many rooms: 500 plans with two clients each, who write once a second; and what clients cost that only sit there.
 * Memory is the server's resident set, before and after they came: rough, as collectors run when they like.
 */
import { runLoad } from './load.ts'
import { benchPlan, openClient, seedPlan, seedPlans } from './plan.ts'
import { median, printTable } from './tables.ts'
import { KINDS, startTarget } from './targets.ts'

const PLANS = 500
const ROWS = 10
const IDLE_CLIENTS = 1000

interface Figures {
  p50Ms: number
  p99Ms: number
  cpuPerThousand: number
  planKiB: number
  connectionKiB: number
}

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))

/** Resident memory that one more idle connection of an open plan takes. */
const idleConnection = async (kind: (typeof KINDS)[number]): Promise<number> => {
  const target = await startTarget(kind)
  const planId = await seedPlan(target, benchPlan(ROWS))
  const open = async (count: number) => {
    for (let index = 0; index < count; index++) await openClient(target, planId, () => {})
    await sleep(1000)
  }
  // What the first ones need is needed once.
  await open(IDLE_CLIENTS / 10)
  const before = target.server.memoryMiB()
  await open(IDLE_CLIENTS)
  const grown = target.server.memoryMiB() - before
  await target.end()
  return (grown * 1024) / IDLE_CLIENTS
}

const manyRooms = async (kind: (typeof KINDS)[number]) => {
  const target = await startTarget(kind)
  const before = target.server.memoryMiB()
  const planIds = await seedPlans(target, benchPlan(ROWS), PLANS)
  const clients = PLANS * 2
  const load = { clients, writers: clients, rate: 1, seconds: 10, warmUpSeconds: 3, warmUpRate: 1 }
  const result = await runLoad(target, planIds, load)
  const planKiB = ((target.server.memoryMiB() - before) * 1024) / PLANS
  await target.end()
  return { ...result, planKiB }
}

export const benchIdle = async (rounds: number): Promise<void> => {
  const results = new Map<string, Figures[]>()
  for (let round = 0; round < rounds; round++) {
    for (const kind of KINDS) {
      const { p50Ms, p99Ms, serverCpuPerThousand, planKiB } = await manyRooms(kind)
      const connectionKiB = await idleConnection(kind)
      const figures = { p50Ms, p99Ms, cpuPerThousand: serverCpuPerThousand, planKiB, connectionKiB }
      results.set(kind.name, [...(results.get(kind.name) ?? []), figures])
    }
  }
  const rows = [...results].map(([name, all]) => {
    const of = (pick: (one: Figures) => number) => median(all.map(pick))
    return [
      name,
      of((one) => one.p50Ms).toFixed(2),
      of((one) => one.p99Ms).toFixed(2),
      of((one) => one.cpuPerThousand).toFixed(3),
      of((one) => one.planKiB).toFixed(0),
      of((one) => one.connectionKiB).toFixed(1),
    ]
  })
  const head = ['server', 'p50 ms', 'p99 ms', 'CPU s per 1,000', 'KiB an open plan', 'KiB an idle connection']
  printTable(`${PLANS} plans, two clients each`, head, rows)
}

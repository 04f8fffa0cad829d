/** Power losses of the catalogue file on a simulated disk: it is always whole, and has everything acknowledged. */
import { describe, expect, test } from 'vitest'
import { type CatalogueData, catalogueSchema, newCatalogue } from '../../server/storage/catalogue-data.ts'
import { durableJsonFile } from '../../server/storage/durable-json-file.ts'
import { LiveCatalogue } from '../../server/storage/live-catalogue.ts'
import { type Dice, dice } from '../support/random.ts'
import { SimFiles, type SimFileFaults } from '../support/sim-files.ts'
import { planEntry } from '../support/storage-samples.ts'

const TRIALS = 150
const LIVES = 4
const PATH = '/data/catalogue.json'
const SECRET = 'a'.repeat(64)

interface Findings {
  crashes: number
  acked: number
  lost: number
  unreadable: number
  seeds: number[]
}

/** One life of the process; the titles are counters, so that a later one must not be followed by an earlier one. */
const live = async (files: SimFiles, random: Dice, acked: Map<string, number>): Promise<number> => {
  const adapter = durableJsonFile<CatalogueData>(PATH, (value) => catalogueSchema.parse(value), files)
  const data = (await adapter.read()) ?? newCatalogue(SECRET)
  const stored = new Map(data.plans.map((plan) => [plan.id, Number(plan.title)]))
  const lost = [...acked].filter(([id, count]) => (stored.get(id) ?? -1) < count).length
  for (const [id, count] of stored) acked.set(id, count)
  const catalogue = new LiveCatalogue(data, (next) => adapter.write(next))
  files.crashAfter(1 + random.int(60))
  const writes: Promise<void>[] = []
  for (let turn = 0; turn < 12 && !files.dead; turn++) {
    for (let count = random.int(4); count > 0; count--) {
      const id = `plan${random.int(4)}`
      const title = (counter += 1)
      const written = catalogue.putPlan(planEntry(id, String(title)))
      const noted = () => acked.set(id, Math.max(title, acked.get(id) ?? 0))
      writes.push(written.then(noted, () => undefined).then(() => undefined))
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(writes)
  return lost
}

let counter = 0

const trial = async (seed: number, faults: SimFileFaults, findings: Findings): Promise<void> => {
  const random = dice(seed)
  const files = new SimFiles(random, faults)
  const acked = new Map<string, number>()
  try {
    for (let life = 0; life <= LIVES; life++) {
      findings.lost += await live(files, random, acked)
      files.powerOn()
    }
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'data-broken') throw error
    findings.unreadable++
    findings.seeds.push(seed)
  }
  findings.crashes += files.crashes
  findings.acked += acked.size
}

const run = async (faults: SimFileFaults): Promise<Findings> => {
  const findings: Findings = { crashes: 0, acked: 0, lost: 0, unreadable: 0, seeds: [] }
  for (let seed = 1; seed <= TRIALS; seed++) await trial(seed, faults, findings)
  return findings
}

describe('power loss of the catalogue', () => {
  const cases: [name: string, faults: SimFileFaults][] = [
    ['a healthy disk', {}],
    ['syncs that fail', { eio: 0.05 }],
    ['a disk that is full at times', { enospc: 0.05 }],
  ]
  test.each(cases)('[ST14] the catalogue is whole and has everything acknowledged: %s', async (_, faults) => {
    const findings = await run(faults)
    expect(findings).toMatchObject({ lost: 0, unreadable: 0, seeds: [] })
    expect(findings.crashes).toBeGreaterThan(TRIALS)
    expect(findings.acked).toBeGreaterThan(TRIALS)
  })

  test.each(['no-datasync', 'no-folder-sync'] as const)(
    '[ST14] the fault "%s" is found out',
    async (mutant) => {
      const { lost, unreadable } = await run({ mutant })
      expect(lost + unreadable).toBeGreaterThan(0)
    },
  )
})

/** Real processes that die or run out of space while they write: what was acknowledged is there afterwards. */
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'
import { type Child, runScript, runScriptWithin } from '../support/child.ts'
import { dice } from '../support/random.ts'
import { numbersIn } from '../support/storage-samples.ts'
import { temporaryFolder } from '../support/temp.ts'

const KILLS = Number(process.env.SVOD_CRASH_KILLS ?? 5)
const FAILURES = 4
const LIMIT_KIB = 160
const SEED = Number(process.env.SVOD_CRASH_SEED ?? 20_261)
const SCRIPT = fileURLToPath(new URL('append-child.ts', import.meta.url))

interface Acked {
  seq: number
  catalogue: number
  failures: number
}

/** Follows what the process says until it is gone; calls `heard` after every line. */
const follow = async (child: Child, acked: Acked, heard: (lines: number) => void): Promise<void> => {
  let lines = 0
  for await (const line of child.lines) {
    const [word, number] = line.split(' ')
    if (word === 'acked') acked.seq = Number(number)
    else if (word === 'catalogue') acked.catalogue = Number(number)
    else if (word === 'failed') acked.failures++
    heard(++lines)
  }
  await child.ended
}

/** What is wrong with the store after the process has gone; nothing where all is well. */
const faultsIn = async (folder: string, acked: Acked): Promise<string[]> => {
  const storage = await openEmbeddedStorage({ folder })
  const { seq = 0, checkpoint = null, tail = [] } = (await storage.loadPlan('p')) ?? {}
  const listed = Number(storage.catalogue.plan('p')?.title ?? 0)
  await storage.close()
  const first = checkpoint?.seq ?? 0
  const faults: string[] = []
  if (seq < acked.seq) faults.push(`records lost: ${seq} of ${acked.seq}`)
  if (listed < acked.catalogue) faults.push(`catalogue lost: ${listed} of ${acked.catalogue}`)
  const misplaced = numbersIn(tail).findIndex((number, index) => number !== first + index + 1)
  if (misplaced >= 0 || tail.length !== seq - first) faults.push(`out of order at ${first + misplaced}`)
  const state = checkpoint && Buffer.from(checkpoint.stateV2).toString()
  if (state !== null && state !== `state ${first}`) faults.push(`checkpoint ${first} holds ${state}`)
  return faults
}

test(`[ST5] a process killed ${KILLS} times while it writes loses nothing acknowledged`, async () => {
  const folder = await temporaryFolder()
  const random = dice(SEED)
  const acked: Acked = { seq: 0, catalogue: 0, failures: 0 }
  for (let kill = 1; kill <= KILLS; kill++) {
    const child = runScript(SCRIPT, [folder])
    const after = 1 + random.int(200)
    await follow(child, acked, (lines) => lines === after && child.process.kill('SIGKILL'))
    expect({ signal: child.process.signalCode, errors: child.errors() }).toMatchObject({ signal: 'SIGKILL' })
    expect({ seed: SEED, kill, faults: await faultsIn(folder, acked) }).toMatchObject({ faults: [] })
  }
  expect(acked.seq).toBeGreaterThan(KILLS)
})

test('[ST5] a store that runs out of space refuses, recovers, and keeps what it acknowledged', async () => {
  const folder = await temporaryFolder()
  const acked: Acked = { seq: 0, catalogue: 0, failures: 0 }
  const child = runScriptWithin(LIMIT_KIB, SCRIPT, [folder, String(FAILURES)])
  await follow(child, acked, () => undefined)
  expect({ status: child.process.exitCode, errors: child.errors() }).toMatchObject({ status: 0 })
  expect(acked.failures).toBe(FAILURES)
  expect(await faultsIn(folder, acked)).toEqual([])
})

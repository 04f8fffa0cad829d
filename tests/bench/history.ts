/**
 * What a long past costs: a plan of 2,000 rows after 100,000 edits, the same written anew (an epoch), and the same
 * content that never had a past. Opening after a restart, bytes on the wire, the client's own work, the server's memory,
 * the checkpoint; and the difference and the redline of two versions far apart.
 */
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, inflateRawSync } from 'node:zlib'
import * as Y from 'yjs'
import { createEpochThreads } from '../../server/epochs/threads.ts'
import { runTask } from '../../server/epochs/tasks.ts'
import { Renewals } from '../../server/rooms/renewals.ts'
import { makeCheckpoint } from '../../server/storage/checkpoint.ts'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'
import { diffPlans } from '../../shared/plan/diff.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { redlineOf } from '../../shared/plan/redline.ts'
import { encodeSyncStep1 } from '../../shared/protocol.ts'
import { writeLongHistory } from '../support/long-history.ts'
import { benchPlan, readSync } from './plan.ts'
import { type ServerProcess, startServer } from './process.ts'
import { openRaw } from './raw-client.ts'
import { median, printTable } from './tables.ts'
import { ADMIN_TOKEN, KINDS } from './targets.ts'
import { wireOf } from './wire.ts'

const ROWS = 2000
const EDITS = 100_000
/** Opened so often in a round. */
const OPENINGS = 5
const DEFLATE_TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff])
const HEADERS = { Authorization: `Bearer ${ADMIN_TOKEN}` }

interface Opened {
  ms: number
  bytes: number
  clientMs: number
  memoryMiB: number
}

const inflate = (payload: Buffer): Buffer =>
  inflateRawSync(Buffer.concat([payload, DEFLATE_TAIL]), { finishFlush: constants.Z_SYNC_FLUSH })

const isStep2 = (message: Uint8Array): boolean => message[0] === 0 && message[1] === 1

/** A client that knows nothing: until all of it has arrived, and what it then has to do to hold it. */
const openOnce = async (server: ServerProcess, planId: string): Promise<Opened> => {
  const wire = wireOf('svod')
  const messages: Buffer[] = []
  let arrived: (ms: number) => void = () => {}
  const whole = new Promise<number>((resolve) => void (arrived = resolve))
  const start = performance.now()
  const client = await openRaw(`${server.url.replace(/^http/, 'ws')}/sync/${planId}`, {
    headers: HEADERS,
    deflate: true,
    onMessage: (payload, compressed) => {
      messages.push(compressed ? inflate(payload) : Buffer.from(payload))
      if (isStep2(messages.at(-1) ?? payload)) arrived(performance.now() - start)
    },
  })
  client.send(...wire.greetings, wire.wrap(encodeSyncStep1(new Uint8Array([0]))))
  const ms = await whole
  const memoryMiB = server.memoryMiB()
  const bytes = client.received()
  client.close()
  const from = performance.now()
  const doc = new Y.Doc()
  for (const message of messages) {
    const update = readSync(wire, message)
    if (update) Y.applyUpdate(doc, update)
  }
  const clientMs = performance.now() - from
  if (doc.getMap('rows').size < ROWS * 0.9) throw new Error('the plan did not come whole')
  return { ms, bytes, clientMs, memoryMiB }
}

/** Stores the plan as its past has left it, and once more as it is when written anew. */
const fill = async (folder: string): Promise<Y.Doc> => {
  const doc = benchPlan(ROWS)
  const owners = writeLongHistory(doc, { edits: EDITS })
  const storage = await openEmbeddedStorage({ folder })
  const checkpoint = await makeCheckpoint(doc, 0, owners.encode())
  for (const id of ['past', 'renewed']) await storage.createPlan(id, `epoch${randomInt(1e9)}`, checkpoint)
  const renewals = new Renewals({ storage, threads: createEpochThreads(runTask), now: Date.now })
  const renewal = await renewals.make('renewed')
  if (renewal === null) throw new Error('the plan was not written anew')
  await storage.renewPlan('renewed', renewal)
  await storage.close()
  return doc
}

const copyPlan = async (server: ServerProcess, copyFrom: string): Promise<string> => {
  const headers = { ...HEADERS, 'content-type': 'application/json' }
  const body = JSON.stringify({ copyFrom, title: 'Без прошлого' })
  const response = await fetch(`${server.url}/api/plans`, { method: 'POST', headers, body })
  return ((await response.json()) as { id: string }).id
}

const checkpointBytes = async (folder: string, ids: readonly string[]): Promise<Map<string, number>> => {
  const storage = await openEmbeddedStorage({ folder })
  const sizes = new Map<string, number>()
  for (const id of ids) sizes.set(id, (await storage.loadPlan(id))?.checkpoint?.stateV2.length ?? 0)
  await storage.close()
  return sizes
}

/** Opens each plan after a restart of its own, in turns. */
const openAll = async (start: () => Promise<ServerProcess>, ids: readonly string[]) => {
  const results = new Map<string, Opened[]>(ids.map((id) => [id, []]))
  for (let opening = 0; opening < OPENINGS; opening++) {
    for (const id of ids) {
      const server = await start()
      results.get(id)?.push(await openOnce(server, id))
      await server.stop()
    }
  }
  return results
}

const tellVersions = (doc: Y.Doc, rounds: number): void => {
  const [before, after] = [projectPlan(benchPlan(ROWS), 'bench'), projectPlan(doc, 'bench')]
  const times = Array.from({ length: rounds * 3 }, () => {
    const from = performance.now()
    const changes = diffPlans(before, after)
    const middle = performance.now()
    redlineOf(before, after)
    return [middle - from, performance.now() - middle, changes.length] as const
  })
  const of = (at: 0 | 1) => median(times.map((one) => one[at])).toFixed(0)
  printTable(
    `Two versions of ${ROWS} rows, ${EDITS} edits apart`,
    ['changes', 'difference ms', 'redline ms'],
    [[String(times[0]?.[2] ?? 0), of(0), of(1)]],
  )
}

export const benchHistory = async (rounds: number): Promise<void> => {
  const root = mkdtempSync(join(tmpdir(), 'svod-bench-'))
  const folder = join(root, 'data')
  const kind = KINDS.find(({ wire }) => wire === 'svod')
  if (!kind) throw new Error('Svod is not among the servers')
  const start = () => startServer(kind.args, { ...kind.env(root) })
  try {
    const doc = await fill(folder)
    const first = await start()
    const plain = await copyPlan(first, 'renewed')
    await first.stop()
    const ids = ['past', 'renewed', plain]
    const results = new Map<string, Opened[]>()
    for (let round = 0; round < rounds; round++)
      for (const [id, all] of await openAll(start, ids)) results.set(id, [...(results.get(id) ?? []), ...all])
    const sizes = await checkpointBytes(folder, ids)
    const of = (id: string, pick: (one: Opened) => number) => median((results.get(id) ?? []).map(pick))
    const whole = (id: string) => of(id, (one) => one.ms + one.clientMs)
    const names = ['with its past', 'written anew', 'never had one']
    const lines = ids.map((id, at) => [
      names[at] ?? id,
      of(id, (one) => one.ms).toFixed(0),
      of(id, (one) => one.clientMs).toFixed(0),
      (whole(id) / whole(plain)).toFixed(2),
      of(id, (one) => one.bytes / 1000).toFixed(0),
      of(id, (one) => one.memoryMiB).toFixed(0),
      ((sizes.get(id) ?? 0) / 1000).toFixed(0),
    ])
    const head = ['plan', 'arrived ms', 'client ms', 'ratio', 'kB on the wire', 'server MiB', 'checkpoint kB']
    printTable(`${ROWS} rows, ${EDITS} edits`, head, lines)
    tellVersions(doc, rounds)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

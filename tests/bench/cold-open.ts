/**
 * Cold open: a persisted plan, the server started anew, one client that knows nothing. The time until its socket has
 * handed over everything (inflated where compressed), the bytes on the wire, the server's memory after it.
 */
import { constants, inflateRawSync } from 'node:zlib'
import * as Y from 'yjs'
import { encodeSyncStep1 } from '../../shared/protocol.ts'
import { addressOf, benchPlan, readSync, seedPlan } from './plan.ts'
import { openRaw } from './raw-client.ts'
import { median, printTable } from './tables.ts'
import { KINDS, type Target, startTarget } from './targets.ts'
import { wireOf } from './wire.ts'

const SIZES = [200, 2000, 20_000]
/** Stores that write late get the time that they need. */
const SETTLE_MS = 12_000
const QUIET_MS = 1_500
const PATIENCE_MS = 60_000
const DEFLATE_TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff])

interface Opened {
  ms: number
  bytes: number
  memoryMiB: number
}

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))

const inflate = (payload: Buffer): Buffer =>
  inflateRawSync(Buffer.concat([payload, DEFLATE_TAIL]), { finishFlush: constants.Z_SYNC_FLUSH })

/** The moment at which the messages so far made the whole plan. */
const completedAt = (target: Target, messages: { at: number; payload: Buffer }[], rows: number): number => {
  const doc = new Y.Doc()
  for (const { at, payload } of messages) {
    const update = readSync(wireOf(target.wire), payload)
    if (update) Y.applyUpdate(doc, update)
    if (doc.getMap('rows').size >= rows && doc.store.pendingStructs === null) return at
  }
  throw new Error(`${target.name} did not send the whole plan`)
}

const openOnce = async (target: Target, planId: string, rows: number): Promise<Opened> => {
  const wire = wireOf(target.wire)
  const messages: { at: number; payload: Buffer }[] = []
  let last = performance.now()
  const start = last
  const client = await openRaw(addressOf(target, planId), {
    headers: target.headers,
    deflate: true,
    onMessage: (payload, compressed) => {
      const whole = compressed ? inflate(payload) : Buffer.from(payload)
      last = performance.now()
      messages.push({ at: last - start, payload: whole })
    },
  })
  client.send(...wire.greetings, wire.wrap(encodeSyncStep1(new Uint8Array([0]))))
  // Some servers answer before their store has, and send the plan later.
  while (performance.now() - last < QUIET_MS || messages.length < 2) {
    if (performance.now() - last > PATIENCE_MS) throw new Error(`${target.name} does not answer`)
    await sleep(50)
  }
  const bytes = client.received()
  const memoryMiB = target.server.memoryMiB()
  client.close()
  return { ms: completedAt(target, messages, rows), bytes, memoryMiB }
}

const measure = async (kind: (typeof KINDS)[number], rows: number): Promise<Opened> => {
  const target = await startTarget(kind)
  try {
    const planId = await seedPlan(target, benchPlan(rows))
    await sleep(target.wire === 'svod' ? 0 : SETTLE_MS)
    await target.restart('SIGTERM')
    return await openOnce(target, planId, rows)
  } finally {
    await target.end()
  }
}

/** A server that ends on the way, or never has the whole plan, has no figure; the others are measured all the same. */
const tryMeasure = async (kind: (typeof KINDS)[number], rows: number): Promise<Opened | null> => {
  try {
    return await measure(kind, rows)
  } catch (error) {
    console.error(`${kind.name}, ${rows} rows: ${String(error)}`)
    return null
  }
}

const lineOf = (name: string, all: readonly (Opened | null)[]): string[] => {
  const finished = all.filter((one) => one !== null)
  if (finished.length === 0) return [name, 'did not finish', '—', '—']
  const of = (pick: (one: Opened) => number) => median(finished.map(pick)).toFixed(0)
  const missing = all.length - finished.length
  const note = missing > 0 ? ` (${missing} of ${all.length} did not finish)` : ''
  return [name, of((one) => one.ms) + note, of((one) => one.bytes / 1000), of((one) => one.memoryMiB)]
}

export const benchColdOpen = async (rounds: number): Promise<void> => {
  for (const rows of SIZES) {
    const results = new Map<string, (Opened | null)[]>()
    for (let round = 0; round < rounds; round++) {
      for (const kind of KINDS.filter((one) => one.keeps)) {
        results.set(kind.name, [...(results.get(kind.name) ?? []), await tryMeasure(kind, rows)])
      }
    }
    const lines = [...results].map(([name, all]) => lineOf(name, all))
    printTable(`Cold open, ${rows} rows`, ['server', 'ms', 'kB on the wire', 'server MiB'], lines)
  }
}

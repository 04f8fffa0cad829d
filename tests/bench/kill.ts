/** Killed with SIGKILL at a random moment under 200 changes a second: how much of what was acknowledged is gone. */
import * as decoding from 'lib0/decoding'
import { MESSAGE_ACK, encodeSyncUpdate } from '../../shared/protocol.ts'
import { benchPlan, cellText, openClient, seedPlan } from './plan.ts'
import { printTable } from './tables.ts'
import { KINDS, type Target, startTarget } from './targets.ts'
import { wireOf } from './wire.ts'

const KILLS = 20
const RATE = 200
/** Hocuspocus's SyncStatus. */
const MESSAGE_SYNC_STATUS = 8

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))

/** How many of the sent changes a message says are safe. */
const ackedBy = (target: Target, payload: Buffer, before: number): number => {
  const decoder = wireOf(target.wire).unwrap(payload)
  const number = decoding.readVarUint(decoder)
  if (target.wire === 'svod' && number === MESSAGE_ACK) return decoding.readVarUint(decoder)
  return target.wire === 'hocuspocus' && number === MESSAGE_SYNC_STATUS ? before + 1 : before
}

const wordsOf = async (target: Target, planId: string): Promise<string> => {
  const { client, doc } = await openClient(target, planId, () => {})
  const words = JSON.stringify(doc.getMap('rows').toJSON())
  client.close()
  return words
}

/** One life of the server: types, kills, starts again; acknowledged and lost changes. */
const oneLife = async (
  target: Target,
  planId: string,
  life: number,
): Promise<{ acked: number; lost: number }> => {
  let acked = 0
  const { client, doc } = await openClient(
    target,
    planId,
    (payload) => (acked = ackedBy(target, payload, acked)),
  )
  const text = cellText(doc, 0)
  const typed: string[] = []
  doc.on('update', (update: Uint8Array) => client.send(wireOf(target.wire).wrap(encodeSyncUpdate(update))))
  const end = performance.now() + 500 + Math.random() * 2500
  while (performance.now() < end) {
    const token = `⟦${life}.${typed.length}⟧`
    text.insert(0, token)
    typed.push(token)
    await sleep(1000 / RATE)
  }
  await target.restart('SIGKILL')
  client.close()
  const words = await wordsOf(target, planId)
  const safe = typed.slice(0, acked)
  return { acked: safe.length, lost: safe.filter((token) => !words.includes(token)).length }
}

export const benchKill = async (): Promise<void> => {
  const rows: string[][] = []
  for (const kind of KINDS.filter((one) => one.wire === 'svod' || one.name.includes('SQLite'))) {
    const target = await startTarget(kind)
    const planId = await seedPlan(target, benchPlan(50))
    await sleep(12_000)
    let acked = 0
    let lost = 0
    for (let life = 0; life < KILLS; life++) {
      const result = await oneLife(target, planId, life)
      acked += result.acked
      lost += result.lost
    }
    await target.end()
    rows.push([kind.name, String(KILLS), String(acked), String(lost)])
  }
  printTable('Killed under 200 changes a second', ['server', 'kills', 'acknowledged', 'of these lost'], rows)
}

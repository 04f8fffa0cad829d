/** A plan with a past: a document that was written in for a while, and what it was at every time. */
import * as Y from 'yjs'
import { makeCheckpoint } from '../../server/storage/checkpoint.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import type { LogRecord, Storage } from '../../server/storage/storage.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { copyOf, editingOf, planDoc } from './drafts.ts'
import { emptyLedger, operate } from './plan-operations.ts'
import { dice } from './random.ts'

export const PLAN = 'p'
const START = Date.UTC(2026, 10, 1)

export interface Lived {
  storage: Storage
  /** What the plan was from each time on. */
  states: { at: number; json: string }[]
  records: LogRecord[]
  doc: Y.Doc
}

/** Anna and Boris at work on one plan, with checkpoints in between; each change at a later time. */
export const live = async (seed: number, edits: number): Promise<Lived> => {
  const chance = dice(seed)
  const server = planDoc()
  const storage = openMemoryStorage()
  await storage.createPlan(PLAN, 'e', await makeCheckpoint(copyOf(server), 0, null))
  const people = ['anna', 'boris'].map((name, index) => {
    const doc = copyOf(server)
    doc.clientID = 1000 + index
    const edit = editingOf(doc, name, seed + index)
    return { name, doc, author: { edit, dice: dice(seed * 7 + index), typed: 0, ledger: emptyLedger() } }
  })
  const states = [{ at: START, json: JSON.stringify(projectPlan(server, PLAN)) }]
  const records: LogRecord[] = []
  let at = START
  let [stored, saved] = [0, 0]
  for (let edit = 0; edit < edits; edit++) {
    const { name, doc, author } = chance.pick(people)!
    const made: Uint8Array[] = []
    const note = (update: Uint8Array) => void made.push(update)
    doc.on('update', note)
    operate(author)
    doc.off('update', note)
    for (const update of made) {
      at += chance.int(40 * 60_000) + 1
      records.push({ update, by: name, at })
      for (const other of [server, ...people.map((one) => one.doc)])
        if (other !== doc) Y.applyUpdate(other, update)
      states.push({ at, json: JSON.stringify(projectPlan(server, PLAN)) })
    }
    if (!chance.chance(0.15)) continue
    await storage.append(PLAN, stored, records.slice(stored))
    stored = records.length
    // A checkpoint may end before the log does.
    if (chance.chance(0.7)) saved = stored
    if (saved === stored)
      await storage.saveCheckpoint(PLAN, await makeCheckpoint(copyOf(server), stored, null))
  }
  await storage.append(PLAN, stored, records.slice(stored))
  return { storage, states, records, doc: server }
}

/**
 * Documents of the past: a stored state and the changes behind it, replayed (SPEC HY2, HY4). Pure, and long work: it is
 * done in a thread where there is much of it (`past-work.ts`).
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { PlanJson } from '../../shared/plan/json.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { sourceOfDoc } from '../../shared/plan/report.ts'
import { schemaOf } from '../../shared/plan/schema.ts'
import { requireKnownSchema } from '../known-schema.ts'
import type { LogRecord } from '../storage/storage.ts'
import { type Week, openTasksOf } from './open-tasks.ts'

/** A plan as the store has it: a state and the changes behind it. */
export interface StoredDocument {
  planId: string
  /** The state as a V2 update; no bytes for an empty document. */
  base: Uint8Array
  /** V1 updates behind it, in order; `packed`, for thousands of small arrays are dear on their way to a thread. */
  updates: Uint8Array
}

/** A plan as it was. */
export interface PlanJob extends StoredDocument {
  kind: 'plan'
}

/** What is open in a plan. */
export interface OpenJob extends StoredDocument, Week {
  kind: 'open'
}

/** Changes that are to be put together. */
export interface JoinJob {
  kind: 'join'
  base: Uint8Array
  records: LogRecord[]
  /** ms: what was changed within one such stretch of time becomes one record. */
  grain: number
}

/** Updates as one value, each behind its length. */
export const packed = (updates: readonly Uint8Array[]): Uint8Array =>
  encoding.encode((encoder) => {
    for (const update of updates) encoding.writeVarUint8Array(encoder, update)
  })

function* unpacked(bytes: Uint8Array): Generator<Uint8Array> {
  const decoder = decoding.createDecoder(bytes)
  while (decoding.hasContent(decoder)) yield decoding.readVarUint8Array(decoder)
}

const docOf = (base: Uint8Array): Y.Doc => {
  const doc = new Y.Doc()
  if (base.length > 0) Y.applyUpdateV2(doc, base)
  return doc
}

/** The document that was stored. Throws where the changes do not follow each other. @throws SvodError `plan-newer` [CQ9] */
export const storedDoc = ({ base, updates }: Omit<StoredDocument, 'planId'>): Y.Doc => {
  const doc = docOf(base)
  doc.transact(() => {
    for (const update of unpacked(updates)) Y.applyUpdate(doc, update)
  })
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error('the past has gaps')
  }
  requireKnownSchema(schemaOf(doc))
  return doc
}

/** The plan that was stored. Throws as `storedDoc` does. */
export const storedPlan = (stored: StoredDocument): PlanJson => projectPlan(storedDoc(stored), stored.planId)

/** The plan as JSON text. Throws as `storedDoc` does. */
export const replayPlan = (stored: StoredDocument): string => JSON.stringify(storedPlan(stored))

/** What is open in the plan that was stored, as JSON text. Throws as `storedDoc` does. */
export const replayOpen = (job: OpenJob): string =>
  JSON.stringify(openTasksOf(sourceOfDoc(storedDoc(job)), job))

/** Consecutive records of one stretch of time. */
const cut = (records: readonly LogRecord[], grain: number): LogRecord[][] => {
  const groups: LogRecord[][] = []
  let of = Number.NaN
  for (const record of records) {
    const slot = Math.floor(record.at / grain)
    if (slot === of) groups.at(-1)?.push(record)
    else groups.push([record])
    of = slot
  }
  return groups
}

const onlyAuthor = (group: readonly LogRecord[]): string => {
  const [first] = group
  return first !== undefined && group.every(({ by }) => by === first.by) ? first.by : ''
}

/**
 * One record for each stretch of time, of all that was changed in it: what came and went in between is gone, the states
 * between the stretches are the same. `by` is '' where several people had a part in it.
 */
export const joinRecords = ({ base, records, grain }: Omit<JoinJob, 'kind'>): LogRecord[] => {
  const doc = docOf(base)
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void made.push(update))
  return cut(records, grain).flatMap((group) => {
    doc.transact(() => {
      for (const { update } of group) Y.applyUpdate(doc, update)
    })
    const at = Math.max(...group.map((record) => record.at))
    return made.splice(0).map((update) => ({ update, by: onlyAuthor(group), at }))
  })
}

export type PastJob = PlanJob | OpenJob | JoinJob
export type PastResult = string | LogRecord[]

/** Does a job, whatever it asks for. Throws as `storedDoc` does. */
export const workOff = (job: PastJob): PastResult => {
  if (job.kind === 'join') return joinRecords(job)
  return job.kind === 'plan' ? replayPlan(job) : replayOpen(job)
}

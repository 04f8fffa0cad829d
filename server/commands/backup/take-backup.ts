/**
 * Everything that a store holds, as the records of a backup: of a stopped store or of one in use. Owns their order, and that
 * what is said of one plan is of one moment.
 */
import { isDeepStrictEqual } from 'node:util'
import { SvodError } from '../../../shared/errors.ts'
import type {
  AuditRecord,
  Checkpoint,
  LogRecord,
  NumberedAuditRecord,
  PastEpoch,
  PastHead,
  PastPart,
  Storage,
  StoredPlan,
} from '../../storage/storage.ts'
import { type Turns, holdTurn, pastTurn } from '../versions/turns.ts'
import { BACKUP_FORMAT, type BackupCounts, base64 } from './backup-records.ts'

export interface BackupDeps {
  storage: Storage
  editions: Turns
  now: () => number
}

const LOG_AT_ONCE = 500
const AUDIT_AT_ONCE = 500

const writtenCheckpoint = (checkpoint: Checkpoint | null) =>
  checkpoint && {
    seq: checkpoint.seq,
    stateVector: base64(checkpoint.stateVector),
    stateV2: base64(checkpoint.stateV2),
    deflatedUpdate: checkpoint.deflatedUpdate && base64(checkpoint.deflatedUpdate),
    clients: checkpoint.clients && base64(checkpoint.clients),
    ...(checkpoint.schema !== undefined && { schema: checkpoint.schema }),
  }

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))

const writtenLog = ({ update, by, at }: LogRecord) => ({ update: base64(update), by, at })

/** What had become the past by the moment at which the document was read: the room may have gone on since. */
const pastOf = (
  { epoch, checkpoint }: StoredPlan,
  stretches: readonly PastHead[],
  epochs: readonly PastEpoch[],
) => {
  const end = epochs.findIndex((past) => past.epoch === epoch)
  return {
    stretches: stretches.filter(({ seq }) => seq <= (checkpoint?.seq ?? 0)),
    epochs: end < 0 ? epochs : epochs.slice(0, end),
  }
}

/**
 * The document and who changed what up to its checkpoint: read until no checkpoint came between the two, or what it carried
 * over would be counted again when the restored log is. History grows with a checkpoint alone.
 */
const documentAndHistory = async (storage: Storage, id: string) => {
  for (let history = await storage.readHistory(id); ;) {
    const stored = await storage.loadPlan(id)
    if (!stored) return null
    const after = await storage.readHistory(id)
    if (isDeepStrictEqual(history, after)) return { stored, history }
    history = after
  }
}

/** The document and its ledgers, read where nobody approves or keeps an edition meanwhile. */
const readPlan = ({ storage, editions }: BackupDeps, id: string) =>
  editions.run(id, async () => {
    const read = await documentAndHistory(storage, id)
    if (!read) return null
    const { stored, history } = read
    const [heads, acts, files, stretches, epochs] = await Promise.all([
      storage.listVersions(id),
      storage.listApprovals(id),
      storage.listFrozen(id),
      storage.listPast(id),
      storage.listPastEpochs(id),
    ])
    const ledgers = { heads, acts, files, history, ...pastOf(stored, stretches, epochs) }
    return { stored, ...ledgers, entry: storage.catalogue.plan(id) }
  })

type ReadPlan = NonNullable<Awaited<ReturnType<typeof readPlan>>>

/** What was listed a moment ago is there: nothing of it is ever taken away. */
const there = <T>(found: T | null, what: string): T => {
  if (found === null) throw new SvodError('data-broken', { what })
  return found
}

const writtenPart = ({ head, base, records, authors }: PastPart) => {
  const { from, seq, epoch, grain, steps } = head
  const content = { base: base && base64(base), records: records.map(writtenLog), authors }
  return { from, seq, epoch, grain, steps, ...content }
}

async function* pastRecords({ storage }: BackupDeps, id: string, plan: ReadPlan): AsyncGenerator<object> {
  for (const past of plan.epochs) {
    const found = await storage.loadPastEpoch(id, past.epoch)
    // Thirty days were over meanwhile.
    if (found) yield { kind: 'epoch', ...found, kept: base64(found.kept) }
  }
  // One at a time: all of it may be more than the memory has.
  for (const { seq } of plan.stretches) {
    const [part] = await storage.readPast(id, seq, seq)
    yield { kind: 'past', ...writtenPart(there(part ?? null, `stretch ${seq} of the past of plan ${id}`)) }
  }
}

/** The document and its past, which nobody puts together meanwhile; gives back what else there is of the plan. */
async function* documentRecords(deps: BackupDeps, id: string): AsyncGenerator<object, ReadPlan | null> {
  const done = await holdTurn(deps.editions, pastTurn(id))
  try {
    const plan = await readPlan(deps, id)
    if (!plan) return null
    const { epoch, checkpoint } = plan.stored
    yield { kind: 'plan', id, epoch, entry: plan.entry, checkpoint: writtenCheckpoint(checkpoint) }
    yield* pastRecords(deps, id, plan)
    return plan
  } finally {
    done()
  }
}

async function* planRecords(deps: BackupDeps, id: string, counts: BackupCounts): AsyncGenerator<object> {
  const plan = yield* documentRecords(deps, id)
  if (!plan) return
  const { stored, heads, acts, files, history } = plan
  counts.plans += 1
  const { tail } = stored
  for (const records of chunks(tail, LOG_AT_ONCE)) yield { kind: 'log', records: records.map(writtenLog) }
  if (history.length > 0) yield { kind: 'history', entries: history }
  // One at a time: each may be megabytes.
  for (const { number } of heads) {
    const version = await deps.storage.loadVersion(id, number)
    yield { kind: 'version', version: there(version, `edition ${number} of plan ${id}`) }
    counts.versions += 1
  }
  for (const act of acts) yield { kind: 'act', act }
  for (const { number } of files) {
    const file = there(await deps.storage.loadFrozen(id, number), `file ${number} of plan ${id}`)
    yield { kind: 'file', file: { ...file, bytes: base64(file.bytes) } }
    counts.files += 1
  }
}

const unnumbered = (numbered: NumberedAuditRecord): AuditRecord => {
  const { number: _, ...record } = numbered
  return record
}

/** The audit trail up to now, oldest first. */
async function* auditRecords({ storage }: BackupDeps): AsyncGenerator<object> {
  const last = (await storage.readAudit(1))[0]?.number ?? 0
  for (let before = 1; before <= last;) {
    before += AUDIT_AT_ONCE
    const page = await storage.readAudit(Math.min(AUDIT_AT_ONCE, before - 1), Math.min(before, last + 1))
    const records = page.filter(({ number }) => number >= before - AUDIT_AT_ONCE).map(unnumbered)
    yield { kind: 'audit', records: records.toReversed() }
  }
}

/** @throws SvodError `data-broken` where something cannot be read: there is no backup of a part */
export async function* takeBackup(deps: BackupDeps): AsyncGenerator<object> {
  const { catalogue, directory } = deps.storage
  const counts: BackupCounts = { plans: 0, versions: 0, files: 0, people: directory.data.people.length }
  yield { kind: 'begin', format: BACKUP_FORMAT, at: new Date(deps.now()).toISOString() }
  const house = { secret: catalogue.secret(), departments: catalogue.departments() }
  yield { kind: 'house', ...house, directory: directory.data }
  for (const { id } of await deps.storage.tracePlans()) yield* planRecords(deps, id, counts)
  for (const person of await deps.storage.inboxes.people()) {
    yield { kind: 'inbox', person, data: await deps.storage.inboxes.read(person) }
  }
  yield* auditRecords(deps)
  yield { kind: 'end', ...counts }
}

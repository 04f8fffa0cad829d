/**
 * Everything that a store holds, as the records of a backup: of a stopped store or of one in use. Owns their order, and that
 * what is said of one plan is of one moment.
 */
import { SvodError } from '../../../shared/errors.ts'
import type {
  AuditRecord,
  Checkpoint,
  LogRecord,
  NumberedAuditRecord,
  Storage,
} from '../../storage/storage.ts'
import type { Turns } from '../versions/turns.ts'
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
    stateVector: base64(checkpoint.stateVector),
    stateV2: base64(checkpoint.stateV2),
    deflatedUpdate: checkpoint.deflatedUpdate && base64(checkpoint.deflatedUpdate),
    clients: checkpoint.clients && base64(checkpoint.clients),
  }

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))

const writtenLog = ({ update, by, at }: LogRecord) => ({ update: base64(update), by, at })

/** The document and its ledgers, read where nobody approves or keeps an edition meanwhile. */
const readPlan = ({ storage, editions }: BackupDeps, id: string) =>
  editions.run(id, async () => {
    const stored = await storage.loadPlan(id)
    if (!stored) return null
    const [heads, acts, files, history] = await Promise.all([
      storage.listVersions(id),
      storage.listApprovals(id),
      storage.listFrozen(id),
      storage.readHistory(id),
    ])
    return { stored, heads, acts, files, history, entry: storage.catalogue.plan(id) }
  })

/** What was listed a moment ago is there: nothing of it is ever taken away. */
const there = <T>(found: T | null, what: string): T => {
  if (found === null) throw new SvodError('data-broken', { what })
  return found
}

async function* planRecords(deps: BackupDeps, id: string, counts: BackupCounts): AsyncGenerator<object> {
  const plan = await readPlan(deps, id)
  if (!plan) return
  const { stored, heads, acts, files, history, entry } = plan
  counts.plans += 1
  const { epoch, checkpoint, tail } = stored
  yield { kind: 'plan', id, epoch, entry, checkpoint: writtenCheckpoint(checkpoint) }
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

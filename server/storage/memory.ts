/**
 * The memory adapter: every promise of the storage but the one about a restart. For tests and trials.
 * Owns no rule of its own: what it refuses, the embedded adapter refuses (the contract suite compares them).
 */
import { SvodError } from '../../shared/errors.ts'
import { newCatalogue, newSecret } from './catalogue-data.ts'
import { newDirectory } from './directory-data.ts'
import { type InboxData, type Inboxes, newInbox } from './inbox-data.ts'
import { LiveCatalogue } from './live-catalogue.ts'
import { LiveDirectory } from './live-directory.ts'
import { isStorableId } from './plan-keys.ts'
import { mergeHistory } from './history.ts'
import { type PastEnd, fitsBehind, needsBase, pastHead, stepsOf } from './past.ts'
import type {
  ApprovalRecord,
  AuditRecord,
  Checkpoint,
  FrozenFile,
  FrozenHead,
  HistoryEntry,
  JoinedPast,
  LogRecord,
  MovedPast,
  PastHead,
  PastPart,
  PlanTrace,
  NumberedAuditRecord,
  PastEpoch,
  PlanRenewal,
  Storage,
  StoredPlan,
  VersionHead,
  VersionRecord,
} from './storage.ts'
import { newProof } from './store-proof.ts'

interface MemoryPlan {
  epoch: string
  checkpoint: Checkpoint | null
  tail: LogRecord[]
  seq: number
  versions: VersionRecord[]
  approvals: ApprovalRecord[]
  frozen: FrozenFile[]
  history: HistoryEntry[]
  stretches: PastPart[]
  past: (PastEpoch & { kept: Uint8Array })[]
}

// Not `slice`: a Buffer's shares its memory.
const copyBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

const copyRecord = (record: LogRecord): LogRecord => ({ ...record, update: copyBytes(record.update) })

const copyCheckpoint = ({ schema, ...checkpoint }: Checkpoint): Checkpoint => ({
  seq: checkpoint.seq,
  stateVector: copyBytes(checkpoint.stateVector),
  stateV2: copyBytes(checkpoint.stateV2),
  deflatedUpdate: checkpoint.deflatedUpdate && copyBytes(checkpoint.deflatedUpdate),
  clients: checkpoint.clients && copyBytes(checkpoint.clients),
  ...(schema !== undefined && { schema }),
})

const headOf = (version: VersionRecord): VersionHead => {
  const { body: _, ...head } = version
  return head
}

/** A stretch of the past, measured by its bytes as they are. */
const partOf = (
  stretch: Pick<PastHead, 'from' | 'seq' | 'epoch'>,
  { grain, steps, ...content }: JoinedPast,
  before: PastEnd | null,
): PastPart => {
  const bytes = content.records.reduce((sum, { update }) => sum + update.length, 0)
  const measured = { ...stretch, bytes, baseBytes: content.base?.length ?? null }
  return { head: pastHead(measured, { records: content.records, grain, steps }, before), ...content }
}

const unstorable = (): SvodError => new SvodError('bad-request', { what: 'person id' })

class MemoryInboxes implements Inboxes {
  readonly #kept = new Map<string, InboxData>()
  readonly #open: () => void

  constructor(open: () => void) {
    this.#open = open
  }

  async read(person: string): Promise<InboxData> {
    this.#open()
    return structuredClone(this.#kept.get(person) ?? newInbox())
  }

  async change(person: string, change: (data: InboxData) => InboxData): Promise<InboxData> {
    this.#open()
    if (!isStorableId(person)) throw unstorable()
    const before = structuredClone(this.#kept.get(person) ?? newInbox())
    const after = change(before)
    if (after !== before) this.#kept.set(person, structuredClone(after))
    return structuredClone(after)
  }

  async remove(person: string): Promise<void> {
    this.#open()
    this.#kept.delete(person)
  }

  async people(): Promise<string[]> {
    this.#open()
    return [...this.#kept.keys()]
  }
}

const frozenHeadOf = (file: FrozenFile): FrozenHead => {
  const { bytes: _, ...head } = file
  return head
}

class MemoryStorage implements Storage {
  readonly catalogue: LiveCatalogue
  readonly directory = new LiveDirectory(newDirectory(), () => Promise.resolve())
  readonly inboxes = new MemoryInboxes(() => this.#open())
  readonly #plans = new Map<string, MemoryPlan>()
  readonly #audit: NumberedAuditRecord[] = []
  readonly proof = newProof()
  #closed = false

  constructor(secret: string) {
    this.catalogue = new LiveCatalogue(newCatalogue(secret), () => Promise.resolve())
  }

  async createPlan(id: string, epoch: string, checkpoint?: Checkpoint): Promise<void> {
    this.#open()
    if (!isStorableId(id)) throw new SvodError('bad-request', { what: 'plan id' })
    if (this.#plans.has(id)) throw new SvodError('conflict', { plan: id })
    const content = checkpoint ? copyCheckpoint(checkpoint) : null
    this.#plans.set(id, {
      epoch,
      checkpoint: content,
      tail: [],
      seq: checkpoint?.seq ?? 0,
      versions: [],
      approvals: [],
      frozen: [],
      history: [],
      stretches: [],
      past: [],
    })
  }

  async tracePlans(): Promise<PlanTrace[]> {
    this.#open()
    return [...this.#plans].map(([id, { checkpoint, tail }]) => ({
      id,
      changedAt: tail.at(-1)?.at ?? null,
      isEmpty: checkpoint === null && tail.length === 0,
    }))
  }

  async loadPlan(id: string): Promise<StoredPlan | null> {
    this.#open()
    const plan = this.#plans.get(id)
    if (!plan) return null
    const { epoch, checkpoint, tail, seq } = plan
    return { epoch, checkpoint: checkpoint && copyCheckpoint(checkpoint), tail: tail.map(copyRecord), seq }
  }

  async append(id: string, expectedSeq: number, records: readonly LogRecord[]): Promise<void> {
    const plan = this.#plan(id)
    if (plan.seq !== expectedSeq)
      throw new SvodError('conflict', { plan: id, expected: expectedSeq, seq: plan.seq })
    for (const record of records) plan.tail.push(copyRecord(record))
    plan.seq += records.length
  }

  async saveCheckpoint(id: string, checkpoint: Checkpoint): Promise<void> {
    const plan = this.#plan(id)
    const before = plan.checkpoint?.seq ?? 0
    if (checkpoint.seq > plan.seq || checkpoint.seq < before)
      throw new SvodError('conflict', { plan: id, seq: checkpoint.seq, end: plan.seq })
    const absorbed = plan.tail.splice(0, checkpoint.seq - before)
    if (absorbed.length > 0) this.#keep(plan, before + 1, checkpoint.seq, absorbed)
    plan.checkpoint = copyCheckpoint(checkpoint)
    plan.history = mergeHistory([...plan.history, ...(checkpoint.history ?? [])])
  }

  async renewPlan(id: string, { past, kept, checkpoint, forgetBefore }: PlanRenewal): Promise<void> {
    const plan = this.#plan(id)
    if (plan.epoch !== past.epoch || checkpoint.seq !== plan.seq)
      throw new SvodError('conflict', { plan: id, seq: checkpoint.seq, end: plan.seq })
    if (plan.tail.length > 0) this.#keep(plan, plan.seq - plan.tail.length + 1, plan.seq, plan.tail)
    const recent = plan.past.filter(({ endedAt }) => endedAt >= forgetBefore)
    Object.assign(plan, { epoch: past.next, checkpoint: copyCheckpoint(checkpoint), tail: [] })
    plan.past = [...recent, { ...past, kept: copyBytes(kept) }]
  }

  async listPastEpochs(id: string): Promise<PastEpoch[]> {
    this.#open()
    const past = this.#plans.get(id)?.past ?? []
    return past.map(({ epoch, next, endedAt }) => ({ epoch, next, endedAt }))
  }

  async loadPastEpoch(id: string, epoch: string): Promise<(PastEpoch & { kept: Uint8Array }) | null> {
    this.#open()
    const past = this.#plans.get(id)?.past.find((one) => one.epoch === epoch)
    return past ? { ...past, kept: copyBytes(past.kept) } : null
  }

  async addPastEpoch(id: string, past: PastEpoch, kept: Uint8Array): Promise<void> {
    const plan = this.#plan(id)
    if (past.endedAt <= (plan.past.at(-1)?.endedAt ?? -1) || past.epoch === plan.epoch)
      throw new SvodError('conflict', { plan: id })
    plan.past.push({ ...past, kept: copyBytes(kept) })
  }

  async purgePlan(id: string): Promise<void> {
    this.#open()
    this.#plans.delete(id)
  }

  async addVersion(id: string, version: VersionRecord): Promise<void> {
    const { versions } = this.#plan(id)
    const last = versions.at(-1)
    if (version.number !== (last?.number ?? 0) + 1 || version.previousHash !== (last?.hash ?? ''))
      throw new SvodError('conflict', { plan: id, number: version.number })
    versions.push({ ...version })
  }

  async listVersions(id: string): Promise<VersionHead[]> {
    this.#open()
    return this.#plans.get(id)?.versions.map(headOf) ?? []
  }

  async loadVersion(id: string, number: number): Promise<VersionRecord | null> {
    this.#open()
    const version = this.#plans.get(id)?.versions[number - 1]
    return version ? { ...version } : null
  }

  async addApproval(id: string, record: ApprovalRecord, line?: AuditRecord): Promise<void> {
    const { approvals } = this.#plan(id)
    if (record.number !== approvals.length + 1) throw new SvodError('conflict', { plan: id })
    approvals.push({ ...record })
    if (line) await this.appendAudit(line)
  }

  async listApprovals(id: string): Promise<ApprovalRecord[]> {
    this.#open()
    return this.#plans.get(id)?.approvals.map((record) => ({ ...record })) ?? []
  }

  async addFrozen(id: string, file: FrozenFile): Promise<void> {
    const { frozen, versions } = this.#plan(id)
    const { number, version, format } = file
    if (version > versions.length) throw new SvodError('not-found', { plan: id, version })
    const isThere = frozen.some((one) => one.version === version && one.format === format)
    if (number !== frozen.length + 1 || isThere) throw new SvodError('conflict', { plan: id, number })
    frozen.push({ ...file, bytes: copyBytes(file.bytes) })
  }

  async listFrozen(id: string): Promise<FrozenHead[]> {
    this.#open()
    return this.#plans.get(id)?.frozen.map(frozenHeadOf) ?? []
  }

  async loadFrozen(id: string, number: number): Promise<FrozenFile | null> {
    this.#open()
    const file = this.#plans.get(id)?.frozen[number - 1]
    return file ? { ...file, bytes: copyBytes(file.bytes) } : null
  }

  async readHistory(id: string): Promise<HistoryEntry[]> {
    this.#open()
    return mergeHistory(this.#plans.get(id)?.history ?? [])
  }

  #keep(plan: MemoryPlan, from: number, seq: number, records: LogRecord[]): void {
    const last = plan.stretches.at(-1)?.head ?? null
    const isFirst = needsBase(last, plan.epoch, from - 1)
    const base = isFirst ? (plan.checkpoint?.stateV2 ?? new Uint8Array()) : null
    const content = { base, records, authors: [], grain: 0, steps: stepsOf(records) }
    plan.stretches.push(partOf({ from, seq, epoch: plan.epoch }, content, isFirst ? null : last))
  }

  async listPast(id: string): Promise<PastHead[]> {
    this.#open()
    return structuredClone(this.#plans.get(id)?.stretches.map(({ head }) => head) ?? [])
  }

  async readPast(id: string, from: number, to: number): Promise<PastPart[]> {
    this.#open()
    const parts = this.#plans.get(id)?.stretches ?? []
    return structuredClone(parts.filter(({ head }) => head.seq >= from && head.seq <= to))
  }

  async joinPast(id: string, from: number, seq: number, joined: JoinedPast): Promise<void> {
    const { stretches } = this.#plan(id)
    const start = stretches.findIndex(({ head }) => head.from === from)
    const end = stretches.findIndex(({ head }) => head.seq === seq)
    const last = stretches[end]
    if (start < 0 || end < start || !last) throw new SvodError('conflict', { plan: id })
    const before = stretches[start - 1]?.head ?? null
    const { epoch } = last.head
    stretches.splice(start, end - start + 1, partOf({ from, seq, epoch }, structuredClone(joined), before))
  }

  async addPast(id: string, { from, seq, epoch, ...content }: MovedPast): Promise<void> {
    const { stretches, checkpoint } = this.#plan(id)
    const last = stretches.at(-1)?.head ?? null
    if (!fitsBehind(last, { from, seq, epoch, base: content.base }, checkpoint?.seq ?? 0))
      throw new SvodError('conflict', { plan: id, from, seq })
    stretches.push(partOf({ from, seq, epoch }, structuredClone(content), last))
  }

  async appendAudit(record: AuditRecord): Promise<void> {
    this.#open()
    this.#audit.push({ ...structuredClone(record), number: this.#audit.length + 1 })
  }

  async readAudit(limit: number, before = Infinity): Promise<NumberedAuditRecord[]> {
    this.#open()
    const earlier = this.#audit.filter(({ number }) => number < before)
    return structuredClone(earlier.slice(Math.max(0, earlier.length - limit)).reverse())
  }

  async check(): Promise<void> {
    this.#open()
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.catalogue.close()
    await this.directory.close()
  }

  #open(): void {
    if (this.#closed) throw new SvodError('shutting-down')
  }

  #plan(id: string): MemoryPlan {
    this.#open()
    const plan = this.#plans.get(id)
    if (!plan) throw new SvodError('not-found', { plan: id })
    return plan
  }
}

/** A store that is gone with the process. */
export const openMemoryStorage = (secret = newSecret()): Storage => new MemoryStorage(secret)

/**
 * Plans, their editions and the audit trail on a key-value store. Owns the checks before a write (order, fencing,
 * numbering) and recovery after a failure; layout is in `plan-keys.ts` and `*-values.ts`.
 */
import { SvodError } from '../../shared/errors.ts'
import { EmbeddedInboxes } from './embedded-inboxes.ts'
import type { KvEntry, KvOperation, KvStore } from './kv.ts'
import { KvWriter } from './kv-writer.ts'
import { mergeHistory } from './history.ts'
import { type Pair, loadPair } from './ledger-pairs.ts'
import * as values from './ledger-values.ts'
import * as epochs from './embedded-epochs.ts'
import { foldedHistory } from './embedded-history.ts'
import * as past from './embedded-past.ts'
import { encodeChunk } from './log-chunk.ts'
import { fitsBehind } from './past.ts'
import * as layout from './plan-keys.ts'
import { type PlanHead, PlanIndex, frozenKey } from './plan-index.ts'
import { tracePlans } from './plan-traces.ts'
import { checkpointOperations, decodeHead, decodePlan, encodeHead } from './plan-values.ts'
import { reading } from './sealed-value.ts'
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

/** So many values of history are put into one. */
const MAX_HISTORY_PARTS = 64

const conflict = (details: Record<string, string | number>): SvodError => new SvodError('conflict', details)

const auditOperation = (number: number, record: AuditRecord): KvOperation => ({
  type: 'put',
  key: layout.auditKey(number),
  value: values.writeAudit(record),
})

/** Everything of a storage but its place and its catalogue. */
export class EmbeddedPlans implements Omit<Storage, 'check' | 'catalogue' | 'directory' | 'proof'> {
  readonly inboxes: EmbeddedInboxes
  readonly #store: KvStore
  readonly #writer: KvWriter
  readonly #index: PlanIndex
  #closing: Promise<void> | null = null

  constructor(store: KvStore) {
    this.#store = store
    this.#index = new PlanIndex(store)
    this.#writer = new KvWriter(store, () => this.#index.clear())
    this.inboxes = new EmbeddedInboxes({ store, writer: this.#writer, ready: () => this.#ready() })
  }

  async createPlan(id: string, epoch: string, checkpoint?: Checkpoint): Promise<void> {
    await this.#ready()
    const found = await this.#index.find(id)
    // Known as null is a plan that is being purged at this moment.
    if (found || this.#index.known(id) !== undefined) throw conflict({ plan: id })
    const { keys } = this.#index.add(id, checkpoint?.seq ?? 0)
    const content = checkpoint ? checkpointOperations(keys, checkpoint) : []
    await this.#writer.write([{ type: 'put', key: keys.head, value: encodeHead(epoch) }, ...content])
  }

  async tracePlans(): Promise<PlanTrace[]> {
    await this.#readable()
    return tracePlans(this.#store)
  }

  async loadPlan(id: string): Promise<StoredPlan | null> {
    await this.#readable()
    if (!layout.isStorableId(id)) return null
    const keys = new layout.PlanKeys(id)
    return decodePlan(id, keys, await this.#store.entries(keys.all()))
  }

  append(id: string, expectedSeq: number, records: readonly LogRecord[]): Promise<void> {
    const head = this.#index.known(id)
    // The common case goes without a turn of the event loop, so that calls keep their order.
    if (head && !this.#closing) return this.#append(id, head, expectedSeq, records)
    return this.#withHead(id, (found) => this.#append(id, found, expectedSeq, records))
  }

  async saveCheckpoint(id: string, checkpoint: Checkpoint): Promise<void> {
    for (let saved = false; !saved;) {
      const absorbed = await this.#absorb(id, checkpoint.seq)
      await this.#withHead(id, (head) => {
        const { seq } = checkpoint
        if (seq > head.seq || seq < head.checkpoint) throw conflict({ plan: id, seq, end: head.seq })
        // Another checkpoint, or a failure, came between.
        if (head.checkpoint !== absorbed.start || head.lastPast !== absorbed.after) return Promise.resolve()
        saved = true
        return this.#writeCheckpoint(id, head, checkpoint, absorbed)
      })
    }
    const parts = this.#index.known(id)?.historyParts ?? 0
    if (parts > MAX_HISTORY_PARTS) await this.#foldHistory(id)
  }

  /** What is queued before the call is in the store when the log is read. */
  async #absorb(id: string, seq: number): Promise<past.Absorbed> {
    await this.#ready()
    await this.#writer.flushed()
    const head = layout.isStorableId(id) ? await this.#index.find(id) : null
    if (!head) throw new SvodError('not-found', { plan: id })
    return past.absorb(this.#store, id, head, seq)
  }

  #writeCheckpoint(
    id: string,
    head: PlanHead,
    checkpoint: Checkpoint,
    { end, operations: pastOperations }: past.Absorbed,
  ): Promise<void> {
    const { seq } = checkpoint
    const contained = head.chunkEnds.filter((one) => one <= seq)
    const operations = [...checkpointOperations(head.keys, checkpoint), ...pastOperations]
    for (const one of contained) operations.push({ type: 'del', key: head.keys.chunk(one) })
    head.chunkEnds.splice(0, contained.length)
    head.checkpoint = seq
    head.lastPast = end
    if (checkpoint.history && checkpoint.history.length > 0) {
      head.historyParts++
      const value = values.writeHistory(checkpoint.history)
      operations.push({ type: 'put', key: layout.ledgerKey('history', id, seq), value })
    }
    return this.#writer.write(operations)
  }

  async renewPlan(id: string, { past, kept, checkpoint, forgetBefore }: PlanRenewal): Promise<void> {
    await this.#ready()
    const isOf = (await this.#epochOf(id)) === past.epoch
    const before = layout.isStorableId(id) ? await epochs.epochKeysBefore(this.#store, id, forgetBefore) : []
    // What the renewed document does not tell of goes on being the past.
    const absorbed = await this.#absorb(id, checkpoint.seq)
    await this.#withHead(id, (head) => {
      const { seq } = checkpoint
      if (!isOf || seq !== head.seq || head.lastPast !== absorbed.after)
        throw conflict({ plan: id, seq, end: head.seq })
      const chunks = head.chunkEnds.splice(0).map((end) => head.keys.chunk(end))
      head.checkpoint = seq
      head.lastPast = absorbed.end
      head.lastEpochEnd = past.endedAt
      return this.#writer.write([
        ...absorbed.operations,
        { type: 'put', key: head.keys.head, value: encodeHead(past.next) },
        ...checkpointOperations(head.keys, checkpoint),
        ...[...chunks, ...before].map((key): KvOperation => ({ type: 'del', key })),
        ...epochs.epochOperations(id, past, kept),
      ])
    })
  }

  async #epochOf(id: string): Promise<string | null> {
    const name = layout.isStorableId(id) ? await this.#store.get(new layout.PlanKeys(id).head) : null
    return name ? reading(`plan ${id}`, () => decodeHead(name)) : null
  }

  async listPastEpochs(id: string): Promise<PastEpoch[]> {
    await this.#readable()
    return layout.isStorableId(id) ? epochs.listPastEpochs(this.#store, id) : []
  }

  async loadPastEpoch(id: string, epoch: string): Promise<(PastEpoch & { kept: Uint8Array }) | null> {
    await this.#readable()
    return layout.isStorableId(id) ? epochs.loadPastEpoch(this.#store, id, epoch) : null
  }

  async addPastEpoch(id: string, past: PastEpoch, kept: Uint8Array): Promise<void> {
    await this.#ready()
    const own = await this.#epochOf(id)
    await this.#withHead(id, (head) => {
      if (past.endedAt <= (head.lastEpochEnd ?? -1) || past.epoch === own) throw conflict({ plan: id })
      head.lastEpochEnd = past.endedAt
      return this.#writer.write(epochs.epochOperations(id, past, kept))
    })
  }

  /** Puts what the history lies in into one value; what comes meanwhile stays beside it, and so does all that cannot be read. */
  async #foldHistory(id: string): Promise<void> {
    const folded = await foldedHistory(this.#store, id)
    if (!folded) return
    await this.#withHead(id, (head) => {
      head.historyParts -= folded.parts - 1
      return this.#writer.write(folded.operations)
    })
  }

  async readHistory(id: string): Promise<HistoryEntry[]> {
    const parts = await this.#ledger('history', id)
    return mergeHistory(parts.flatMap(([, value]) => values.readHistory(id, value)))
  }

  async listPast(id: string): Promise<PastHead[]> {
    await this.#readable()
    return layout.isStorableId(id) ? past.listPast(this.#store, id) : []
  }

  async readPast(id: string, from: number, to: number): Promise<PastPart[]> {
    await this.#readable()
    return layout.isStorableId(id) ? past.readPast(this.#store, id, from, to) : []
  }

  async addPast(id: string, stretch: MovedPast): Promise<void> {
    await this.#ready()
    const found = layout.isStorableId(id) ? await this.#index.find(id) : null
    const after = found?.lastPast ?? null
    const made = await past.moveOperations(id, stretch, after)
    await this.#withHead(id, (head) => {
      if (head.lastPast !== after || !fitsBehind(after, stretch, head.checkpoint))
        throw conflict({ plan: id, from: stretch.from, seq: stretch.seq })
      head.lastPast = made.head
      return this.#writer.write(made.operations)
    })
  }

  async joinPast(id: string, from: number, seq: number, joined: JoinedPast): Promise<void> {
    const all = await this.listPast(id)
    const found = past.stretchesBetween(all, from, seq)
    const made = found && (await past.joinOperations(id, found.old, found.before, joined))
    await this.#withHead(id, (head) => {
      if (!made) throw conflict({ plan: id, from, seq })
      if (head.lastPast?.seq === seq) head.lastPast = made.head
      return this.#writer.write(made.operations)
    })
  }

  async purgePlan(id: string): Promise<void> {
    await this.#ready()
    if (!(await this.#index.find(id))) return
    this.#index.remove(id)
    try {
      await this.#writer.drained()
      const ledgers = layout.LEDGERS.map((ledger) => layout.ledgerRange(ledger, id))
      const ranges = [new layout.PlanKeys(id).all(), ...ledgers]
      const keys = await Promise.all(ranges.map((range) => this.#store.keys(range)))
      await this.#writer.write(keys.flat().map((key): KvOperation => ({ type: 'del', key })))
    } finally {
      this.#index.forget(id)
    }
  }

  async addVersion(id: string, version: VersionRecord): Promise<void> {
    const { body, ...rest } = version
    const content = await values.writeBody(body)
    await this.#withHead(id, (head) => {
      const { number, hash, previousHash } = version
      const last = head.lastVersion
      if (number !== last.number + 1 || previousHash !== last.hash) throw conflict({ plan: id, number })
      head.lastVersion = { number, hash }
      return this.#writer.write([
        { type: 'put', key: layout.ledgerKey('version', id, number), value: values.writeVersion(rest) },
        { type: 'put', key: layout.ledgerKey('body', id, number), value: content },
      ])
    })
  }

  async listVersions(id: string): Promise<VersionHead[]> {
    return (await this.#ledger('version', id)).map(([, value]) => values.readVersion(id, value))
  }

  async loadVersion(id: string, number: number): Promise<VersionRecord | null> {
    const found = await this.#pair(id, number, ['version', 'body'])
    return found && { ...values.readVersion(id, found[0]), body: await values.readBody(id, found[1]) }
  }

  addApproval(id: string, record: ApprovalRecord, line?: AuditRecord): Promise<void> {
    const nextLine = async () => line && auditOperation(await this.#index.nextAudit(), line)
    return this.#withHead(
      id,
      (head, written) => {
        const { number } = record
        if (number !== head.lastApproval + 1) throw conflict({ plan: id, number })
        head.lastApproval = number
        const key = layout.ledgerKey('approval', id, number)
        const act: KvOperation = { type: 'put', key, value: values.writeApproval(record) }
        return this.#writer.write(written ? [act, written] : [act])
      },
      nextLine,
    )
  }

  async listApprovals(id: string): Promise<ApprovalRecord[]> {
    return (await this.#ledger('approval', id)).map(([, value]) => values.readApproval(id, value))
  }

  addFrozen(id: string, file: FrozenFile): Promise<void> {
    const { bytes, ...rest } = file
    return this.#withHead(id, (head) => {
      const { number, version } = file
      if (version > head.lastVersion.number) throw new SvodError('not-found', { plan: id, version })
      if (number !== head.lastFrozen + 1 || head.frozen.has(frozenKey(file)))
        throw conflict({ plan: id, number })
      head.lastFrozen = number
      head.frozen.add(frozenKey(file))
      return this.#writer.write([
        { type: 'put', key: layout.ledgerKey('frozen', id, number), value: values.writeFrozen(rest) },
        { type: 'put', key: layout.ledgerKey('file', id, number), value: values.writeFile(bytes) },
      ])
    })
  }

  async listFrozen(id: string): Promise<FrozenHead[]> {
    return (await this.#ledger('frozen', id)).map(([, value]) => values.readFrozen(id, value))
  }

  async loadFrozen(id: string, number: number): Promise<FrozenFile | null> {
    const found = await this.#pair(id, number, ['frozen', 'file'])
    return found && { ...values.readFrozen(id, found[0]), bytes: values.readFile(id, found[1]) }
  }

  async #pair(id: string, number: number, pair: Pair): Promise<[Uint8Array, Uint8Array] | null> {
    await this.#readable()
    return loadPair(this.#store, id, number, pair)
  }

  async #ledger(ledger: layout.Ledger, id: string): Promise<KvEntry[]> {
    await this.#readable()
    return layout.isStorableId(id) ? this.#store.entries(layout.ledgerRange(ledger, id)) : []
  }

  async appendAudit(record: AuditRecord): Promise<void> {
    await this.#ready()
    await this.#writer.write([auditOperation(await this.#index.nextAudit(), record)])
  }

  async readAudit(limit: number, before?: number): Promise<NumberedAuditRecord[]> {
    await this.#readable()
    const entries = await this.#store.entries({ ...layout.auditRange(before), reverse: true, limit })
    return entries.map(([key, value]) => ({ ...values.readAudit(value), number: layout.numberOf(key) }))
  }

  /** Finishes what was asked for and closes; later calls are refused. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await this.inboxes.settled()
    await this.#writer.settled()
    await this.#store.close()
  }

  #append(id: string, head: PlanHead, expectedSeq: number, records: readonly LogRecord[]): Promise<void> {
    if (head.seq !== expectedSeq)
      return Promise.reject(conflict({ plan: id, expected: expectedSeq, seq: head.seq }))
    if (records.length === 0) return Promise.resolve()
    const lastSeq = head.seq + records.length
    const operation = { type: 'put' as const, key: head.keys.chunk(lastSeq), value: encodeChunk(records) }
    head.seq = lastSeq
    head.chunkEnds.push(lastSeq)
    return this.#writer.write([operation])
  }

  /** The store ready for a call: open, and after a failed write reopened, with nothing remembered from before. */
  async #ready(): Promise<void> {
    if (this.#closing) throw new SvodError('shutting-down')
    if (!this.#writer.failure) return
    await this.#writer.recover()
    if (this.#closing) throw new SvodError('shutting-down')
  }

  /** The store ready to be read: what it cannot be opened for again is read from what is open. */
  async #readable(): Promise<void> {
    await this.#ready().catch((error: unknown) => {
      if (this.#closing) throw error
    })
  }

  /** Runs `act` in one turn with the plan's head as it is now, and what `also` gave; `not-found` where the plan is unknown. */
  async #withHead<T>(
    id: string,
    act: (head: PlanHead, also: T | undefined) => Promise<void>,
    also?: () => Promise<T>,
  ): Promise<void> {
    for (;;) {
      await this.#ready()
      const head = layout.isStorableId(id) ? await this.#index.find(id) : null
      if (!head) throw new SvodError('not-found', { plan: id })
      const given = await also?.()
      if (this.#index.known(id) === head) return act(head, given)
    }
  }
}

/**
 * The log of one loaded plan: gives out numbers at once, writes in groups, says up to which number everything is on
 * disk. Owns the order of writes and the rule that after a failed write nothing more is written [ST5]; the store does
 * the writing. There is one journal a plan, and nobody else appends to it.
 */
import { SvodError } from '../../shared/errors.ts'
import { Pacer } from './pacer.ts'
import type { Checkpoint, LogRecord, Storage, StoredPlan } from './storage.ts'

export interface JournalParts {
  storage: Pick<Storage, 'append' | 'saveCheckpoint'>
  planId: string
  stored: Pick<StoredPlan, 'checkpoint' | 'tail' | 'seq'>
  /** Shared by all journals of a process; without it the journal keeps time alone. */
  pacer?: Pacer
  /** Limits of a group; a record above them goes alone. */
  maxBatchBytes?: number
  maxBatchRecords?: number
  /** How far the log may grow beyond its checkpoint before another is wanted. */
  maxTailRecords?: number
  maxTailBytes?: number
  /** How large the plan may become, its checkpoint and its log each. */
  maxPlanBytes?: number
}

interface Waiting {
  seq: number
  resolve: () => void
  reject: (error: SvodError) => void
}

const MAX_BATCH_BYTES = 1 << 20
const MAX_BATCH_RECORDS = 8192
/** Some 50 ms of loading, and only after a crash: a room that is unloaded leaves a checkpoint. */
const MAX_TAIL_RECORDS = 16_384
/** Loading so many bytes of a checkpoint takes as long as loading one record. */
const CHECKPOINT_BYTES_A_RECORD = 50
const MAX_TAIL_BYTES = 1 << 20
/** Six times a plan of 20,000 rows. Beyond it, loading and checkpoints would hold the process up for seconds. */
const MAX_PLAN_BYTES = 48 << 20

export const openJournal = (parts: JournalParts): Journal => new Journal(parts)

export class Journal {
  readonly #parts: JournalParts
  readonly #pacer: Pacer
  readonly #writeNow = (): void => this.#write()
  readonly #maxBatchBytes: number
  readonly #maxBatchRecords: number
  readonly #commitListeners = new Set<(seq: number) => void>()
  readonly #failureListeners = new Set<(error: SvodError) => void>()
  #queue: LogRecord[] = []
  #seq: number
  /** Number of the last record that was handed to the store. */
  #sent: number
  #committed: number
  #scheduled = false
  /** The last group left records behind that had come before it was made. */
  #cut = false
  #waiting: Waiting[] = []
  #failure: SvodError | null = null
  #checkpoint: { seq: number; bytes: number }
  #tailBytes: number
  /** What the next wish for a checkpoint waits for; moved on when one was tried in vain. */
  #wish: { seq: number; bytes: number }
  #checkpointing: Promise<Checkpoint> | null = null

  constructor(parts: JournalParts) {
    const { checkpoint, tail, seq } = parts.stored
    this.#parts = parts
    this.#pacer = parts.pacer ?? new Pacer()
    this.#maxBatchBytes = parts.maxBatchBytes ?? MAX_BATCH_BYTES
    this.#maxBatchRecords = parts.maxBatchRecords ?? MAX_BATCH_RECORDS
    this.#seq = seq
    this.#sent = seq
    this.#committed = seq
    this.#checkpoint = { seq: checkpoint?.seq ?? 0, bytes: checkpoint?.stateV2.length ?? 0 }
    this.#tailBytes = tail.reduce((sum, record) => sum + record.update.length, 0)
    this.#wish = this.#nextWish(this.#checkpoint.seq, 0)
  }

  /** Number of the last record that was appended. */
  get seq(): number {
    return this.#seq
  }

  /** Everything up to this number is on disk. */
  get committed(): number {
    return this.#committed
  }

  /** Number of records after the checkpoint. */
  get tailLength(): number {
    return this.#seq - this.#checkpoint.seq
  }

  /** Why the journal takes nothing more, or null. */
  get failure(): SvodError | null {
    return this.#failure
  }

  /** Whether the log has grown far beyond its checkpoint. False while one is being written. */
  get wantsCheckpoint(): boolean {
    if (this.#checkpointing || this.#failure) return false
    return this.#seq >= this.#wish.seq || this.#tailBytes >= this.#wish.bytes
  }

  /** Whether the plan has become as large as a plan may be: nothing more may be added to it. */
  get isFull(): boolean {
    const { maxPlanBytes = MAX_PLAN_BYTES } = this.#parts
    return this.#checkpoint.bytes >= maxPlanBytes || this.#tailBytes >= maxPlanBytes
  }

  /** Queues a record and returns its number. Throws the failure once a write has failed. */
  append(record: LogRecord): number {
    if (this.#failure) throw this.#failure
    this.#queue.push(record)
    this.#seq += 1
    this.#tailBytes += record.update.length
    if (this.#scheduled) this.#pacer.more()
    else {
      this.#scheduled = true
      this.#pacer.next(this.#writeNow)
    }
    return this.#seq
  }

  /** Called with the highest number that is on disk, after every commit. Returns the way to stop it. */
  onCommit(listener: (seq: number) => void): () => void {
    this.#commitListeners.add(listener)
    return () => this.#commitListeners.delete(listener)
  }

  /** Called once, when a write fails: the plan must be loaded anew. At once where one has failed already. */
  onFailure(listener: (error: SvodError) => void): () => void {
    if (this.#failure) listener(this.#failure)
    else this.#failureListeners.add(listener)
    return () => this.#failureListeners.delete(listener)
  }

  /** Resolves when everything that was appended before the call is on disk; rejects with the failure. */
  drained(): Promise<void> {
    return this.#reached(this.#seq)
  }

  /**
   * Replaces the log so far by a checkpoint. `make` must take the state of the document in the turn in which it is
   * called; it gets the number of the last record in it. Appending goes on meanwhile. Where one is under way,
   * that one is returned. An error of `make` leaves everything as it was; one of the store is a failure.
   */
  checkpoint(make: (seq: number) => Checkpoint | Promise<Checkpoint>): Promise<Checkpoint> {
    this.#checkpointing ??= this.#saveCheckpoint(make).finally(() => {
      this.#checkpointing = null
    })
    return this.#checkpointing
  }

  async #saveCheckpoint(make: (seq: number) => Checkpoint | Promise<Checkpoint>): Promise<Checkpoint> {
    if (this.#failure) throw this.#failure
    const seq = this.#seq
    const bytes = this.#tailBytes
    this.#wish = this.#nextWish(seq, bytes)
    const made = await make(seq)
    if (made.seq !== seq) throw new RangeError(`the checkpoint is at ${made.seq}, asked for was ${seq}`)
    // A checkpoint must not be ahead of the log that it stands for.
    await this.#reached(seq)
    await this.#parts.storage.saveCheckpoint(this.#parts.planId, made).catch((error: unknown) => {
      throw this.#fail(error)
    })
    this.#checkpoint = { seq, bytes: made.stateV2.length }
    this.#tailBytes -= bytes
    this.#wish = this.#nextWish(seq, 0)
    return made
  }

  /**
   * Making a checkpoint holds the process up in proportion to the whole document, so a large one is replaced only
   * when its log has become large, too.
   */
  #nextWish(seq: number, bytes: number): { seq: number; bytes: number } {
    const { maxTailRecords = MAX_TAIL_RECORDS, maxTailBytes = MAX_TAIL_BYTES } = this.#parts
    const size = this.#checkpoint.bytes
    return {
      seq: seq + Math.max(maxTailRecords, size / CHECKPOINT_BYTES_A_RECORD),
      bytes: bytes + Math.max(maxTailBytes, size / 2),
    }
  }

  #reached(seq: number): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure)
    if (this.#committed >= seq) return Promise.resolve()
    this.#pacer.hurry()
    return new Promise((resolve, reject) => this.#waiting.push({ seq, resolve, reject }))
  }

  #write(): void {
    if (this.#failure) return
    const records = this.#take()
    const { storage, planId } = this.#parts
    const expectedSeq = this.#sent
    this.#sent += records.length
    storage.append(planId, expectedSeq, records).then(
      () => this.#written(expectedSeq + records.length),
      (error: unknown) => this.#fail(error),
    )
  }

  #take(): LogRecord[] {
    let bytes = 0
    const over = this.#queue.findIndex((record, index) => {
      bytes += record.update.length
      return index > 0 && (bytes > this.#maxBatchBytes || index >= this.#maxBatchRecords)
    })
    this.#cut = over > 0
    if (this.#cut) return this.#queue.splice(0, over)
    const all = this.#queue
    this.#queue = []
    return all
  }

  #written(seq: number): void {
    if (this.#failure) return
    this.#committed = seq
    const reached = this.#waiting.filter((waiter) => waiter.seq <= seq)
    this.#waiting = this.#waiting.filter((waiter) => waiter.seq > seq)
    // The disk is kept busy before anybody is told.
    this.#continue()
    for (const { resolve } of reached) resolve()
    for (const listener of this.#commitListeners) listener(seq)
  }

  #continue(): void {
    if (this.#queue.length === 0) this.#scheduled = false
    else if (this.#waiting.length > 0 || this.#cut) this.#write()
    else this.#pacer.next(this.#writeNow)
  }

  #fail(cause: unknown): SvodError {
    if (this.#failure) return this.#failure
    const failure = cause instanceof SvodError ? cause : new SvodError('storage-failed', {}, { cause })
    this.#failure = failure
    this.#queue = []
    const waiting = this.#waiting
    this.#waiting = []
    for (const { reject } of waiting) reject(failure)
    for (const listener of this.#failureListeners) listener(failure)
    return failure
  }
}

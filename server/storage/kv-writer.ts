/**
 * Group commit over one key-value store: at most one write under way, what comes meanwhile goes into the next,
 * for all plans together. Owns the order of writes and the rule that nothing is written on top of a failed write.
 */
import { SvodError } from '../../shared/errors.ts'
import type { KvOperation, KvStore } from './kv.ts'

/** A write above this is not joined by others, so that nobody's keystroke waits behind more than one of them. */
const JOIN_LIMIT_BYTES = 4 << 20

interface Waiting {
  operations: readonly KvOperation[]
  bytes: number
  resolve: () => void
  reject: (error: SvodError) => void
}

const bytesOf = (operations: readonly KvOperation[]): number => {
  let bytes = 0
  for (const operation of operations) {
    bytes += operation.key.length + (operation.type === 'put' ? operation.value.length : 0)
  }
  return bytes
}

export class KvWriter {
  readonly #store: KvStore
  readonly #onDoubt: () => void
  #waiting: Waiting[] = []
  #writing = false
  #failure: SvodError | null = null
  #recovering: Promise<void> | null = null
  #idle: (() => void)[] = []

  /** `onDoubt` is told, in the same turn, that nothing in memory about the store may be believed any longer. */
  constructor(store: KvStore, onDoubt: () => void) {
    this.#store = store
    this.#onDoubt = onDoubt
  }

  /** Why writes are refused at the moment, or null. */
  get failure(): SvodError | null {
    return this.#failure
  }

  /** All or nothing, in the order of the calls. Resolves when it is on disk; `storage-failed` when it may not be. */
  write(operations: readonly KvOperation[]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure)
      this.#waiting.push({ operations, bytes: bytesOf(operations), resolve, reject })
      if (this.#writing) return
      this.#writing = true
      this.#continue()
    })
  }

  /** Resolves when everything that was asked for before is on disk. */
  flushed(): Promise<void> {
    return this.#writing ? this.write([]) : Promise.resolve()
  }

  /** Resolves when nothing is under way and nothing waits. */
  drained(): Promise<void> {
    return this.#writing ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve()
  }

  /** After a failure: reopens the store and accepts writes again. One attempt at a time; rejects where it fails. */
  recover(): Promise<void> {
    this.#recovering ??= this.#recover().finally(() => {
      this.#recovering = null
    })
    return this.#recovering
  }

  /** Resolves when neither a write nor a recovery is under way. */
  async settled(): Promise<void> {
    await this.drained()
    await Promise.allSettled([this.#recovering])
  }

  async #recover(): Promise<void> {
    await this.drained()
    if (!this.#failure) return
    await this.#store.reopen()
    // What was read while the store was in doubt may differ from what recovery found.
    this.#onDoubt()
    this.#failure = null
  }

  #take(): Waiting[] {
    let bytes = 0
    const end = this.#waiting.findIndex((waiting, index) => {
      bytes += waiting.bytes
      return index > 0 && bytes > JOIN_LIMIT_BYTES
    })
    if (end < 0) {
      const all = this.#waiting
      this.#waiting = []
      return all
    }
    return this.#waiting.splice(0, end)
  }

  #next(): void {
    const group = this.#take()
    if (group.length === 0) return this.#rest()
    const operations = group.flatMap((one) => one.operations)
    if (operations.length === 0) return this.#written(group)
    this.#store.write(operations).then(
      () => this.#written(group),
      (error: unknown) => this.#fail(group, error),
    )
  }

  #written(group: readonly Waiting[]): void {
    for (const one of group) one.resolve()
    this.#continue()
  }

  /** What is written in this turn, and by those who were waiting for the write before, goes into one group. */
  #continue(): void {
    process.nextTick(() => this.#next())
  }

  #fail(group: readonly Waiting[], cause: unknown): void {
    const failure = new SvodError('storage-failed', {}, { cause })
    this.#failure = failure
    this.#onDoubt()
    const refused = [...group, ...this.#waiting]
    this.#waiting = []
    for (const one of refused) one.reject(failure)
    this.#rest()
  }

  #rest(): void {
    this.#writing = false
    const idle = this.#idle
    this.#idle = []
    for (const resolve of idle) resolve()
  }
}

/**
 * What the embedded store remembers between writes: of each plan where its log ends, where its chunks end and its last
 * edition; of the audit trail its last number. Owns this memory alone; it is read from disk once and again after
 * every failure.
 */
import type { KvStore } from './kv.ts'
import { auditRange, ledgerRange, numberOf, PlanKeys } from './plan-keys.ts'
import { checkpointSeq } from './plan-values.ts'
import { readFrozen, readVersion } from './ledger-values.ts'
import type { PastEnd } from './past.ts'
import { readPastHead } from './past-values.ts'
import { reading } from './sealed-value.ts'

/** Changed in the same turn in which a write is queued, so that the next caller is checked against it. */
export interface PlanHead {
  readonly keys: PlanKeys
  /** Number of the last record of the log, written or queued. */
  seq: number
  checkpoint: number
  /** Last record of every chunk, ascending. */
  chunkEnds: number[]
  lastVersion: { number: number; hash: string }
  /** Number of the last act about an edition. */
  lastApproval: number
  /** Number of the last file of an edition, and which files there are (`frozenKey`). */
  lastFrozen: number
  frozen: Set<string>
  /** How many values the history lies in. */
  historyParts: number
  /** The last stretch of the past; null where there is none. */
  lastPast: PastEnd | null
  /** When the last past epoch ended of which something is kept (ms since the epoch); null where nothing is. */
  lastEpochEnd: number | null
}

/** An edition has one file of a format. */
export const frozenKey = ({ version, format }: { version: number; format: string }): string =>
  `${version}.${format}`

const NO_VERSION = { number: 0, hash: '' }

const lastVersionOf = async (store: KvStore, id: string) => {
  const [last] = await store.entries({ ...ledgerRange('version', id), reverse: true, limit: 1 })
  if (!last) return NO_VERSION
  const { number, hash } = readVersion(id, last[1])
  return { number, hash }
}

const lastPastOf = async (store: KvStore, id: string): Promise<PastEnd | null> => {
  const [last] = await store.entries({ ...ledgerRange('stretch', id), reverse: true, limit: 1 })
  return last ? readPastHead(id, last[1]) : null
}

const readHead = async (store: KvStore, id: string): Promise<PlanHead | null> => {
  const keys = new PlanKeys(id)
  if (!(await store.get(keys.head))) return null
  const [checkpointHead, chunks, lastVersion, approvals, files, history, lastPast, ended] = await Promise.all(
    [
      store.get(keys.checkpointHead),
      store.keys(keys.log()),
      lastVersionOf(store, id),
      store.keys({ ...ledgerRange('approval', id), reverse: true, limit: 1 }),
      store.entries(ledgerRange('frozen', id)),
      store.keys(ledgerRange('history', id)),
      lastPastOf(store, id),
      store.keys({ ...ledgerRange('epoch', id), reverse: true, limit: 1 }),
    ],
  )
  const checkpoint = checkpointHead ? reading(`plan ${id}`, () => checkpointSeq(checkpointHead)) : 0
  const chunkEnds = chunks.map(numberOf)
  const lastApproval = approvals[0] ? numberOf(approvals[0]) : 0
  const heads = files.map(([, value]) => readFrozen(id, value))
  const frozen = new Set(heads.map(frozenKey))
  const lastFrozen = heads.at(-1)?.number ?? 0
  const lastEpochEnd = ended[0] ? numberOf(ended[0]) : null
  const ledger = { lastVersion, lastApproval, lastFrozen, frozen, historyParts: history.length }
  const log = { seq: chunkEnds.at(-1) ?? checkpoint, checkpoint, chunkEnds, lastPast, lastEpochEnd }
  return { keys, ...log, ...ledger }
}

/** The heads of all plans that were written since the store was opened. */
export class PlanIndex {
  readonly #store: KvStore
  readonly #heads = new Map<string, PlanHead | null>()
  readonly #reading = new Map<string, Promise<PlanHead | null>>()
  #lastAudit: Promise<{ number: number }> | null = null

  constructor(store: KvStore) {
    this.#store = store
  }

  /** The head where it is in memory; undefined where it must be read first, null where the plan is unknown. */
  known(id: string): PlanHead | null | undefined {
    return this.#heads.get(id)
  }

  /** The head, read at most once at a time. Unknown ids are not remembered: anybody can make them up. */
  async find(id: string): Promise<PlanHead | null> {
    for (;;) {
      const known = this.#heads.get(id)
      if (known !== undefined) return known
      const read = await this.#read(id)
      if (!read && !this.#heads.has(id)) return null
    }
  }

  #read(id: string): Promise<PlanHead | null> {
    const running = this.#reading.get(id)
    if (running) return running
    const read = readHead(this.#store, id)
      .then((head) => {
        // A reading that a failure, a creation or a removal has overtaken is not remembered.
        if (head && this.#reading.get(id) === read && !this.#heads.has(id)) this.#heads.set(id, head)
        return head
      })
      .finally(() => {
        if (this.#reading.get(id) === read) this.#reading.delete(id)
      })
    this.#reading.set(id, read)
    return read
  }

  /** A new plan, whose log goes on from `seq`. */
  add(id: string, seq: number): PlanHead {
    const ledger = { lastVersion: NO_VERSION, lastApproval: 0, lastFrozen: 0, frozen: new Set<string>() }
    const past = { historyParts: 0, lastPast: null, lastEpochEnd: null }
    const log = { seq, checkpoint: seq, chunkEnds: [], ...past }
    const head = { keys: new PlanKeys(id), ...log, ...ledger }
    this.#heads.set(id, head)
    return head
  }

  /** From now on the plan is unknown. */
  remove(id: string): void {
    this.#heads.set(id, null)
  }

  /** Gives out the next number of the audit trail, in the order of the calls. */
  async nextAudit(): Promise<number> {
    for (;;) {
      const reading = (this.#lastAudit ??= this.#readLastAudit())
      const last = await reading
      if (this.#lastAudit === reading) return ++last.number
    }
  }

  async #readLastAudit(): Promise<{ number: number }> {
    const [last] = await this.#store.keys({ ...auditRange(), reverse: true, limit: 1 })
    return { number: last ? numberOf(last) : 0 }
  }

  /** Forgets one plan, so that it is read anew. */
  forget(id: string): void {
    this.#heads.delete(id)
    this.#reading.delete(id)
  }

  /** Forgets everything: after a failure nothing in memory is known to be on disk. */
  clear(): void {
    this.#heads.clear()
    this.#reading.clear()
    this.#lastAudit = null
  }
}

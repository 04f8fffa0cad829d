/**
 * One session's copy of its plan in the browser (SPEC "Offline", rules OF*): loads it, appends to it.
 * Owns group commit: one transaction under way, what comes meanwhile goes into the next, and the mark of unsent changes
 * is written in the same transaction as the changes. Must not decide what is unsent or stale.
 */
import * as Y from 'yjs'
import { asPromise, CACHES, transact, UPDATES, updatesOf } from './idb.ts'
import { type CacheRecord, listCaches, mergeable, type Vault } from './vault.ts'

/** With more records than this, the small ones are made one. */
const COMPACT_AT = 200
/** With more large ones than this, the whole document takes the place of all: after some ten thousand keys. */
const MAX_LARGE = 16
/** Colleagues' changes may wait this long: the server has them. */
const FOREIGN_DELAY_MS = 1000
/** Batches up to this size are stored as one record, and records up to it made one; merging large ones costs more than it saves. */
const MERGE_BYTES = 64 * 1024

export interface CacheOptions {
  db: IDBDatabase
  /** What this browser knows of its copies. */
  vault: Pick<Vault, 'shunned'>
  planId: string
  owner: string
  /** Random name of this session. */
  tab: string
  ids: () => string
  now: () => number
  /** The whole document as an update. */
  snapshot: () => Uint8Array
  /** Everything appended up to this number of local changes is stored. */
  onKept: (through: number) => void
  onFailed: (error: unknown) => void
}

/** What an earlier visit left. */
export interface FoundCache {
  epoch: string
  updates: readonly Uint8Array[]
  /** Targets of changes that were not known to be on the server's disk. */
  unsent: readonly string[]
}

export interface PlanCache {
  /** Which copy this is; null where nothing has been kept yet. */
  readonly id: string | null
  /** Reads the last cache that may be merged, and goes on writing to it. */
  load(): Promise<FoundCache | null>
  /** What other tabs have stored since: changes that they may not live to send. Null where there is nothing new. */
  catchUp(): Promise<FoundCache | null>
  /** From now on the document of this epoch is kept (unless `load` has found it). */
  begin(epoch: string): void
  /** `through`: number of the local change that this is, null for somebody else's. */
  append(update: Uint8Array, through: number | null): void
  /** The targets that are unsent now; `through`: number of the last local change, appended by now or in this turn. */
  mark(targets: readonly string[], through: number): void
  /** Everything that an earlier visit left unsent is on the server's disk. */
  settle(): void
  /** Resolves when everything appended is stored, or has failed. */
  flush(): Promise<void>
  /** Writes nothing more, not even what is under way. */
  abandon(): void
  /** Stores what was appended, and writes nothing more. */
  close(): Promise<void>
}

type Key = [cache: string, tab: string, n: number]

/** A record whose content the document holds. */
interface Known {
  key: Key
  /** Null where it is too large to be made one with others. */
  small: Uint8Array | null
}

const knownOf = (key: Key, update: Uint8Array | undefined): Known => ({
  key,
  small: update !== undefined && update.length <= MERGE_BYTES ? update : null,
})

class IndexedCache implements PlanCache {
  private readonly options: CacheOptions
  id: string | null = null
  private epoch: string | null = null
  private records: Known[] = []
  private written = 0
  private pending: Uint8Array[] = []
  private through = 0
  private targets: readonly string[] = []
  /** Other tabs' marks as they were read: their stamps. */
  private inherited: Record<string, number> = {}
  private stamp = 0
  private settled = false
  private dirty = false
  private stopped = false
  private abandoned = false
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(options: CacheOptions) {
    this.options = options
  }

  async load(): Promise<FoundCache | null> {
    const { db, vault, planId, owner } = this.options
    const [record] = mergeable(vault, await listCaches(db, planId, owner))
    if (record === undefined) return null
    const range = updatesOf(record.id)
    const [keys, updates] = await transact(db, [UPDATES], 'readonly', (store) =>
      Promise.all([
        asPromise(store(UPDATES).getAllKeys(range)),
        asPromise<Uint8Array[]>(store(UPDATES).getAll(range)),
      ]),
    )
    this.id = record.id
    this.epoch = record.epoch
    this.inherited = stampsOf(record)
    this.records.push(...(keys as Key[]).map((key, index) => knownOf(key, updates[index])))
    return { epoch: record.epoch, updates, unsent: [...new Set(Object.values(record.unsent).flat())] }
  }

  async catchUp(): Promise<FoundCache | null> {
    await this.flush()
    const { id, epoch, stopped } = this
    if (id === null || epoch === null || stopped) return null
    const known = new Set(this.records.map(({ key }) => String(key)))
    const { tab, db } = this.options
    return transact(db, [CACHES, UPDATES], 'readonly', async (store) => {
      const record = await asPromise<CacheRecord | undefined>(store(CACHES).get(id))
      if (record === undefined || record.aside) return null
      const keys = (await asPromise(store(UPDATES).getAllKeys(updatesOf(id)))) as Key[]
      const fresh = keys.filter((key) => key[1] !== tab && !known.has(String(key)))
      if (fresh.length === 0) return null
      const updates = await Promise.all(
        fresh.map((key) => asPromise<Uint8Array>(store(UPDATES).get(key) as IDBRequest<Uint8Array>)),
      )
      const others = Object.entries(record.unsent).filter(([name]) => name !== tab)
      // The caller takes them into its document in the same turn, so a compaction may replace them [OF8].
      this.records.push(...fresh.map((key, index) => knownOf(key, updates[index])))
      this.inherited = { ...this.inherited, ...stampsOf(record) }
      this.settled = false
      return { epoch, updates, unsent: [...new Set(others.flatMap(([, targets]) => targets))] }
    })
  }

  begin(epoch: string): void {
    if (this.epoch !== null) return
    this.epoch = epoch
    this.dirty = true
    this.soon()
  }

  append(update: Uint8Array, through: number | null): void {
    if (this.stopped || this.epoch === null) return
    this.pending.push(update)
    if (through === null) return this.soon()
    this.through = through
    void this.flush()
  }

  mark(targets: readonly string[], through: number): void {
    this.targets = targets
    this.through = through
    this.dirty = true
    this.soon()
  }

  settle(): void {
    if (this.settled || Object.keys(this.inherited).length === 0) return
    this.settled = true
    this.dirty = true
    this.soon()
  }

  flush(): Promise<void> {
    if (this.running === null && this.hasWork()) {
      this.running = this.pump().finally(() => {
        this.running = null
      })
    }
    return this.running ?? Promise.resolve()
  }

  abandon(): void {
    this.stopped = true
    this.abandoned = true
  }

  async close(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    await this.flush()
    this.stopped = true
  }

  private hasWork(): boolean {
    return !this.stopped && this.epoch !== null && (this.pending.length > 0 || this.dirty)
  }

  private soon(): void {
    if (this.stopped || this.timer !== null) return
    this.timer = setTimeout(() => {
      this.timer = null
      void this.flush()
    }, FOREIGN_DELAY_MS)
  }

  /** Writes until nothing is left. The first failure ends it for good: a hole must not be written over. */
  private async pump(): Promise<void> {
    while (this.hasWork()) {
      const batch = this.pending
      const { through } = this
      this.pending = []
      this.dirty = false
      try {
        await this.write(batch)
        this.options.onKept(through)
      } catch (error) {
        this.stopped = true
        this.options.onFailed(error)
      }
    }
  }

  private write(batch: readonly Uint8Array[]): Promise<void> {
    return transact(this.options.db, [CACHES, UPDATES], 'readwrite', async (store) => {
      const caches = store(CACHES)
      const mine = this.id === null ? undefined : await asPromise<CacheRecord>(caches.get(this.id))
      // Nothing of it may get into another copy.
      if (this.abandoned) return
      const record = mine !== undefined && !this.isGivenUp(mine) ? mine : await this.join(caches)
      // Our cache was set aside by another tab: the next one must hold all that we have.
      const moved = this.id !== null && this.id !== record.id
      if (moved) this.records = []
      this.id = record.id
      if (moved) this.replaceAll(store(UPDATES), record.id)
      else if (this.records.length > COMPACT_AT) this.compact(store(UPDATES), record.id, batch)
      else this.putBatch(store(UPDATES), record.id, batch)
      const unsent = this.unsentOf(record)
      this.stamp += 1
      const stamps = { ...stampsOf(record), [this.options.tab]: this.stamp }
      caches.put({ ...record, usedAt: this.options.now(), unsent, stamps: onlyOf(unsent, stamps) })
      // What another tab marks from here on, be it the same place, is newer than what was acked.
      if (this.settled) this.inherited = {}
      this.settled = false
    })
  }

  /** The cache that another tab keeps of the same document, else a new one. */
  private async join(caches: IDBObjectStore): Promise<CacheRecord> {
    const { ids, planId, owner, now } = this.options
    const epoch = this.epoch ?? ''
    const all = await asPromise<CacheRecord[]>(caches.getAll())
    const shared = all.find(
      (record) =>
        !this.isGivenUp(record) &&
        record.planId === planId &&
        record.owner === owner &&
        record.epoch === epoch,
    )
    return shared ?? { id: ids(), planId, owner, epoch, aside: false, usedAt: now(), unsent: {} }
  }

  private isGivenUp({ id, aside }: CacheRecord): boolean {
    return aside || this.options.vault.shunned.has(id)
  }

  /** Our own mark, and those of other tabs unless they are what the server has meanwhile acked. */
  private unsentOf(record: CacheRecord): CacheRecord['unsent'] {
    const stamps = stampsOf(record)
    const isAcked = (tab: string) => this.settled && this.inherited[tab] === stamps[tab]
    const others = Object.entries(record.unsent).filter(([tab]) => tab !== this.options.tab && !isAcked(tab))
    const own = this.targets.length > 0 ? [[this.options.tab, this.targets] as const] : []
    return Object.fromEntries([...others, ...own])
  }

  private putBatch(updates: IDBObjectStore, cache: string, batch: readonly Uint8Array[]): void {
    const bytes = batch.reduce((sum, update) => sum + update.length, 0)
    const merged = batch.length > 1 && bytes <= MERGE_BYTES ? [Y.mergeUpdates([...batch])] : batch
    for (const update of merged) this.put(updates, cache, update)
  }

  /** Who types does not wait for the document to be written out: what was written since is made one [OF11]. */
  private compact(updates: IDBObjectStore, cache: string, batch: readonly Uint8Array[]): void {
    const large = this.records.filter(({ small }) => small === null)
    if (large.length > MAX_LARGE) return this.replaceAll(updates, cache)
    const parts = [...batch]
    for (const { key, small } of this.records) {
      if (small === null) continue
      parts.push(small)
      updates.delete(key)
    }
    this.records = large
    this.put(updates, cache, Y.mergeUpdates(parts))
  }

  /** Only records whose content this document is known to hold are replaced; another tab's later ones stay. */
  private replaceAll(updates: IDBObjectStore, cache: string): void {
    for (const { key } of this.records.splice(0)) updates.delete(key)
    this.put(updates, cache, this.options.snapshot())
  }

  private put(updates: IDBObjectStore, cache: string, update: Uint8Array): void {
    this.written += 1
    const key: Key = [cache, this.options.tab, this.written]
    this.records.push(knownOf(key, update))
    updates.put(update, key)
  }
}

/** By tab that has something unsent: when it marked that. Copies of before there were stamps were marked once. */
const stampsOf = ({ unsent, stamps }: CacheRecord): Record<string, number> =>
  Object.fromEntries(Object.keys(unsent).map((tab) => [tab, stamps?.[tab] ?? 0]))

const onlyOf = <T>(tabs: object, values: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter(([tab]) => tab in tabs))

export const createPlanCache = (options: CacheOptions): PlanCache => new IndexedCache(options)

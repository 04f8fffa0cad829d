/**
 * The rooms of this process: each plan is loaded once, however many ask at the same time, and unloaded when nobody
 * has needed it for a while. A room whose document or log cannot be trusted is dropped and loaded anew (SPEC RM5, ST5).
 */
import type * as Y from 'yjs'
import { SvodError, type ErrorCode } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import type { Limits } from '../access/limits.ts'
import { type EpochThreads, createEpochThreads } from '../epochs/threads.ts'
import { makeCheckpoint } from '../storage/checkpoint.ts'
import { type Journal, openJournal } from '../storage/journal.ts'
import { Pacer } from '../storage/pacer.ts'
import type { PlanRenewal, Storage, StoredPlan } from '../storage/storage.ts'
import { Debts } from './debts.ts'
import { PlanDocument } from './document.ts'
import { type Judge, createJudges } from './judges.ts'
import { QUIET_MS, Renewals } from './renewals.ts'
import { Room } from './room.ts'
import { ownersOf } from './stored-owners.ts'
import { Trail } from './trail.ts'
import type { RoomEvents } from './room-events.ts'

interface Entry {
  room: Room
  document: PlanDocument
  journal: Journal
  /** How many connections and commands hold the room. */
  holders: number
  idle: NodeJS.Timeout | null
  /** False as soon as newcomers get another room for the plan. */
  current: boolean
  /** The document must not be written down. */
  broken: boolean
  /** Where the log ended when its quiet was last looked at, and when its growth was. */
  seen: number
  weighed: number
}

export interface RoomsParts {
  storage: Storage
  now: () => number
  /** By which past epochs are old enough to be forgotten; `now` where left out. */
  ageNow?: () => number
  events: Omit<RoomEvents, 'broken' | 'refused'> & {
    refused(who: Identity, code: string, times: number, planId: string): void
  }
  /** Resolves when all that is to be done about the changes so far was done: after that the log may forget them. */
  heardOut?: (planId: string, doc: Y.Doc) => Promise<void>
  /** Whether the store takes writes, as far as is known; `storeChanged` is to be called when that changes. */
  isStoreWritable?: () => boolean
  /** How long an unused room stays loaded. */
  idleMs?: number
  /** Judges large updates; threads where left out. */
  judge?: Judge
  /** How much one turn may have to do with one update. */
  limits?: Limits
  /** Writes plans anew and carries changes over; threads where left out. */
  epochs?: EpochThreads
  /** How long nothing must have changed before a plan that people have open is written anew. */
  quietMs?: number
  /** When the logs of all rooms are written; one of the usual pace where left out. */
  pacer?: Pacer
}

/** A room that stays loaded until `release` is called. */
export interface Held {
  room: Room
  release: () => void
}

const DEFAULT_IDLE_MS = 30_000

export class Rooms {
  private readonly parts: RoomsParts
  private readonly loading = new Map<string, Promise<Entry>>()
  private readonly unloading = new Map<string, Promise<void>>()
  /** Lets the logs of all rooms be written together. */
  private readonly pacer: Pacer
  private readonly judge: Judge
  private readonly epochs: EpochThreads
  private readonly renewals: Renewals
  private readonly rounds: NodeJS.Timeout
  private closed = false
  private connections = 0

  constructor(parts: RoomsParts) {
    this.parts = parts
    this.pacer = parts.pacer ?? new Pacer()
    this.judge = parts.judge ?? createJudges()
    this.epochs = parts.epochs ?? createEpochThreads()
    this.renewals = new Renewals({ ...parts, threads: this.epochs })
    this.rounds = setInterval(() => void this.lookAround(), parts.quietMs ?? QUIET_MS).unref()
  }

  /** Loads the room where needed and keeps it. Fails with `not-found`, `storage-failed` or `shutting-down`. */
  async hold(planId: string): Promise<Held> {
    for (let last = this.unloading.get(planId); last; last = this.unloading.get(planId)) await last
    if (this.closed) throw new SvodError('shutting-down')
    let promise = this.loading.get(planId)
    if (!promise) {
      promise = this.load(planId)
      this.loading.set(planId, promise)
      promise.catch(() => this.loading.delete(planId))
    }
    const entry = await promise
    entry.holders++
    if (entry.idle) clearTimeout(entry.idle)
    entry.idle = null
    let released = false
    const release = () => {
      if (!released) this.release(planId, entry)
      released = true
    }
    return { room: entry.room, release }
  }

  /** Runs `work` on the room, which stays loaded meanwhile. */
  async use<T>(planId: string, work: (room: Room) => Promise<T> | T): Promise<T> {
    const held = await this.hold(planId)
    try {
      return await work(held.room)
    } finally {
      held.release()
    }
  }

  /**
   * Runs `work`, which reads the store alone, when all that has come in is there. A plan that nobody has open stays so: its
   * bytes would lie in memory until the room is put away.
   */
  async settled<T>(planId: string, work: () => Promise<T>): Promise<T> {
    for (let last = this.unloading.get(planId); last; last = this.unloading.get(planId)) await last
    if (!this.loading.has(planId)) return work()
    return this.use(planId, async (room) => {
      await room.settled(() => undefined)
      return work()
    })
  }

  private async load(planId: string): Promise<Entry> {
    const stored = await this.parts.storage.loadPlan(planId)
    if (!stored) throw new SvodError('not-found')
    const document = new PlanDocument(stored)
    const { storage } = this.parts
    const journal = openJournal({ storage, planId, stored, pacer: this.pacer })
    const events: RoomEvents = {
      ...this.parts.events,
      refused: (who, code, times) => this.parts.events.refused(who, code, times, planId),
      changed: (id, updates, at, isSameHead) => {
        this.parts.events.changed(id, updates, at, isSameHead)
        if (journal.wantsCheckpoint) this.compact(planId)
      },
      broken: () => this.drop(planId, entry, 'internal'),
    }
    const { now, isStoreWritable = () => true } = this.parts
    const { epoch } = stored
    const readOwners = () => ownersOf(stored)
    const { judge } = this
    const settled = () => journal.drained()
    const trail = new Trail(stored, (touched, who, at) =>
      this.parts.events.said?.({ planId, doc: document.doc, settled, touched, who, at }),
    )
    const readStored = () => this.readStored(planId)
    const past = { storage, threads: this.epochs }
    const debts = new Debts(stored)
    const own = { debts, planId, epoch, document, readOwners, journal, trail, readStored, judge, past }
    const limits = this.parts.limits === undefined ? {} : { limits: this.parts.limits }
    const room = new Room({ ...own, ...limits, now, isStoreWritable, events })
    const entry: Entry = {
      room,
      document,
      journal,
      holders: 0,
      idle: null,
      current: true,
      broken: false,
      seen: journal.seq,
      weighed: -1,
    }
    journal.onFailure((error) => {
      this.parts.events.failed(error)
      this.drop(planId, entry, 'storage-failed')
    })
    return entry
  }

  private async readStored(planId: string): Promise<StoredPlan> {
    const stored = await this.parts.storage.loadPlan(planId)
    if (stored === null) throw new SvodError('not-found')
    return stored
  }

  private compact(planId: string): void {
    void this.loading.get(planId)?.then((entry) => this.checkpoint(entry))
  }

  private async checkpoint(entry: Entry): Promise<void> {
    if (entry.room.isBehind) return
    const { trail } = entry.room
    try {
      entry.room.payDebts()
      const saved = await entry.journal.checkpoint(async (seq) => {
        const history = trail.take()
        const made = await makeCheckpoint(entry.document.doc, seq, entry.room.owners.encode())
        await this.parts.heardOut?.(entry.room.planId, entry.document.doc)
        return { ...made, history }
      })
      trail.kept()
      entry.document.useCheckpoint({ ...saved, history: [] })
    } catch (error) {
      trail.putBack()
      // The log still has everything; the next change asks again, and a write error has poisoned the journal.
      this.parts.events.failed(error)
    }
  }

  private release(planId: string, entry: Entry): void {
    entry.holders--
    if (entry.holders > 0 || this.closed) return
    if (entry.current) this.unloadLater(planId, entry)
  }

  private unloadLater(planId: string, entry: Entry): void {
    entry.idle = setTimeout(() => this.unload(planId, entry), this.parts.idleMs ?? DEFAULT_IDLE_MS)
    entry.idle.unref()
  }

  private unload(planId: string, entry: Entry): void {
    if (entry.holders > 0 || !entry.current) return
    // What was sent before the last connection was lost still has its turn.
    if (!entry.room.isIdle) return this.unloadLater(planId, entry)
    const isGrown = entry.document.isWarm && this.renewals.isDue(entry.document.doc, 'unused')
    const done = this.retire(planId, entry)
    if (isGrown) void done.then(() => this.renewUnused(planId))
  }

  /** Nobody needs the plan: it is written anew, unless somebody comes before that is done. */
  private async renewUnused(planId: string): Promise<void> {
    const renewal = await this.makeRenewal(planId)
    if (renewal === null || this.closed || this.loading.has(planId) || this.unloading.has(planId)) return
    void this.begin(planId, this.store(planId, renewal))
  }

  /** Plans that people have open and leave alone, and that have grown far. */
  private async lookAround(): Promise<void> {
    for (const [planId, loading] of this.loading) {
      // A room that could not be loaded was told to whoever asked for it.
      const entry = await loading.catch(() => null)
      if (entry !== null) await this.renewOpen(planId, entry)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  private async renewOpen(planId: string, entry: Entry): Promise<void> {
    const { room, document, journal } = entry
    // Whoever holds the room without being in it is a command at work, which must not lose it half-way.
    const isUnused = () => entry.holders === room.size && room.isIdle
    const isQuiet = () => entry.current && !this.closed && isUnused() && journal.seq === entry.seen
    const wasQuiet = isQuiet()
    entry.seen = journal.seq
    if (!wasQuiet || entry.holders === 0 || !document.isWarm || entry.weighed === journal.seq) return
    entry.weighed = journal.seq
    if (!this.renewals.isDue(document.doc, 'open')) return
    if (journal.tailLength > 0) await this.checkpoint(entry)
    const renewal = await this.makeRenewal(planId)
    if (renewal === null || !isQuiet() || journal.tailLength > 0) return
    entry.room.end('epoch-changed')
    void this.retire(planId, entry, () => this.store(planId, renewal))
    entry.room.expel('epoch-changed')
  }

  private async makeRenewal(planId: string): Promise<PlanRenewal | null> {
    try {
      return await this.renewals.make(planId)
    } catch (error) {
      // The plan is as it was, and is looked at again when it is put away the next time.
      this.parts.events.failed(error)
      return null
    }
  }

  private async store(planId: string, renewal: PlanRenewal): Promise<void> {
    try {
      await this.parts.storage.renewPlan(planId, renewal)
      this.renewals.stored(planId)
    } catch (error) {
      // Somebody came and went meanwhile: the plan is as they left it.
      if (error instanceof SvodError && error.code === 'conflict') return
      this.parts.events.failed(error)
    }
  }

  /** Takes the room out; the plan can be loaded anew as soon as the old log has come to rest. */
  private retire(planId: string, entry: Entry, last: () => Promise<void> = async () => {}): Promise<void> {
    entry.current = false
    this.loading.delete(planId)
    return this.begin(planId, this.settle(entry).then(last))
  }

  /** Nobody loads the plan before `work` is done. */
  private begin(planId: string, work: Promise<void>): Promise<void> {
    const done = work.finally(() => this.unloading.delete(planId))
    this.unloading.set(planId, done)
    return done
  }

  /** Everything on disk, and in a form that opens fast. */
  private async settle(entry: Entry): Promise<void> {
    // What is due behind a large update is known to this room alone.
    if (!entry.broken) await entry.room.caughtUp(true)
    const compacts = !entry.broken && entry.document.isWarm && entry.journal.tailLength > 0
    if (compacts) await this.checkpoint(entry)
    try {
      await entry.journal.drained()
    } catch (error) {
      this.parts.events.failed(error)
    }
    // A judgement that is still out finds nobody here, and its update is sent again.
    entry.room.end('shutting-down')
    if (entry.document.isWarm) entry.document.doc.destroy()
  }

  private drop(planId: string, entry: Entry, code: ErrorCode): void {
    if (!entry.current) return
    entry.broken = true
    entry.room.end(code)
    void this.retire(planId, entry)
    entry.room.expel(code)
  }

  /** Closes the plan's connections with `code`; the room goes when the last one has left. */
  async expel(planId: string, code: ErrorCode): Promise<void> {
    const entry = await this.loading.get(planId)
    entry?.room.expel(code)
  }

  /** To be called when the store takes writes again, or no longer: everybody who shows it is told. */
  storeChanged(): void {
    for (const loading of this.loading.values()) {
      // A room that could not be loaded has nobody in it, and whoever asked for it was told.
      loading.then(({ room }) => room.storeChanged()).catch(() => undefined)
    }
  }

  /** Number of loaded rooms and of their connections. */
  counts(): { rooms: number; connections: number } {
    return { rooms: this.loading.size, connections: this.connections }
  }

  /** To be told by the socket layer. */
  counted(change: 1 | -1): void {
    this.connections += change
  }

  /** Closes all connections, writes everything, and lets nobody in any more. */
  async close(): Promise<void> {
    this.closed = true
    clearInterval(this.rounds)
    const entries = await Promise.allSettled(this.loading.values())
    this.loading.clear()
    const loaded = entries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    for (const entry of loaded) {
      if (entry.idle) clearTimeout(entry.idle)
      entry.room.expel('shutting-down')
    }
    await Promise.all([...loaded.map((entry) => this.settle(entry)), ...this.unloading.values()])
  }
}

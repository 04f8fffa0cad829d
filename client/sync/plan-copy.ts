/**
 * A session and the browser's copy of its plan: opening it, also late, taking over what other tabs left in it, writing on
 * (SPEC rules OF*, FR*). Owns which copy that is and of which incarnation the document is; must not decide what is unsent.
 */
import * as Y from 'yjs'
import { createPlanCache, type FoundCache, type PlanCache } from './cache.ts'
import { type Outbox, type OutboxEvent, unsentIn } from './saved.ts'
import { tidyCaches, type Vault } from './vault.ts'
import type { WaitingWords } from './waiting-words.ts'
import { applyWhole, type UpdateListener } from './whole.ts'
import { isInTime, type World } from './world.ts'

/** Origins of what comes whole. */
const FROM_CACHE = { kind: 'cache' } as const
const FROM_SERVER = { kind: 'server' } as const
/** Origin of what another tab left in the copy: it has to be sent as if it had been written here. */
export const FROM_OTHER_TAB = { kind: 'other-tab' } as const

export interface CopyParts {
  planId: string
  owner: string
  doc: Y.Doc
  world: Pick<World, 'ids' | 'now' | 'patience' | 'vault'>
  waiting: WaitingWords
  outbox: () => Outbox
  tell: (event: OutboxEvent) => void
  /** All who listen to the document's updates. */
  listeners: () => readonly UpdateListener[]
  /** The copy has been read. */
  taken: () => void
  /** The browser has closed its store by force; no copy is kept from here on. */
  storeLost: () => void
  /** The session sends and receives nothing any more. */
  isOver: () => boolean
}

export class PlanCopy {
  vault: Vault | null = null
  /** Of which incarnation the document is; null while nothing has come into it. */
  epoch: string | null = null
  /** Targets of what is being taken over from another tab. */
  inherited: readonly string[] = []
  private readonly parts: CopyParts
  private cache: PlanCache | null = null
  /** A copy that could not be read. */
  private unread: string | null = null
  /** Of looking into the copy for what other tabs wrote. */
  private looking = Promise.resolve()
  private released = false

  constructor(parts: CopyParts) {
    this.parts = parts
  }

  /** Resolves when the copy has been read, or its time is over. */
  async load(): Promise<void> {
    const { world, waiting } = this.parts
    const vault = await world.vault()
    if (this.released) return
    this.vault = vault
    vault.whenLost.add(this.parts.storeLost)
    waiting.begin(vault)
    const { db, late } = vault
    const taking = db === null ? null : this.takeUp(vault, db).catch(this.failed)
    if (taking !== null && (await isInTime(taking, world.patience))) return
    this.failed()
    if (db === null) void late?.then((it) => it && this.takeUp(vault, it)).catch(this.failed)
  }

  /** The server's document, where there was none. */
  content(update: Uint8Array): void {
    applyWhole(this.parts.doc, [update], FROM_SERVER, this.parts.listeners())
    this.append(update, null)
  }

  /** `through`: number of the local change that this is, null for somebody else's. */
  append(update: Uint8Array, through: number | null): void {
    this.cache?.append(update, through)
  }

  markUnsent(): void {
    const outbox = this.parts.outbox()
    this.cache?.mark(unsentIn(outbox), outbox.made)
  }

  /** The server has the document of this incarnation. */
  begin(epoch: string): void {
    this.epoch = epoch
    this.cache?.begin(epoch)
  }

  /** The server has all that an earlier visit left. */
  settle(): void {
    this.cache?.settle()
  }

  /** Copies of other incarnations go, unless somebody's words are in them. */
  tidy(epoch: string): void {
    const { planId, owner } = this.parts
    const db = this.vault?.db ?? null
    // What cannot be tidied now is tidied at the next welcome.
    if (db !== null) void tidyCaches(db, planId, owner, epoch).catch(() => undefined)
  }

  /** Changes that another tab of mine stored and may not have sent before it was closed become this tab's to send. */
  readonly lookAgain = (): Promise<void> => {
    const before = isInTime(this.looking, this.parts.world.patience)
    // A look that fails says nothing of what this tab writes; what it would have found is found by the next one.
    this.looking = before.then(() => this.catchUp()).catch(() => undefined)
    return this.looking
  }

  /** Resolves when all that was written here is kept, or cannot be. */
  async flush(): Promise<void> {
    await this.cache?.flush()
  }

  /** Takes the last out of a copy that is given up, and writes nothing more into it; its name, null where there is none. */
  async abandon(): Promise<string | null> {
    // Nobody looks into this copy again: what a closed tab left in it goes the way of what is here.
    const stored = this.lookAgain().then(() => this.cache?.close())
    await isInTime(stored, this.parts.world.patience)
    this.cache?.abandon()
    return this.cache?.id ?? this.unread
  }

  close(): void {
    this.released = true
    this.vault?.whenLost.delete(this.parts.storeLost)
    void this.cache?.close()
  }

  /**
   * Reads the copy and goes on writing to it. Where it comes late, the session has gone on without it: what it does not
   * hold yet is written into it, and what it holds unsent is sent. One of another epoch is left for the next visit,
   * which rescues its words [FR5].
   */
  private async takeUp(vault: Vault, db: IDBDatabase): Promise<void> {
    const { isOver, outbox, taken, waiting } = this.parts
    if (isOver()) return
    await waiting.read()
    const cache = this.createCache(vault, db)
    const found = await cache.load()
    const epoch = this.epoch ?? found?.epoch ?? null
    if (isOver() || (found !== null && found.epoch !== epoch)) return
    const isLate = outbox().cacheFailed
    // What was unsent waits outside by now: it must not come into a copy that is sent one day.
    if (isLate && outbox().closed !== null) return
    this.epoch = epoch
    // Until it could be read, nothing is written to it: what it has unsent is unsent still [OF19].
    this.unread = cache.id
    if (found !== null) this.take(found, isLate ? FROM_OTHER_TAB : FROM_CACHE)
    this.unread = null
    this.cache = cache
    if (isLate) this.fill(cache)
    taken()
  }

  private createCache(vault: Vault, db: IDBDatabase): PlanCache {
    const { planId, owner, doc, tell } = this.parts
    const { ids, now } = this.parts.world
    return createPlanCache({
      db,
      vault,
      planId,
      owner,
      tab: ids(),
      ids,
      now,
      snapshot: () => Y.encodeStateAsUpdate(doc),
      onKept: (through) => tell({ type: 'kept', through }),
      onFailed: this.failed,
    })
  }

  /** Takes what was stored into the document; unless it comes from this tab's own past, it is sent as if made here. */
  private take({ updates, unsent }: FoundCache, origin: typeof FROM_CACHE | typeof FROM_OTHER_TAB): void {
    const { doc, listeners, tell, world } = this.parts
    if (origin === FROM_CACHE) {
      tell({ type: 'inherited', targets: unsent, at: world.now() })
      return applyWhole(doc, updates, origin, listeners())
    }
    this.inherited = unsent
    doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)), origin)
    this.inherited = []
  }

  /** Everything that was written and received before there was a copy. */
  private fill(cache: PlanCache): void {
    const { doc, outbox, tell } = this.parts
    tell({ type: 'cache-opened' })
    if (this.epoch !== null) cache.begin(this.epoch)
    this.markUnsent()
    cache.append(Y.encodeStateAsUpdate(doc), outbox().made)
  }

  private async catchUp(): Promise<void> {
    const found = (await this.cache?.catchUp()) ?? null
    if (found === null || this.released) return
    const before = this.parts.outbox().made
    this.take(found, FROM_OTHER_TAB)
    if (this.parts.outbox().made !== before) this.markUnsent()
  }

  /** Whatever the reason (private mode, a full disk, a broken record): people are told what it means for them. */
  private readonly failed = (): void => this.parts.tell({ type: 'cache-failed' })
}

/**
 * Opens a plan: one document, its cache, its connection, its outbox (SPEC rules CN*, SV*, OF*).
 * Owns how they play together; each of them is a module of its own. Must not render.
 */
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type Identity, inPlan } from '../../shared/identity.ts'
import type { Speaking } from '../../shared/comments/edit.ts'
import { ThreadsProjection } from '../../shared/comments/threads.ts'
import { metaOf } from '../../shared/plan/schema.ts'
import { PlanProjection } from '../../shared/plan/view.ts'
import type { Refused, Welcome } from '../../shared/protocol.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { ConnectionState, PlanSession, RescuedText, SavedState } from '../plan/plan-session.ts'
import { createUndo, type UndoStack } from '../plan/undo.ts'
import { createPlanCache, type FoundCache, type PlanCache } from './cache.ts'
import { createEntitlement, type Entitlement } from './entitlement.ts'
import { openLink, type Link } from './link.ts'
import { createPresence, type Presence } from './presence.ts'
import { Homecoming } from './homecoming.ts'
import { gatherWords, strandedTexts } from './rescue.ts'
import { watchPage } from './page-watch.ts'
import { type OpenPlanOptions, type OpenPlanSession, REPLACED } from './session.ts'
import { emptyOutbox, onlyInMemory, reduceOutbox, shownStateOf, unsentIn, type OutboxEvent } from './saved.ts'
import { createValue, sameFields, type Value } from './store.ts'
import { targetsOf } from './targets.ts'
import { applyWhole, type UpdateListener } from './whole.ts'
import {
  dismissRescued,
  giveUpCache,
  holdsWords,
  listRescued,
  wordsOf,
  tidyCaches,
  type Vault,
} from './vault.ts'
import { browserWorld, isInTime, speakingAs, syncUrl, type World } from './world.ts'

/** Origins of what comes whole. */
const FROM_CACHE = { kind: 'cache' } as const
const FROM_SERVER = { kind: 'server' } as const
/** Origin of what another tab left in the cache: it has to be sent as if it had been written here. */
const FROM_OTHER_TAB = { kind: 'other-tab' } as const

class OpenPlan implements PlanSession {
  readonly planId: string
  readonly me: Identity
  readonly doc = new Y.Doc()
  readonly awareness: Awareness
  readonly projection: PlanProjection
  readonly threads: ThreadsProjection
  readonly editing: Speaking
  readonly undo: UndoStack
  readonly saved: Value<SavedState> = createValue<SavedState>({ kind: 'saving', changes: 0 }, sameFields)
  readonly connection: Value<ConnectionState> = createValue<ConnectionState>({ kind: 'opening' }, sameFields)
  readonly rights: PlanSession['rights']
  readonly mustStay = createValue(false)
  readonly rescue = createValue<readonly RescuedText[]>([])
  readonly colleagues: Presence['colleagues']
  readonly setPlace: PlanSession['setPlace']
  private readonly world: World
  private readonly presence: Presence
  private readonly entitlement: Entitlement
  private readonly link: Link
  private readonly homecoming: Homecoming
  private readonly loaded: Promise<void>
  private vault: Vault | null = null
  private cache: PlanCache | null = null
  private epoch: string | null = null
  private outbox = emptyOutbox
  /** Targets of what is being taken over from another tab. */
  private inherited: readonly string[] = []
  private readonly stopPage: () => void
  private online = false
  private holds = 0
  private readable = false
  /** Of looking into the copy for what other tabs wrote. */
  private looking = Promise.resolve()
  /** Nothing is sent or received any more; the words of a document that may not be merged are still to be kept. */
  private over = false
  private released = false

  constructor({ planId, me, serverUrl, world }: OpenPlanOptions) {
    this.planId = planId
    this.me = me
    this.world = { ...browserWorld(planId), ...world }
    this.awareness = new Awareness(this.doc)
    this.projection = new PlanProjection(this.doc)
    this.threads = new ThreadsProjection(this.doc)
    this.editing = speakingAs(this.doc, me, this.world)
    this.undo = createUndo(this.doc, me.id)
    this.undo.track(this.editing.origin)
    this.presence = createPresence(this.awareness, me)
    this.colleagues = this.presence.colleagues
    this.setPlace = (place) => this.presence.setPlace(place)
    this.doc.on('update', this.onUpdate)
    this.entitlement = createEntitlement(this, inPlan(me, planId))
    this.rights = this.entitlement.rights
    this.homecoming = new Homecoming({
      doc: this.doc,
      link: () => this.link,
      outbox: () => this.outbox,
      catchUp: () => isInTime(this.lookAgain(), this.world.patience),
      done: (code) => void this.replace(code),
    })
    this.loaded = this.load()
    this.link = this.connect(syncUrl(serverUrl ?? location.origin))
    this.stopPage = watchPage(
      this.world.page,
      () => this.holdsUnkept() || holdsWords(this.vault),
      () => void this.lookAgain(),
    )
  }

  holdOthers(): () => void {
    this.holds += 1
    this.link.pause(true)
    let released = false
    return () => {
      if (released) return
      released = true
      this.holds -= 1
      if (this.holds === 0 && !this.over) this.link.pause(false)
    }
  }

  dismissRescued(ids: readonly string[]): void {
    const gone = new Set(ids)
    this.rescue.set(this.rescue.get().filter((text) => !gone.has(text.id)))
    this.say()
    if (this.vault !== null) void dismissRescued(this.vault, ids).catch(this.cacheFailed)
  }

  /** Whether leaving the page now would lose words. */
  private holdsUnkept(): boolean {
    const isGivingUp = this.over && unsentIn(this.outbox).length > 0
    return isGivingUp || onlyInMemory(this.outbox)
  }

  close(): void {
    if (this.end()) this.release()
  }

  // ── the browser's copy ──────────────────────────────────────────────────────────────────────────────────────

  private async load(): Promise<void> {
    const vault = await this.world.vault()
    this.vault = vault
    this.rescue.set(wordsOf(vault.memory.values(), this.planId, this.me.id))
    const { db, late } = vault
    const taking = db === null ? null : this.takeUp(vault, db).catch(this.cacheFailed)
    if (taking !== null && (await isInTime(taking, this.world.patience))) return
    this.cacheFailed()
    if (db === null) void late?.then((it) => it && this.takeUp(vault, it)).catch(this.cacheFailed)
  }

  /**
   * Reads the copy and goes on writing to it. Where it comes late, the session has gone on without it: what it does not
   * hold yet is written into it, and what it holds unsent is sent. One of another epoch is left for the next visit,
   * which rescues its words [FR5].
   */
  private async takeUp(vault: Vault, db: IDBDatabase): Promise<void> {
    if (this.over) return
    this.rescue.set(await listRescued(vault, this.planId, this.me.id))
    const cache = this.createCache(vault, db)
    const found = await cache.load()
    const epoch = this.epoch ?? found?.epoch ?? null
    if (this.over || (found !== null && found.epoch !== epoch)) return
    const isLate = this.outbox.cacheFailed
    this.cache = cache
    this.epoch = epoch
    if (found !== null) this.take(found, isLate ? FROM_OTHER_TAB : FROM_CACHE)
    if (isLate) this.fill(cache)
    if (metaOf(this.doc).size > 0) this.becomeReadable()
  }

  private createCache(vault: Vault, db: IDBDatabase): PlanCache {
    const { ids, now } = this.world
    const mine = { db, vault, planId: this.planId, owner: this.me.id, tab: ids(), ids, now }
    return createPlanCache({
      ...mine,
      snapshot: () => Y.encodeStateAsUpdate(this.doc),
      onKept: (through) => this.tell({ type: 'kept', through }),
      onFailed: this.cacheFailed,
    })
  }

  /** Takes what was stored into the document; unless it comes from this tab's own past, it is sent as if made here. */
  private take({ updates, unsent }: FoundCache, origin: typeof FROM_CACHE | typeof FROM_OTHER_TAB): void {
    if (origin === FROM_CACHE) {
      applyWhole(this.doc, updates, origin, [this.onUpdate, this.link.heard])
      return this.tell({ type: 'inherited', targets: unsent, at: this.world.now() })
    }
    this.inherited = unsent
    this.doc.transact(() => updates.forEach((update) => Y.applyUpdate(this.doc, update)), origin)
    this.inherited = []
  }

  /** The server's document, where there was none. */
  private content(update: Uint8Array): void {
    applyWhole(this.doc, [update], FROM_SERVER, [this.onUpdate, this.link.heard])
    this.cache?.append(update, null)
  }

  /** Everything that was written and received before there was a copy. */
  private fill(cache: PlanCache): void {
    this.tell({ type: 'cache-opened' })
    if (this.epoch !== null) cache.begin(this.epoch)
    this.markUnsent()
    cache.append(Y.encodeStateAsUpdate(this.doc), this.outbox.made)
  }

  private markUnsent(): void {
    this.cache?.mark(unsentIn(this.outbox), this.outbox.made)
  }

  /** Changes that another tab of mine stored and may not have sent before it was closed become this tab's to send. */
  private readonly lookAgain = (): Promise<void> => {
    const before = isInTime(this.looking, this.world.patience)
    this.looking = before.then(() => this.catchUp()).catch(this.cacheFailed)
    return this.looking
  }

  private async catchUp(): Promise<void> {
    const found = (await this.cache?.catchUp()) ?? null
    if (found === null || this.released) return
    const before = this.outbox.made
    this.take(found, FROM_OTHER_TAB)
    if (this.outbox.made !== before) this.markUnsent()
  }

  /** Whatever the reason (private mode, a full disk, a broken record): people are told what it means for them. */
  private readonly cacheFailed = (): void => this.tell({ type: 'cache-failed' })

  private readonly onUpdate: UpdateListener = (update, origin, _doc, transaction) => {
    if (origin === FROM_OTHER_TAB) {
      // Before the connection sends it: what is sent next carries these changes.
      return this.tell({ type: 'inherited', targets: this.inherited, at: this.world.now() })
    }
    if (this.over) return
    // What the provider applies comes from the server; everything else was made here.
    if (!transaction.local) return this.cache?.append(update, null)
    this.tell({ type: 'made', targets: targetsOf(transaction), at: this.world.now() })
    this.markUnsent()
    this.cache?.append(update, this.outbox.made)
  }

  // ── the connection ──────────────────────────────────────────────────────────────────────────────────────────

  private connect(url: string): Link {
    return openLink({
      url,
      planId: this.planId,
      me: this.me.id,
      doc: this.doc,
      awareness: this.awareness,
      ready: this.loaded,
      world: this.world,
      events: {
        opened: () => {
          this.presence.renew()
          this.tell({ type: 'opened' })
        },
        entitled: (actor) => this.entitlement.become(actor),
        welcomed: (welcome) => this.welcome(welcome),
        sent: (what) => this.tell({ type: 'sent', what }),
        acked: (count) => this.acked(count),
        refused: (refused) => this.refused(refused),
        past: (past) => this.homecoming.answered(past),
        stranded: (words) => void this.homecoming.stranded.push(...words),
        synced: () => this.becomeReadable(),
        content: (update) => this.content(update),
        lost: (code) => this.lost(code),
        away: () => this.tell({ type: 'away' }),
        closed: (code) => this.shut(code),
      },
    })
  }

  /** Whether our document is of the server's incarnation; no other is mixed with it [CN3]. */
  private welcome(welcome: Welcome): boolean {
    if (this.epoch !== null && this.epoch !== welcome.epoch) {
      void this.homecoming.begin(this.epoch)
      return false
    }
    this.epoch = welcome.epoch
    this.cache?.begin(welcome.epoch)
    this.online = true
    this.tell({ type: 'welcomed', storeWritable: welcome.storeWritable })
    this.showConnection()
    void this.lookAgain()
    const db = this.vault?.db ?? null
    if (db !== null) void tidyCaches(db, this.planId, this.me.id, welcome.epoch).catch(this.cacheFailed)
    return true
  }

  private acked(count: number): void {
    const before = this.outbox.runs
    this.tell({ type: 'acked', count })
    if (this.outbox.proven) this.cache?.settle()
    if (this.outbox.runs !== before) this.markUnsent()
    this.homecoming.goOn()
  }

  private refused({ code }: Refused): void {
    // The store's trouble is nobody's fault and passes: everything stays outstanding and is sent again.
    if (code === 'storage-failed') {
      this.tell({ type: 'store-failed' })
      return this.link.renew()
    }
    this.tell({ type: 'refused', code })
    void this.replace(code)
  }

  private lost(code: ErrorCode | null): void {
    this.online = false
    this.homecoming.lost()
    this.tell({ type: 'lost' })
    if (code === 'storage-failed') this.tell({ type: 'store-failed' })
    this.showConnection()
  }

  private shut(code: ErrorCode): void {
    this.online = false
    this.tell({ type: 'closed', code })
    this.entitlement.open(false)
    this.connection.set({ kind: 'closed', code })
  }

  /** Ends a session whose document may not be merged: its unsaved words are rescued, then a fresh one is due. */
  private async replace(code: string): Promise<void> {
    if (!this.end()) return
    this.entitlement.open(false)
    const { planId, me, vault } = this
    const { now, ids, patience } = this.world
    // Nobody looks into this copy again: what a closed tab left in it goes the way of what is here.
    const stored = this.lookAgain().then(() => this.cache?.close())
    await isInTime(stored, patience)
    this.cache?.abandon()
    const cache = this.cache?.id ?? null
    const context = { planId, owner: me.id, code, cache, now, ids }
    const unsent = gatherWords(this.doc, this.projection.view(), unsentIn(this.outbox), context)
    const words = [...unsent, ...strandedTexts(this.homecoming.stranded, context)]
    if (vault !== null) await isInTime(giveUpCache(vault, cache, words), patience)
    this.connection.set({ kind: 'closed', code: REPLACED })
    this.release()
  }

  /** Cuts the connection; false where the session had ended before. */
  private end(): boolean {
    if (this.over) return false
    this.over = true
    this.presence.close()
    this.link.close()
    return true
  }

  private release(): void {
    this.released = true
    this.stopPage()
    void this.cache?.close()
    this.entitlement.destroy()
    this.undo.destroy()
    this.projection.destroy()
    this.threads.destroy()
    this.awareness.destroy()
    this.doc.destroy()
  }

  // ── what the views see ──────────────────────────────────────────────────────────────────────────────────────

  private tell(event: OutboxEvent): void {
    this.outbox = reduceOutbox(this.outbox, event)
    this.say()
  }

  private say(): void {
    this.saved.set(shownStateOf(this.outbox, this.rescue.get()))
    this.mustStay.set(this.holdsUnkept())
  }

  private becomeReadable(): void {
    this.readable = true
    this.showConnection()
  }

  private showConnection(): void {
    if (this.over || this.connection.get().kind === 'closed' || !this.readable) return
    this.connection.set({ kind: 'ready', online: this.online })
    this.entitlement.open(true)
  }
}

/**
 * Opens a plan for somebody. Readable as soon as the browser's copy or the server's document is there; when the
 * session ends with `closed: replaced`, open it again (`use-plan-session.ts` does).
 */
export const openPlan = (options: OpenPlanOptions): OpenPlanSession => new OpenPlan(options)

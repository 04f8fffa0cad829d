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
import type { ConnectionState, PlanSession, SavedState } from '../plan/plan-session.ts'
import { createUndo, type UndoStack } from '../plan/undo.ts'
import { createEntitlement, type Entitlement } from './entitlement.ts'
import { openLink, type Link } from './link.ts'
import { createPresence, type Presence } from './presence.ts'
import { Homecoming } from './homecoming.ts'
import { FROM_OTHER_TAB, PlanCopy } from './plan-copy.ts'
import { watchPage } from './page-watch.ts'
import { type OpenPlanOptions, type OpenPlanSession, REPLACED } from './session.ts'
import { emptyOutbox, onlyInMemory, reduceOutbox, shownStateOf, unsentIn, type OutboxEvent } from './saved.ts'
import { createValue, sameFields, type Value } from './store.ts'
import { targetsOf } from './targets.ts'
import type { UpdateListener } from './whole.ts'
import { holdsWords } from './vault.ts'
import { WaitingWords } from './waiting-words.ts'
import { browserWorld, isInTime, speakingAs, syncUrl, type World } from './world.ts'

/** What the copy holds is sent by itself once its author has done something about these: signed in, reloaded, closed others. */
const SENT_LATER: readonly ErrorCode[] = ['unauthenticated', 'client-outdated', 'too-many-connections']

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
  readonly rescue: WaitingWords['list']
  readonly colleagues: Presence['colleagues']
  readonly setPlace: PlanSession['setPlace']
  private readonly world: World
  private readonly presence: Presence
  private readonly entitlement: Entitlement
  private readonly link: Link
  private readonly homecoming: Homecoming
  private readonly waiting: WaitingWords
  private readonly loaded: Promise<void>
  private readonly copy: PlanCopy
  private outbox = emptyOutbox
  private readonly stopPage: () => void
  private readonly ending = new Set<() => void>()
  private online = false
  private holds = 0
  private readable = false
  /** Nothing is sent or received any more; the words of a document that may not be merged are still to be kept. */
  private over = false

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
      catchUp: () => isInTime(this.copy.lookAgain(), this.world.patience),
      done: (code) => void this.replace(code),
    })
    this.waiting = new WaitingWords({
      planId,
      owner: me.id,
      doc: this.doc,
      view: () => this.projection.view(),
      world: this.world,
      changed: () => this.say(),
    })
    this.rescue = this.waiting.list
    this.copy = new PlanCopy({
      planId,
      owner: me.id,
      doc: this.doc,
      world: this.world,
      waiting: this.waiting,
      outbox: () => this.outbox,
      tell: (event) => this.tell(event),
      listeners: () => [this.onUpdate, this.link.heard],
      taken: () => metaOf(this.doc).size > 0 && this.becomeReadable(),
      storeLost: () => this.storeLost(),
      isOver: () => this.over,
    })
    this.loaded = this.copy.load()
    this.link = this.connect(syncUrl(serverUrl ?? location.origin))
    this.stopPage = watchPage(
      this.world.page,
      () => this.holdsUnkept() || holdsWords(this.copy.vault),
      () => void this.copy.lookAgain(),
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

  onEnding(listener: () => void): () => void {
    this.ending.add(listener)
    return () => void this.ending.delete(listener)
  }

  /** What the views hold yet comes into the document, and shares the fate of what is unsent there. */
  private takeLast(): void {
    const listeners = [...this.ending]
    this.ending.clear()
    for (const listener of listeners) listener()
  }

  dismissRescued(ids: readonly string[]): void {
    this.waiting.dismiss(ids)
  }

  /** Whether leaving the page now would lose words. */
  private holdsUnkept(): boolean {
    const isGivingUp = this.over && unsentIn(this.outbox).length > 0
    return isGivingUp || onlyInMemory(this.outbox)
  }

  close(): void {
    if (this.end()) this.release()
  }

  // ── the document ────────────────────────────────────────────────────────────────────────────────────────────────

  private readonly onUpdate: UpdateListener = (update, origin, _doc, transaction) => {
    if (origin === FROM_OTHER_TAB) {
      // Before the connection sends it: what is sent next carries these changes.
      return this.tell({ type: 'inherited', targets: this.copy.inherited, at: this.world.now() })
    }
    if (this.over) return
    // What the provider applies comes from the server; everything else was made here.
    if (!transaction.local) return this.copy.append(update, null)
    this.tell({ type: 'made', targets: targetsOf(transaction), at: this.world.now() })
    this.copy.markUnsent()
    this.copy.append(update, this.outbox.made)
    if (this.outbox.link === 'down') this.world.persist()
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
        stranded: (words) => this.waiting.strand(words),
        synced: () => this.becomeReadable(),
        content: (update) => this.copy.content(update),
        lost: (code) => this.lost(code),
        away: () => this.tell({ type: 'away' }),
        closed: (code) => void this.shut(code),
      },
    })
  }

  /** Whether our document is of the server's incarnation; no other is mixed with it [CN3]. */
  private welcome(welcome: Welcome): boolean {
    const { epoch } = this.copy
    if (epoch !== null && epoch !== welcome.epoch) {
      this.tell({ type: 'elsewhere' })
      void this.homecoming.begin(epoch)
      return false
    }
    this.copy.begin(welcome.epoch)
    this.online = true
    this.tell({ type: 'welcomed', storeWritable: welcome.storeWritable })
    this.showConnection()
    void this.copy.lookAgain()
    this.copy.tidy(welcome.epoch)
    return true
  }

  private acked(count: number): void {
    const before = this.outbox.runs
    this.tell({ type: 'acked', count })
    if (this.outbox.proven) this.copy.settle()
    if (this.outbox.runs !== before) this.copy.markUnsent()
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

  /** The server has closed the plan to this session, which sends nothing any more: its author is given what is unsent. */
  private async shut(code: ErrorCode): Promise<void> {
    this.takeLast()
    this.online = false
    this.tell({ type: 'closed', code })
    this.entitlement.open(false)
    this.connection.set({ kind: 'closed', code })
    // What is being written may be kept yet.
    await isInTime(
      this.loaded.then(() => this.copy.flush()),
      this.world.patience,
    )
    if (this.over) return
    const unsent = unsentIn(this.outbox)
    if (!onlyInMemory(this.outbox)) {
      if (unsent.length > 0 && !SENT_LATER.includes(code)) this.waiting.show(unsent, code)
      return
    }
    await this.handOver()
  }

  /** The session has ended and no copy holds what is unsent: it waits as if it had been refused. */
  private async handOver(): Promise<void> {
    const held = this.waiting.hold(unsentIn(this.outbox))
    this.tell({ type: 'handed-over' })
    await held
  }

  private storeLost(): void {
    this.tell({ type: 'cache-failed' })
    this.waiting.storeLost()
    if (this.outbox.closed !== null && !this.over) void this.handOver()
  }

  /** Ends a session whose document may not be merged: its unsaved words are rescued, then a fresh one is due. */
  private async replace(code: string): Promise<void> {
    if (!this.over) this.takeLast()
    if (!this.end()) return
    this.entitlement.open(false)
    const cache = await this.copy.abandon()
    await this.waiting.giveUp(unsentIn(this.outbox), code, cache)
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
    this.stopPage()
    this.copy.close()
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
    this.saved.set(shownStateOf(this.outbox, this.rescue.get(), this.waiting.onlyHere))
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

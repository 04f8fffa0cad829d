/**
 * One plan, live: its document, its members, one ordered queue. Updates of one turn are inspected, applied in one
 * transaction, sent on in one write per receiver, queued for the disk (SPEC RM*). Nothing waits between receiving and applying.
 */
import type * as Y from 'yjs'
import { type ErrorCode, SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { can, canWrite } from '../../shared/permissions.ts'
import { dueAfter, isCreation } from '../access/judge.ts'
import type { ClientOwners } from '../access/owners.ts'
import type { Touch, Touched } from '../access/place.ts'
import { type Accepted, Books, newsOf } from './accepted.ts'
import { Acks } from './acks.ts'
import { captureUpdate } from './capture.ts'
import { ClientIds } from './client-ids.ts'
import { type News, deliver } from './delivery.ts'
import { bringsNothing } from './document.ts'
import { writeDue } from './due.ts'
import { type Edit, runEdit } from './edit.ts'
import { greetingFrames, isCurrent, tellAcks, tellRights, turnAway, welcomeFrame } from './greeting.ts'
import { type Incoming, Inbox } from './inbox.ts'
import { Intake } from './intake.ts'
import { LargeUpdates } from './large.ts'
import { SERVER, SYNC } from './origin.ts'
import { Presence } from './presence.ts'
import { Questions } from './questions.ts'
import { receive } from './receive.ts'
import { Returning } from './returning.ts'
import type { RoomParts } from './room-parts.ts'
import { type Member, type Session, createMember, hasAnswered } from './session.ts'
import type { Trail } from './trail.ts'
import { Turns } from './turns.ts'
import { heardFrom } from './veil.ts'
import { WarmUp } from './warm-up.ts'

export class Room {
  readonly planId: string
  private readonly parts: RoomParts
  private readonly members = new Set<Member>()
  private readonly ids: ClientIds
  private readonly presence: Presence
  private readonly acks = new Acks()
  private readonly inbox = new Inbox()
  private readonly questions: Questions
  private readonly intake: Intake
  private readonly large: LargeUpdates
  private readonly returning: Returning
  private readonly turns = new Turns(() => this.work())
  private readonly warmUp = new WarmUp(() => this.turns.request())
  private readonly books: Books
  /** Why nothing more is taken in; null as long as the room is alive. */
  private over: ErrorCode | null = null

  constructor(parts: RoomParts) {
    this.planId = parts.planId
    this.parts = parts
    this.books = new Books(parts)
    const { document, journal, readOwners } = parts
    this.ids = new ClientIds({ document, readOwners, members: this.members })
    this.presence = new Presence((member, client) => this.ids.announce(member, client))
    this.questions = new Questions({
      document,
      journal,
      failed: (member, error) => {
        parts.events.failed(error)
        member.session.close('internal')
      },
    })
    this.intake = new Intake({
      ...parts,
      ids: this.ids,
      takenBefore: (touched) => this.large.takenBefore(touched),
    })
    this.large = this.createLarge()
    this.returning = this.createReturning()
    journal.onCommit((seq) => this.committed(seq))
  }

  private createLarge(): LargeUpdates {
    const { journal, events, document } = this.parts
    return new LargeUpdates({
      ...this.parts,
      members: this.members,
      touched: (touched, who) => events.touched?.(this.planId, touched, who, document.doc),
      bulk: (who, before) => void (before !== null && events.bulk?.(this.planId, who, before)),
      failed: (error) => events.failed(error),
      ids: this.ids,
      intake: this.intake,
      record: (accepted) => void this.record(accepted),
      // Whoever looked at the plan's head meanwhile has seen it as it was.
      whole: () => events.changed(this.planId, 0, this.parts.now(), false),
      done: ({ member, count }, isSettled) => {
        if (isSettled && !member.early) this.acks.wait(member, count, journal.seq)
        this.inbox.release(member)
        this.inbox.releaseBehindOthers()
        this.turns.request()
      },
      repair: (due) => writeDue(document.doc, due),
      requestTurn: () => this.turns.request(),
    })
  }

  private createReturning(): Returning {
    const { parts: room, ids, intake } = this
    return new Returning({
      room,
      ids,
      intake,
      push: (incoming) => this.inbox.push(incoming),
      isOver: () => this.over !== null,
      requestTurn: () => this.turns.request(),
    })
  }

  /** Whether nothing that came in waits for anything any more. */
  get isIdle(): boolean {
    return this.inbox.isEmpty && this.large.isIdle
  }

  /** Whether the log holds something that the document does not hold yet: no checkpoint may be made of it. */
  get isBehind(): boolean {
    return this.large.isBehind
  }

  get size(): number {
    return this.members.size
  }

  /** Who changed what since the last checkpoint. */
  get trail(): Trail {
    return this.parts.trail
  }

  /** Whose client ids are whose. */
  get owners(): ClientOwners {
    return this.ids.owners
  }

  /** Lets a connection in: it hears of every change from here on, and is asked what it has. */
  join(session: Session): Member {
    const member = createMember(session)
    if (this.over !== null) {
      session.close(this.over)
      return member
    }
    this.members.add(member)
    this.warmUp.expect()
    session.write(greetingFrames(this.parts.document.stateVector(), this.presence.everybody()))
    return member
  }

  leave(member: Member): void {
    if (!this.members.delete(member)) return
    this.acks.forget(member)
    this.inbox.leave(member)
    this.questions.forget(member)
    this.returning.forget(member)
    if (this.size === 0) this.warmUp.stop()
    if (this.presence.leave(member)) this.turns.request()
  }

  /** Takes in one WebSocket message. */
  receive(member: Member, message: Uint8Array): void {
    if (this.over !== null) return
    const intent = receive(message)
    switch (intent.kind) {
      case 'update':
        return this.hear(member, intent.update, intent.answers)
      case 'step-1':
        return this.answer(member, intent.stateVector)
      case 'awareness':
        if (this.presence.receive(member, intent.update)) this.turns.request()
        return
      case 'query-awareness':
        member.asksWhoIsHere = true
        return this.turns.request()
      case 'hello':
        return this.welcome(member, intent.hello.protocol, intent.hello.schema)
      case 'resume':
        return void this.returning.resume(member, intent.epoch)
      case 'carry':
        return this.returning.carry(member, intent.update)
      case 'malformed':
        this.parts.events.malformed(member.session.identity)
        return member.session.close('bad-request')
      case 'unknown':
    }
  }

  private hear(member: Member, sent: Uint8Array, answers: boolean): void {
    if (this.returning.isBusy(member)) return member.session.close('bad-request')
    const update = heardFrom(member, sent, answers)
    member.received++
    const incoming = { member, update, count: member.received, answers }
    if (bringsNothing(update) && !this.inbox.isBehind(member)) this.takeNothing(incoming)
    else this.inbox.push(incoming)
    this.turns.request()
  }

  /** What newcomers answer, who have nothing: no document is built for it. */
  private takeNothing({ member, count, answers }: Incoming): void {
    if (answers) hasAnswered(member)
    this.ids.settle()
    if (!member.early) this.acks.wait(member, count, this.parts.journal.seq)
  }

  private answer(member: Member, stateVector: Uint8Array): void {
    if (this.parts.document.isStrange(stateVector)) return turnAway(member)
    // What came before this question in the same turn belongs into the answer.
    if (!this.inbox.isEmpty && !this.turns.isResting) this.turns.now()
    if (this.over === null) this.questions.ask(member, stateVector)
  }

  private welcome(member: Member, protocol: number, schema: number): void {
    if (!isCurrent(protocol, schema)) return member.session.close('client-outdated')
    if (member.speaksSvod) return
    member.speaksSvod = true
    tellRights(member)
    member.session.write(this.welcomeFor(member))
  }

  private welcomeFor({ session }: Member): Buffer {
    return welcomeFrame(session.identity, this.parts.epoch, this.parts.isStoreWritable())
  }

  /** The store takes writes again, or no longer: everybody is told by another welcome. */
  storeChanged(): void {
    for (const member of this.members) if (member.speaksSvod) member.session.write(this.welcomeFor(member))
  }

  /** The member's session has another identity: other rights, perhaps another name. What is in the queue is older. */
  identityChanged(member: Member): void {
    if (!can(member.session.identity, 'plan.read')) return member.session.close('forbidden')
    tellRights(member)
    if (this.presence.renew(member)) this.turns.request()
  }

  private work(): void {
    if (this.over !== null) return
    try {
      if (this.warmUp.isDue() && this.size > 0) void this.parts.document.doc
      this.books.after(() => {
        const common = this.inbox.isEmpty ? null : this.applySome()
        this.deliver([...(common ? [common] : []), ...this.large.work()])
      })
      if (!this.inbox.isEmpty) this.turns.request()
      // Messages that changed nothing wait for nothing; refusals were told with the delivery, before any ack.
      this.committed(this.parts.journal.committed)
    } catch (error) {
      // The document may be half-way through something: nothing may be built on it.
      this.end('internal')
      this.parts.events.failed(error)
      this.parts.events.broken(this.planId)
    }
  }

  private applySome(): News | null {
    const { doc } = this.parts.document
    this.ids.beforeChange()
    const accepted: Accepted[] = []
    const incoming: Incoming[] = []
    const created: Touched[] = []
    const apply = (one: Incoming) => {
      if (this.large.goesBefore(one)) return this.inbox.holdFrom(one)
      const touched = this.intake.take(one, accepted)
      if (touched === 'too-costly') return this.holdUp(one)
      // What came too early is in the answer that it waits for, and acknowledged with that.
      if (!one.member.early) incoming.push(one)
      this.large.noticed(touched)
      for (const at of touched) if (isCreation(at)) created.push(at)
    }
    // A single update is a transaction of its own, and goes on as it came.
    const single = this.inbox.size === 1 ? this.inbox.take() : null
    if (single) apply(single)
    const merged = single ? null : captureUpdate(doc, SYNC, () => this.inbox.takeForATurn(apply))
    const repaired = this.large.repairNow(dueAfter(created, this.intake.owed.take()))
    if (repaired) accepted.push({ member: null, update: repaired, by: 'server', trace: null })
    const last = this.record(accepted)
    for (const { member, count } of incoming) this.acks.wait(member, count, last)
    return newsOf(accepted, merged, repaired)
  }

  /** Too much for a turn: its sender's next messages wait for it. */
  private holdUp(incoming: Incoming): void {
    const { member } = incoming
    if (this.large.take(incoming)) return this.inbox.hold(member)
    this.inbox.turnAway(member)
    setImmediate(() => member.session.close('too-many-requests'))
  }

  /** Queues accepted updates for the disk; the log position after the last one. Inside of `books.after` alone. */
  private record(accepted: readonly Accepted[]): number {
    const { journal, document, now } = this.parts
    if (accepted.length === 0) return journal.seq
    document.changed()
    const at = now()
    for (const { update, by } of accepted) journal.append({ update, by, at })
    this.books.add(accepted, at)
    return journal.seq
  }

  /** Writes what a killed server owed: to be done before a checkpoint absorbs the log that tells of it [LP12]. */
  payDebts(): void {
    if (this.over !== null || !this.parts.debts.areOpen) return
    this.books.after(() => {
      const news: News[] = []
      this.large.payDebts(news)
      if (news.length > 0) this.deliver(news)
    })
  }

  private deliver(news: readonly News[]): void {
    const { events, document } = this.parts
    events.delivered(deliver(this.members, this.presence, document, news))
  }

  private committed(seq: number): void {
    if (this.acks.isDue(seq)) tellAcks(this.members, this.acks.release(seq))
  }

  /** Reads the document; nothing of it may be kept or changed. */
  read<T>(fn: (doc: Y.Doc) => T): T {
    return fn(this.parts.document.doc)
  }

  /** Resolves when the document holds what the log holds; `isLast`: no large update is begun any more. Looked at again after every wait: another may have come. */
  async caughtUp(isLast = false): Promise<void> {
    if (isLast) this.large.shut()
    while (this.isBehind) await this.large.caughtUp()
  }

  /** Does it when all that has come in is in the document, large updates wholly [LP8]; resolves when that is on disk. */
  async settled<T>(work: () => T): Promise<T> {
    if (!this.inbox.isEmpty) this.turns.now()
    await this.caughtUp()
    if (this.over !== null) throw new SvodError(this.over)
    const value = work()
    await this.parts.journal.drained()
    return value
  }

  /** Reads the document with all that has come in; resolves when what was read is on disk. */
  readSettled<T>(fn: (doc: Y.Doc) => T): Promise<T> {
    return this.settled(() => this.read(fn))
  }

  /**
   * Changes the document in one transaction, tells everybody, and resolves when the change is on disk. `SERVER` stands
   * for the server itself: what it writes is its own root alone; a function says who it is when the wait is over. Rejects with
   * `forbidden`, `plan-locked`, `too-large` where the plan is full, `storage-failed`, or whatever `edit` or that function throws.
   */
  edit<T>(who: Identity | (() => Identity), edit: Edit<T>): Promise<T> {
    return this.settled(() => this.editNow(typeof who === 'function' ? who() : who, edit))
  }

  private editNow<T>(who: Identity, edit: Edit<T>): T {
    if (!canWrite(who)) throw new SvodError('forbidden')
    if (this.parts.journal.isFull && who !== SERVER) throw new SvodError('too-large')
    this.ids.beforeChange()
    const granted = (asked: readonly Touch[]) => this.intake.bulk.before(asked, who)
    const { update, touched, outcome } = runEdit(this.parts.document.doc, who, edit, granted)
    if (update) {
      this.large.noticed(null)
      this.books.after(() => {
        this.record([{ member: null, update, by: who.id, trace: { touched, who } }])
        this.deliver([{ updates: [update], except: null }])
      })
    }
    if ('error' in outcome) throw outcome.error
    return outcome.value
  }

  /** From now on nothing is taken in: what the room holds can no longer be trusted, or is being put away. */
  end(code: ErrorCode): void {
    this.over ??= code
    this.inbox.clear()
    this.large.clear()
    this.questions.close()
    this.warmUp.stop()
  }

  /** Closes every connection. */
  expel(code: Parameters<Session['close']>[0]): void {
    for (const member of this.members) member.session.close(code)
  }
}

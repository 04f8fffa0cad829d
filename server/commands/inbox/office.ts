/**
 * Hears what was said and done, and puts notices into inboxes a moment later, once what they are about is on disk. Owns
 * the order and that nothing is lost on the way [IB3, IB4]; whom something concerns is `derive.ts`'s.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import { can } from '../../../shared/permissions.ts'
import { messagesOf } from '../../../shared/plan/schema.ts'
import type { Said } from '../../rooms/room-events.ts'
import type { InboxData } from '../../storage/inbox-data.ts'
import type { AuditRecord, Storage } from '../../storage/storage.ts'
import { whoIn } from '../checks.ts'
import type { PlanEvent } from '../plan-events.ts'
import { ordersOfAct, ordersOfSection } from './acts.ts'
import type { Audience } from './audience.ts'
import { saidInLog, signedIn, stepsIn } from './catch-up.ts'
import { type MessageChange, type Order, type Scene, ordersOfMessage, ordersOfThread } from './derive.ts'
import { CommentFacts } from './facts.ts'
import { obeyed } from './keep.ts'

export interface OfficeParts {
  storage: Pick<Storage, 'inboxes' | 'catalogue' | 'loadPlan' | 'tracePlans' | 'readAudit'>
  audience: Audience
  now: () => number
  /** Does `work` that much later, unless the process ends before. */
  later: (ms: number, work: () => void) => void
  /** Told of a failure; it is tried again. */
  report: (error: unknown) => void
  /** Somebody's inbox is another now. */
  changed: (person: string, data: InboxData) => void
}

/** Of what stands in no plan's log: its orders hold none up. */
const NO_LOG = ''

/** An inbox that cannot be read, or of nobody's: no second try makes another of it. */
const isHopeless = (error: unknown): boolean =>
  error instanceof SvodError && (error.code === 'data-broken' || error.code === 'bad-request')

const asOf = (at: number, orders: readonly Order[]): Order[] => orders.map((one) => ({ ...one, asOf: at }))

/** What is to be looked at in one plan. */
interface Waiting {
  doc: Said['doc']
  settled: Said['settled']
  at: number
  messages: Map<string, MessageChange>
  /** By whom each was resolved or opened again last. */
  threads: Map<string, Said['who']>
  /** How often messages were looked for that are not in the document yet. */
  tries: number
}

/** What is said together is looked at together: a thread and its first message, a sentence and its correction. */
const AFTER_MS = 300
const AGAIN_AFTER_MS = 5_000
/** Inboxes that are written at a time: a full one is some milliseconds' work. */
const AT_ONCE = 4
/** How far back from its last line the audit trail is looked through after a start. */
const TRAIL_MS = 10 * 60_000
const TRAIL_RECORDS = 200

const newWaiting = (doc: Said['doc'], settled: Said['settled'], at: number): Waiting => ({
  doc,
  settled,
  at,
  messages: new Map(),
  threads: new Map(),
  tries: 0,
})

/** A large update comes in piece by piece, and is heard of before its last one: so long is waited for that. */
const MAX_TRIES = 24

const noteMessage = ({ messages }: Waiting, { entity, field }: Said['touched'][number]): void => {
  const id = entity ?? ''
  const change = messages.get(id) ?? { said: false, worded: false, decided: false }
  // What comes back after it was taken back is said again.
  if (field === null || field === 'head' || field === 'del') change.said = true
  if (field === 'body') change.worded = true
  if (field === 'verdict') change.decided = true
  messages.set(id, change)
}

/** What was heard of a message before, with what has been heard of it since. */
const both = (before: MessageChange, since: MessageChange | undefined): MessageChange => ({
  said: before.said || since?.said === true,
  worded: before.worded || since?.worded === true,
  decided: before.decided || since?.decided === true,
})

export class NoticeOffice {
  private readonly parts: OfficeParts
  private readonly waiting = new Map<string, Waiting>()
  /** Work that is under way, by plan: one thing after the other. */
  private readonly working = new Map<string, Promise<void>>()
  /** Plans whose room was dropped with something unheard: the log says what is left of it. */
  private readonly unread = new Set<string>()
  /** Orders that could not be carried out, by the plan whose log has what they tell. */
  private readonly late = new Map<string, Order[]>()
  private scheduled = false

  constructor(parts: OfficeParts) {
    this.parts = parts
  }

  /** Takes it in; quick, and never throws. */
  heard(said: Said): void {
    this.take(said)
    this.soon(AFTER_MS)
  }

  private take({ planId, doc, settled, touched, who, at }: Said): void {
    const waiting = this.waiting.get(planId) ?? newWaiting(doc, settled, at)
    Object.assign(waiting, { doc, settled, at })
    for (const one of touched) {
      if (one.root === 'messages') noteMessage(waiting, one)
      else if (one.field === 'resolved' && one.entity !== null) waiting.threads.set(one.entity, who)
    }
    this.waiting.set(planId, waiting)
  }

  /** A line of the audit trail is on disk. */
  acted(record: AuditRecord): void {
    const orders = this.ordersOfAct(record)
    if (orders.length > 0) void this.carryOut(NO_LOG, orders).catch(this.failed)
  }

  private ordersOfAct(record: AuditRecord): Order[] {
    return ordersOfAct(record, (plan) => this.readersOf(plan, 'plan.read'))
  }

  /** Something became of a section, and is on disk. */
  happened(event: PlanEvent): void {
    const orders = ordersOfSection(event, this.readersOf(event.plan, 'comments.read'))
    if (orders.length > 0) void this.carryOut(NO_LOG, orders).catch(this.failed)
  }

  /** Carries out what is to be told of a plan's dates; what fails is tried again. Never rejects. */
  async remind(orders: readonly Order[]): Promise<void> {
    await this.carryOut(NO_LOG, orders).catch(this.failed)
  }

  private soon(ms: number): void {
    if (this.scheduled) return
    this.scheduled = true
    this.parts.later(ms, () => {
      this.scheduled = false
      void this.flush().catch(this.failed)
    })
  }

  private readonly failed = (error: unknown): void => {
    this.parts.report(error)
    this.soon(AGAIN_AFTER_MS)
  }

  /**
   * Resolves when everybody was told of all that was heard of so far, of one plan or of all. What fails of one plan holds
   * up no other.
   */
  async flush(planId?: string): Promise<void> {
    const all = () => new Set([...this.waiting.keys(), ...this.unread, ...this.late.keys()])
    const plans = planId === undefined ? [...all()] : [planId]
    const done = await Promise.allSettled(plans.map((plan) => this.inTurn(plan)))
    for (const one of done) if (one.status === 'rejected') throw one.reason
  }

  private inTurn(planId: string): Promise<void> {
    const before = this.working.get(planId) ?? Promise.resolve()
    const turn = before.catch(() => undefined).then(() => this.look(planId))
    this.working.set(planId, turn)
    const tidy = () => void (this.working.get(planId) === turn && this.working.delete(planId))
    turn.then(tidy, tidy)
    return turn
  }

  private async look(planId: string): Promise<void> {
    if (this.unread.has(planId)) await this.readLog(planId)
    const waiting = this.waiting.get(planId)
    if (!waiting) return this.carryOut(planId, [])
    this.waiting.delete(planId)
    try {
      await waiting.settled()
    } catch (error) {
      // The room is gone. What is on disk counts; the rest is sent again by whoever wrote it.
      this.unread.add(planId)
      throw error
    }
    this.putOff(planId, waiting)
    await this.carryOut(planId, this.ordersOf(planId, waiting))
  }

  /** Messages that are still on their way into the document are looked for again. */
  private putOff(planId: string, { doc, settled, at, messages, tries }: Waiting): void {
    const late = [...messages].filter(([id]) => !messagesOf(doc).has(id))
    if (late.length === 0 || tries >= MAX_TRIES) return
    const waiting = this.waiting.get(planId) ?? newWaiting(doc, settled, at)
    for (const [id, change] of late) waiting.messages.set(id, both(change, waiting.messages.get(id)))
    waiting.tries = tries + 1
    this.waiting.set(planId, waiting)
    this.soon(AGAIN_AFTER_MS)
  }

  private async readLog(planId: string): Promise<void> {
    const stored = await this.parts.storage.loadPlan(planId)
    const nameOf = (id: string) => this.parts.audience.person(id)?.name ?? ''
    for (const said of stored ? saidInLog(planId, stored, nameOf) : []) this.take(said)
    this.unread.delete(planId)
  }

  private ordersOf(planId: string, { doc, at, messages, threads }: Waiting): Order[] {
    const fresh = new Set([...messages].filter(([, { said }]) => said).map(([id]) => id))
    const facts = new CommentFacts(doc, fresh)
    const scene = this.sceneOf(planId, at)
    const ofMessages = [...messages].flatMap(([id, change]) => {
      const message = facts.message(id)
      return message ? ordersOfMessage(message, change, scene) : []
    })
    const ofThreads = [...threads].flatMap(([id, by]) => {
      const thread = facts.thread(id)
      return thread ? ordersOfThread(thread, by, scene) : []
    })
    return [...ofMessages, ...ofThreads]
  }

  private sceneOf(plan: string, at: number): Scene {
    const { storage, audience } = this.parts
    const reader = (id: string): Identity | null => {
      const who = audience.person(id)
      const there = who && whoIn({ storage }, who, plan)
      return there && can(there, 'comments.read') ? there : null
    }
    let readers: readonly Identity[] | null = null
    return { plan, at, reader, readers: () => (readers ??= this.readersOf(plan, 'comments.read')) }
  }

  private readersOf(plan: string, needs: 'plan.read' | 'comments.read'): Identity[] {
    const { storage, audience } = this.parts
    return audience
      .everybody()
      .map((who) => whoIn({ storage }, who, plan))
      .filter((who) => can(who, needs))
  }

  /** Each inbox in one step, what is late of that plan first; what could not be written is tried again. */
  private async carryOut(plan: string, orders: readonly Order[]): Promise<void> {
    const byPerson = new Map<string, Order[]>()
    for (const order of [...(this.late.get(plan) ?? []), ...orders])
      byPerson.set(order.to, [...(byPerson.get(order.to) ?? []), order])
    this.late.delete(plan)
    const people = [...byPerson]
    const failures: unknown[] = []
    while (people.length > 0) {
      const some = people.splice(0, AT_ONCE).map(([to, own]) => this.deliver(plan, to, own))
      for (const one of await Promise.allSettled(some))
        if (one.status === 'rejected') failures.push(one.reason)
      // Whoever is typing comes first, however many are to be told.
      await new Promise((resolve) => void setImmediate(resolve))
    }
    for (const reason of failures) throw reason
  }

  private async deliver(plan: string, person: string, orders: readonly Order[]): Promise<void> {
    const { storage, now, changed, report } = this.parts
    try {
      let isOther = false
      const data = await storage.inboxes.change(person, (before) => {
        const after = orders.reduce((one, order) => obeyed(one, order, now()), before)
        isOther = after !== before
        return after
      })
      if (isOther) changed(person, data)
    } catch (error) {
      if (isHopeless(error)) return report(error)
      this.late.set(plan, [...(this.late.get(plan) ?? []), ...orders])
      this.soon(AGAIN_AFTER_MS)
      throw error
    }
  }

  /**
   * After a start, before anybody is let in: whatever a crash left untold is going to be told. An orderly stop leaves
   * nothing of the logs; the last lines of the trail are told again all the same, and telling twice is telling once.
   */
  async catchUp(): Promise<void> {
    const { storage, report } = this.parts
    for (const { id, changedAt } of await storage.tracePlans()) if (changedAt !== null) this.unread.add(id)
    try {
      const records = await storage.readAudit(TRAIL_RECORDS)
      const since = Date.parse(records[0]?.at ?? '') - TRAIL_MS
      void this.replay(records.filter(({ at }) => Date.parse(at) > since).reverse()).catch(this.failed)
    } catch (error) {
      // A damaged trail is told of by whoever reads it; the server starts all the same.
      report(error)
    }
    if (this.unread.size > 0) this.soon(0)
  }

  /** Tells once more of these lines of the trail, oldest first; what came of a later one stays as it is. */
  private async replay(records: readonly AuditRecord[]): Promise<void> {
    await this.carryOut(
      NO_LOG,
      records.flatMap((one) => asOf(Date.parse(one.at), this.ordersOfAct(one))),
    )
    for (const [plan, acts] of signedIn(records)) {
      // Who comes back to the server comes first: a plan is built in one go.
      await new Promise((resolve) => void setImmediate(resolve))
      await this.replaySections(plan, [...acts.values()]).catch(this.parts.report)
    }
  }

  private async replaySections(plan: string, acts: readonly AuditRecord[]): Promise<void> {
    const stored = await this.parts.storage.loadPlan(plan)
    const readers = this.readersOf(plan, 'comments.read')
    const steps = stored ? stepsIn(stored, acts) : []
    await this.carryOut(
      NO_LOG,
      steps.flatMap((step) => asOf(Date.parse(step.at), ordersOfSection(step, readers))),
    )
  }
}

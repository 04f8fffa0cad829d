/**
 * Updates that are more than a turn's work [LP1–LP8]: one at a time is judged in a thread against the stored plan,
 * written down as the one update that it is, and then integrated slice by slice between what the others do. Whatever
 * its connection sends meanwhile waits; everybody else goes on. Owns their order and where the one in work has got to.
 *
 * The log is ahead of the document while slices are left: no checkpoint, edit or repair may be made then.
 */
import * as Y from 'yjs'
import { type ErrorCode, SvodError } from '../../shared/errors.ts'
import { canWrite } from '../../shared/permissions.ts'
import { isFragmentField } from '../../shared/plan/schema.ts'
import { encodeAck } from '../../shared/protocol.ts'
import { claimAll, mayUse, toLog } from '../access/admit.ts'
import { type Due, type Judgement, keyOf, onceOnly } from '../access/judge.ts'
import { TURN_LIMITS } from '../access/limits.ts'
import { stateOf } from '../access/lookup.ts'
import { type Span, spansOf } from '../access/neutralise.ts'
import type { Touched } from '../access/place.ts'
import type { RefusalCode } from '../access/refusal.ts'
import { allowed } from '../access/rights.ts'
import type { Accepted } from './accepted.ts'
import type { News } from './delivery.ts'
import { toFrame } from './frame.ts'
import type { Incoming } from './inbox.ts'
import { senderOf } from './intake.ts'
import type { LargeParts } from './large-parts.ts'
import { SYNC } from './origin.ts'
import { hasAnswered } from './session.ts'
import { SignsOfLife } from './signs-of-life.ts'
import type { Doer } from './trail.ts'

/** Slices are integrated for so long in one turn, and no more of them than this. */
const TURN_MS = 16
const SLICES_A_TURN = 16
/** Registers put right in one turn: 5 ms. */
const CORRECTIONS_A_TURN = 1000
/** How often it is judged anew because others changed the same things meanwhile. */
const MAX_ROUNDS = 5
/** What may wait in one room; a connection that brings more has to come back later. */
const MAX_WAITING_BYTES = 64 << 20

/** No cell that lacks. */
const NO_CELLS: Omit<Due, 'corrections'> = { columns: false, rows: [] }

type Admitted = Extract<Judgement, { ok: true }>

type Phase =
  | { kind: 'idle' }
  | { kind: 'judging' }
  /** Waits for the room's turn. */
  | { kind: 'judged'; judgement: Judgement }
  /** The log has it, the document not yet; nobody sees any of it before all of it is on disk. */
  | {
      kind: 'letting-in'
      admitted: Admitted
      /** Under whose ids it goes on. */
      clients: ReadonlySet<number>
      /** Whose it is, and when it was written down: for the history. */
      who: Doer
      at: number
      next: number
      onDisk: boolean
    }

type LettingIn = Extract<Phase, { kind: 'letting-in' }>

const isRegister = ({ root, field }: Touched): boolean => field !== null && !isFragmentField(root, field)

export class LargeUpdates {
  private readonly parts: LargeParts
  /** The first one is in work. */
  private queue: Incoming[] = []
  private phase: Phase = { kind: 'idle' }
  private rounds = 0
  /** Who sent the one in work, as the judge was told. */
  private who = ''
  /** What others have changed since the judge was asked; null: who knows what. */
  private changed: Set<string> | null = new Set()
  /** Cells that lack; names that are not the writer's are owed by the intake. */
  private due = NO_CELLS
  /** What the one in work makes once and for all: nobody else may make it before. */
  private reserved = new Set<string>()
  private isShut = false
  private waiting: (() => void)[] = []
  private readonly signs = new SignsOfLife(() => this.giveSigns())

  constructor(parts: LargeParts) {
    this.parts = parts
  }

  get isIdle(): boolean {
    return this.queue.length === 0
  }

  /** Whether the log is ahead of the document. */
  get isBehind(): boolean {
    return this.phase.kind === 'letting-in'
  }

  /** Resolves when the document holds what the log does. */
  async caughtUp(): Promise<void> {
    while (this.isBehind) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  /** Takes over an update that is too much for a turn; false where too much of that kind waits already. */
  take(incoming: Incoming): boolean {
    const bytes = this.queue.reduce((sum, { update }) => sum + update.length, incoming.update.length)
    if (bytes > MAX_WAITING_BYTES || this.isShut) return false
    this.queue.push(incoming)
    this.signs.start()
    if (this.phase.kind === 'idle') void this.ask()
    return true
  }

  /** An ack of nothing new says that the server is at it. */
  private giveSigns(): void {
    for (const { member } of this.queue) {
      const isThere = member.speaksSvod && this.parts.members.has(member)
      if (isThere) member.session.write(toFrame(encodeAck(member.acked)))
    }
  }

  /** Others have changed something; null where nobody looked at what. */
  noticed(touched: readonly Touched[] | null): void {
    if (this.phase.kind === 'idle' || this.isBehind) return
    if (touched === null) this.changed = null
    else for (const one of touched) this.changed?.add(keyOf(one) ?? '')
  }

  /** Why a change is refused that makes what the update that is being let in makes, too: it was there first. */
  takenBefore(touched: readonly Touched[]): RefusalCode | null {
    const one = this.isBehind ? touched.find((at) => this.reserved.has(keyOf(at) ?? '')) : undefined
    if (one === undefined) return null
    return isRegister(one) ? 'fixed-register' : 'entity-exists'
  }

  /**
   * Whether an update has to wait for the one that is being let in: it goes on under an id of which the log has more than
   * the document. The same clocks would say one thing here and another one after a reload [LP13].
   */
  goesBefore(incoming: Incoming): boolean {
    if (this.phase.kind !== 'letting-in') return false
    const { clients } = this.phase
    const { ids, document } = this.parts
    const sender = senderOf(incoming)
    // Everybody else is refused at once, as ever, and uses up no clocks.
    const isTheirs = ({ client }: Span): boolean =>
      clients.has(client) && mayUse(document.doc, sender, ids.owners, client)
    // What is more than a turn's work is not read here: it waits as another large one [LP1].
    return canWrite(sender.who) && (spansOf(incoming.update, TURN_LIMITS)?.some(isTheirs) ?? false)
  }

  /** Writes what is due; null where nothing lacks, and while a large update comes in, whose cells are not all there yet. */
  repairNow(due: Due): Uint8Array | null {
    if (this.defers(due)) return null
    const repaired = this.parts.repair(due)
    if (repaired !== null) this.noticed(null)
    return repaired
  }

  /** Whether what others' changes make due has to wait until every slice is in; remembers it. */
  private defers({ columns, rows, corrections }: Due): boolean {
    if (!this.isBehind) return false
    const { due } = this
    this.due = { columns: due.columns || columns, rows: [...due.rows, ...rows] }
    this.parts.intake.owed.add(corrections)
    return true
  }

  /** None is begun any more: whoever waits for theirs comes back with it. The one that the log has goes on [LP8]. */
  shut(): void {
    this.isShut = true
    if (this.isBehind) this.queue.splice(1)
    else this.clear()
  }

  /** The room is given up. */
  clear(): void {
    this.queue = []
    this.phase = { kind: 'idle' }
    this.signs.stop()
    this.wake()
  }

  private async ask(): Promise<void> {
    const [incoming] = this.queue
    if (incoming === undefined) return
    this.phase = { kind: 'judging' }
    this.changed = new Set()
    const sender = senderOf(incoming)
    this.who = JSON.stringify(sender.who)
    let answer: Judgement | ErrorCode
    try {
      answer = await this.judge(incoming)
    } catch (error) {
      if (this.queue[0] !== incoming) return
      this.parts.failed(error)
      answer = error instanceof SvodError ? error.code : { ok: false, code: 'too-costly', spans: null }
    }
    if (this.queue[0] !== incoming) return
    if (typeof answer === 'string') {
      // The store's trouble is not its sender's: they come back with it.
      incoming.member.session.close(answer)
      return this.finish(false)
    }
    this.phase = { kind: 'judged', judgement: answer }
    this.parts.requestTurn()
  }

  private async judge(incoming: Incoming): Promise<Judgement> {
    const { journal, readStored, judge, ids } = this.parts
    // What its sender knows or has sent before must be in what the judge reads: this turn's records come at its end.
    await Promise.resolve()
    await journal.drained()
    const { checkpoint, tail } = await readStored()
    const { owners } = ids
    return judge({
      planId: this.parts.planId,
      state: checkpoint?.stateV2 ?? null,
      tail: tail.map(({ update }) => update),
      update: incoming.update,
      sender: senderOf(incoming),
      owners: { table: owners.encode(), complete: owners.complete },
    })
  }

  /** A part of a turn: decides on what has been judged, and integrates some slices. What to tell the members. */
  work(): News[] {
    const out: News[] = []
    if (this.phase.kind === 'judged') this.decide(this.phase.judgement, out)
    if (this.phase.kind === 'letting-in' && this.phase.onDisk) this.letIn(this.phase, out)
    this.payDebts(out)
    return out
  }

  /** Writes what a killed server owed, as soon as that can be: once the document is built, and all of it is there. */
  payDebts(out: News[]): void {
    const { debts, document, ids } = this.parts
    if (!debts.areOpen || this.isBehind || !document.isWarm) return
    ids.beforeChange()
    const due = debts.take()
    if (due !== null) this.repair(due, out)
  }

  /** Writes what is due, and tells of it. */
  private repair(due: Due, out: News[]): void {
    const repaired = this.parts.repair(due)
    if (repaired === null) return
    this.parts.record([{ member: null, update: repaired, by: 'server', trace: null }])
    this.noticed(null)
    out.push({ updates: [repaired], except: null })
  }

  private decide(judgement: Judgement, out: News[]): void {
    const [incoming] = this.queue
    if (incoming === undefined) return
    if (incoming.answers) hasAnswered(incoming.member)
    if (!judgement.ok) return this.refuse(incoming, judgement, out)
    if (!this.stillHolds(incoming, judgement)) {
      this.rounds++
      if (this.rounds < MAX_ROUNDS) return void this.ask()
      return this.refuse(incoming, { code: 'too-costly' }, out)
    }
    const { update, leftOut, spans, keys } = judgement
    const full = this.parts.intake.overflowOf(update)
    if (full !== null) return this.refuse(incoming, { code: full }, out)
    if (leftOut !== null) this.parts.intake.leaveOut(incoming, leftOut)
    if (update === null) return this.finish()
    const sender = senderOf(incoming)
    const { doc } = this.parts.document
    incoming.member.brought += spans.filter(({ client }) => stateOf(doc, client) === 0).length
    const at = this.parts.now()
    // The history tells of it as it comes in: noting thousands of things is no turn's work either.
    const logged = toLog(update, sender)
    this.parts.record([{ member: incoming.member, update: logged, by: sender.who.id, trace: null }])
    const clients = new Set(spans.map(({ client }) => client))
    claimAll([...clients], sender, this.parts.ids.owners)
    this.parts.bulk(sender.who, judgement.before)
    this.due = judgement.due
    this.parts.intake.owed.add(judgement.due.corrections)
    this.reserved = onceOnly(keys)
    const phase: LettingIn = {
      kind: 'letting-in',
      admitted: judgement,
      clients,
      who: sender.who,
      at,
      next: 0,
      onDisk: false,
    }
    this.phase = phase
    this.parts.journal.drained().then(
      () => {
        phase.onDisk = true
        this.parts.requestTurn()
      },
      // The room has lost its log and is dropped; its sender comes back with the update.
      () => undefined,
    )
  }

  /** Whether what others did meanwhile leaves the verdict as it is. */
  private stillHolds(incoming: Incoming, { keys, touches, spans, update }: Admitted): boolean {
    const { ids, document } = this.parts
    const { doc } = document
    const sender = senderOf(incoming)
    const { changed } = this
    if (changed === null || JSON.stringify(sender.who) !== this.who) return false
    if (changed.size > 0 && keys.some((key) => changed.has(key))) return false
    // Another connection of the same person may have gone on under the same id.
    if (!spans.every(({ client, clock }) => stateOf(doc, client) === clock)) return false
    if (!spans.every(({ client }) => mayUse(doc, sender, ids.owners, client))) return false
    return update === null || allowed(touches, sender.who, doc) === null
  }

  private refuse(
    incoming: Incoming,
    { code, spans }: { code: RefusalCode; spans?: readonly Span[] | null },
    out: News[],
  ): void {
    const { intake, record } = this.parts
    const { member } = incoming
    const accepted: Accepted[] = []
    if (!intake.isLeftToAnswer(member, code)) intake.refuse(incoming, code, accepted, spans)
    record(accepted)
    if (accepted.length > 0) out.push({ updates: accepted.map(({ update }) => update), except: null })
    this.finish()
  }

  private letIn(phase: LettingIn, out: News[]): void {
    const { slices } = phase.admitted
    if (phase.next < Math.max(1, slices.length)) this.integrate(phase, out)
    if (phase.next < slices.length) return this.parts.requestTurn()
    const { owed } = this.parts.intake
    const corrections = owed.take(CORRECTIONS_A_TURN)
    const isLast = owed.isEmpty
    if (isLast) this.phase = { kind: 'idle' }
    this.repair({ ...(isLast ? this.due : NO_CELLS), corrections }, out)
    if (!isLast) return this.parts.requestTurn()
    this.parts.whole()
    this.finish()
  }

  /** Some slices, as many as a turn has time for. */
  private integrate(phase: LettingIn, out: News[]): void {
    const { doc } = this.parts.document
    const { slices } = phase.admitted
    const from = phase.next
    const end = performance.now() + TURN_MS
    doc.transact(() => {
      do Y.applyUpdate(doc, slices[phase.next++] ?? NOTHING, SYNC)
      while (phase.next < slices.length && phase.next < from + SLICES_A_TURN && performance.now() < end)
    }, SYNC)
    this.parts.document.changed()
    this.noteFrom(from, phase)
    out.push({ updates: slices.slice(from, phase.next), except: this.queue[0]?.member ?? null })
  }

  /** Of the things it changes the history hears of as large a part as has come in since slice `from`. */
  private noteFrom(from: number, { admitted, who, at, next }: LettingIn): void {
    const { slices, trace } = admitted
    const all = Math.max(1, slices.length)
    const upTo = (slice: number): number => Math.floor((trace.length * Math.min(slice, all)) / all)
    const told = trace.slice(upTo(from), upTo(next))
    this.parts.trail.note(told, who, at)
    this.parts.touched(told, who)
  }

  /** Done with the first one, however it went. */
  private finish(isSettled = true): void {
    const incoming = this.queue.shift()
    this.phase = { kind: 'idle' }
    this.rounds = 0
    this.wake()
    if (this.queue.length === 0) this.signs.stop()
    if (incoming !== undefined) this.parts.done(incoming, isSettled)
    void this.ask()
  }

  private wake(): void {
    const { waiting } = this
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}

/** No structs, no deletions. */
const NOTHING = Uint8Array.of(0, 0)

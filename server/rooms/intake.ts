/**
 * What becomes of one update that came in: let in, refused, left out in part, or too much for a turn. Owns the
 * decision's consequences for the document and for its sender; who is told when, and the log, are the room's.
 */
import * as Y from 'yjs'
import { canWrite } from '../../shared/permissions.ts'
import { encodePermissionDenied, encodeRefused } from '../../shared/protocol.ts'
import {
  type Admission,
  type Sender,
  admit,
  claimClients,
  ownClients,
  strangersOf,
  toLog,
} from '../access/admit.ts'
import { type Limits, TURN_LIMITS } from '../access/limits.ts'
import { type Span, neutralise } from '../access/neutralise.ts'
import { SERVER_OWNER, singleClient } from '../access/owners.ts'
import type { Touched } from '../access/place.ts'
import type { RefusalCode } from '../access/refusal.ts'
import { OwedCorrections, correctionsOf } from '../access/signatures.ts'
import type { Journal } from '../storage/journal.ts'
import type { Accepted } from './accepted.ts'
import { BulkWatch } from './bulk.ts'
import type { ClientIds } from './client-ids.ts'
import type { PlanDocument } from './document.ts'
import { toFrame } from './frame.ts'
import { questionFrame } from './greeting.ts'
import type { Incoming } from './inbox.ts'
import { SYNC } from './origin.ts'
import type { RoomEvents } from './room-events.ts'
import { type Member, hasAnswered, isLeftToAnswer } from './session.ts'

export interface IntakeParts {
  planId: string
  document: PlanDocument
  ids: ClientIds
  journal: Pick<Journal, 'isFull'>
  now: () => number
  events: RoomEvents
  /** How much one turn may have to do with one update. */
  limits?: Limits
  /** Why a change comes too late: it makes what a large update, let in already, has yet to bring. */
  takenBefore: (touched: readonly Touched[]) => RefusalCode | null
}

/** Whoever sent it, as the decision sees them. */
export const senderOf = ({ member, answers }: Incoming): Sender => ({
  who: member.session.identity,
  clients: member.clients,
  whole: answers,
  brought: member.brought,
})

export class Intake {
  private readonly parts: IntakeParts
  readonly bulk: BulkWatch
  /** What the changes taken in have said in another's name, until it is put right. */
  readonly owed = new OwedCorrections()

  constructor(parts: IntakeParts) {
    this.parts = parts
    this.bulk = new BulkWatch(parts)
  }

  /**
   * Inspects and applies one update; what it touched, nothing where it was refused or brought nothing. `too-costly`:
   * nothing has been done with it yet, and no turn is long enough to.
   */
  take(incoming: Incoming, accepted: Accepted[]): readonly Touched[] | 'too-costly' {
    const { member, update, answers } = incoming
    const { ids, document } = this.parts
    const sender = senderOf(incoming)
    const verdict = admit(document.doc, update, sender, ids.owners, this.parts.limits ?? TURN_LIMITS)
    if (!verdict.ok && verdict.code === 'too-costly' && canWrite(sender.who)) return 'too-costly'
    if (answers) hasAnswered(member)
    const denied = verdict.ok ? this.objectionTo(verdict) : verdict.code
    if (!verdict.ok || denied !== null) {
      const code = denied ?? 'forbidden'
      if (!this.isLeftToAnswer(member, code)) this.refuse(incoming, code, accepted)
      return []
    }
    if (verdict.leftOut !== null) this.leaveOut(incoming, verdict.leftOut)
    if (verdict.update === null) return []
    const { touched } = verdict
    this.bulk.before(touched, sender.who)
    this.owed.add(correctionsOf(touched, document.doc, sender.who.id, this.owed))
    this.apply(member, verdict.update)
    claimClients(verdict.update, sender, ids.owners)
    const logged = toLog(verdict.update, sender)
    accepted.push({ member, update: logged, by: sender.who.id, trace: { touched, who: sender.who } })
    return touched
  }

  private apply(member: Member, update: Uint8Array): void {
    const { doc } = this.parts.document
    const known = doc.store.clients.size
    Y.applyUpdate(doc, update, SYNC)
    member.brought += doc.store.clients.size - known
  }

  /** Whether its sender's whole difference brings it; asks for that where nothing has. */
  isLeftToAnswer(member: Member, code: RefusalCode): boolean {
    if (!isLeftToAnswer(member, code)) return false
    if (member.answered) this.ask(member)
    member.early = true
    return true
  }

  private ask(member: Member): void {
    member.answered = false
    member.personal.push(questionFrame(this.parts.document.stateVector()))
    // The question names every id of the plan: who has it asked over and over comes back later.
    const isTooMuch = member.refusals.count(this.parts.now())
    if (isTooMuch) setImmediate(() => member.session.close('too-many-requests'))
  }

  private objectionTo({ update, touched }: Extract<Admission, { ok: true }>): RefusalCode | null {
    return this.parts.takenBefore(touched) ?? this.overflowOf(update)
  }

  /** A full plan takes no more content; null where there is room, or nothing comes. */
  overflowOf(update: Uint8Array | null): RefusalCode | null {
    // The first number of an update counts the clients that bring something new; without any it only takes away.
    return this.parts.journal.isFull && update !== null && update[0] !== 0 ? 'too-large' : null
  }

  /** `spans`: its clocks, where somebody has read them already. */
  refuse(incoming: Incoming, code: RefusalCode, accepted: Accepted[], spans?: readonly Span[] | null): void {
    const { member, count, update } = incoming
    const { doc } = this.parts.document
    const { owners } = this.parts.ids
    const sender = senderOf(incoming)
    const mayWrite = canWrite(sender.who)
    // It must not use up the clocks of anybody but its sender. Who may not write at all goes on being refused, and
    // leaves no trace: not even its clocks are filled.
    const own = { ownsClient: ownClients(doc, sender, owners), strangers: strangersOf(doc, sender) }
    const filler = mayWrite && spans !== null ? neutralise(doc, spans ?? update, own) : null
    if (filler) {
      const client = singleClient(filler)
      // The first under an id is in its sender's name: after a crash the log alone says whose the id is. It is no step of theirs.
      const isKnown = client !== null && doc.store.clients.has(client)
      this.apply(member, filler)
      claimClients(filler, sender, owners)
      const by = isKnown ? SERVER_OWNER : sender.who.id
      accepted.push({ member: null, update: toLog(filler, sender), by, trace: null })
    }
    const told = mayWrite ? code : 'forbidden'
    const frame = member.speaksSvod ? encodeRefused(count, told) : encodePermissionDenied(told)
    member.personal.push(toFrame(frame))
    this.countRefusal(member, code)
    // What this client writes next builds on clocks that nobody can fill: it has to start anew.
    const isStuck = !filler && told !== 'forbidden' && told !== 'plan-locked'
    if (isStuck) setImmediate(() => member.session.close('bad-request'))
  }

  /** Told to the house; too many end the connection. */
  countRefusal(member: Member, code: RefusalCode): void {
    const isTooMuch = member.refusals.count(this.parts.now())
    this.parts.events.refused(member.session.identity, code, member.refusals.total)
    if (isTooMuch) setImmediate(() => member.session.close('forbidden'))
  }

  /** A part of it was others' to bring. It is told with the ack of what was let in; then the client has to start anew. */
  leaveOut({ member, count }: Incoming, code: RefusalCode): void {
    this.countRefusal(member, code)
    if (member.speaksSvod) member.leftOut = { count, code }
    else member.personal.push(toFrame(encodePermissionDenied(code)))
  }
}

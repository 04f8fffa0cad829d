/**
 * One plan, live: its document, its members, one ordered queue. Updates of one event-loop turn are inspected,
 * applied in one transaction, sent on in one write per receiver, and queued for the disk (SPEC RM*).
 * Must not wait for anything between receiving and applying.
 */
import * as Y from 'yjs'
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { can } from '../../shared/permissions.ts'
import { repairCells } from '../../shared/plan/repair.ts'
import { SCHEMA_VERSION } from '../../shared/plan/schema.ts'
import {
  PROTOCOL_VERSION,
  encodeAck,
  encodeAwareness,
  encodePermissionDenied,
  encodeRefused,
  encodeSyncStep1,
  encodeSyncUpdate,
  encodeWelcome,
} from '../../shared/protocol.ts'
import { inspect } from '../access/inspect.ts'
import { neutralise } from '../access/neutralise.ts'
import type { Touched } from '../access/place.ts'
import type { RefusalCode } from '../access/refusal.ts'
import { allowed } from '../access/rights.ts'
import type { Journal } from '../storage/journal.ts'
import { Acks } from './acks.ts'
import type { PlanDocument } from './document.ts'
import { toFrame } from './frame.ts'
import type { Origin } from './origin.ts'
import { Presence } from './presence.ts'
import { receive } from './receive.ts'
import type { RoomEvents } from './room-events.ts'
import { type Member, type Session, createMember } from './session.ts'

interface Incoming {
  member: Member
  update: Uint8Array
  /** The member's message number, for the ack. */
  count: number
  /** Whether it answers the room's step 1. */
  answers: boolean
}

/** What a turn made of the incoming updates. */
interface Accepted {
  member: Member | null
  update: Uint8Array
  by: string
}

export interface RoomParts {
  planId: string
  epoch: string
  document: PlanDocument
  journal: Journal
  now: () => number
  events: RoomEvents
}

export class Room {
  readonly planId: string
  private readonly parts: RoomParts
  private readonly members = new Set<Member>()
  private readonly presence = new Presence()
  private readonly acks = new Acks()
  private inbox: Incoming[] = []
  private scheduled = false

  constructor(parts: RoomParts) {
    this.planId = parts.planId
    this.parts = parts
    parts.journal.onCommit((seq) => this.committed(seq))
  }

  get size(): number {
    return this.members.size
  }

  /** Lets a connection in: it hears of every change from here on, and is asked what it has. */
  join(session: Session): Member {
    const member = createMember(session)
    this.members.add(member)
    const everybody = this.presence.everybody()
    const greeting = [toFrame(encodeSyncStep1(this.parts.document.stateVector()))]
    if (everybody) greeting.push(toFrame(encodeAwareness(everybody)))
    session.write(Buffer.concat(greeting))
    return member
  }

  leave(member: Member): void {
    if (!this.members.delete(member)) return
    this.acks.forget(member)
    if (this.presence.leave(member)) this.schedule()
  }

  /** Takes in one WebSocket message. */
  receive(member: Member, message: Uint8Array): void {
    const intent = receive(message)
    switch (intent.kind) {
      case 'update':
        member.received++
        this.inbox.push({ member, update: intent.update, count: member.received, answers: intent.answers })
        return this.schedule()
      case 'step-1':
        return this.answer(member, intent.stateVector)
      case 'awareness':
        if (this.presence.receive(member, intent.update)) this.schedule()
        return
      case 'query-awareness':
        return this.tellEverybody(member)
      case 'hello':
        return this.welcome(member, intent.hello.protocol, intent.hello.schema)
      case 'malformed':
        return member.session.close('bad-request')
      case 'unknown':
    }
  }

  private answer(member: Member, stateVector: Uint8Array): void {
    // What came before this question in the same turn belongs into the answer.
    if (this.inbox.length > 0) this.flush()
    let frames: Buffer
    try {
      frames = this.parts.document.answer(stateVector, member.session.deflates)
    } catch (error) {
      this.parts.events.failed(error)
      return member.session.close('bad-request')
    }
    member.session.expectBulk(frames.length)
    member.session.write(frames)
  }

  private tellEverybody(member: Member): void {
    const everybody = this.presence.everybody()
    if (everybody) member.session.write(toFrame(encodeAwareness(everybody)))
  }

  private welcome(member: Member, protocol: number, schema: number): void {
    if (protocol !== PROTOCOL_VERSION || schema !== SCHEMA_VERSION)
      return member.session.close('client-outdated')
    member.speaksSvod = true
    const welcome = {
      protocol: PROTOCOL_VERSION,
      schema: SCHEMA_VERSION,
      epoch: this.parts.epoch,
      canWrite: can(member.session.identity, 'plan.edit'),
      storeWritable: true,
    }
    member.session.write(toFrame(encodeWelcome(welcome)))
  }

  private schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    setImmediate(() => {
      this.scheduled = false
      this.flush()
    })
  }

  private flush(): void {
    const incoming = this.inbox
    this.inbox = []
    try {
      const common = incoming.length > 0 ? this.applyAll(incoming) : null
      this.deliver(common)
      // Messages that changed nothing wait for nothing; refusals were told with the delivery, before any ack.
      this.committed(this.parts.journal.committed)
    } catch (error) {
      // The document may be half-way through something: nothing may be built on it.
      this.parts.events.failed(error)
      this.parts.events.broken(this.planId)
    }
  }

  private applyAll(incoming: readonly Incoming[]): { frame: Buffer; except: Member | null } | null {
    const { document } = this.parts
    const accepted: Accepted[] = []
    const repairs = new Set<string>()
    let columns = false
    const merged = captureUpdate(document.doc, incoming.length > 1, { kind: 'sync' }, () => {
      for (const one of incoming) {
        const touched = this.applyOne(one, accepted)
        for (const at of touched) {
          if (at.root === 'cols' && at.field === null) columns = true
          if (at.root === 'rows' && at.field === null && at.entity !== null) repairs.add(at.entity)
        }
      }
    })
    const repaired = columns || repairs.size > 0 ? this.repair(columns ? undefined : repairs) : null
    if (repaired) accepted.push({ member: null, update: repaired, by: 'server' })
    const last = this.record(accepted)
    for (const { member, count } of incoming) if (!member.early) this.acks.wait(member, count, last)
    return this.frameOf(accepted, merged, repaired)
  }

  private repair(rows: Iterable<string> | undefined): Uint8Array | null {
    const { doc } = this.parts.document
    return captureUpdate(doc, true, { kind: 'repair' }, () => void repairCells(doc, rows))
  }

  private frameOf(accepted: readonly Accepted[], merged: Uint8Array | null, repaired: Uint8Array | null) {
    const [first] = accepted
    if (!first) return null
    if (accepted.length === 1) return { frame: toFrame(encodeSyncUpdate(first.update)), except: first.member }
    const frames = [merged, repaired].filter((update) => update !== null)
    // One update and its repair: the turn had a single message, so nothing was merged.
    const all = merged === null && repaired !== null ? [first.update, repaired] : frames
    return { frame: Buffer.concat(all.map((update) => toFrame(encodeSyncUpdate(update)))), except: null }
  }

  /** Inspects and applies one update; what it touched, nothing where it was refused or brought nothing. */
  private applyOne(incoming: Incoming, accepted: Accepted[]): readonly Touched[] {
    const { member, update } = incoming
    const { doc } = this.parts.document
    if (incoming.answers) Object.assign(member, { answered: true, early: false })
    const verdict = inspect(doc, update)
    if (!verdict.ok && isEarly(member, verdict.code)) {
      member.early = true
      return []
    }
    if (verdict.ok && verdict.empty) return []
    const denied = verdict.ok ? allowed(verdict.touched, member.session.identity, doc) : verdict.code
    if (!verdict.ok || denied !== null) {
      this.refuse(incoming, denied ?? 'forbidden', accepted)
      return []
    }
    Y.applyUpdate(doc, verdict.update)
    accepted.push({ member, update: verdict.update, by: member.session.identity.id })
    return verdict.touched
  }

  private refuse({ member, update, count }: Incoming, code: RefusalCode, accepted: Accepted[]): void {
    const { doc } = this.parts.document
    // A refused update must not use up the clocks of anybody but its sender.
    const ownsClient = (client: number) => member.clients.has(client) || Y.getState(doc.store, client) === 0
    const filler = neutralise(doc, update, { ownsClient })
    if (filler) {
      Y.applyUpdate(doc, filler)
      accepted.push({ member: null, update: filler, by: 'server' })
    }
    member.refusals++
    this.parts.events.refused(member.session.identity, code, member.refusals)
    const frame = member.speaksSvod ? encodeRefused(count, code) : encodePermissionDenied(code)
    member.personal.push(toFrame(frame))
    // What this client writes next builds on clocks that nobody can fill: it has to start anew.
    if (!filler && code !== 'forbidden') setImmediate(() => member.session.close('bad-request'))
    this.schedule()
  }

  /** Queues accepted updates for the disk; the log position after the last one. */
  private record(accepted: readonly Accepted[]): number {
    const { journal, document, now } = this.parts
    if (accepted.length === 0) return journal.seq
    document.changed()
    const at = now()
    for (const { update, by } of accepted) journal.append({ update, by, at })
    this.parts.events.changed(this.planId, accepted.length)
    return journal.seq
  }

  private deliver(update: { frame: Buffer; except: Member | null } | null): void {
    const changes = this.presence.takeChanges()
    const awareness = changes ? [toFrame(encodeAwareness(changes))] : []
    const common = Buffer.concat([...(update ? [update.frame] : []), ...awareness])
    const withoutUpdate = update?.except ? Buffer.concat(awareness) : common
    let deliveries = 0
    for (const member of this.members) {
      const shared = member === update?.except ? withoutUpdate : common
      const { personal } = member
      if (personal.length > 0) member.personal = []
      else if (shared.length === 0) continue
      if (update && member !== update.except) deliveries++
      member.session.write(personal.length > 0 ? Buffer.concat([...personal, shared]) : shared)
    }
    this.parts.events.delivered(deliveries)
  }

  private committed(seq: number): void {
    for (const { member, count } of this.acks.release(seq)) {
      if (member.speaksSvod) member.session.write(toFrame(encodeAck(count)))
    }
  }

  /** Reads the document; nothing of it may be kept or changed. */
  read<T>(fn: (doc: Y.Doc) => T): T {
    return fn(this.parts.document.doc)
  }

  /**
   * Changes the document in one transaction, tells everybody, and resolves when the change is on disk.
   * Rejects with `forbidden`, with whatever `fn` throws, or with `storage-failed`. What `fn` wrote before it threw
   * stays: it must check before it writes.
   */
  async edit<T>(who: Identity, fn: (doc: Y.Doc) => T): Promise<T> {
    if (!can(who, 'plan.edit')) throw new SvodError('forbidden')
    if (this.inbox.length > 0) this.flush()
    const { doc } = this.parts.document
    const results: T[] = []
    let thrown: { error: unknown } | null = null
    const update = captureUpdate(doc, true, { kind: 'edit', by: who }, () => {
      try {
        results.push(fn(doc))
      } catch (error) {
        thrown = { error }
      }
      repairCells(doc)
    })
    if (update) {
      this.record([{ member: null, update, by: who.id }])
      this.deliver({ frame: toFrame(encodeSyncUpdate(update)), except: null })
    }
    if (thrown !== null) throw (thrown as { error: unknown }).error
    await this.parts.journal.drained()
    return results[0] as T
  }

  /** Closes every connection. */
  expel(code: Parameters<Session['close']>[0]): void {
    for (const member of this.members) member.session.close(code)
  }
}

/**
 * Somebody who comes back with unsent changes may type before the room's question has reached them: that update has a
 * hole, which their answer fills. It also brings the update itself, so this one can be left out [RM8].
 */
const isEarly = (member: Member, code: RefusalCode): boolean =>
  !member.answered && (code === 'gap' || code === 'missing')

/** Runs `change` in one transaction; its update, null where it changed nothing or `wanted` is false. */
const captureUpdate = (
  doc: Y.Doc,
  wanted: boolean,
  origin: Origin,
  change: () => void,
): Uint8Array | null => {
  const captured: Uint8Array[] = []
  const capture = (update: Uint8Array) => void captured.push(update)
  // Without a listener Yjs does not encode at all; a turn with one update passes that one on as it came.
  if (wanted) doc.on('update', capture)
  try {
    doc.transact(change, origin)
  } finally {
    if (wanted) doc.off('update', capture)
  }
  return captured[0] ?? null
}

/**
 * Changes that came in and wait for their turn, in order. Owns how much may wait: a connection that sends faster than
 * the room works is not read until its own changes are worked off [RM12].
 */
import type { Member } from './session.ts'

export interface Incoming {
  member: Member
  update: Uint8Array
  /** The member's message number, for the ack. */
  count: number
  /** Whether it answers the room's step 1. */
  answers: boolean
}

const MAX_MESSAGES = 512
const MAX_BYTES = 1 << 20
/** What waits aside in one room; a connection that brings more has to come back later. */
const MAX_ASIDE_BYTES = 64 << 20

/** A turn works off so much of what waits, then the other rooms have theirs. */
const TURN_MS = 16

export class Inbox {
  private items: Incoming[] = []
  private next = 0
  /** What came from those who are held up, oldest first. */
  private readonly aside = new Map<Member, Incoming[]>()
  /** Those of them who wait for what somebody else's connection has brought. */
  private readonly behindOthers = new Set<Member>()
  private bytesAside = 0
  /** Whose last message was not taken: what they have sent since counts on it. */
  private readonly turnedAway = new WeakSet<Member>()

  get isEmpty(): boolean {
    return this.next === this.items.length
  }

  /** How many wait. */
  get size(): number {
    return this.items.length - this.next
  }

  /** Whether something of this member's waits that came before whatever it sends now. */
  isBehind(member: Member): boolean {
    return member.queued.messages > 0 || this.aside.has(member) || this.turnedAway.has(member)
  }

  push(incoming: Incoming): void {
    const { member, update } = incoming
    this.items.push(incoming)
    member.queued.messages++
    member.queued.bytes += update.length
    if (member.paused || (member.queued.messages < MAX_MESSAGES && member.queued.bytes < MAX_BYTES)) return
    member.paused = true
    member.session.pause()
  }

  /** What this member has sent waits for something that came before it; the others go on. */
  hold(member: Member): void {
    if (!this.aside.has(member)) this.aside.set(member, [])
  }

  /** Its member has to wait, and the update, which was taken already, is the first that does. */
  holdFrom(incoming: Incoming): void {
    const { member, update } = incoming
    this.hold(member)
    this.behindOthers.add(member)
    member.queued.messages++
    member.queued.bytes += update.length
    this.putAside(this.aside.get(member) ?? [], incoming)
  }

  /** Bytes that wait for those who are held up. */
  get asideBytes(): number {
    return this.bytesAside
  }

  /** The member is gone: what waits for something that it sent before was never acknowledged, so its client brings it again. */
  leave(member: Member): void {
    if (!this.aside.has(member)) return
    this.takeFromAside(member)
    this.turnAway(member)
  }

  private takeFromAside(member: Member): Incoming[] {
    const waiting = this.aside.get(member) ?? []
    this.aside.delete(member)
    for (const { update } of waiting) this.bytesAside -= update.length
    return waiting
  }

  private putAside(waiting: Incoming[], incoming: Incoming): void {
    const { member, update } = incoming
    waiting.push(incoming)
    this.bytesAside += update.length
    if (this.bytesAside <= MAX_ASIDE_BYTES) return
    this.leave(member)
    setImmediate(() => member.session.close('too-many-requests'))
  }

  /** Nothing of the member's is taken any more; its connection is about to be closed. */
  turnAway(member: Member): void {
    this.turnedAway.add(member)
  }

  /** Whoever waits for what another connection has brought has their turn again. */
  releaseBehindOthers(): void {
    for (const member of this.behindOthers) this.release(member)
    this.behindOthers.clear()
  }

  /** The member's messages have their turn again, before whatever it has sent since. */
  release(member: Member): void {
    const waiting = this.takeFromAside(member)
    this.items = [...waiting, ...this.items.slice(this.next)]
    this.next = 0
  }

  private shift(): Incoming | null {
    const incoming = this.items[this.next]
    if (!incoming) return null
    this.next++
    if (this.isEmpty) {
      this.items = []
      this.next = 0
    }
    return incoming
  }

  /** The oldest of those that are not held up; null where none waits. */
  take(): Incoming | null {
    let incoming = this.shift()
    for (; incoming !== null; incoming = this.shift()) {
      if (this.turnedAway.has(incoming.member)) continue
      const aside = this.aside.get(incoming.member)
      if (aside === undefined) break
      this.putAside(aside, incoming)
    }
    if (incoming === null) return null
    const { member, update } = incoming
    member.queued.messages--
    member.queued.bytes -= update.length
    if (member.paused && member.queued.messages === 0) {
      member.paused = false
      member.session.resume()
    }
    return incoming
  }

  /** Takes what waits, oldest first, until the turn's time is over. */
  takeForATurn(work: (incoming: Incoming) => void): void {
    const end = performance.now() + TURN_MS
    // A look at the clock after each: one of them alone may take the whole turn.
    do {
      const incoming = this.take()
      if (incoming === null) return
      work(incoming)
    } while (performance.now() < end)
  }

  /** Throws away what waits; whoever waited for it is read again. */
  clear(): void {
    for (const member of this.aside.keys()) this.release(member)
    this.behindOthers.clear()
    while (this.take() !== null);
  }
}

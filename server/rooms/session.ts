/**
 * One connection as a room sees it, and what the room remembers of it. Owns no I/O: the socket implements `Session`.
 */
import type { ErrorCode } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { canWrite } from '../../shared/permissions.ts'
import type { RefusalCode } from '../access/refusal.ts'
import { Refusals } from './refusals.ts'

/** What a room needs of a connection. */
export interface Session {
  /** Who it is, as the plan sees them; may change while it is open. */
  readonly identity: Identity
  /** Whether the connection takes frames compressed without context. */
  readonly deflates: boolean
  /** Sends ready WebSocket frames. Cuts the connection where its reader is too slow. */
  write(frames: Buffer): void
  /** Sends an answer that may be larger than the limit for slow readers; `sent` is called when the socket has taken it. */
  writeBulk(frames: Buffer, sent: () => void): void
  /** Reads nothing more until `resume`: what came is more than can be worked off. */
  pause(): void
  resume(): void
  /** Ends the connection; nothing that still arrives on it is heard. */
  close(code: ErrorCode): void
}

/** A session inside a room. */
export interface Member {
  readonly session: Session
  /** Whether it said hello: gets welcome, acks and refusals. */
  speaksSvod: boolean
  /** Sync step 2 and update messages received so far. */
  received: number
  /** How many of them are acknowledged. */
  acked: number
  /** Whether it has answered the room's step 1 with everything it had. */
  answered: boolean
  /** Whether something it sent before that answer builds on what the answer will bring. */
  early: boolean
  /** Frames for this member alone that wait for the end of the turn. */
  personal: Buffer[]
  /** Messages and bytes of it that wait to be worked off. */
  readonly queued: { messages: number; bytes: number }
  /** Whether its socket is not read until they are. */
  paused: boolean
  /** Whether it is to be told at the end of the turn who is here. */
  asksWhoIsHere: boolean
  /** Awareness clients that this connection speaks for. */
  readonly clients: Set<number>
  /** Those that it has spoken for since it came. */
  readonly announced: Set<number>
  /** How many client ids it has brought that the plan had never seen. */
  brought: number
  readonly refusals: Refusals
  /** A message of which a part was left out; told when what was let in is acknowledged. */
  leftOut: { count: number; code: string } | null
}

export const createMember = (session: Session): Member => ({
  session,
  speaksSvod: false,
  received: 0,
  acked: 0,
  answered: false,
  early: false,
  personal: [],
  queued: { messages: 0, bytes: 0 },
  paused: false,
  asksWhoIsHere: false,
  clients: new Set(),
  announced: new Set(),
  brought: 0,
  refusals: new Refusals(),
  leftOut: null,
})

/** It has answered the room's step 1: nothing of its own lacks any more. */
export const hasAnswered = (member: Member): void => {
  member.answered = true
  member.early = false
}

/**
 * Somebody who comes back with unsent changes may type before the room's question has reached them: that update has a
 * hole, which their answer fills. It also brings the update itself, so this one can be left out [RM8].
 */
const isEarly = (member: Member, code: RefusalCode): boolean =>
  !member.answered && (code === 'gap' || code === 'missing')

/**
 * Whether an update that cannot be let in is left to its sender's whole difference, which brings it, too: one is on its way,
 * or has to be asked for, as a change just made brought the ids of so many sessions [AC24].
 */
export const isLeftToAnswer = (member: Member, code: RefusalCode): boolean =>
  isEarly(member, code) || (code === 'unknown-clients' && canWrite(member.session.identity))

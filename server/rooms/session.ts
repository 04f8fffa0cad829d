/**
 * One connection as a room sees it, and what the room remembers of it. Owns no I/O: the socket implements `Session`.
 */
import type { ErrorCode } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'

/** What a room needs of a connection. */
export interface Session {
  readonly identity: Identity
  /** Whether the connection takes frames compressed without context. */
  readonly deflates: boolean
  /** Sends ready WebSocket frames. Cuts the connection where its reader is too slow. */
  write(frames: Buffer): void
  /** Announces that the next write may be larger than the limit for slow readers. */
  expectBulk(bytes: number): void
  close(code: ErrorCode): void
}

/** A session inside a room. */
export interface Member {
  readonly session: Session
  /** Whether it said hello: gets welcome, acks and refusals. */
  speaksSvod: boolean
  /** Sync step 2 and update messages received so far. */
  received: number
  /** Whether it has answered the room's step 1 with everything it had. */
  answered: boolean
  /** Whether something it sent before that answer builds on what the answer will bring. */
  early: boolean
  /** Frames for this member alone that wait for the end of the turn. */
  personal: Buffer[]
  /** Awareness clients that this connection speaks for. */
  readonly clients: Set<number>
  /** Refused updates so far; the log says it once. */
  refusals: number
}

export const createMember = (session: Session): Member => ({
  session,
  speaksSvod: false,
  received: 0,
  answered: false,
  early: false,
  personal: [],
  clients: new Set(),
  refusals: 0,
})

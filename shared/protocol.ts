/**
 * The wire: y-websocket's message numbers and Svod's own from 100 up (PROTOCOL.md has the grammar).
 * Owns numbers, frame builders and readers. One message a WebSocket frame. Must not hold state.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type Access, ROLES } from './identity.ts'
import type { Actor } from './permissions.ts'
import { SCHEMA_VERSION } from './plan/schema.ts'

export const PROTOCOL_VERSION = 1

/** Message numbers of the stock protocol. */
export const MESSAGE_SYNC = 0
export const MESSAGE_AWARENESS = 1
export const MESSAGE_AUTH = 2
export const MESSAGE_QUERY_AWARENESS = 3

/** Sync sub-messages of y-protocols. */
export const SYNC_STEP_1 = 0
export const SYNC_STEP_2 = 1
export const SYNC_UPDATE = 2

/** Svod's own messages. A stock client never asks for them and never gets one. */
export const MESSAGE_HELLO = 100
export const MESSAGE_WELCOME = 101
export const MESSAGE_ACK = 102
export const MESSAGE_REFUSED = 103
export const MESSAGE_RIGHTS = 104
export const MESSAGE_RESUME = 105
export const MESSAGE_PAST = 106
export const MESSAGE_CARRY = 107
export const MESSAGE_LOST = 108

/** Client → server, first message of a Svod client: what it speaks. Turns acks and refusals on. */
export interface Hello {
  protocol: number
  schema: number
}

/** Server → client, the answer to a hello. */
export interface Welcome {
  protocol: number
  schema: number
  /** Incarnation of the plan's document; a browser cache of another epoch must not be merged. */
  epoch: string
  /** Whether this person may write at all. */
  canWrite: boolean
  /** False while the store refuses writes. */
  storeWritable: boolean
}

/** Server → client: every sync update and step 2 that this connection sent, up to the `count`-th, is on disk. */
export interface Ack {
  count: number
}

/** Server → client: the `count`-th sync message of this connection was refused and had no effect. */
export interface Refused {
  count: number
  code: string
}

const frame = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type)
    write(encoder)
  })

export const encodeHello = (hello: Hello = { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION }) =>
  frame(MESSAGE_HELLO, (encoder) => {
    encoding.writeVarUint(encoder, hello.protocol)
    encoding.writeVarUint(encoder, hello.schema)
  })

export const readHello = (decoder: decoding.Decoder): Hello => ({
  protocol: decoding.readVarUint(decoder),
  schema: decoding.readVarUint(decoder),
})

export const encodeWelcome = (welcome: Welcome) =>
  frame(MESSAGE_WELCOME, (encoder) => {
    encoding.writeVarUint(encoder, welcome.protocol)
    encoding.writeVarUint(encoder, welcome.schema)
    encoding.writeVarString(encoder, welcome.epoch)
    encoding.writeUint8(encoder, (welcome.canWrite ? 1 : 0) | (welcome.storeWritable ? 2 : 0))
  })

export const readWelcome = (decoder: decoding.Decoder): Welcome => {
  const protocol = decoding.readVarUint(decoder)
  const schema = decoding.readVarUint(decoder)
  const epoch = decoding.readVarString(decoder)
  const flags = decoding.readUint8(decoder)
  return { protocol, schema, epoch, canWrite: (flags & 1) > 0, storeWritable: (flags & 2) > 0 }
}

export const encodeAck = (count: number) =>
  frame(MESSAGE_ACK, (encoder) => encoding.writeVarUint(encoder, count))

export const readAck = (decoder: decoding.Decoder): Ack => ({ count: decoding.readVarUint(decoder) })

export const encodeRefused = (count: number, code: string) =>
  frame(MESSAGE_REFUSED, (encoder) => {
    encoding.writeVarUint(encoder, count)
    encoding.writeVarString(encoder, code)
  })

export const readRefused = (decoder: decoding.Decoder): Refused => ({
  count: decoding.readVarUint(decoder),
  code: decoding.readVarString(decoder),
})

/** Who the server takes a connection for, and what they may do in its plan. */
export interface Entitled extends Actor {
  /** Their identity's id; null where the server does not say. */
  id: string | null
}

/** Server → client: who the person is in this plan. */
export const encodeRights = ({ id, role, departments, approver }: Entitled) =>
  frame(MESSAGE_RIGHTS, (encoder) =>
    encoding.writeVarString(encoder, JSON.stringify({ id, role, departments, approver })),
  )

const isAccess = (value: unknown): value is Access => value === 'none' || ROLES.some((role) => role === value)

/** @throws Error where it is not what a server of this protocol sends */
export const readRights = (decoder: decoding.Decoder): Entitled => {
  const { id, role, departments, approver } = JSON.parse(decoding.readVarString(decoder)) as Record<
    string,
    unknown
  >
  if (!isAccess(role) || !Array.isArray(departments)) throw new Error('rights: malformed')
  const who = typeof id === 'string' ? id : null
  return { id: who, role, departments: departments.map(String), approver: approver === true }
}

/** Client → server: my document is of that epoch, which is past, and has changes that you may not have. */
export const encodeResume = (epoch: string) =>
  frame(MESSAGE_RESUME, (encoder) => encoding.writeVarString(encoder, epoch))

/** Server → client, the answer: what was known at the end of that epoch. */
export interface Past {
  /** '' where changes of it are taken, else why not. */
  code: string
  stateVector: Uint8Array
}

export const encodePast = (code: string, stateVector: Uint8Array) =>
  frame(MESSAGE_PAST, (encoder) => {
    encoding.writeVarString(encoder, code)
    encoding.writeVarUint8Array(encoder, stateVector)
  })

export const readPast = (decoder: decoding.Decoder): Past => ({
  code: decoding.readVarString(decoder),
  stateVector: decoding.readVarUint8Array(decoder),
})

/** Client → server: everything that my document has beyond that (an update in V1). Counted like an update. */
export const encodeCarry = (update: Uint8Array) =>
  frame(MESSAGE_CARRY, (encoder) => encoding.writeVarUint8Array(encoder, update))

/** Server → client: words of it that have no place in the new epoch. */
export const encodeLost = (words: readonly string[]) =>
  frame(MESSAGE_LOST, (encoder) => {
    encoding.writeVarUint(encoder, words.length)
    for (const text of words) encoding.writeVarString(encoder, text)
  })

export const readLost = (decoder: decoding.Decoder): string[] =>
  Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarString(decoder))

const syncFrame = (step: number, payload: Uint8Array): Uint8Array =>
  frame(MESSAGE_SYNC, (encoder) => {
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, payload)
  })

/** Asks the other side for everything beyond `stateVector`. */
export const encodeSyncStep1 = (stateVector: Uint8Array) => syncFrame(SYNC_STEP_1, stateVector)
/** Answers a step 1 with an update (V1 encoding). */
export const encodeSyncStep2 = (update: Uint8Array) => syncFrame(SYNC_STEP_2, update)
/** Passes on an update (V1 encoding). */
export const encodeSyncUpdate = (update: Uint8Array) => syncFrame(SYNC_UPDATE, update)

/** What stands before an update of so many bytes in the message that `encodeSyncUpdate` makes. */
export const syncUpdateHead = (length: number): number[] => {
  const head = [MESSAGE_SYNC, SYNC_UPDATE]
  let rest = length
  for (; rest > 127; rest = Math.floor(rest / 128)) head.push((rest % 128) | 128)
  head.push(rest)
  return head
}

/** An awareness update as y-protocols encodes it. */
export const encodeAwareness = (update: Uint8Array) =>
  frame(MESSAGE_AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, update))

/** y-protocols' permission denied. */
export const encodePermissionDenied = (reason: string) =>
  frame(MESSAGE_AUTH, (encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, reason)
  })

/** An update without structs and deletions: what a client with nothing to say answers. */
export const isEmptyUpdate = (update: Uint8Array): boolean =>
  update.length === 2 && update[0] === 0 && update[1] === 0

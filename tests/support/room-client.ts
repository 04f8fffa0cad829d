/** Honest clients of a room without a network: a Y.Doc behind a session that keeps the protocol of PROTOCOL.md. */
import { constants, inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import {
  MESSAGE_ACK,
  MESSAGE_AUTH,
  MESSAGE_REFUSED,
  MESSAGE_RIGHTS,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  SYNC_STEP_2,
  encodeHello,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  readAck,
  readRefused,
  readRights,
} from '../../shared/protocol.ts'
import type { Actor } from '../../shared/permissions.ts'
import type { Room } from '../../server/rooms/room.ts'
import type { Member, Session } from '../../server/rooms/session.ts'
import { emptyDoc } from './drafts.ts'
import { identityOf } from './identities.ts'

/** A chief editor, who may do everything, where no other role is given. */
export const person = (id: string, role: Identity['role'] = 'chief'): Identity =>
  identityOf({ id, name: `Имя ${id}`, role, hue: 1 })

const DEFLATE_TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff])

const inflate = (payload: Buffer): Buffer =>
  inflateRawSync(Buffer.concat([payload, DEFLATE_TAIL]), { finishFlush: constants.Z_SYNC_FLUSH })

/** Splits what a server wrote into messages, inflating compressed frames. */
export const messagesOf = (frames: Buffer): Buffer[] => {
  const messages: Buffer[] = []
  for (let at = 0; at < frames.length;) {
    const short = (frames[at + 1] ?? 0) & 127
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    const length =
      short < 126
        ? short
        : short === 126
          ? frames.readUInt16BE(at + 2)
          : Number(frames.readBigUInt64BE(at + 2))
    const payload = frames.subarray(at + head, at + head + length)
    const deflated = ((frames[at] ?? 0) & 0x40) > 0
    messages.push(deflated ? inflate(payload) : payload)
    at += head + length
  }
  return messages
}

export class RoomClient implements Session {
  identity: Identity
  readonly deflates: boolean
  readonly doc: Y.Doc
  readonly refusals: string[] = []
  /** What it was told of its own messages, in order. */
  readonly told: ('ack' | 'refused')[] = []
  /** What it was told of its rights, in order. */
  readonly rights: Actor[] = []
  readonly writes: Buffer[] = []
  closed: ErrorCode | null = null
  synced = false
  paused = false
  /** Messages acknowledged and sent. */
  acked = 0
  sent = 0
  member: Member | null = null
  private room: Room | null = null
  /** Whether it reads nothing and answers nothing but what the test sends. */
  private readonly silent: boolean

  constructor(identity: Identity, options: { doc?: Y.Doc; deflates?: boolean; silent?: boolean } = {}) {
    this.identity = identity
    this.deflates = options.deflates ?? true
    this.silent = options.silent ?? false
    this.doc = options.doc ?? emptyDoc()
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.member) this.sendCounted(encodeSyncUpdate(update))
    })
  }

  connect(room: Room): this {
    this.room = room
    this.closed = null
    this.sent = 0
    this.acked = 0
    this.member = room.join(this)
    this.send(encodeHello())
    this.send(encodeSyncStep1(Y.encodeStateVector(this.doc)))
    return this
  }

  disconnect(): void {
    if (this.member) this.room?.leave(this.member)
    this.member = null
    this.synced = false
  }

  /** Sends any message as it is. */
  send(message: Uint8Array): void {
    if (this.member) this.room?.receive(this.member, Buffer.from(message))
  }

  sendCounted(message: Uint8Array): void {
    this.sent++
    this.send(message)
  }

  write(frames: Buffer): void {
    this.writes.push(frames)
    for (const message of messagesOf(frames)) this.take(message)
  }

  writeBulk(frames: Buffer, sent: () => void): void {
    this.write(frames)
    sent()
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
  }

  close(code: ErrorCode): void {
    this.closed = code
    this.disconnect()
  }

  private take(message: Buffer): void {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE_SYNC) this.takeSync(decoder)
    else if (type === MESSAGE_ACK) {
      this.acked = readAck(decoder).count
      this.told.push('ack')
    } else if (type === MESSAGE_REFUSED) {
      this.refusals.push(readRefused(decoder).code)
      this.told.push('refused')
    } else if (type === MESSAGE_RIGHTS) this.rights.push(readRights(decoder))
    else if (type === MESSAGE_AUTH) this.refusals.push('auth')
  }

  private takeSync(decoder: decoding.Decoder): void {
    if (this.silent) return
    const step = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (step === SYNC_STEP_1) {
      // As over a network: the answer comes in a turn of its own.
      const member = this.member
      setImmediate(() => {
        if (this.member !== null && (member === null || member === this.member)) {
          this.sendCounted(encodeSyncStep2(Y.encodeStateAsUpdate(this.doc, payload)))
        }
      })
      return
    }
    if (step === SYNC_STEP_2) this.synced = true
    Y.applyUpdate(this.doc, payload, this)
  }
}

/** How long something may take before a wait for it fails. */
const PATIENCE_MS = 20_000

/** Resolves as soon as `done` holds; looks once a turn of the event loop. */
export const until = async (done: () => boolean, what: string): Promise<void> => {
  const end = performance.now() + PATIENCE_MS
  while (!done()) {
    if (performance.now() > end) throw new Error(`did not come about: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/**
 * One WebSocket connection: heartbeat, limits, backpressure. Owns the bytes on the socket; what they mean is the
 * room's. Frames are written to the TCP socket as they come from the room, several in one write.
 */
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { type ErrorCode, closeCodeOf } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import type { Session } from '../rooms/session.ts'

/** A reader that leaves this much unread is cut off [WS4]. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024

export interface SocketHandlers {
  onMessage(message: Uint8Array): void
  onClose(): void
}

/** A live connection as a room's session. `socket` is the TCP (or TLS) stream under `ws`. */
export class Connection implements Session {
  /** Replaced while the connection is open, where the person's rights change. */
  identity: Identity
  readonly deflates: boolean
  private readonly ws: WebSocket
  private readonly socket: Duplex
  /** Bytes of large answers that the socket has not taken yet; they may lie unread beyond the limit. */
  private bulk = 0
  private alive = true
  /** Bytes that had come by the last heartbeat. */
  private heard = 0
  /** Kept by hand: the getters of `ws` and of the stream cost more than a write to a fast reader. */
  private open = true

  constructor(ws: WebSocket, socket: Duplex, identity: Identity, handlers: SocketHandlers) {
    this.ws = ws
    this.socket = socket
    this.identity = identity
    this.deflates = ws.extensions.includes('permessage-deflate')
    ws.binaryType = 'nodebuffer'
    ws.on('message', (data, isBinary) => {
      // The other side may go on sending until it has answered the close frame: nobody listens any more.
      if (!this.open) return
      if (isBinary) handlers.onMessage(data as Buffer)
      else this.close('bad-request')
    })
    // ws answers by itself; whoever asks without end and reads nothing fills the buffer with answers.
    ws.on('ping', () => this.checkReader())
    ws.on('pong', () => (this.alive = true))
    ws.on('close', () => {
      this.open = false
      handlers.onClose()
    })
    socket.on('close', () => (this.open = false))
    // The close event follows every error and is where things are put in order; ws itself says why (1009, 1002).
    ws.on('error', () => {})
  }

  write(frames: Buffer): void {
    if (!this.open) return
    if (this.checkReader()) this.socket.write(frames)
  }

  /** Cuts the connection where too much lies unread; whether it is still open. */
  private checkReader(): boolean {
    if (this.open && this.socket.writableLength > MAX_BUFFERED_BYTES + this.bulk) this.cut()
    return this.open
  }

  writeBulk(frames: Buffer, sent: () => void): void {
    if (!this.open) return
    this.bulk += frames.length
    this.socket.write(frames, () => {
      this.bulk -= frames.length
      sent()
    })
  }

  pause(): void {
    this.ws.pause()
  }

  resume(): void {
    // What it answered meanwhile lies unread.
    this.alive = true
    this.ws.resume()
  }

  /** A close frame would queue behind what is not read, so the connection is dropped. */
  private cut(): void {
    this.open = false
    this.ws.close(closeCodeOf('slow-reader'), 'slow-reader')
    this.ws.terminate()
  }

  close(code: ErrorCode): void {
    // Nothing may follow the close frame.
    this.open = false
    this.ws.close(closeCodeOf(code), code)
  }

  /** Asks whether the other side is still there; ends the connection where the last question went unanswered. */
  beat(): void {
    // Where nothing is read no answer is heard either.
    if (this.ws.isPaused) return
    const heard = this.heardBytes()
    // The answer of somebody who is sending much stands behind it.
    if (!this.alive && heard === this.heard) return this.ws.terminate()
    this.heard = heard
    this.alive = false
    this.ws.ping()
  }

  private heardBytes(): number {
    return this.socket instanceof Socket ? this.socket.bytesRead : 0
  }

  terminate(): void {
    this.ws.terminate()
  }
}

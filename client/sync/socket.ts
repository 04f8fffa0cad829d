/**
 * The socket that the provider is given: a native WebSocket behind two gates (SPEC "Connection", rules CN*).
 * Owns what passes when, and counts what really leaves. Must not read documents or decide about epochs.
 *
 * - Our hello leaves first. Sync frames that come in wait until the welcome has been judged, so that a document of
 *   another epoch is never mixed with ours.
 * - Updates stay here until this connection's step 2 has left: it carries them, and without it they would have a gap.
 * - While it is paused, what others do waits; questions and the fate of our own changes do not.
 */
import {
  encodeHello,
  MESSAGE_AWARENESS,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
} from '../../shared/protocol.ts'

/** Close code of a connection that went without a word. */
const CLOSE_ABNORMAL = 1006

/** What the plan's session hears of its sockets. */
export interface SocketTap {
  /** Resolves when the document may be shown to the server (the cache has been read). */
  ready: Promise<void>
  opened(socket: PlanSocket): void
  sent(what: 'step2' | 'update'): void
  /** `opened`: whether the connection had been made at all. */
  lost(code: number, opened: boolean): void
}

/** What an outgoing or incoming frame is, by its first two bytes (both are single-byte varints). */
export const frameKind = (frame: Uint8Array): 'step1' | 'step2' | 'update' | 'other' => {
  if (frame[0] !== MESSAGE_SYNC) return 'other'
  if (frame[1] === SYNC_STEP_1) return 'step1'
  if (frame[1] === SYNC_STEP_2) return 'step2'
  return frame[1] === SYNC_UPDATE ? 'update' : 'other'
}

/** Whether a frame tells of what others do: their changes and where they are. */
const isOthers = (frame: Uint8Array): boolean =>
  frame[0] === MESSAGE_AWARENESS || frameKind(frame) === 'update' || frameKind(frame) === 'step2'

type Listener<E> = ((event: E) => void) | null

/** The part of WebSocket that y-websocket's provider uses. */
export class PlanSocket {
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  binaryType: BinaryType = 'arraybuffer'
  onopen: Listener<Event> = null
  onmessage: Listener<{ data: ArrayBuffer }> = null
  onclose: Listener<{ code: number; reason: string }> = null
  onerror: Listener<Event> = null
  private readonly tap: SocketTap
  private readonly native: WebSocket
  private opened = false
  private accepted = false
  private stepTwoLeft = false
  private gone = false
  private paused = false
  private held: ArrayBuffer[] = []

  constructor(tap: SocketTap, native: WebSocket) {
    this.tap = tap
    this.native = native
    native.binaryType = 'arraybuffer'
    native.addEventListener('open', (event) => this.open(event))
    native.addEventListener('message', (event) => this.receive(event.data as ArrayBuffer))
    native.addEventListener('error', (event) => this.onerror?.(event))
    native.addEventListener('close', (event) => this.lose(event.code, event.reason))
  }

  get readyState(): number {
    if (this.gone) return this.CLOSED
    if (!this.opened && this.native.readyState === this.OPEN) return this.CONNECTING
    return this.native.readyState
  }

  /** Bytes that have not left this machine yet. */
  get waiting(): number {
    return this.native.bufferedAmount
  }

  /** Lets the held sync frames through: the welcome was for the document that we have. */
  accept(): void {
    this.accepted = true
    this.drain()
  }

  /** What others do waits until `pause(false)`, as if the network were slow. */
  pause(paused: boolean): void {
    if (this.paused === paused) return
    this.paused = paused
    if (!paused) this.drain()
  }

  send(data: Uint8Array<ArrayBuffer>): void {
    if (this.gone) return
    const kind = frameKind(data)
    if (kind === 'update' && !this.stepTwoLeft) return
    if (kind === 'step2') this.stepTwoLeft = true
    this.native.send(data)
    if (kind === 'step2' || kind === 'update') this.tap.sent(kind)
  }

  /** Sends something of Svod's own, past both gates; `brings`: it carries every change made until now. */
  say(message: Uint8Array, brings: boolean): void {
    if (this.gone) return
    this.native.send(message as Uint8Array<ArrayBuffer>)
    if (brings) this.tap.sent('step2')
  }

  close(): void {
    this.lose(CLOSE_ABNORMAL, '')
  }

  /** Gives a connection up that may be dead, without waiting for the network to say so. */
  abandon(): void {
    this.lose(CLOSE_ABNORMAL, 'abandoned')
  }

  private open(event: Event): void {
    this.native.send(encodeHello() as Uint8Array<ArrayBuffer>)
    void this.tap.ready.then(() => {
      if (this.gone) return
      this.opened = true
      this.tap.opened(this)
      this.onopen?.(event)
      this.drain()
    })
  }

  private receive(data: ArrayBuffer): void {
    if (this.gone) return
    this.held.push(data)
    if (this.opened) this.drain()
  }

  /** Delivers what may be delivered; sync frames wait for the welcome, the others do not. */
  private drain(): void {
    if (!this.opened) return
    const waiting = this.held
    this.held = []
    for (const data of waiting) {
      if (this.gone) return
      if (this.mustWait(new Uint8Array(data))) this.held.push(data)
      else this.onmessage?.({ data })
    }
  }

  private mustWait(frame: Uint8Array): boolean {
    return (!this.accepted && frame[0] === MESSAGE_SYNC) || (this.paused && isOthers(frame))
  }

  private lose(code: number, reason: string): void {
    if (this.gone) return
    this.gone = true
    this.held = []
    if (this.native.readyState <= this.OPEN) this.native.close()
    this.tap.lost(code, this.opened)
    this.onclose?.({ code, reason })
  }
}

/** A WebSocket class for the provider's `WebSocketPolyfill`, whose sockets all report to `tap`. */
export const socketClass = (tap: SocketTap, Native: typeof WebSocket): typeof WebSocket =>
  class extends PlanSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(tap, new Native(url, protocols))
    }
  } as unknown as typeof WebSocket

/**
 * The connection: y-websocket's stock provider on our sockets, with Svod's messages, jitter, and a sense of the network
 * (SPEC "Connection", rules CN*). Owns when to connect, to give up and to stop. Must not know caches or outboxes.
 */
import { peekVarUint, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { ERRORS, type ErrorCode } from '../../shared/errors.ts'
import type { Actor } from '../../shared/permissions.ts'
import {
  MESSAGE_ACK,
  MESSAGE_AUTH,
  MESSAGE_LOST,
  MESSAGE_PAST,
  MESSAGE_REFUSED,
  MESSAGE_RIGHTS,
  MESSAGE_SYNC,
  MESSAGE_WELCOME,
  SYNC_UPDATE,
  encodeCarry,
  encodeResume,
  readAck,
  readLost,
  readPast,
  readRefused,
  readRights,
  readWelcome,
  type Entitled,
  type Past,
  type Refused,
  type Welcome,
} from '../../shared/protocol.ts'
import { socketClass, type PlanSocket } from './socket.ts'
import { isUntouched, type UpdateListener } from './whole.ts'

/** Reconnecting cannot help after these. */
const FINAL: readonly ErrorCode[] = [
  'bad-request',
  'unauthenticated',
  'forbidden',
  'not-found',
  'plan-in-trash',
  'plan-newer',
  'client-outdated',
  'too-many-connections',
]
/** Away for this long, people are told. Shorter breaks are nobody's business. */
const AWAY_AFTER_MS = 2000
/** Where nothing is acked for this long and nothing leaves either, the connection is dead [CN10]. */
const ACK_PATIENCE_MS = 20_000
/** How often it is looked whether something leaves. */
const LOOK_MS = 1000
const FIRST_BACKOFF_MS = 200
/** Gentler than doubling: most absences are restarts of a second or two. */
const BACKOFF_GROWTH = 1.5
const MAX_BACKOFF_MS = 8000

/** What is not pure, and what tests replace. */
export interface LinkWorld {
  WebSocket: typeof WebSocket
  random: () => number
  now: () => number
  /** Fires `online`, `offline`, `visibilitychange`, `pagehide`, `pageshow`. */
  page: EventTarget
  isOnline: () => boolean
  /** Why the server would not let us in before the upgrade; null where it did not say. */
  probe: () => Promise<ErrorCode | null>
}

export interface LinkEvents {
  opened(): void
  /** Who I am in this plan: before every welcome, and when it changes. */
  entitled(actor: Actor): void
  /** Returns whether the document may be mixed with the server's. */
  welcomed(welcome: Welcome): boolean
  sent(what: 'step2' | 'update'): void
  acked(count: number): void
  refused(refused: Refused): void
  /** The answer to `resume`. */
  past(past: Past): void
  /** Words of ours that have no place in the plan any more. */
  stranded(words: readonly string[]): void
  /** The server's document is in ours. */
  synced(): void
  /** The first content of a document that we know nothing of; stays unchanged. */
  content(update: Uint8Array): void
  lost(code: ErrorCode | null): void
  away(): void
  closed(code: ErrorCode): void
}

export interface LinkOptions {
  /** `ws://host/sync` */
  url: string
  planId: string
  /** Id of the person whose document this is. */
  me: string
  doc: Y.Doc
  awareness: Awareness
  /** Resolves when the document may be shown to the server. */
  ready: Promise<void>
  events: LinkEvents
  world: LinkWorld
}

export interface Link {
  /** Hears of the document's updates, to send them. */
  readonly heard: UpdateListener
  /** Tells the server that our document is of a past epoch. */
  resume(epoch: string): void
  /** Brings what our document has beyond that epoch. */
  carry(update: Uint8Array): void
  /** Gives the present connection up and makes a new one. */
  renew(): void
  /** While paused, what others do waits at the socket; our own changes go out and are acked as ever. */
  pause(paused: boolean): void
  close(): void
}

/** The error code of a close code; null for the ordinary ends of a connection. */
export const codeOfClose = (close: number): ErrorCode | null => {
  const entries = Object.entries(ERRORS) as [ErrorCode, { close?: number }][]
  return entries.find(([, meaning]) => meaning.close === close)?.[0] ?? null
}

export const isFinal = (code: ErrorCode | null): boolean => code !== null && FINAL.includes(code)

/** How long to wait before the `attempt`-th try (from 1): exponential, with the upper half drawn (ms). */
export const backoffMs = (attempt: number, random: number): number => {
  const full = Math.min(FIRST_BACKOFF_MS * BACKOFF_GROWTH ** (attempt - 1), MAX_BACKOFF_MS)
  return full * (0.5 + 0.5 * random)
}

class PlanLink implements Link {
  private readonly options: LinkOptions
  private readonly provider: WebsocketProvider
  private socket: PlanSocket | null = null
  private unacked = 0
  private frames = 0
  private patience: ReturnType<typeof setInterval> | null = null
  /** Ms without an ack and without anything leaving. */
  private quiet = 0
  /** Bytes that had not left when it was last looked. */
  private waiting = 0
  private awayTimer: ReturnType<typeof setTimeout> | null = null
  private probing = false
  private stopped = false
  private paused = false
  private readonly stopListening: () => void

  constructor(options: LinkOptions) {
    this.options = options
    this.provider = this.createProvider()
    this.stopListening = this.listen()
    this.provider.connect()
    this.startAway()
  }

  get heard(): UpdateListener {
    return this.provider._updateHandler
  }

  resume(epoch: string): void {
    this.socket?.say(encodeResume(epoch), false)
  }

  carry(update: Uint8Array): void {
    this.socket?.say(encodeCarry(update), true)
  }

  renew(): void {
    this.socket?.abandon()
  }

  pause(paused: boolean): void {
    this.paused = paused
    this.socket?.pause(paused)
  }

  close(): void {
    this.stopped = true
    this.stopListening()
    this.clearTimers()
    this.provider.destroy()
  }

  private createProvider(): WebsocketProvider {
    const { url, planId, doc, awareness, ready, world } = this.options
    const tap = {
      ready,
      opened: (socket: PlanSocket) => this.onOpened(socket),
      sent: (what: 'step2' | 'update') => this.onSent(what),
      lost: (code: number, opened: boolean) => this.onLost(code, opened),
    }
    const provider = new WebsocketProvider(url, planId, doc, {
      awareness,
      connect: false,
      disableBc: true,
      WebSocketPolyfill: socketClass(tap, world.WebSocket),
      shouldReconnect: (event) => !isFinal(codeOfClose(event.code)),
    })
    provider.on('connection-close', () => {
      provider.maxBackoffTime = backoffMs(provider.wsUnsuccessfulReconnects + 1, world.random())
    })
    provider.on('sync', (state: boolean) => state && this.options.events.synced())
    provider.on('closed', ({ code }) => this.stop(codeOfClose(code) ?? 'internal'))
    this.handleMessages(provider)
    this.takeContent(provider)
    return provider
  }

  /** The server begins with its whole document as an update. */
  private takeContent(provider: WebsocketProvider): void {
    const { doc, events } = this.options
    const read = provider.messageHandlers[MESSAGE_SYNC]
    provider.messageHandlers[MESSAGE_SYNC] = (encoder, decoder, ...rest) => {
      const isContent = isUntouched(doc) && peekVarUint(decoder) === SYNC_UPDATE
      if (!isContent) return read?.(encoder, decoder, ...rest)
      readVarUint(decoder)
      events.content(readVarUint8Array(decoder))
    }
  }

  private handleMessages(provider: WebsocketProvider): void {
    const { events } = this.options
    provider.messageHandlers[MESSAGE_RIGHTS] = (_encoder, decoder) => this.onRights(readRights(decoder))
    provider.messageHandlers[MESSAGE_WELCOME] = (_encoder, decoder) => {
      const welcome = readWelcome(decoder)
      // The server is there, also where its document is another and the way home begins.
      this.stayHere()
      if (events.welcomed(welcome)) this.socket?.accept()
    }
    provider.messageHandlers[MESSAGE_ACK] = (_encoder, decoder) => this.onAcked(readAck(decoder).count)
    provider.messageHandlers[MESSAGE_REFUSED] = (_encoder, decoder) => events.refused(readRefused(decoder))
    provider.messageHandlers[MESSAGE_PAST] = (_encoder, decoder) => events.past(readPast(decoder))
    provider.messageHandlers[MESSAGE_LOST] = (_encoder, decoder) => events.stranded(readLost(decoder))
    // The welcome says what we may do; the stock denial says nothing more.
    provider.messageHandlers[MESSAGE_AUTH] = () => undefined
  }

  private onOpened(socket: PlanSocket): void {
    this.socket = socket
    socket.pause(this.paused)
    this.frames = 0
    this.unacked = 0
    this.options.events.opened()
  }

  /** Somebody else has signed in in this browser: nothing of ours may leave in their name [CN9]. */
  private onRights({ id, ...actor }: Entitled): void {
    if (id !== null && id !== this.options.me) return this.stop('unauthenticated')
    this.options.events.entitled(actor)
  }

  private stayHere(): void {
    if (this.awayTimer !== null) clearTimeout(this.awayTimer)
    this.awayTimer = null
  }

  private onSent(what: 'step2' | 'update'): void {
    this.frames += 1
    this.unacked += 1
    if (this.unacked === 1) this.restartPatience()
    this.options.events.sent(what)
  }

  private onAcked(count: number): void {
    this.unacked = Math.max(0, this.frames - count)
    this.restartPatience()
    this.options.events.acked(count)
  }

  private restartPatience(): void {
    if (this.patience !== null) clearInterval(this.patience)
    this.quiet = 0
    this.waiting = this.socket?.waiting ?? 0
    this.patience = this.unacked > 0 ? setInterval(() => this.look(), LOOK_MS) : null
  }

  /** The line moves as long as what has not left this machine becomes less; what the system has taken says nothing. */
  private look(): void {
    const waiting = this.socket?.waiting ?? 0
    const isLeaving = waiting > 0 && waiting < this.waiting
    this.waiting = waiting
    this.quiet = isLeaving ? 0 : this.quiet + LOOK_MS
    // The answers come when it has left: the provider is told not to miss them.
    if (isLeaving) this.provider.wsLastMessageReceived = this.options.world.now()
    if (this.quiet >= ACK_PATIENCE_MS) this.renew()
  }

  private onLost(code: number, opened: boolean): void {
    this.socket = null
    this.unacked = 0
    this.restartPatience()
    if (this.stopped) return
    this.options.events.lost(codeOfClose(code))
    this.startAway()
    if (!opened) void this.askWhy()
  }

  private startAway(): void {
    if (!this.options.world.isOnline()) this.options.events.away()
    else this.awayTimer ??= setTimeout(() => this.options.events.away(), AWAY_AFTER_MS)
  }

  /** A browser is not told why an upgrade was refused; HTTP tells it. */
  private async askWhy(): Promise<void> {
    if (this.probing || !this.options.world.isOnline()) return
    this.probing = true
    const code = await this.options.world.probe().finally(() => {
      this.probing = false
    })
    if (code !== null && isFinal(code) && this.socket === null) this.stop(code)
  }

  private stop(code: ErrorCode): void {
    if (this.stopped) return
    this.close()
    this.options.events.closed(code)
  }

  private listen(): () => void {
    const { page } = this.options.world
    const retry = () => {
      if (!this.stopped && this.provider.shouldConnect) this.provider.connect()
    }
    const hide = () => this.provider.disconnect()
    const show = () => this.provider.connect()
    const handlers = { online: retry, visibilitychange: retry, offline: () => this.renew() }
    const all = Object.entries({ ...handlers, pagehide: hide, pageshow: show })
    for (const [name, handler] of all) page.addEventListener(name, handler)
    return () => {
      for (const [name, handler] of all) page.removeEventListener(name, handler)
    }
  }

  private clearTimers(): void {
    for (const timer of [this.patience, this.awayTimer]) if (timer !== null) clearTimeout(timer)
    this.patience = null
    this.awayTimer = null
  }
}

/** Connects, and stays connected until `close` or a final refusal. */
export const openLink = (options: LinkOptions): Link => new PlanLink(options)

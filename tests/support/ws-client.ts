/**
 * Clients of the sync endpoint: the stock `WebsocketProvider` of the y-websocket package with its own messages only,
 * and a bare WebSocket that sees every frame. Owns waiting for what they see; nothing here sleeps.
 */
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { MESSAGE_RIGHTS, encodeHello } from '../../shared/protocol.ts'
import { ADMIN, type Headers } from './http.ts'

interface Endpoint {
  syncUrl: string
}

/** A WebSocket class that sends these headers with its handshake: what a cookie jar does in a browser. */
const socketWith = (headers: Headers) =>
  class extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols, { headers })
    }
  } as unknown as typeof globalThis.WebSocket

/** How long something may take before the wait fails with a description. */
const PATIENCE_MS = 15_000

/** Resolves as soon as `isTrue` holds; asked now and at every call of the function given to `subscribe`. */
export const until = (
  what: string,
  isTrue: () => boolean,
  subscribe: (check: () => void) => () => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    if (isTrue()) return resolve()
    const deadline = setTimeout(() => finish(new Error(`Waited in vain until ${what}`)), PATIENCE_MS)
    const unsubscribe = subscribe(() => {
      if (isTrue()) finish()
    })
    const finish = (error?: Error) => {
      clearTimeout(deadline)
      unsubscribe()
      if (error) reject(error)
      else resolve()
    }
  })

/** A stock client on a document of its own; leaves when the test ends. */
export const connect = (
  server: Endpoint,
  planId: string,
  { headers = ADMIN, doc = new Y.Doc() }: { headers?: Headers; doc?: Y.Doc } = {},
): WebsocketProvider => {
  const provider = new WebsocketProvider(server.syncUrl, planId, doc, {
    WebSocketPolyfill: socketWith(headers),
    disableBc: true,
    maxBackoffTime: 200,
  })
  onTestFinished(() => provider.destroy())
  return provider
}

/** Resolves when the client holds everything that the server has. */
export const synced = (provider: WebsocketProvider): Promise<void> =>
  until(
    'the client is synced',
    () => provider.synced,
    (check) => {
      provider.on('sync', check)
      return () => provider.off('sync', check)
    },
  )

/** Resolves when the document satisfies `isTrue`. */
export const untilDoc = (doc: Y.Doc, what: string, isTrue: () => boolean): Promise<void> =>
  until(what, isTrue, (check) => {
    doc.on('afterTransaction', check)
    return () => doc.off('afterTransaction', check)
  })

/** Resolves when the awareness satisfies `isTrue`. */
export const untilAwareness = (awareness: Awareness, what: string, isTrue: () => boolean): Promise<void> =>
  until(what, isTrue, (check) => {
    awareness.on('change', check)
    return () => awareness.off('change', check)
  })

/** A WebSocket that keeps every message and how it ended. */
export class RawClient {
  readonly messages: Uint8Array[] = []
  closed: { code: number; reason: string } | null = null
  readonly socket: WebSocket
  private readonly listeners = new Set<() => void>()

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data: Buffer) => {
      this.messages.push(new Uint8Array(data))
      this.notify()
    })
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) }
      this.notify()
    })
    socket.on('error', () => this.notify())
  }

  private notify(): void {
    for (const listener of this.listeners) listener()
  }

  send(message: Uint8Array): void {
    this.socket.send(message)
  }

  /** The first message of a number (its first byte) that has come or will come. */
  async message(number: number): Promise<Uint8Array> {
    const find = () => this.messages.find((message) => message[0] === number)
    await this.until(`message ${number} comes`, () => find() !== undefined)
    return find() ?? new Uint8Array()
  }

  until(what: string, isTrue: () => boolean): Promise<void> {
    return until(what, isTrue, (check) => {
      this.listeners.add(check)
      return () => this.listeners.delete(check)
    })
  }
}

/** A bare WebSocket in a plan, open. */
export const connectRaw = async (server: Endpoint, planId: string, headers = ADMIN): Promise<RawClient> => {
  const socket = new WebSocket(`${server.syncUrl}/${planId}`, { headers, perMessageDeflate: false })
  const client = new RawClient(socket)
  onTestFinished(() => socket.terminate())
  await until(
    'the socket is open',
    () => socket.readyState === WebSocket.OPEN,
    (check) => {
      socket.on('open', check)
      return () => socket.off('open', check)
    },
  )
  return client
}

/** The HTTP status with which a handshake is refused. */
export const refusedWith = (address: string, headers: Headers): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(address, { headers })
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    socket.on('open', () => {
      socket.terminate()
      reject(new Error('The handshake was accepted'))
    })
    // After the refusal the destroyed request reports an error of its own; the promise is settled by then.
    socket.on('error', reject)
  })

/** A connection of Svod's own protocol that has been told its rights. */
export const entitledAt = async (address: string, headers: Headers): Promise<RawClient> => {
  const socket = new WebSocket(address, { headers })
  const client = new RawClient(socket)
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  client.send(encodeHello())
  await client.message(MESSAGE_RIGHTS)
  return client
}

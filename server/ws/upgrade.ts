/**
 * `GET /sync/:planId` → a WebSocket in a room. Authenticates once and refuses before the upgrade: 401, 403, 404
 * (PROTOCOL.md "Opening"). Owns the handshake and the heartbeat's clock.
 */
import { type IncomingMessage, STATUS_CODES, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type ErrorCode, SvodError, statusOf } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import type { Rooms } from '../rooms/registry.ts'
import { Connection } from './socket.ts'

const SYNC_PATH = /^\/sync\/([A-Za-z0-9_-]{1,40})$/
/** Longest message that a client may send, in bytes [WS3]. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024
const HEARTBEAT_MS = 30_000
/** How long closing handshakes may take before connections are dropped. */
const CLOSE_GRACE_MS = 2_000

export interface SyncParts {
  rooms: Rooms
  authenticate(request: IncomingMessage): Identity | null
  originAllowed(request: IncomingMessage): boolean
  /** Whether the plan exists and is not in the trash; the error otherwise. */
  planError(planId: string): ErrorCode | null
  onError(error: unknown): void
  heartbeatMs?: number
}

/** The running sync endpoint. */
export interface SyncServer {
  /** Takes no more connections, closes those that are open, and resolves when they are gone. */
  close: () => Promise<void>
}

const refuse = (socket: Duplex, code: ErrorCode): void => {
  const status = statusOf(code)
  const body = JSON.stringify({ error: { code, message: code } })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  // HTTP sockets stay half open: without this, whoever does not close their side would hold ours for ever.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

const createServer = (): WebSocketServer =>
  new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    // Without context takeover a message can be compressed once and sent to many; Svod itself compresses the first
    // sync alone, a keystroke costs more to deflate than to send.
    perMessageDeflate: {
      serverNoContextTakeover: true,
      clientNoContextTakeover: true,
      threshold: MAX_MESSAGE_BYTES,
    },
  })

/** Puts the sync endpoint on an HTTP server. */
export const attachSync = (server: Server, parts: SyncParts): SyncServer => {
  const wss = createServer()
  const connections = new Set<Connection>()
  let closing = false
  const beat = setInterval(() => connections.forEach((one) => one.beat()), parts.heartbeatMs ?? HEARTBEAT_MS)
  beat.unref()

  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    if (closing) return refuse(socket, 'shutting-down')
    const planId = SYNC_PATH.exec((request.url ?? '').split('?')[0] ?? '')?.[1]
    if (planId === undefined) return refuse(socket, 'not-found')
    if (!parts.originAllowed(request)) return refuse(socket, 'foreign-origin')
    const identity = parts.authenticate(request)
    if (!identity) return refuse(socket, 'unauthenticated')
    const error = parts.planError(planId)
    if (error) return refuse(socket, error)
    const { room, release } = await parts.rooms.hold(planId)
    if (socket.destroyed) return release()
    socket.once('close', release)
    // Loading takes a while, and nobody would close a connection that comes in after all others were closed.
    if (closing) return refuse(socket, 'shutting-down')
    // So does it for the plan to go into the trash.
    const late = parts.planError(planId)
    if (late) return refuse(socket, late)
    wss.handleUpgrade(request, socket, head, (ws: WebSocket) => {
      const connection = new Connection(ws, socket, identity, {
        onMessage: (message) => room.receive(member, message),
        onClose: () => {
          connections.delete(connection)
          parts.rooms.counted(-1)
          room.leave(member)
        },
      })
      connections.add(connection)
      parts.rooms.counted(1)
      const member = room.join(connection)
    })
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    admit(request, socket, head).catch((error: unknown) => {
      if (!(error instanceof SvodError)) parts.onError(error)
      refuse(socket, error instanceof SvodError ? error.code : 'internal')
    })
  })

  const close = async (): Promise<void> => {
    closing = true
    clearInterval(beat)
    const open = [...wss.clients]
    const gone = open.map((ws) => new Promise<void>((resolve) => ws.once('close', () => resolve())))
    for (const connection of connections) connection.close('shutting-down')
    const drop = setTimeout(() => connections.forEach((one) => one.terminate()), CLOSE_GRACE_MS)
    await Promise.all(gone)
    clearTimeout(drop)
  }
  return { close }
}

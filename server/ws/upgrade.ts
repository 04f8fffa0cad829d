/**
 * `GET /sync/:planId` → a WebSocket in a room. Refuses before the upgrade: 401, 403, 404 (PROTOCOL.md "Opening"). Owns
 * the handshake and the heartbeat's clock; who is still allowed in later is `recheck.ts`'s.
 */
import { type IncomingMessage, STATUS_CODES, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type ErrorCode, RETRY_SECONDS, SvodError, closeCodeOf, statusOf } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { can } from '../../shared/permissions.ts'
import type { Rooms } from '../rooms/registry.ts'
import type { Room } from '../rooms/room.ts'
import type { Member } from '../rooms/session.ts'
import { Crowd, type Limit } from './crowd.ts'
import { type Credentials, Rechecks } from './recheck.ts'
import { Connection } from './socket.ts'

const SYNC_PATH = /^\/sync\/([^/]+)$/
/** Longest message that a client may send, in bytes [WS3]. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024
const HEARTBEAT_MS = 30_000
/** How long closing handshakes may take before connections are dropped. */
const CLOSE_GRACE_MS = 2_000

export interface SyncParts {
  rooms: Rooms
  /** Who sends these headers, as the plan sees them; null for nobody. Asked again while the connection is open. */
  authenticate(request: Credentials, planId: string): Identity | null
  originAllowed(request: IncomingMessage): boolean
  /** Whether the plan exists and is not in the trash; the error otherwise. */
  planError(planId: string): ErrorCode | null
  /** With whose connections this one is counted, and how many they may be; null for no limit. */
  limitFor?: (request: IncomingMessage, identity: Identity) => Limit | null
  /** What a refusal says to whoever sent the request, in their language. */
  sentence(request: IncomingMessage, code: ErrorCode): string
  onError(error: unknown): void
  heartbeatMs?: number
  /** Calls back when people or their rights may have changed; the returned function ends it. */
  onPeopleChange?: (listener: () => void) => () => void
}

/** The running sync endpoint. */
export interface SyncServer {
  /** Takes no more connections, closes those that are open, and resolves when they are gone. */
  close: () => Promise<void>
}

const refuse = (socket: Duplex, code: ErrorCode, message: string): void => {
  const [status, seconds] = [statusOf(code), RETRY_SECONDS[code]]
  const body = JSON.stringify({ error: { code, message } })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...(status === 401 ? ['WWW-Authenticate: Bearer'] : []),
    ...(seconds === undefined ? [] : [`Retry-After: ${seconds}`]),
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

/** What of a request says who sends it: the rest of it is not kept for as long as the connection lasts. */
const credentialsOf = ({ headers: { authorization, cookie } }: IncomingMessage): Credentials => ({
  headers: {
    ...(authorization === undefined ? {} : { authorization }),
    ...(cookie === undefined ? {} : { cookie }),
  },
})

/** Who sends the request, as the plan sees them, or why they are not let in. */
const judge = (parts: SyncParts, request: IncomingMessage, planId: string): Identity | ErrorCode => {
  if (!parts.originAllowed(request)) return 'foreign-origin'
  const identity = parts.authenticate(request, planId)
  if (!identity) return 'unauthenticated'
  return can(identity, 'plan.read') ? (parts.planError(planId) ?? identity) : 'forbidden'
}

/**
 * Counts the connection, or turns it away: a browser is told no status of a refused upgrade, so what is too much is
 * opened, says why, and ends [PW5].
 */
const hasRoom = (ws: WebSocket, crowd: Crowd, limit: Limit | null): boolean => {
  const leave = limit === null ? () => {} : crowd.enter(limit)
  if (leave !== null) {
    ws.on('close', leave)
    return true
  }
  // What still arrives is nobody's: not even its faults are reported.
  ws.on('error', () => {})
  ws.close(closeCodeOf('too-many-connections'), 'too-many-connections')
  setTimeout(() => ws.terminate(), CLOSE_GRACE_MS).unref()
  return false
}

/** The plan that an address names, whether or not there can be such a plan; null elsewhere, and for what is no address. */
const planIn = (url: string | undefined): string | null => {
  const name = SYNC_PATH.exec((url ?? '').split('?')[0] ?? '')?.[1]
  try {
    return name === undefined ? null : decodeURIComponent(name)
  } catch {
    // As it stands: no plan is called so.
    return name ?? null
  }
}

interface Entry {
  planId: string
  identity: Identity
  room: Room
}

/**
 * The room that a request asks for, held as long as its socket lives; why it is refused, or null where nobody waits for
 * the answer any more.
 */
const findRoom = async (
  parts: SyncParts,
  request: IncomingMessage,
  socket: Duplex,
  isClosing: () => boolean,
): Promise<Entry | ErrorCode | null> => {
  if (isClosing()) return 'shutting-down'
  const planId = planIn(request.url)
  if (planId === null) return 'not-found'
  const early = judge(parts, request, planId)
  if (typeof early === 'string') return early
  const { room, release } = await parts.rooms.hold(planId)
  if (socket.destroyed) {
    release()
    return null
  }
  socket.once('close', release)
  // Loading takes a while, and nobody would close a connection that comes in after all others were closed.
  if (isClosing()) return 'shutting-down'
  // So does it for the plan to go into the trash, and for people to lose their rights.
  const identity = judge(parts, request, planId)
  return typeof identity === 'string' ? identity : { planId, identity, room }
}

type Admission = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>

/** Hands every request for an upgrade to `admit`, and answers where it fails. */
const onUpgrade = (server: Server, parts: SyncParts, admit: Admission): void => {
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    admit(request, socket, head).catch((error: unknown) => {
      if (!(error instanceof SvodError)) parts.onError(error)
      const code = error instanceof SvodError ? error.code : 'internal'
      refuse(socket, code, parts.sentence(request, code))
    })
  })
}

/** Puts the sync endpoint on an HTTP server. */
export const attachSync = (server: Server, parts: SyncParts): SyncServer => {
  const wss = createServer()
  const connections = new Set<Connection>()
  let closing = false
  const beat = setInterval(() => connections.forEach((one) => one.beat()), parts.heartbeatMs ?? HEARTBEAT_MS)
  beat.unref()
  const rechecks = new Rechecks(parts)
  const crowd = new Crowd()

  const connect = (ws: WebSocket, socket: Duplex, identity: Identity, room: Room): [Connection, Member] => {
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
    return [connection, member]
  }

  const admit: Admission = async (request, socket, head) => {
    const entry = await findRoom(parts, request, socket, () => closing)
    if (typeof entry === 'string') return refuse(socket, entry, parts.sentence(request, entry))
    if (entry === null) return
    const { planId, identity, room } = entry
    wss.handleUpgrade(request, socket, head, (ws: WebSocket) => {
      if (!hasRoom(ws, crowd, parts.limitFor?.(request, identity) ?? null)) return
      const [connection, member] = connect(ws, socket, identity, room)
      const changed = (next: Identity): void => {
        connection.identity = next
        room.identityChanged(member)
      }
      ws.on('close', rechecks.add({ connection, planId, credentials: credentialsOf(request), changed }))
    })
  }

  onUpgrade(server, parts, admit)

  const close = async (): Promise<void> => {
    closing = true
    clearInterval(beat)
    rechecks.close()
    const open = [...wss.clients]
    const gone = open.map((ws) => new Promise<void>((resolve) => ws.once('close', () => resolve())))
    for (const connection of connections) connection.close('shutting-down')
    const drop = setTimeout(() => connections.forEach((one) => one.terminate()), CLOSE_GRACE_MS)
    await Promise.all(gone)
    clearTimeout(drop)
  }
  return { close }
}

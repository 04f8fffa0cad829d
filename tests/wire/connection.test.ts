/** Heartbeat and backpressure, on a server in this process whose clock can be set. */
import { once } from 'node:events'
import { type IncomingMessage, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Identity } from '../../shared/identity.ts'
import { Rooms } from '../../server/rooms/registry.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import { Connection } from '../../server/ws/socket.ts'
import { attachSync } from '../../server/ws/upgrade.ts'
import { planDraft } from '../support/drafts.ts'
import { createTestPlan } from '../support/rooms.ts'
import { identityOf } from '../support/identities.ts'
import { writer } from '../support/stock-client.ts'
import { RawClient, connect, synced, untilDoc } from '../support/ws-client.ts'

const CHIEF: Identity = identityOf({ id: 'chief', name: 'Chief', role: 'chief', kind: 'program' })
const PLAN = 'plan'

const startSync = async (heartbeatMs?: number): Promise<{ syncUrl: string; close: () => Promise<void> }> => {
  const events = {
    changed: () => undefined,
    delivered: () => undefined,
    refused: () => undefined,
    malformed: () => undefined,
    failed: (error: unknown) => {
      throw error
    },
  }
  const storage = openMemoryStorage()
  const rooms = new Rooms({ storage, now: () => 1_700_000_000_000, events })
  await createTestPlan(storage, planDraft(), PLAN)
  const server = createServer()
  const sync = attachSync(server, {
    rooms,
    authenticate: () => CHIEF,
    originAllowed: () => true,
    planError: () => null,
    sentence: (_, code) => code,
    onError: events.failed,
    ...(heartbeatMs === undefined ? {} : { heartbeatMs }),
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    await sync.close()
    server.close()
    await rooms.close()
  })
  const { port } = server.address() as AddressInfo
  return { syncUrl: `ws://127.0.0.1:${port}/sync`, close: () => sync.close() }
}

const open = async (syncUrl: string, options: object): Promise<RawClient> => {
  const socket = new WebSocket(`${syncUrl}/${PLAN}`, { perMessageDeflate: false, ...options })
  const client = new RawClient(socket)
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  return client
}

test('[WS2] the server beats by itself: a connection that leaves two heartbeats unanswered is dropped', async () => {
  const { syncUrl } = await startSync(20)
  const dead = await open(syncUrl, { autoPong: false })
  await dead.until('the silent connection is dropped', () => dead.closed !== null)
})

/** A connection on which the server's side is beaten by hand; the client answers no heartbeat where `autoPong` is false. */
const beatenByHand = async (autoPong: boolean) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong, perMessageDeflate: false })
  onTestFinished(() => client.terminate())
  const [[ws, { socket }]] = (await Promise.all([once(server, 'connection'), once(client, 'open')])) as [
    [WebSocket, IncomingMessage],
    unknown,
  ]
  const handlers = { onMessage: () => {}, onClose: () => {} }
  return { ws, socket, client, connection: new Connection(ws, socket, identityOf({ id: 'anna' }), handlers) }
}

test('[WS2] one that answers each heartbeat stays, however many come', async () => {
  const { ws, connection } = await beatenByHand(true)
  for (let beat = 0; beat < 5; beat++) {
    const answered = once(ws, 'pong')
    connection.beat()
    await answered
    expect(ws.readyState).toBe(WebSocket.OPEN)
  }
})

test('[WS2] nor is one dropped that is still sending, whose answers stand behind what it sends', async () => {
  const { ws, socket, client, connection } = await beatenByHand(false)
  for (let beat = 0; beat < 4; beat++) {
    connection.beat()
    // A fragment of a message that does not end.
    const arrived = once(socket, 'data')
    client.send(new Uint8Array(100), { fin: false })
    await arrived
    expect(ws.readyState).toBe(WebSocket.OPEN)
  }
  connection.beat()
  expect(ws.readyState).toBe(WebSocket.OPEN)
  connection.beat()
  expect(ws.readyState).not.toBe(WebSocket.OPEN)
})

test('[WS2] one that is not read for a while is not taken for dead', async () => {
  const { ws, connection } = await beatenByHand(true)
  connection.beat()
  connection.pause()
  for (let beat = 0; beat < 3; beat++) connection.beat()
  expect(ws.readyState).toBe(WebSocket.OPEN)
  connection.resume()
  connection.beat()
  expect(ws.readyState).toBe(WebSocket.OPEN)
  await once(ws, 'pong')
  connection.beat()
  expect(ws.readyState).toBe(WebSocket.OPEN)
})

const PIECES = 30
const PIECE = 'x'.repeat(500_000)

test('[WS4] a reader that leaves too much unread is cut off; the others do not notice', async () => {
  const { syncUrl } = await startSync()
  const slow = await open(syncUrl, {})
  const [anna, boris] = [connect({ syncUrl }, PLAN), connect({ syncUrl }, PLAN)]
  await Promise.all([synced(anna), synced(boris)])
  slow.socket.pause()
  const [section] = [...anna.doc.getMap('sections').keys()]
  const rowCount = () => boris.doc.getMap('rows').size
  const before = rowCount()
  for (let index = 0; index < PIECES; index++) {
    writer(anna.doc, `big-${index}`).row(section ?? '', PIECE)
    await untilDoc(boris.doc, 'the row has come', () => rowCount() > before + index)
  }
  slow.socket.resume()
  await slow.until('the slow reader is cut off', () => slow.closed !== null)
  expect(boris.wsconnected).toBe(true)
})

test('[WS4] so is one that asks for pongs without end and reads none', async () => {
  const { syncUrl } = await startSync()
  const slow = await open(syncUrl, {})
  slow.socket.pause()
  const payload = Buffer.alloc(125)
  let isGone = false
  slow.socket.on('close', () => (isGone = true))
  // In pieces, so that the other side can end the connection before all of it was sent.
  for (let batch = 0; batch < 2000 && !isGone; batch++) {
    for (let count = 0; count < 200; count++) slow.socket.ping(payload)
    await new Promise((resolve) => setImmediate(resolve))
  }
  slow.socket.resume()
  await slow.until('the connection is cut off', () => slow.closed !== null)
})

test('[WS9] a clean stop tells every client that the server goes away', async () => {
  const { syncUrl, close } = await startSync()
  const client = await open(syncUrl, {})
  await close()
  await client.until('the connection is closed', () => client.closed !== null)
  expect(client.closed?.code).toBe(1001)
})

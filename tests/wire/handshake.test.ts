/** Handshakes that are refused, overtaken or left half open, and connections that go on after they were told to end. */
import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { WebSocket } from 'ws'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { encodeSyncUpdate } from '../../shared/protocol.ts'
import { writer } from '../support/stock-client.ts'
import { ADMIN, type TestServer, createPlan, startHttp } from './http-fixture.ts'

const handshake = (path: string, headers: readonly string[]): string =>
  [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
    '\r\n',
  ].join('\r\n')

/** A connection that asks for an upgrade and never closes its own side. */
const knock = async (server: TestServer, path: string, headers: readonly string[] = []) => {
  const socket = connectTcp({
    port: Number(new URL(server.url).port),
    host: '127.0.0.1',
    allowHalfOpen: true,
  })
  onTestFinished(() => void socket.destroy())
  let heard = ''
  socket.on('data', (data: Buffer) => (heard += data.toString('latin1')))
  // A server that has gone closes the socket under a client that still holds it.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(handshake(path, headers))
  return { socket, heard: () => heard, status: () => Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? 0) }
}

const BEARER = `Authorization: ${ADMIN.authorization ?? ''}`

/** A storage whose next loading of a plan waits for `release`; `asked` resolves when it has begun. */
const slowLoading = () => {
  const storage = openMemoryStorage()
  const load = storage.loadPlan.bind(storage)
  let release = () => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  const asked = new Promise<void>((resolve) => {
    const slow: Storage['loadPlan'] = async (id) => {
      resolve()
      await gate
      return load(id)
    }
    storage.loadPlan = slow
  })
  return { storage, asked, release: () => release() }
}

test('[WS10] a refused handshake ends on both sides, though the client leaves its own open', async () => {
  const server = await startHttp()
  const stubborn = await knock(server, '/sync/no-such-plan')
  await once(stubborn.socket, 'end')
  expect(stubborn.status()).toBe(401)
  // The stop waits for every socket that is still open.
  await server.close()
})

test('[WS11] a stop that overtakes a handshake ends it, and is not held up by it', async () => {
  const { storage, asked, release } = slowLoading()
  const server = await startHttp({ storage })
  const plan = await createPlan(server)
  const late = await knock(server, `/sync/${plan}`, [BEARER])
  await asked
  const stopped = server.close()
  release()
  await once(late.socket, 'end')
  expect(late.status()).toBe(503)
  await stopped
})

test('[WS11] a plan that goes into the trash while it is loaded lets nobody in', async () => {
  const { storage, asked, release } = slowLoading()
  const server = await startHttp({ storage })
  const plan = await createPlan(server)
  const late = await knock(server, `/sync/${plan}`, [BEARER])
  await asked
  const entry = storage.catalogue.plan(plan)
  if (entry)
    await storage.catalogue.putPlan({ ...entry, deletedAt: new Date(0).toISOString(), deletedBy: 'x' })
  release()
  await once(late.socket, 'end')
  expect(late.status()).toBe(404)
})

test('[WS12] what a connection sends after it was told to end is not heard', async () => {
  const server = await startHttp()
  const plan = await createPlan(server)
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${plan}`, { headers: ADMIN })
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  const doc = new Y.Doc()
  writer(doc, 'late').section('После конца')
  socket.send(Uint8Array.of(0, 9))
  socket.send(encodeSyncUpdate(Y.encodeStateAsUpdate(doc)))
  const [code] = (await once(socket, 'close')) as [number]
  expect(code).toBe(4400)
  const { body } = await server.call<{ sections: unknown[] }>('GET', `/api/plans/${plan}`)
  expect(body.sections).toEqual([])
})

test('[WQ5] whoever has not signed in hears that first, whatever the plan is called', async () => {
  const server = await startHttp()
  const plan = await createPlan(server)
  const answer = async (path: string, headers: readonly string[] = []) => {
    const one = await knock(server, path, headers)
    await once(one.socket, 'data')
    return one.status()
  }
  for (const odd of ['x'.repeat(41), 'a.b', '%zz', 'a%2Fb', '__proto__']) {
    expect([odd, await answer(`/sync/${odd}`)]).toEqual([odd, 401])
    expect([odd, await answer(`/sync/${odd}`, [BEARER])]).toEqual([odd, 404])
  }
  // Elsewhere there is nothing to sign in for.
  expect(await answer('/elsewhere')).toBe(404)
  expect(await answer(`/sync/${plan}/more`, [BEARER])).toBe(404)
  // A name may come percent-encoded, as in every other address.
  const encoded = plan.replace(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`)
  expect(await answer(`/sync/${encoded}?lang=ru`, [BEARER])).toBe(101)
})

test('[CQ7] a refused upgrade speaks the language of its address, and says when to come again', async () => {
  const { storage, asked, release } = slowLoading()
  const server = await startHttp({ storage })
  const plan = await createPlan(server)
  const refused = await knock(server, '/sync/none?lang=en', ['Accept-Language: ru'])
  await once(refused.socket, 'end')
  expect(refused.heard()).toMatch(/"message":"[A-Z][a-z]+ /)
  const late = await knock(server, `/sync/${plan}`, [BEARER])
  await asked
  const stopped = server.close()
  release()
  await once(late.socket, 'end')
  expect(late.heard()).toMatch(/^HTTP\/1\.1 503 [^]*\r\nRetry-After: 5\r\n/)
  await stopped
})

/** Who is let in, who may write, and what ends a connection. */
import { beforeAll, expect, test } from 'vitest'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import {
  MESSAGE_AUTH,
  MESSAGE_REFUSED,
  MESSAGE_WELCOME,
  encodeHello,
  encodeSyncStep1,
  encodeSyncUpdate,
  readRefused,
  readWelcome,
} from '../../shared/protocol.ts'
import { ADMIN, call, createPlan, enterDemo } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { rowTitles, sectionTitles, untilRow, writer } from '../support/stock-client.ts'
import { connect, connectRaw, refusedWith, synced, until, untilDoc } from '../support/ws-client.ts'

const server = openHouse()
let plan: string
beforeAll(async () => {
  plan = await createPlan(server)
})

const decoderAfterNumber = (message: Uint8Array): decoding.Decoder => {
  const decoder = decoding.createDecoder(message)
  decoding.readVarUint(decoder)
  return decoder
}

/** An update that adds a section, as somebody would send it who has nothing else. */
const someUpdate = (name: string): Uint8Array => {
  const doc = new Y.Doc()
  writer(doc, name).section('Раздел')
  return Y.encodeStateAsUpdate(doc)
}

test('[WS5] nobody and a wrong token are refused with 401 before the upgrade', async () => {
  expect(await refusedWith(`${server.syncUrl}/${plan}`, {})).toBe(401)
  expect(await refusedWith(`${server.syncUrl}/${plan}`, { authorization: 'Bearer wrong' })).toBe(401)
  expect(await refusedWith(`${server.syncUrl}/${plan}`, { cookie: 'svod=forged' })).toBe(401)
})

test('[WS5] a page of another origin is refused with 403, also with good credentials', async () => {
  const foreign = { ...ADMIN, origin: 'https://evil.example' }
  expect(await refusedWith(`${server.syncUrl}/${plan}`, foreign)).toBe(403)
})

test('[WS5] a plan that does not exist is refused with 404', async () => {
  expect(await refusedWith(`${server.syncUrl}/no-such-plan`, ADMIN)).toBe(404)
  expect(await refusedWith(`${server.url.replace('http', 'ws')}/elsewhere`, ADMIN)).toBe(404)
})

test('[WS6] a plan in the trash takes no connections and closes those it has', async () => {
  const doomed = await createPlan(server)
  const open = await connectRaw(server, doomed)
  expect((await call(server, 'DELETE', `/api/plans/${doomed}`)).status).toBeLessThan(300)
  await open.until('the connection is closed', () => open.closed !== null)
  expect(open.closed?.code).toBe(4410)
  expect(await refusedWith(`${server.syncUrl}/${doomed}`, ADMIN)).toBe(404)
})

test('[RM6] [AC20] a viewer reads; what it writes has no effect, is told "permission denied", and leaves a trace', async () => {
  const headers = await enterDemo(server, { name: 'Директор', role: 'viewer' })
  const [viewer, editor] = [connect(server, plan, { headers }), connect(server, plan)]
  const denials: string[] = []
  viewer.messageHandlers[MESSAGE_AUTH] = (_encoder, decoder) => {
    decoding.readVarUint(decoder)
    denials.push(decoding.readVarString(decoder))
    viewer.emit('sync', [true])
  }
  await Promise.all([synced(viewer), synced(editor)])
  const section = writer(editor.doc, 'editor').section('Настоящий')
  await untilDoc(viewer.doc, 'the section is there', () => sectionTitles(viewer.doc).length === 1)
  writer(viewer.doc, 'viewer').section('Подделка')
  await until(
    'the viewer is told',
    () => denials.length > 0,
    (check) => {
      viewer.on('sync', check)
      return () => viewer.off('sync', check)
    },
  )
  expect(denials[0]).toBe('forbidden')
  writer(editor.doc, 'editor-rows').row(section, 'После отказа')
  await untilRow(viewer, 'После отказа')
  expect(sectionTitles(editor.doc)).toEqual(['Настоящий'])
  type Trail = { records: { plan: string; name: string; details: { code: string } }[] }
  const trail = async () => {
    const { body } = await call<Trail>(server, 'GET', '/api/audit?action=change.refused')
    return body.records.map((record) => [record.plan, record.name, record.details.code])
  }
  await expect.poll(trail).toContainEqual([plan, 'Директор', 'forbidden'])
})

test('[RM6] a Svod client is told which of its messages was refused', async () => {
  const headers = await enterDemo(server, { name: 'Читатель', role: 'viewer' })
  const reader = await connectRaw(server, plan, headers)
  reader.send(encodeHello())
  reader.send(encodeSyncUpdate(new Uint8Array([0, 0])))
  reader.send(encodeSyncUpdate(someUpdate('reader')))
  const refused = readRefused(decoderAfterNumber(await reader.message(MESSAGE_REFUSED)))
  expect(refused).toEqual({ count: 2, code: 'forbidden' })
  expect(readWelcome(decoderAfterNumber(await reader.message(MESSAGE_WELCOME))).canWrite).toBe(false)
})

test('[WS7] a client of another protocol or schema is told to reload', async () => {
  const future = await connectRaw(server, plan)
  future.send(encodeHello({ protocol: 999, schema: 999 }))
  await future.until('the connection is closed', () => future.closed !== null)
  expect(future.closed?.code).toBe(4426)
})

test('[WS8] [PW4] text and malformed messages end the connection, and only that one', async () => {
  const bystander = connect(server, plan)
  await synced(bystander)
  const [text, cut] = [await connectRaw(server, plan), await connectRaw(server, plan)]
  text.socket.send('hello')
  cut.send(new Uint8Array([0, 2, 200]))
  const vague = await connectRaw(server, plan)
  vague.send(encodeSyncStep1(new Uint8Array([9, 1])))
  for (const one of [text, cut, vague]) {
    await one.until('the connection is closed', () => one.closed !== null)
    expect(one.closed?.code).toBe(4400)
  }
  expect(bystander.wsconnected).toBe(true)
})

test('[WS3] a message over 16 MiB ends the connection, and nothing else', async () => {
  const huge = await connectRaw(server, plan)
  huge.send(encodeSyncUpdate(new Uint8Array(17 * 1024 * 1024)))
  await huge.until('the connection is closed', () => huge.closed !== null)
  expect((await call(server, 'GET', '/healthz')).status).toBe(200)
})

test('[RM6] after a refusal the same client goes on writing and is heard', async () => {
  const [anna, boris] = [connect(server, plan), connect(server, plan)]
  await Promise.all([synced(anna), synced(boris)])
  anna.messageHandlers[MESSAGE_AUTH] = () => undefined
  anna.doc.getMap('unknown root').set('forbidden', true)
  const section = writer(anna.doc, 'anna-after').section('После отказа')
  writer(anna.doc, 'anna-after-rows').row(section, 'Принятая строка')
  await untilRow(boris, 'Принятая строка')
  expect(boris.doc.getMap('unknown root').size).toBe(0)
  expect(rowTitles(boris.doc)).toContain('Принятая строка')
})

/** "Saved" as the wire says it: acks, and what a killed server still knows. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import {
  MESSAGE_ACK,
  MESSAGE_HELLO,
  MESSAGE_WELCOME,
  encodeHello,
  encodeSyncStep1,
  encodeSyncUpdate,
  readAck,
  readWelcome,
} from '../../shared/protocol.ts'
import { createPlan } from '../support/http.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import { sectionTitles, untilRow, writer } from '../support/stock-client.ts'
import { type RawClient, connect, connectRaw, synced, untilDoc } from '../support/ws-client.ts'

let server: ServerProcess
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.dispose())

const body = (message: Uint8Array): decoding.Decoder => {
  const decoder = decoding.createDecoder(message)
  decoding.readVarUint(decoder)
  return decoder
}

const acked = (client: RawClient): number =>
  Math.max(
    0,
    ...client.messages.filter(([number]) => number === MESSAGE_ACK).map((one) => readAck(body(one)).count),
  )

/** Writes sections one message each; the messages of a document that only this client has. */
const sectionUpdates = (count: number): Uint8Array[] => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const sections = writer(doc, `author-${count}`)
  for (let index = 0; index < count; index++) sections.section(`Раздел ${index}`)
  return updates
}

test('[AK2] a Svod client is welcomed with the epoch and its messages are counted', async () => {
  const plan = await createPlan(server)
  const client = await connectRaw(server, plan)
  client.send(encodeHello())
  const welcome = readWelcome(body(await client.message(MESSAGE_WELCOME)))
  expect(welcome).toMatchObject({ canWrite: true, storeWritable: true })
  expect(welcome.epoch).not.toBe('')
  const updates = sectionUpdates(5)
  for (const update of updates) client.send(encodeSyncUpdate(update))
  await client.until('everything is acked', () => acked(client) === updates.length)
})

test('[AK3] a message that changes nothing is acked too', async () => {
  const client = await connectRaw(server, await createPlan(server))
  client.send(encodeHello())
  client.send(encodeSyncUpdate(new Uint8Array([0, 0])))
  await client.until('the empty message is acked', () => acked(client) === 1)
})

test('[AK2] a client that did not say hello hears nothing beyond the stock protocol', async () => {
  const plan = await createPlan(server)
  const [silent, witness] = [await connectRaw(server, plan), connect(server, plan)]
  silent.send(encodeSyncStep1(Y.encodeStateVector(new Y.Doc())))
  for (const update of sectionUpdates(3)) silent.send(encodeSyncUpdate(update))
  await untilDoc(witness.doc, 'all is there', () => sectionTitles(witness.doc).length === 3)
  expect(silent.messages.filter(([number]) => (number ?? 0) >= MESSAGE_HELLO)).toEqual([])
})

test('[AK1] whatever was acked is there after the server was killed in mid-sentence', async () => {
  const plan = await createPlan(server)
  const client = await connectRaw(server, plan)
  client.send(encodeHello())
  const updates = sectionUpdates(400)
  for (const update of updates) client.send(encodeSyncUpdate(update))
  await client.until('the first acks have come', () => acked(client) > 0)
  await server.kill()
  const known = new Y.Doc()
  for (const update of updates.slice(0, acked(client))) Y.applyUpdate(known, update)
  await server.start()
  const back = connect(server, plan)
  await synced(back)
  expect(sectionTitles(back.doc)).toEqual(expect.arrayContaining(sectionTitles(known)))
})

test('[ST5] a stock client comes back by itself to the restarted server and loses nothing', async () => {
  const plan = await createPlan(server)
  const [anna, boris] = [connect(server, plan), connect(server, plan)]
  await Promise.all([synced(anna), synced(boris)])
  const section = writer(anna.doc, 'anna').section('До падения')
  await server.kill()
  writer(anna.doc, 'anna-rows').row(section, 'Во время падения')
  await server.start()
  await untilRow(boris, 'Во время падения')
})

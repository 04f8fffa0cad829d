/** What the bytes on the wire must look like for a stock client to read them all. */
import { expect, test } from 'vitest'
import * as decoding from 'lib0/decoding'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import {
  MESSAGE_AWARENESS,
  MESSAGE_SYNC,
  encodeAwareness,
  encodeHello,
  encodeSyncStep1,
} from '../../shared/protocol.ts'
import { createSample } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { untilRow, writer } from '../support/stock-client.ts'
import { connect, connectRaw, synced, untilAwareness } from '../support/ws-client.ts'

const server = openHouse()

/** Bytes that stay unread after the first message of a frame: what a stock client would never see. */
const unread = (frame: Uint8Array): number => {
  const decoder = decoding.createDecoder(frame)
  const number = decoding.readVarUint(decoder)
  if (number === MESSAGE_SYNC) decoding.readVarUint(decoder)
  if (number === MESSAGE_SYNC || number === MESSAGE_AWARENESS) decoding.readVarUint8Array(decoder)
  else return 0
  return frame.length - decoder.pos
}

test('[WS1] every frame holds one message, also when many things happen in one turn', async () => {
  const plan = await createSample(server)
  const anna = connect(server, plan)
  await synced(anna)
  anna.awareness.setLocalState({ place: 'first' })
  const seer = connect(server, plan)
  await untilAwareness(seer.awareness, 'anna is seen', () =>
    seer.awareness.getStates().has(anna.doc.clientID),
  )
  const watcher = await connectRaw(server, plan)
  watcher.send(encodeHello())
  watcher.send(encodeSyncStep1(Y.encodeStateVector(new Y.Doc())))
  const section = writer(anna.doc, 'anna').section('Новое')
  const rows = writer(anna.doc, 'anna-rows')
  for (let count = 0; count < 30; count++) {
    rows.row(section, `Строка ${count}`)
    anna.awareness.setLocalStateField('place', count)
  }
  const own = new Awareness(new Y.Doc())
  own.setLocalState({ watching: true })
  watcher.send(encodeAwareness(encodeAwarenessUpdate(own, [own.clientID])))
  own.destroy()
  const other = connect(server, plan)
  await untilRow(other, 'Строка 29')
  await watcher.message(MESSAGE_AWARENESS)
  expect(watcher.messages.length).toBeGreaterThan(3)
  expect(watcher.messages.map(unread)).toEqual(watcher.messages.map(() => 0))
})

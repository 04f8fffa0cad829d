/** Checkpoints: the forms of a document, and that each can be read by whom it is for. */
import { constants, inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { deflateMessage, makeCheckpoint } from '../../../server/storage/checkpoint.ts'
import { encodeSyncUpdate } from '../../../shared/protocol.ts'

const filled = (words: number): Y.Doc => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'библиотека '.repeat(words))
  return doc
}

/** As a WebSocket receiver does: the flush at the end is put back. */
const inflateMessage = (payload: Uint8Array): Buffer =>
  inflateRawSync(Buffer.concat([payload, Buffer.from([0, 0, 255, 255])]), {
    finishFlush: constants.Z_SYNC_FLUSH,
  })

test('[ST15] a checkpoint holds the state in V2, its vector, and the update message deflated', async () => {
  const doc = filled(500)
  const checkpoint = await makeCheckpoint(doc, 7)
  const copy = new Y.Doc()
  Y.applyUpdateV2(copy, checkpoint.stateV2)
  expect(copy.getText('t').toJSON()).toBe(doc.getText('t').toJSON())
  expect(checkpoint.seq).toBe(7)
  expect(checkpoint.stateVector).toEqual(Y.encodeStateVector(doc))
  const message = inflateMessage(checkpoint.deflatedUpdate ?? new Uint8Array())
  expect(message.equals(encodeSyncUpdate(Y.encodeStateAsUpdate(doc)))).toBe(true)
  expect(checkpoint.deflatedUpdate?.length).toBeLessThan(message.length / 5)
})

test('[ST15] the state is taken in the turn of the call', async () => {
  const doc = filled(1)
  const made = makeCheckpoint(doc, 1)
  doc.getText('t').insert(0, 'later')
  const copy = new Y.Doc()
  Y.applyUpdateV2(copy, (await made).stateV2)
  expect(copy.getText('t').toJSON()).toBe('библиотека ')
})

test('[ST15] a small message is not compressed', async () => {
  expect((await makeCheckpoint(filled(1), 1)).deflatedUpdate).toBeNull()
  expect(await deflateMessage(new Uint8Array(1023))).toBeNull()
  expect(inflateMessage((await deflateMessage(new Uint8Array(1024))) ?? new Uint8Array())).toHaveLength(1024)
})

test('[ST15] a document with gaps makes no checkpoint', async () => {
  const doc = filled(1)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText('t').insert(0, 'a')
  doc.getText('t').insert(1, 'b')
  const gap = new Y.Doc()
  Y.applyUpdate(gap, updates[1] ?? new Uint8Array())
  await expect(makeCheckpoint(gap, 1)).rejects.toThrow('gaps')
})

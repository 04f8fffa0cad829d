/** Words of a change that would stand in something that is gone, however many letters there are. */
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { strandedWords } from '../../../server/epochs/stranded.ts'
import { processorMsOf } from '../../support/processor-time.ts'

const MANY = 100_000
/** What is done in one pass takes a tenth of it. */
const LIMIT_MS = 5_000

/** A document whose one text is there or was taken away; the first letter of it is clock 1 of client 1. */
const docWith = (text: 'there' | 'gone'): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = 1
  doc.getMap('rows').set('a', new Y.XmlText('начало'))
  if (text === 'gone') doc.getMap('rows').delete('a')
  return doc
}

/** Client 2 goes on behind that letter, each letter a struct of its own, as those typed apart are. */
const typed = (letters: string): Uint8Array => {
  const encoder = new Y.UpdateEncoderV1()
  const put = (number: number) => encoding.writeVarUint(encoder.restEncoder, number)
  put(1)
  put(letters.length)
  encoder.writeClient(2)
  put(0)
  for (const [clock, letter] of Array.from(letters).entries()) {
    const origin = clock === 0 ? Y.createID(1, 1) : Y.createID(2, clock - 1)
    const content = new Y.ContentString(letter)
    new Y.Item(Y.createID(2, clock), null, origin, null, null, null, null, content).write(encoder, 0)
  }
  put(0)
  return encoder.toUint8Array()
}

test('[EP21] the place of a hundred thousand letters is found in one pass, there or gone', async () => {
  for (const text of ['there', 'gone'] as const) {
    let found: string[] = []
    const update = typed('б'.repeat(MANY))
    const spent = await processorMsOf(() => (found = strandedWords(docWith(text), update)))
    expect(spent, text).toBeLessThan(LIMIT_MS)
    expect(found, text).toHaveLength(text === 'gone' ? MANY : 0)
  }
})

test('[EP21] a word behind a hundred thousand spaces has the place where they begin', () => {
  const update = typed(`${' '.repeat(MANY)}я`)
  expect(strandedWords(docWith('gone'), update)).toEqual(['я'])
  expect(strandedWords(docWith('there'), update)).toEqual([])
})

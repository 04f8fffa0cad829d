/** Bytes that nobody needs go back at once (SPEC MM6). */
import { expect, test } from 'vitest'
import { release } from '../../../server/exchange/release.ts'

const MANY = 64 << 20

test('[MM6] bytes that are given back are gone before anything is collected', () => {
  const buffer = new ArrayBuffer(MANY)
  const view = new Uint8Array(buffer)
  const before = process.memoryUsage().arrayBuffers
  release(buffer)
  // A collection in between may take what others left as well; the view keeps these bytes from every collection.
  expect(before - process.memoryUsage().arrayBuffers).toBeGreaterThanOrEqual(MANY)
  expect([buffer.byteLength, view.length]).toEqual([0, 0])
})

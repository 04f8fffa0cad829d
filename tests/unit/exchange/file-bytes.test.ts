/** The bytes around files: fonts unpacked, answers in slices. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { sfntOf } from '../../../server/exchange/write/pdf/woff.ts'
import { fileBody } from '../../../server/http/file-body.ts'

const fontFile = createRequire(import.meta.url).resolve(
  '@fontsource/pt-serif/files/pt-serif-cyrillic-400-normal.woff',
)

/** A table's checksum as the format has it: the sum of its words. */
const sumOf = (bytes: Uint8Array): number => {
  const whole = Buffer.alloc((bytes.length + 3) & ~3)
  whole.set(bytes)
  let sum = 0
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0
  return sum
}

test('[EX19] every table of an unpacked font has its length and its sum', () => {
  const sfnt = Buffer.from(sfntOf(readFileSync(fontFile)))
  const count = sfnt.readUInt16BE(4)
  expect([sfnt.readUInt32BE(0), count]).toEqual([0x00010000, expect.any(Number)])
  const tables = Array.from({ length: count }, (_, at) => {
    const entry = 12 + at * 16
    const [sum, offset, length] = [4, 8, 12].map((field) => sfnt.readUInt32BE(entry + field))
    const bytes = sfnt.subarray(offset, (offset ?? 0) + (length ?? 0))
    return { tag: sfnt.toString('latin1', entry, entry + 4), sum, bytes, length }
  })
  expect(tables.map(({ tag }) => tag)).toEqual(
    expect.arrayContaining(['cmap', 'glyf', 'head', 'hmtx', 'loca']),
  )
  for (const { tag, sum, bytes, length } of tables) {
    expect(bytes).toHaveLength(length ?? -1)
    // The sum of `head` is taken without a field that speaks of the whole file.
    if (tag === 'head') bytes.writeUInt32BE(0, 8)
    expect(sumOf(bytes), tag).toBe(sum)
  }
  const plain = new Uint8Array(sfnt)
  expect(sfntOf(plain)).toBe(plain)
})

test('[EX20] a file is sliced as it is read, whatever its length', async () => {
  for (const length of [0, 1, 65_536, 65_537, 200_000]) {
    const bytes = Uint8Array.from({ length }, (_, at) => at % 251)
    const reader = fileBody(bytes).getReader()
    const slices: Uint8Array[] = []
    for (let next = await reader.read(); !next.done; next = await reader.read()) slices.push(next.value)
    expect(Buffer.concat(slices).equals(bytes)).toBe(true)
    expect(Math.max(...slices.map((slice) => slice.length))).toBeLessThanOrEqual(65_536)
  }
})

/** Uploaded forms: read once, taken apart where they lie (SPEC MI6, HT5). */
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { parseForm, readBody } from '../../../server/http/upload-form.ts'
import { dice } from '../../support/random.ts'

const incomingOf = (chunks: Buffer[], headers: Record<string, string> = {}): IncomingMessage =>
  Object.assign(Readable.from(chunks), { headers }) as unknown as IncomingMessage

const PIECE = Buffer.alloc(50_000, 7)
const pieces = (count: number): Buffer[] => Array.from({ length: count }, () => PIECE)

test('[MI6] an upload lies in one buffer: of the size that it says, or grown twice as large at a time', async () => {
  const told = await readBody(incomingOf(pieces(10), { 'content-length': '500000' }), 1_000_000)
  expect([told?.length, told?.buffer.byteLength, told?.every((byte) => byte === 7)]).toEqual([
    500_000,
    500_000,
    true,
  ])
  const untold = await readBody(incomingOf(pieces(10)), 600_000)
  expect([untold?.length, untold?.buffer.byteLength]).toEqual([500_000, 524_288])
  expect(await readBody(incomingOf(pieces(13)), 600_000)).toBeNull()
  // One that sends more than it said, and one that says more than is allowed.
  const liar = await readBody(incomingOf(pieces(3), { 'content-length': '10' }), 1_000_000)
  expect(liar?.every((byte) => byte === 7)).toBe(true)
  expect(liar?.length).toBe(150_000)
})

test('[MI6] the file of a form is a view of what came in, whatever bytes it has', async () => {
  const die = dice(7)
  const content = new Uint8Array(40_000).map(() => die.int(256))
  const form = new FormData()
  form.append('year', '2023')
  form.append('file', new File([content, '\r\n--', '\r\n\r\n'], 'План «2»;"a"=б.docx'))
  form.append('mapping', '{"rows":[]}\r\n')
  form.append('empty', '')
  const made = new Response(form)
  const type = made.headers.get('content-type') ?? ''
  const body = new Uint8Array(await made.arrayBuffer())
  const { fields, file } = parseForm(body, type)
  expect(Object.fromEntries(fields)).toEqual({ year: '2023', mapping: '{"rows":[]}\r\n', empty: '' })
  expect(file?.name).toBe('План «2»;"a"=б.docx')
  expect(Buffer.compare(file?.bytes.subarray(0, 40_000) as Uint8Array, content)).toBe(0)
  expect(file?.bytes.length).toBe(40_008)
  expect(file?.bytes.buffer).toBe(body.buffer)
})

test('[HT5] what is cut off or is no form is refused', () => {
  const parse = (text: string, type = 'multipart/form-data; boundary=x') =>
    parseForm(new TextEncoder().encode(text), type)
  const head = 'Content-Disposition: form-data; name="file"; filename="a.txt"'
  const good = `--x\r\n${head}\r\n\r\nабв\r\n--x--\r\n`
  expect(new TextDecoder().decode(parse(good).file?.bytes)).toBe('абв')
  expect(parse('--x--').file).toBeNull()
  const bad = [
    '',
    'abc',
    good.slice(0, -8),
    good.slice(0, 30),
    `--x\r\nContent-Type: a\r\n\r\nb\r\n--x--`,
    `--x\r\n${head}${' '.repeat(20_000)}\r\n\r\nb\r\n--x--`,
    `${`--x\r\n${head}\r\n\r\nb\r\n`.repeat(101)}--x--`,
  ]
  for (const text of bad) expect(() => parse(text), text.slice(0, 80)).toThrow('bad-request')
  expect(() => parse(good, 'multipart/form-data')).toThrow('bad-request')
})

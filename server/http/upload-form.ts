/**
 * A form that is uploaded (`multipart/form-data`, RFC 7578): read from the connection into one buffer, of which its file is a
 * view (SPEC MI6). Owns the reading and taking apart; must not know what the fields mean.
 */
import type { IncomingMessage } from 'node:http'
import { SvodError } from '../../shared/errors.ts'
import { MAX_DISCARDED_BYTES } from './body-size.ts'

export interface UploadForm {
  fields: ReadonlyMap<string, string>
  /** The first file that is called `file`; null where there is none. */
  file: UploadedFile | null
}

export interface UploadedFile {
  name: string
  /** A view of the whole form, which nobody else needs. */
  bytes: Uint8Array<ArrayBuffer>
}

/** A body that does not say its size begins with so much, and doubles. */
const FIRST_BYTES = 64 * 1024

/** Room for `needed` bytes: as many as were said, else twice as many as there was. */
const grown = (held: Uint8Array<ArrayBuffer>, needed: number, most: number): Uint8Array<ArrayBuffer> => {
  const larger = new Uint8Array(Math.min(most, Math.max(needed, 2 * held.length)))
  larger.set(held)
  return larger
}

/** Reads a body of at most `most` bytes; null where it is larger. @throws SvodError `bad-request` where it is cut off */
export const readBody = async (
  incoming: IncomingMessage,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const declared = incoming.headers['content-length']
  let held = new Uint8Array(declared === undefined ? FIRST_BYTES : Math.min(most, Number(declared)))
  let filled = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      const begin = filled
      filled += chunk.length
      if (filled > MAX_DISCARDED_BYTES) return null
      // Whoever sends it hears the refusal when all of it was read.
      if (filled > most) held = new Uint8Array(0)
      else {
        if (filled > held.length) held = grown(held, filled, most)
        held.set(chunk, begin)
      }
    }
  } catch (error) {
    throw new SvodError('bad-request', { field: 'body', reason: 'is cut off' }, { cause: error })
  }
  return filled > most ? null : held.subarray(0, filled)
}

const noForm = (): SvodError => new SvodError('bad-request', { field: 'body', reason: 'no form' })

/** RFC 2046 allows 70 characters. */
const boundaryOf = (contentType: string): string => {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType)
  const boundary = found?.[1] ?? found?.[2]
  if (boundary === undefined) throw noForm()
  return boundary
}

/** What browsers write of these three in a name. */
const unescaped = (name: string): string =>
  name.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%22', '"')

const parameterOf = (disposition: string, key: string): string | null => {
  const found = new RegExp(`;\\s*${key}=(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(disposition)
  return found ? unescaped(found[1] ?? found[2] ?? '') : null
}

interface PartHead {
  name: string
  fileName: string | null
}

const headOf = (head: string): PartHead => {
  const lines = head.split('\r\n')
  const disposition = lines.find((line) => /^content-disposition:\s*form-data\b/i.test(line)) ?? ''
  const name = parameterOf(disposition, 'name')
  if (name === null) throw noForm()
  return { name, fileName: parameterOf(disposition, 'filename') }
}

/** Nobody's form has more, or longer heads. */
const MAX_PARTS = 100
const MAX_HEAD_BYTES = 16 * 1024

function* partsOf(
  body: Buffer<ArrayBuffer>,
  boundary: string,
): Generator<PartHead & { bytes: Buffer<ArrayBuffer> }> {
  const fence = Buffer.from(`\r\n--${boundary}`)
  // The first may stand at the very beginning.
  const first = body.indexOf(fence.subarray(2))
  if (first < 0) throw noForm()
  let at = first + fence.length - 2
  for (let count = 0; body.toString('latin1', at, at + 2) !== '--'; count++) {
    const begin = body.indexOf('\r\n', at)
    const headEnd = begin < 0 ? -1 : body.indexOf('\r\n\r\n', begin)
    const end = headEnd < 0 ? -1 : body.indexOf(fence, headEnd + 2)
    if (end < 0 || headEnd - begin > MAX_HEAD_BYTES || count >= MAX_PARTS) throw noForm()
    const head = headOf(body.toString('utf8', begin + 2, headEnd))
    yield { ...head, bytes: body.subarray(Math.min(headEnd + 4, end), end) }
    at = end + fence.length
  }
}

/** @throws SvodError `bad-request` where it is no form */
export const parseForm = (bytes: Uint8Array<ArrayBuffer>, contentType: string): UploadForm => {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields = new Map<string, string>()
  let file: UploadedFile | null = null
  for (const { name, fileName, bytes: part } of partsOf(body, boundaryOf(contentType))) {
    if (fileName === null) {
      if (!fields.has(name)) fields.set(name, part.toString('utf8'))
    } else if (name === 'file' && file === null) {
      file = { name: fileName, bytes: new Uint8Array(part.buffer, part.byteOffset, part.length) }
    }
  }
  return { fields, file }
}

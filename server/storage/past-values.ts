/**
 * What stands under the keys of the past: heads as sealed, deflated JSON, records as a deflated chunk, states deflated.
 * Owns their bytes and the validation on reading; must not know keys.
 */
import { promisify } from 'node:util'
import { deflateRaw, deflateRawSync, inflateRaw, inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as z from 'zod'
import { decodeChunk, encodeChunk } from './log-chunk.ts'
import { broken, reading, seal, unseal } from './sealed-value.ts'
import type { AuthorRun, PastContent, PastHead } from './storage.ts'

const deflateLong = promisify(deflateRaw)
const inflateLong = promisify(inflateRaw)

/** Below this the way to the thread pool and back takes longer than the work. */
const SHORT_BYTES = 16 << 10

const deflate = async (bytes: Uint8Array): Promise<Uint8Array> =>
  bytes.length < SHORT_BYTES ? deflateRawSync(bytes) : deflateLong(bytes)
const inflate = async (bytes: Uint8Array): Promise<Uint8Array> =>
  bytes.length < SHORT_BYTES / 4 ? inflateRawSync(bytes) : inflateLong(bytes)

const headSchema = z.object({
  from: z.int(),
  seq: z.int(),
  epoch: z.string(),
  first: z.number(),
  last: z.number(),
  grain: z.number(),
  hasBase: z.boolean(),
  bytes: z.int(),
  sinceBase: z.int(),
  baseBytes: z.int(),
  steps: z.array(z.tuple([z.string(), z.number(), z.number(), z.int()])),
})

export const writePastHead = ({ steps, ...head }: PastHead): Uint8Array => {
  const short = steps.map(({ by, first, last, count }) => [by, first, last, count])
  return seal(deflateRawSync(Buffer.from(JSON.stringify({ ...head, steps: short }))))
}

/** A head of plan `id`; `data-broken` where it cannot be read. */
export const readPastHead = (id: string, bytes: Uint8Array): PastHead =>
  reading(`the past of plan ${id}`, () => {
    const { steps, ...head } = headSchema.parse(JSON.parse(inflateRawSync(unseal(bytes)).toString('utf8')))
    return { ...head, steps: steps.map(([by, first, last, count]) => ({ by, first, last, count })) }
  })

const encodeAuthors = (encoder: encoding.Encoder, authors: readonly AuthorRun[]): void => {
  const names = [...new Set(authors.map(({ by }) => by))]
  const numbers = new Map(names.map((name, number) => [name, number]))
  encoding.writeVarUint(encoder, names.length)
  for (const name of names) encoding.writeVarString(encoder, name)
  encoding.writeVarUint(encoder, authors.length)
  for (const { client, clock, by, at } of authors) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarUint(encoder, numbers.get(by) ?? 0)
    encoding.writeVarUint(encoder, at)
  }
}

const decodeAuthors = (decoder: decoding.Decoder): AuthorRun[] => {
  const names = Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarString(decoder))
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const by = names[decoding.readVarUint(decoder)] ?? ''
    return { client, clock, by, at: decoding.readVarUint(decoder) }
  })
}

export const writePastBody = async ({
  records,
  authors,
}: Pick<PastContent, 'records' | 'authors'>): Promise<Uint8Array> => {
  const plain = encoding.encode((encoder) => {
    encoding.writeVarUint8Array(encoder, encodeChunk(records))
    encodeAuthors(encoder, authors)
  })
  return seal(await deflate(plain))
}

const inflated = async (what: string, bytes: Uint8Array): Promise<Uint8Array> => {
  const deflated = reading(what, () => unseal(bytes))
  return inflate(deflated).catch((error: unknown) => {
    throw broken(what, error)
  })
}

/** What a stretch of plan `id` holds; `data-broken` where it cannot be read. */
export const readPastBody = async (
  id: string,
  bytes: Uint8Array,
): Promise<Pick<PastContent, 'records' | 'authors'>> => {
  const what = `the past of plan ${id}`
  const plain = await inflated(what, bytes)
  return reading(what, () => {
    const decoder = decoding.createDecoder(plain)
    return { records: decodeChunk(decoding.readVarUint8Array(decoder)), authors: decodeAuthors(decoder) }
  })
}

export const writePastBase = async (state: Uint8Array): Promise<Uint8Array> => seal(await deflate(state))

/** The state before a stretch of plan `id`; `data-broken` where it cannot be read. */
export const readPastBase = (id: string, bytes: Uint8Array): Promise<Uint8Array> =>
  inflated(`the past of plan ${id}`, bytes)

/**
 * Forged updates, byte by byte: what no Yjs client writes. Owns the V1 encoding of structs and delete sets for tests.
 */
import * as encoding from 'lib0/encoding'

export type Id = readonly [client: number, clock: number]

/** Writes one struct. */
export type StructWriter = (encoder: encoding.Encoder) => void

export interface RawSection {
  client: number
  clock: number
  structs: readonly StructWriter[]
  /** The number that is written as the count of structs, where it lies. */
  claimed?: number
}

export interface RawItem {
  origin?: Id
  right?: Id
  /** A root's name or the id of the item that holds the parent. */
  parent?: string | Id
  sub?: string
  content: { ref: number; write: StructWriter }
}

/** As `writeVarUint`; what is no number is spelled as zeros are: so many of them that readers multiply up to 0 × Infinity. */
const writeNumber = (encoder: encoding.Encoder, value: number): void => {
  if (!Number.isNaN(value)) return encoding.writeVarUint(encoder, value)
  encoding.writeUint8Array(encoder, NO_NUMBER)
}

const NO_NUMBER = new Uint8Array(148).fill(0x80).fill(0, 147)

const writeId = (encoder: encoding.Encoder, [client, clock]: Id): void => {
  writeNumber(encoder, client)
  writeNumber(encoder, clock)
}

export const item =
  ({ origin, right, parent, sub, content }: RawItem): StructWriter =>
  (encoder) => {
    const flags = (origin ? 128 : 0) | (right ? 64 : 0) | (sub === undefined ? 0 : 32)
    encoding.writeUint8(encoder, flags | content.ref)
    if (origin) writeId(encoder, origin)
    if (right) writeId(encoder, right)
    if (!origin && !right) {
      writeNumber(encoder, typeof parent === 'string' ? 1 : 0)
      if (typeof parent === 'string') encoding.writeVarString(encoder, parent)
      else writeId(encoder, parent ?? [0, 0])
      if (sub !== undefined) encoding.writeVarString(encoder, sub)
    }
    content.write(encoder)
  }

export const gc =
  (length: number): StructWriter =>
  (encoder) => {
    encoding.writeUint8(encoder, 0)
    writeNumber(encoder, length)
  }

export const skip =
  (length: number): StructWriter =>
  (encoder) => {
    encoding.writeUint8(encoder, 10)
    writeNumber(encoder, length)
  }

const content = (ref: number, write: StructWriter): RawItem['content'] => ({ ref, write })

export const deleted = (length: number) => content(1, (encoder) => writeNumber(encoder, length))
export const json = (...values: string[]) =>
  content(2, (encoder) => {
    writeNumber(encoder, values.length)
    for (const value of values) encoding.writeVarString(encoder, value)
  })
export const binary = (bytes: Uint8Array) =>
  content(3, (encoder) => encoding.writeVarUint8Array(encoder, bytes))
export const text = (value: string) => content(4, (encoder) => encoding.writeVarString(encoder, value))
export const embed = (value: string) => content(5, (encoder) => encoding.writeVarString(encoder, value))
export const format = (key: string, value: unknown) =>
  content(6, (encoder) => {
    encoding.writeVarString(encoder, key)
    encoding.writeVarString(encoder, JSON.stringify(value))
  })
/** 0 array, 1 map, 2 text, 3 element, 4 fragment, 5 hook, 6 xml text. */
export const type = (ref: number, name?: string) =>
  content(7, (encoder) => {
    writeNumber(encoder, ref)
    if (name !== undefined) encoding.writeVarString(encoder, name)
  })
export const any = (...values: unknown[]) =>
  content(8, (encoder) => {
    writeNumber(encoder, values.length)
    for (const value of values) encoding.writeAny(encoder, value as null)
  })
/** A value written by hand, for what lib0 would not write. */
export const rawAny = (write: StructWriter) =>
  content(8, (encoder) => {
    writeNumber(encoder, 1)
    write(encoder)
  })
export const subdocument = (guid: string) =>
  content(9, (encoder) => {
    encoding.writeVarString(encoder, guid)
    encoding.writeAny(encoder, {})
  })

/** Deleted ranges: [client, [clock, length, clock, length, …]]. */
export type RawDeletions = readonly (readonly [client: number, ranges: readonly number[]])[]

export const rawUpdate = (sections: readonly RawSection[], deletions: RawDeletions = []): Uint8Array =>
  encoding.encode((encoder) => {
    writeNumber(encoder, sections.length)
    for (const { client, clock, structs, claimed } of sections) {
      writeNumber(encoder, claimed ?? structs.length)
      writeNumber(encoder, client)
      writeNumber(encoder, clock)
      for (const write of structs) write(encoder)
    }
    writeNumber(encoder, deletions.length)
    for (const [client, ranges] of deletions) {
      writeNumber(encoder, client)
      writeNumber(encoder, ranges.length / 2)
      for (const value of ranges) writeNumber(encoder, value)
    }
  })

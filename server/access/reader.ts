/**
 * Bytes → numbers and text, as lib0's decoder reads them, but strict: never past the end, never beyond safe integers,
 * never longer than told [AC1, AC21]. Owns primitives alone.
 */
import { decodeUtf8 } from 'lib0/string'
import type { Limits } from './limits.ts'
import { refuse } from './refusal.ts'

/**
 * Where no number that anybody counts to has a digit any more. Zeros beyond would multiply up to 0 × Infinity, which is no
 * number, passes for neither too large nor too small, and is read in the same way by Yjs.
 */
const MAX_FACTOR = 2 ** 53

export class Reader {
  readonly bytes: Uint8Array
  pos = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get left(): number {
    return this.bytes.length - this.pos
  }

  byte(): number {
    return this.bytes[this.pos++] ?? refuse('malformed', 'truncated')
  }

  uint(): number {
    let value = 0
    let factor = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & 127) * factor
      if (!(value <= Number.MAX_SAFE_INTEGER)) refuse('malformed', 'number out of range')
      if (byte < 128) return value
      factor *= 128
      if (factor > MAX_FACTOR) refuse('malformed', 'number too long')
    }
  }

  /** A number of things that take at least `size` bytes each: bounded by what is left, so that nothing is reserved for it. */
  count(size: number): number {
    const value = this.uint()
    return value * size <= this.left ? value : refuse('malformed', 'count beyond the end')
  }

  int(): number {
    const first = this.byte()
    const sign = (first & 64) > 0 ? -1 : 1
    let value = first & 63
    let factor = 64
    let byte = first
    while (byte > 127) {
      if (factor > MAX_FACTOR) refuse('malformed', 'number too long')
      byte = this.byte()
      value += (byte & 127) * factor
      factor *= 128
      if (!(value <= Number.MAX_SAFE_INTEGER)) refuse('malformed', 'number out of range')
    }
    return sign * value
  }

  text(maxLength: number): string {
    const end = this.count(1) + this.pos
    const start = this.pos
    this.pos = end
    // A UTF-16 unit takes at most three bytes.
    if (end - start > 3 * maxLength) refuse('too-large', 'text')
    const text = end - start > 24 ? decodeUtf8(this.bytes.subarray(start, end)) : this.shortText(start, end)
    return text.length <= maxLength ? text : refuse('too-large', 'text')
  }

  /** Decoding a few ASCII letters by hand is several times faster than a TextDecoder. */
  private shortText(start: number, end: number): string {
    let text = ''
    for (let at = start; at < end; at++) {
      const byte = this.bytes[at] ?? 0
      if (byte > 127) return decodeUtf8(this.bytes.subarray(start, end))
      text += String.fromCharCode(byte)
    }
    return text
  }

  float(size: 4 | 8): number {
    if (this.left < size) refuse('malformed', 'truncated')
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.pos, size)
    this.pos += size
    return size === 4 ? view.getFloat32(0, false) : view.getFloat64(0, false)
  }
}

interface Budget {
  nodes: number
  length: number
}

const UNSAFE_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype']

/** A register's value (lib0 "any"), bounded in depth, count and length. Bytes and big integers are refused. */
export const readValue = (reader: Reader, limits: Limits): unknown =>
  readAny(reader, limits, { nodes: limits.jsonNodes, length: limits.jsonLength }, limits.jsonDepth)

const readText = (reader: Reader, limits: Limits, budget: Budget): string => {
  const text = reader.text(limits.jsonLength)
  budget.length -= text.length
  return budget.length >= 0 ? text : refuse('too-large', 'value')
}

const readAny = (reader: Reader, limits: Limits, budget: Budget, depth: number): unknown => {
  if (--budget.nodes < 0) refuse('too-large', 'value')
  if (depth < 0) refuse('too-large', 'nested value')
  const tag = reader.byte()
  switch (tag) {
    case 127:
      return undefined
    case 126:
      return null
    case 125:
      return reader.int()
    case 124:
      return reader.float(4)
    case 123:
      return reader.float(8)
    case 121:
      return false
    case 120:
      return true
    case 119:
      return readText(reader, limits, budget)
    case 118:
      return readRecord(reader, limits, budget, depth)
    case 117:
      return readArray(reader, limits, budget, depth)
    default:
      return refuse('content-kind', `value tag ${tag}`)
  }
}

const readRecord = (reader: Reader, limits: Limits, budget: Budget, depth: number): unknown => {
  const record: Record<string, unknown> = {}
  for (let left = reader.count(2); left > 0; left--) {
    const key = readText(reader, limits, budget)
    if (UNSAFE_KEYS.includes(key)) refuse('bad-value', key)
    record[key] = readAny(reader, limits, budget, depth - 1)
  }
  return record
}

const readArray = (reader: Reader, limits: Limits, budget: Budget, depth: number): unknown => {
  const values: unknown[] = []
  for (let left = reader.count(1); left > 0; left--) values.push(readAny(reader, limits, budget, depth - 1))
  return values
}

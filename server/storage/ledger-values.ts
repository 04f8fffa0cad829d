/**
 * Editions, acts about them, history and audit records as sealed JSON; what is long is deflated. Owns their validation on
 * reading; must not know keys.
 */
import { promisify } from 'node:util'
import { deflateRaw, deflateRawSync, inflateRaw, inflateRawSync } from 'node:zlib'
import * as z from 'zod'
import { broken, reading, seal, unseal } from './sealed-value.ts'
import {
  type ApprovalRecord,
  type AuditRecord,
  FROZEN_FORMATS,
  type FrozenHead,
  type HistoryEntry,
  type PastEpoch,
  type VersionHead,
} from './storage.ts'

export const versionSchema = z.object({
  number: z.int().positive(),
  name: z.string(),
  note: z.string(),
  cause: z.enum(['hand', 'before-restore', 'restore', 'bulk', 'import', 'gather', 'sign-off']),
  about: z.int().positive().nullable(),
  createdAt: z.string(),
  author: z.string(),
  authorName: z.string(),
  hash: z.string(),
  previousHash: z.string(),
  seal: z.string(),
})

export const approvalSchema = z.object({
  number: z.int().positive(),
  act: z.enum(['approved', 'withdrawn', 'amended']),
  version: z.int().positive(),
  hash: z.string(),
  by: z.string(),
  byName: z.string(),
  at: z.string(),
  date: z.string(),
  ground: z.string(),
  seal: z.string(),
})

export const frozenSchema = z.object({
  number: z.int().positive(),
  version: z.int().positive(),
  hash: z.string(),
  format: z.enum(FROZEN_FORMATS),
  sha256: z.string(),
  size: z.int().nonnegative(),
  at: z.string(),
  seal: z.string(),
})

export const historySchema = z.array(
  z.object({
    day: z.string(),
    root: z.enum(['meta', 'cols', 'sections', 'rows']),
    entity: z.string().nullable(),
    field: z.string().nullable(),
    act: z.enum(['create', 'edit', 'move', 'delete', 'restore']),
    by: z.string(),
    name: z.string(),
    count: z.number(),
    first: z.number(),
    last: z.number(),
  }),
)

export const auditSchema = z.object({
  at: z.string(),
  by: z.string(),
  action: z.string(),
  plan: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

const epochSchema = z.object({ epoch: z.string(), next: z.string(), endedAt: z.int().nonnegative() })

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

type Value = VersionHead | ApprovalRecord | FrozenHead | AuditRecord | PastEpoch
const encodeJson = (value: Value): Uint8Array => seal(Buffer.from(JSON.stringify(value)))

const decodeJson = (bytes: Uint8Array): unknown => JSON.parse(textOf(unseal(bytes)))

export const writeVersion = (version: VersionHead): Uint8Array => encodeJson(version)
export const writeApproval = (record: ApprovalRecord): Uint8Array => encodeJson(record)
export const writeFrozen = (head: FrozenHead): Uint8Array => encodeJson(head)
export const writeAudit = (record: AuditRecord): Uint8Array => encodeJson(record)

export const writeEpoch = (past: PastEpoch): Uint8Array => encodeJson(past)

/** A past epoch of plan `id`; `data-broken` where it cannot be read. */
export const readEpoch = (id: string, bytes: Uint8Array): PastEpoch =>
  reading(`a past epoch of plan ${id}`, () => epochSchema.parse(decodeJson(bytes)))

/** An edition of plan `id` without its content; `data-broken` where it cannot be read. */
export const readVersion = (id: string, bytes: Uint8Array): VersionHead =>
  reading(`an edition of plan ${id}`, () => versionSchema.parse(decodeJson(bytes)))

/** An act about an edition of plan `id`; `data-broken` where it cannot be read. */
export const readApproval = (id: string, bytes: Uint8Array): ApprovalRecord =>
  reading(`an approval of plan ${id}`, () => approvalSchema.parse(decodeJson(bytes)))

/** A file of an edition of plan `id` without its bytes; `data-broken` where it cannot be read. */
export const readFrozen = (id: string, bytes: Uint8Array): FrozenHead =>
  reading(`a file of an edition of plan ${id}`, () => frozenSchema.parse(decodeJson(bytes)))

/** The bytes of such a file: packed already, so they lie as they are. */
export const writeFile = (bytes: Uint8Array): Uint8Array => seal(bytes)

/** The bytes of a file of plan `id`, in a buffer of their own; `data-broken` where they cannot be read. */
export const readFile = (id: string, bytes: Uint8Array): Uint8Array =>
  reading(`the bytes of a file of plan ${id}`, () => new Uint8Array(unseal(bytes)))

/** An audit record; `data-broken` where it cannot be read. */
export const readAudit = (bytes: Uint8Array): AuditRecord =>
  reading('the audit trail', () => auditSchema.parse(decodeJson(bytes)))

/** The content of an edition: of text so regular about a tenth is left. */
export const writeBody = async (body: string): Promise<Uint8Array> => seal(await deflate(Buffer.from(body)))

/** The content of an edition of plan `id`; `data-broken` where it cannot be read. */
export const readBody = async (id: string, bytes: Uint8Array): Promise<string> => {
  const what = `the content of an edition of plan ${id}`
  const deflated = reading(what, () => unseal(bytes))
  const whole = await inflate(deflated).catch((error: unknown) => {
    throw broken(what, error)
  })
  return reading(what, () => textOf(whole))
}

export const writeHistory = (entries: readonly HistoryEntry[]): Uint8Array =>
  seal(deflateRawSync(Buffer.from(JSON.stringify(entries))))

/** A part of the history of plan `id`; `data-broken` where it cannot be read. */
export const readHistory = (id: string, bytes: Uint8Array): HistoryEntry[] =>
  reading(`the history of plan ${id}`, () =>
    historySchema.parse(JSON.parse(textOf(inflateRawSync(unseal(bytes))))),
  )

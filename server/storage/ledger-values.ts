/**
 * Editions and audit records as sealed JSON. Owns their validation on reading;
 * must not know keys.
 */
import { z } from 'zod'
import { reading, seal, unseal } from './sealed-value.ts'
import type { AuditRecord, VersionRecord } from './storage.ts'

const versionSchema = z.object({
  number: z.int().positive(),
  name: z.string(),
  note: z.string(),
  createdAt: z.string(),
  author: z.string(),
  hash: z.string(),
  previousHash: z.string(),
  body: z.string(),
})

const auditSchema = z.object({
  at: z.string(),
  by: z.string(),
  action: z.string(),
  plan: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

const encodeJson = (value: VersionRecord | AuditRecord): Uint8Array =>
  seal(Buffer.from(JSON.stringify(value)))

const decodeJson = (bytes: Uint8Array): unknown =>
  JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unseal(bytes)))

export const writeVersion = (version: VersionRecord): Uint8Array => encodeJson(version)
export const writeAudit = (record: AuditRecord): Uint8Array => encodeJson(record)

/** An edition of plan `id`; `data-broken` where it cannot be read. */
export const readVersion = (id: string, bytes: Uint8Array): VersionRecord =>
  reading(`an edition of plan ${id}`, () => versionSchema.parse(decodeJson(bytes)))

/** An audit record; `data-broken` where it cannot be read. */
export const readAudit = (bytes: Uint8Array): AuditRecord =>
  reading('the audit trail', () => auditSchema.parse(decodeJson(bytes)))

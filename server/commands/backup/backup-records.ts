/**
 * What stands in a backup (`svod-backup/1`): everything that a store holds, whichever adapter it lies in. Owns the shapes and
 * their validation.
 */
import * as z from 'zod'
import { departmentSchema, planSchema } from '../../storage/catalogue-data.ts'
import { directorySchema } from '../../storage/directory-data.ts'
import { inboxSchema } from '../../storage/inbox-data.ts'
import {
  approvalSchema,
  auditSchema,
  frozenSchema,
  historySchema,
  versionSchema,
} from '../../storage/ledger-values.ts'

export const BACKUP_FORMAT = 'svod-backup/1'

const bytes = z.base64().transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')))
const count = z.int().nonnegative()

/** As it is written. */
export const base64 = (content: Uint8Array): string =>
  Buffer.from(content.buffer, content.byteOffset, content.length).toString('base64')

const checkpoint = z.strictObject({
  /** Backups without the past leave it out: the log begins anew behind it. */
  seq: count.default(0),
  stateVector: bytes,
  stateV2: bytes,
  deflatedUpdate: bytes.nullable(),
  clients: bytes.nullable(),
  /** Left out for the first. */
  schema: z.int().positive().exactOptional(),
})

const logRecord = z.strictObject({ update: bytes, by: z.string(), at: z.number() })

const step = z.strictObject({ by: z.string(), first: z.number(), last: z.number(), count })
const authorRun = z.strictObject({ client: count, clock: count, by: z.string(), at: count })

const version = versionSchema.extend({ body: z.string() })
const frozen = frozenSchema.extend({ bytes })

/** What follows a plan is of that plan. */
export const backupRecord = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begin'), format: z.literal(BACKUP_FORMAT), at: z.string() }),
  z.strictObject({
    kind: z.literal('house'),
    secret: z.string(),
    departments: z.array(departmentSchema),
    directory: directorySchema,
  }),
  z.strictObject({
    kind: z.literal('plan'),
    id: z.string(),
    epoch: z.string(),
    entry: planSchema.nullable(),
    checkpoint: checkpoint.nullable(),
  }),
  z.strictObject({
    kind: z.literal('epoch'),
    epoch: z.string(),
    next: z.string(),
    endedAt: count,
    kept: bytes,
  }),
  z.strictObject({
    kind: z.literal('past'),
    from: z.int().positive(),
    seq: z.int().positive(),
    epoch: z.string(),
    grain: z.number().nonnegative(),
    steps: z.array(step),
    base: bytes.nullable(),
    records: z.array(logRecord).min(1),
    authors: z.array(authorRun),
  }),
  z.strictObject({ kind: z.literal('log'), records: z.array(logRecord) }),
  z.strictObject({ kind: z.literal('history'), entries: historySchema }),
  z.strictObject({ kind: z.literal('version'), version }),
  z.strictObject({ kind: z.literal('act'), act: approvalSchema }),
  z.strictObject({ kind: z.literal('file'), file: frozen }),
  z.strictObject({ kind: z.literal('inbox'), person: z.string(), data: inboxSchema }),
  z.strictObject({ kind: z.literal('audit'), records: z.array(auditSchema) }),
  z.strictObject({ kind: z.literal('end'), plans: count, versions: count, files: count, people: count }),
])

export type BackupRecord = z.infer<typeof backupRecord>
/** How much is in a backup. */
export type BackupCounts = Omit<Extract<BackupRecord, { kind: 'end' }>, 'kind'>

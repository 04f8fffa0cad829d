/** The shapes of requests about the inbox (PROTOCOL.md "Notifications"). Owns limits of single fields. */
import * as z from 'zod'
import { KINDS, type NoticeKind, RHYTHMS, WAYS } from '../../shared/notices/kinds.ts'
import { type Meant, placeOf } from '../commands/inbox/inbox.ts'
import { bodyOf, figures, has, id, leavingOut } from './schemas.ts'

const MAX_PAGE = 100
/** Longer than any that the server makes. */
const noticeId = z.string().min(1).max(200)
const kind = z.enum(KINDS as [NoticeKind, ...NoticeKind[]])

const place = z
  .string()
  .max(400)
  .transform(placeOf)
  .refine((found) => found !== null, 'is no place in the list')

export const inboxQuery = z.object({
  limit: figures.pipe(z.number().min(1).max(MAX_PAGE)).default(50),
  before: place.nullable().default(null),
  plan: id.nullable().default(null),
})

const byIds = bodyOf({ ids: z.array(noticeId).min(1).max(300) }).transform(({ ids }): Meant => ({
  kind: 'ids',
  ids,
}))
const byThreads = bodyOf({ plan: id, threads: z.array(id).min(1).max(1000) }).transform((threads): Meant => ({
  kind: 'threads',
  ...threads,
}))
const all = bodyOf({ all: z.literal(true) }).transform((): Meant => ({ kind: 'all' }))

const withoutOtherWays = leavingOut(new Set(['ids', 'plan', 'threads', 'all']))

/** Which notices a body means; each way has complaints of its own. */
export const meantNotices = (body: unknown): z.ZodType<Meant> => {
  const way = has(body, 'all') ? all : has(body, 'threads') ? byThreads : byIds
  return z.preprocess(withoutOtherWays, way)
}

export const settingsChange = bodyOf({
  rhythm: z.enum(RHYTHMS).optional(),
  ways: z.partialRecord(kind, z.enum(WAYS)).optional(),
})

/** The buttons of the page that stops letters, and what mail programs send in their place (RFC 8058). */
export const stopForm = z.object({ kind: kind.optional() })

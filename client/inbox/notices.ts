/** Notices as the server gives them: their shape, and the call for a page of them. Owns no state. */
import * as z from 'zod/mini'
import { type NoticeSaying, isNoticeSaying } from '../../shared/notices/kinds.ts'
import type { Call } from '../api.ts'

const noticeSchema = z.object({
  id: z.string(),
  says: z.custom<NoticeSaying>(isNoticeSaying),
  plan: z.string(),
  planTitle: z.string(),
  /** ISO 8601. */
  at: z.string(),
  name: z.string(),
  /** Colour of whoever did it, 0 for none. */
  hue: z.number(),
  thread: z.nullable(z.string()),
  message: z.nullable(z.string()),
  row: z.nullable(z.string()),
  section: z.nullable(z.string()),
  about: z.string(),
  text: z.string(),
  read: z.boolean(),
})

const pageSchema = z.object({
  notices: z.array(z.unknown()),
  unread: z.number(),
  next: z.nullable(z.string()),
})

export type ShownNotice = z.infer<typeof noticeSchema>

export interface InboxPage {
  notices: readonly ShownNotice[]
  unread: number
  /** For the next page; null at the end. */
  next: string | null
}

export interface InboxQuery {
  before?: string | null
  plan?: string
  limit?: number
}

export const loadNotices = async (
  call: Call,
  { before, plan, limit = 50 }: InboxQuery = {},
): Promise<InboxPage> => {
  const query = new URLSearchParams({ limit: String(limit) })
  if (before) query.set('before', before)
  if (plan !== undefined) query.set('plan', plan)
  const { notices, ...page } = await call(`/api/inbox?${query.toString()}`, pageSchema)
  // What a newer server tells of has no words here.
  return { ...page, notices: notices.flatMap((one) => noticeSchema.safeParse(one).data ?? []) }
}

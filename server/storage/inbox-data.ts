/**
 * What is kept of what somebody is told: their notices, what they have read, what they want by mail and what is under way
 * there. One value a person. Owns its shape and validation; who is told what is `commands/inbox/`'s.
 */
import * as z from 'zod'
import { LOCALES } from '../../shared/i18n/locale.ts'
import {
  DEFAULT_SETTINGS,
  KINDS,
  type NoticeKind,
  type NoticeSaying,
  RHYTHMS,
  WAYS,
  isNoticeSaying,
} from '../../shared/notices/kinds.ts'

const notice = z.object({
  id: z.string().min(1),
  says: z.custom<NoticeSaying>(isNoticeSaying),
  plan: z.string().min(1),
  at: z.number(),
  by: z.string(),
  name: z.string(),
  mark: z.string(),
  thread: z.string().nullable(),
  message: z.string().nullable(),
  row: z.string().nullable(),
  section: z.string().nullable(),
  about: z.string(),
  text: z.string(),
  /** ms since the epoch; null while it is unread. */
  readAt: z.number().nullable(),
  /** Whether it was in a letter, or is in the one under way. */
  mailed: z.boolean(),
})

export const inboxSchema = z.object({
  format: z.literal('svod-inbox/1'),
  /** Oldest first. */
  notices: z.array(notice),
  settings: z.object({
    rhythm: z.enum(RHYTHMS),
    ways: z.partialRecord(z.enum(KINDS as [NoticeKind, ...NoticeKind[]]), z.enum(WAYS)),
  }),
  /** The language that their browser asked in last; null while it never has. */
  locale: z.enum(LOCALES).nullable(),
  mail: z.object({
    /** A letter that was handed to the mail server, whose answer is not known yet. */
    attempt: z.object({ at: z.number(), ids: z.array(z.string()) }).nullable(),
    /** Refusals since the last letter that went out. */
    failures: z.number(),
    /** No letter is tried before (ms since the epoch). */
    notBefore: z.number(),
  }),
})

export type InboxData = z.infer<typeof inboxSchema>
export type KeptNotice = InboxData['notices'][number]

/** Of whoever was never told anything. */
export const newInbox = (): InboxData => ({
  format: 'svod-inbox/1',
  notices: [],
  settings: { ...DEFAULT_SETTINGS, ways: {} },
  locale: null,
  mail: { attempt: null, failures: 0, notBefore: 0 },
})

/** What people are told, one value a person. Bounds are the writer's. */
export interface Inboxes {
  /** An empty one for whoever has none. */
  read(person: string): Promise<InboxData>
  /**
   * Replaces it by what `change` makes of it, which sees what earlier changes made and returns its argument where there is
   * nothing to do. Resolves to what is then on disk; rejects with what `change` throws, or `storage-failed`: then nothing
   * has changed.
   */
  change(person: string, change: (data: InboxData) => InboxData): Promise<InboxData>
  /** Removes it for good; no error where there is none. */
  remove(person: string): Promise<void>
  /** Everybody who has one. */
  people(): Promise<string[]>
}

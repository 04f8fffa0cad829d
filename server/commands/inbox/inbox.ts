/**
 * What somebody sees and does with their inbox. Owns what is shown to whom now: a right that was taken away takes the
 * notices with it [IB9].
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { Identity } from '../../../shared/identity.ts'
import { NOTICE_KINDS, type NoticeSettings, kindOf } from '../../../shared/notices/kinds.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import { can } from '../../../shared/permissions.ts'
import type { InboxData, KeptNotice } from '../../storage/inbox-data.ts'
import type { Storage } from '../../storage/storage.ts'
import { whoIn } from '../checks.ts'

export interface InboxDeps {
  storage: Pick<Storage, 'inboxes' | 'catalogue'>
  now: () => number
  /** Somebody's colour, 0 for none. */
  hueOf: (person: string) => number
  /** Somebody's inbox is another now. */
  changed: (person: string, data: InboxData) => void
}

/** A notice as its reader gets it. */
export interface ShownNotice extends Omit<Notice, 'mark' | 'at'> {
  /** ISO 8601. */
  at: string
  /** The plan's title now. */
  planTitle: string
  /** Colour of whoever did it, 1–6; 0 for none. */
  hue: number
  read: boolean
}

export interface InboxPage {
  notices: ShownNotice[]
  /** Of the whole inbox. */
  unread: number
  /** `before` of the next page; null at the end. */
  next: string | null
}

/** Programs and guests are nobody in particular, and are told nothing. @throws SvodError `forbidden` */
export const requireInbox = (who: Identity): void => {
  if (who.kind !== 'person') throw new SvodError('forbidden')
}

/** Whether somebody may see a notice now: its plan is there, and open to them as far as it goes. */
export const mayRead = ({ storage }: Pick<InboxDeps, 'storage'>, who: Identity, notice: Notice): boolean => {
  const plan = storage.catalogue.plan(notice.plan)
  if (plan === null || plan.deletedAt !== null) return false
  const there = whoIn({ storage }, who, notice.plan)
  // Whom a public link alone lets in reads the plan, and not what was told to somebody who had more.
  return there.kind === 'person' && can(there, NOTICE_KINDS[kindOf(notice.says)].needs)
}

const readable = (deps: Pick<InboxDeps, 'storage'>, who: Identity, { notices }: InboxData): KeptNotice[] =>
  notices.filter((notice) => mayRead(deps, who, notice))

/** How many notices wait to be read. */
export const unreadIn = (deps: Pick<InboxDeps, 'storage'>, who: Identity, data: InboxData): number =>
  readable(deps, who, data).filter(({ readAt }) => readAt === null).length

const shown = ({ storage, hueOf }: InboxDeps, notice: KeptNotice): ShownNotice => {
  const { mark: _, mailed: __, readAt, at, ...rest } = notice
  const planTitle = storage.catalogue.plan(notice.plan)?.title ?? ''
  const hue = hueOf(notice.by)
  return { ...rest, at: new Date(at).toISOString(), planTitle, hue, read: readAt !== null }
}

/** Where a notice stands in the list; good also when it is there no more. */
interface Place {
  at: number
  id: string
}

const cursorOf = ({ at, id }: KeptNotice): string => Buffer.from(`${at} ${id}`).toString('base64url')

/** The place that a `next` names; null where it is none of ours. */
export const placeOf = (cursor: string): Place | null => {
  const [, at, id] = /^(\d{1,16}) (.+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? []
  return at === undefined || id === undefined ? null : { at: Number(at), id }
}

/** What stands behind a place, newest first: of its very moment rather something twice than not at all. */
const behind = (listed: readonly KeptNotice[], { at, id }: Place): KeptNotice[] => {
  const there = listed.findIndex((one) => one.id === id && one.at === at)
  return there < 0 ? listed.filter((one) => one.at <= at) : listed.slice(there + 1)
}

export interface InboxQuery {
  limit: number
  /** Only what stands behind it. */
  before: Place | null
  /** Of this plan alone. */
  plan: string | null
}

/** Newest first. The language is remembered for letters. @throws SvodError `forbidden` */
export const readInbox = async (
  deps: InboxDeps,
  who: Identity,
  { limit, before, plan }: InboxQuery,
): Promise<InboxPage> => {
  requireInbox(who)
  const data = await deps.storage.inboxes.read(who.id)
  const all = readable(deps, who, data).toReversed()
  const unread = all.filter(({ readAt }) => readAt === null).length
  const listed = plan === null ? all : all.filter((one) => one.plan === plan)
  const rest = before === null ? listed : behind(listed, before)
  const page = rest.slice(0, limit)
  const last = rest.length > limit ? page.at(-1) : undefined
  return {
    notices: page.map((one) => shown(deps, one)),
    unread,
    next: last ? cursorOf(last) : null,
  }
}

/** The language that somebody reads in, for letters; written down only where it is another one. */
export const rememberLocale = async (deps: InboxDeps, who: Identity, locale: Locale): Promise<void> => {
  requireInbox(who)
  await deps.storage.inboxes.change(who.id, (data) => (data.locale === locale ? data : { ...data, locale }))
}

/** Which notices are meant: single ones, all of some threads of a plan, or all there are. */
export type Meant =
  | { kind: 'ids'; ids: readonly string[] }
  | { kind: 'threads'; plan: string; threads: readonly string[] }
  | { kind: 'all' }

const isMeant = (meant: Meant, { id, plan, thread }: KeptNotice): boolean => {
  if (meant.kind === 'all') return true
  if (meant.kind === 'ids') return meant.ids.includes(id)
  return plan === meant.plan && thread !== null && meant.threads.includes(thread)
}

/** Marks as read; the number that is left. @throws SvodError `forbidden` */
export const markRead = async (deps: InboxDeps, who: Identity, meant: Meant): Promise<number> => {
  requireInbox(who)
  let isOther = false
  const data = await deps.storage.inboxes.change(who.id, (before) => {
    const isNews = (one: KeptNotice) => one.readAt === null && isMeant(meant, one)
    isOther = before.notices.some(isNews)
    if (!isOther) return before
    const readAt = deps.now()
    return { ...before, notices: before.notices.map((one) => (isNews(one) ? { ...one, readAt } : one)) }
  })
  if (isOther) deps.changed(who.id, data)
  return unreadIn(deps, who, data)
}

/** @throws SvodError `forbidden` */
export const readSettings = async (deps: InboxDeps, who: Identity): Promise<NoticeSettings> => {
  requireInbox(who)
  return (await deps.storage.inboxes.read(who.id)).settings
}

/** What is left out stays as it is. @throws SvodError `forbidden` */
export const changeSettings = async (
  deps: InboxDeps,
  who: Identity,
  change: Partial<NoticeSettings>,
): Promise<NoticeSettings> => {
  requireInbox(who)
  return settle(deps, who.id, change)
}

const settle = async (
  deps: InboxDeps,
  person: string,
  { rhythm, ways }: Partial<NoticeSettings>,
): Promise<NoticeSettings> => {
  const data = await deps.storage.inboxes.change(person, (before) => ({
    ...before,
    settings: { rhythm: rhythm ?? before.settings.rhythm, ways: { ...before.settings.ways, ...ways } },
  }))
  deps.changed(person, data)
  return data.settings
}

/** By the link in a letter: no letters at all, or none about these kinds, which stay in the app. */
export const stopLetters = (
  deps: InboxDeps,
  person: string,
  kinds: readonly (keyof NoticeSettings['ways'])[] | null,
): Promise<NoticeSettings> => {
  const ways = Object.fromEntries((kinds ?? []).map((kind) => [kind, 'app' as const]))
  return settle(deps, person, kinds === null ? { rhythm: 'never' } : { ways })
}

/** A plan's calendar by a secret link (SPEC EX16): on, off, renewed, and read by whoever holds it. */
import { SvodError } from '../../shared/errors.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import type { Identity } from '../../shared/identity.ts'
import { type CalendarLinks, createCalendarLinks } from '../auth/calendar-links.ts'
import type { OutgoingFile } from '../plan-source.ts'
import type { CalendarLinkEntry } from '../storage/directory-data.ts'
import { audit } from './audit.ts'
import { changeSharing } from './change-house.ts'
import { authoriseIn, knownDepartment, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'
import { datedDraft } from './read-plan.ts'

/** As those who may share the plan see it. */
export interface CalendarLinkView {
  on: boolean
  /** Null while it is off. */
  link: string | null
}

/** Which calendar: the plan's, or one department's part of it. */
export interface CalendarOf {
  plan: string
  department: string | null
}

type Needs = Pick<Deps, 'storage' | 'now'>

/** One of each store: it keeps what it has worked out of their secrets. */
const known = new WeakMap<Deps['storage'], CalendarLinks>()

const linksOf = ({ storage }: Pick<Deps, 'storage'>): CalendarLinks => {
  const links =
    known.get(storage) ??
    createCalendarLinks(storage.catalogue.secret(), () => storage.directory.data.calendarLinks)
  known.set(storage, links)
  return links
}

const isOf =
  ({ plan, department }: CalendarOf) =>
  (one: CalendarLinkEntry) =>
    one.plan === plan && one.department === department

/** Whether there is still whom it is for: the sections of a department that has gone are nobody's. */
const isThere = (
  { storage }: Pick<Deps, 'storage'>,
  { department }: Pick<CalendarOf, 'department'>,
): boolean => department === null || storage.catalogue.departments().some(({ id }) => id === department)

const entryOf = ({ storage }: Needs, of: CalendarOf): CalendarLinkEntry | undefined =>
  storage.directory.data.calendarLinks.find(isOf(of))

const viewOf = (deps: Needs, of: CalendarOf, base: string): CalendarLinkView => {
  const entry = entryOf(deps, of)
  if (entry?.on !== true || !isThere(deps, of)) return { on: false, link: null }
  return { on: true, link: `${base}/calendar/${linksOf(deps).secretOf(entry)}.ics` }
}

const allowed = (deps: Needs, who: Identity, of: CalendarOf): void => {
  authoriseIn(deps, who, of.plan, 'plan.share')
  livePlan(deps.storage.catalogue.plan(of.plan))
  // That of a department that has gone can be looked at and switched off.
  if (!entryOf(deps, of)) knownDepartment(deps.storage.catalogue, of.department)
}

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash`, `bad-request` for an unknown department */
export const readCalendarLink = (
  deps: Needs,
  who: Identity,
  of: CalendarOf,
  base: string,
): CalendarLinkView => {
  allowed(deps, who, of)
  return viewOf(deps, of, base)
}

/** `renew` ends the link that was given out. @throws SvodError as `readCalendarLink`; `bad-request` for on where the department has gone */
export const setCalendarLink = async (
  deps: Needs,
  who: Identity,
  of: CalendarOf,
  { on, renew, base }: { on: boolean; renew: boolean; base: string },
): Promise<CalendarLinkView> => {
  allowed(deps, who, of)
  if (on) knownDepartment(deps.storage.catalogue, of.department)
  const createdAt = new Date(deps.now()).toISOString()
  await changeSharing(deps, who, of.plan, (data) => {
    const before = data.calendarLinks.find(isOf(of))
    const others = data.calendarLinks.filter((one) => one !== before)
    const serial = (before?.serial ?? 1) + (before && renew ? 1 : 0)
    const made = { createdAt: before?.createdAt ?? createdAt, createdBy: before?.createdBy ?? who.id }
    return { ...data, calendarLinks: [...others, { ...of, serial, on, ...made }] }
  })
  await audit(deps, who, 'plan.calendar-link', of.plan, { on, renew, department: of.department })
  return viewOf(deps, of, base)
}

/** The calendar of that secret. @throws SvodError `link-ended`, also where its plan is in the trash or its department has gone, and the reason of `signal` */
export const openCalendar = async (
  deps: Pick<Deps, 'storage' | 'rooms' | 'exportOut'>,
  secret: string,
  locale: Locale,
  signal: AbortSignal,
): Promise<OutgoingFile['content']> => {
  const link = linksOf(deps).find(secret)
  const entry = link && deps.storage.catalogue.plan(link.plan)
  if (!link || !entry || entry.deletedAt !== null || !isThere(deps, link)) throw new SvodError('link-ended')
  const { source, at } = await datedDraft(deps, link.plan)
  const { department } = link
  const request = { source, format: 'ics' as const, locale, hidden: false, at, department }
  return (await deps.exportOut(request, signal)).content
}

/**
 * Secret links to plans' calendars (SPEC EX16): who holds one reads that calendar and nothing else. Owns the secrets, which are
 * derived from the store's and not stored; whether a link is on is asked at every request.
 */
import type { CalendarLinkEntry, DirectoryData } from '../storage/directory-data.ts'
import { derivedSecret, isSameText } from './secrets.ts'

export interface CalendarLinks {
  /** The secret of a link. */
  secretOf(link: Pick<CalendarLinkEntry, 'plan' | 'department' | 'serial'>): string
  /** The link that is on and has this secret. */
  find(secret: string): CalendarLinkEntry | null
}

/** `secret`: the store's. */
export const createCalendarLinks = (
  secret: string,
  links: () => DirectoryData['calendarLinks'],
): CalendarLinks => {
  const secretOf: CalendarLinks['secretOf'] = ({ plan, department, serial }) =>
    derivedSecret(secret, `calendar link ${serial} ${plan} ${department ?? ''}`)
  return {
    secretOf,
    find: (given) => links().find((one) => one.on && isSameText(secretOf(one), given)) ?? null,
  }
}

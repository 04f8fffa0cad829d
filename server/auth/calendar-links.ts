/**
 * Secret links to plans' calendars (SPEC EX16): who holds one reads that calendar and nothing else. Owns the secrets, which are
 * derived from the store's and not stored; whether a link is on is asked at every request.
 */
import type { CalendarLinkEntry, DirectoryData } from '../storage/directory-data.ts'
import { derivedSecret, digestOf } from './secrets.ts'

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
  /** By the digest of their secrets: made anew where links have changed, so that a guess costs a look-up. */
  const bySecret = (all: DirectoryData['calendarLinks']): ReadonlyMap<string, CalendarLinkEntry> =>
    new Map(all.filter(({ on }) => on).map((one) => [digestOf(secretOf(one)), one]))
  let [seen, found] = [links(), bySecret(links())]
  return {
    secretOf,
    find: (given) => {
      const all = links()
      if (all !== seen) [seen, found] = [all, bySecret(all)]
      return found.get(digestOf(given)) ?? null
    },
  }
}

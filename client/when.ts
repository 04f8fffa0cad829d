/** Times as people say them: "5 minutes ago", "yesterday", then the date. Pure; the present is a parameter. */
import type { IntlShape } from 'react-intl'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const dayOf = (time: Date): number => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime()

/** A past time in words. Within an hour minutes, within the day hours, within a week days, then the date. */
export const whenOf = (
  intl: Pick<IntlShape, 'formatRelativeTime' | 'formatDate'>,
  time: Date,
  now: Date,
): string => {
  // A clock that runs ahead of ours must not say "in 3 minutes".
  const passedMs = Math.max(0, now.getTime() - time.getTime())
  const relative = (value: number, unit: 'minute' | 'hour' | 'day') =>
    intl.formatRelativeTime(-value, unit, { numeric: 'auto' })
  if (passedMs < HOUR_MS) return relative(Math.floor(passedMs / MINUTE_MS), 'minute')
  const days = Math.round((dayOf(now) - dayOf(time)) / DAY_MS)
  if (days === 0) return relative(Math.floor(passedMs / HOUR_MS), 'hour')
  if (days < 7) return relative(days, 'day')
  const sameYear = time.getFullYear() === now.getFullYear()
  return intl.formatDate(time, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) })
}

/** Which records are asked for: by whom, what, about which plan, in which days. Pure. */

/** '' everywhere for no limit; days as YYYY-MM-DD, both included. */
export interface AuditFilter {
  who: string
  action: string
  plan: string
  from: string
  to: string
}

export const NO_FILTER: AuditFilter = { who: '', action: '', plan: '', from: '', to: '' }

/** The first moment of a day here, `later` days on; null where it is no day. */
const startOf = (day: string, later = 0): string | null => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  if (year === undefined) return null
  return new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString()
}

/** As the server is asked; only what limits. */
export const auditParams = ({ who, action, plan, from, to }: AuditFilter): Record<string, string> => {
  const asked = { who, action, plan, since: startOf(from) ?? '', until: startOf(to, 1) ?? '' }
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''))
}

/** Where the file with these records is. */
export const csvPath = (filter: AuditFilter): string => {
  const query = new URLSearchParams(auditParams(filter)).toString()
  return `/api/audit.csv${query && `?${query}`}`
}

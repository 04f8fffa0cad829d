/** The audit trail for the chief editor (SPEC PP11): page by page, filtered, or as a whole in a file. */
import type { Identity } from '../../../shared/identity.ts'
import type { NumberedAuditRecord } from '../../storage/storage.ts'
import { guarded } from '../../exchange/csv-cell.ts'
import { audit } from '../audit.ts'
import { authorise } from '../checks.ts'
import type { PeopleDeps } from './deps.ts'

export interface AuditFilter {
  /** An action, or the first word of several: `person` is all of `person.…`. */
  action?: string
  /** Id of who did it or to whom it was done. */
  who?: string
  /** Id of the plan it was about. */
  plan?: string
  /** Not before, and before; ISO 8601. */
  since?: string
  until?: string
}

export interface AuditQuery extends AuditFilter {
  limit: number
  /** Where the page before ended; left out: the newest. */
  before?: number
}

/** One line of the trail as it is shown. */
export interface AuditLine {
  at: string
  by: string
  name: string
  action: string
  plan: string | null
  details: Readonly<Record<string, string | number | boolean | null>>
}

export interface AuditPage {
  records: AuditLine[]
  /** `before` of the next page; null at the end. A page may be short, or empty, and not the last. */
  next: number | null
}

type Needs = Pick<PeopleDeps, 'storage' | 'now'>

const BATCH = 500
/** Lines that one request looks through: a filter that nothing fits does not read the whole trail at once. */
const MAX_LOOKED_THROUGH = 10_000

const lineOf = ({ at, by, action, plan, details }: NumberedAuditRecord): AuditLine => {
  const { name = '', ...rest } = details
  return { at, by, name: String(name ?? ''), action, plan, details: rest }
}

const isWithin = (at: string, { since, until }: AuditFilter): boolean => {
  const time = Date.parse(at)
  return (
    !(since !== undefined && time < Date.parse(since)) && !(until !== undefined && time >= Date.parse(until))
  )
}

const fits = ({ at, action, by, plan, details }: NumberedAuditRecord, query: AuditFilter): boolean => {
  const { action: wanted, who } = query
  if (!isWithin(at, query) || (query.plan !== undefined && plan !== query.plan)) return false
  if (wanted !== undefined && action !== wanted && !action.startsWith(`${wanted}.`)) return false
  return who === undefined || by === who || details.person === who
}

/** @throws SvodError `forbidden` */
export const readAudit = async ({ storage }: Needs, who: Identity, query: AuditQuery): Promise<AuditPage> => {
  authorise(who, 'audit.read')
  const found: NumberedAuditRecord[] = []
  let before = query.before
  for (let seen = 0; seen < MAX_LOOKED_THROUGH; seen += BATCH) {
    const batch = await storage.readAudit(BATCH, before)
    for (const record of batch) {
      if (fits(record, query)) found.push(record)
      before = record.number
      if (found.length === query.limit) return { records: found.map(lineOf), next: before }
    }
    if (batch.length < BATCH) return { records: found.map(lineOf), next: null }
  }
  return { records: found.map(lineOf), next: before ?? null }
}

const cell = (value: string): string => {
  const harmless = guarded(value)
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

const row = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

const HEAD = ['at', 'by', 'name', 'action', 'plan', 'details']

/** The records that fit as CSV (RFC 4180, UTF-8 with a mark for table programs), newest first, piece by piece. */
export async function* auditCsv(
  { storage }: Pick<Needs, 'storage'>,
  filter: AuditFilter,
): AsyncGenerator<string> {
  yield `\ufeff${row(HEAD)}`
  let batch = await storage.readAudit(BATCH)
  while (batch.length > 0) {
    const lines = batch.filter((record) => fits(record, filter)).map(lineOf)
    yield lines
      .map(({ at, by, name, action, plan, details }) =>
        row([at, by, name, action, plan ?? '', JSON.stringify(details)]),
      )
      .join('')
    batch = await storage.readAudit(BATCH, batch.at(-1)?.number ?? 0)
  }
}

/** The export is written down before it begins. @throws SvodError `forbidden` */
export const exportAudit = async (
  deps: Needs,
  who: Identity,
  filter: AuditFilter,
): Promise<AsyncGenerator<string>> => {
  authorise(who, 'audit.read')
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
  const isPart = Object.keys(asked).length > 0
  await audit(deps, who, 'audit.export', null, {
    ...(isPart && { part: true, filter: JSON.stringify(asked) }),
  })
  return auditCsv(deps, filter)
}

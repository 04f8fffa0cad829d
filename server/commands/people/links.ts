/** New links (SPEC PP8): the entry that is stored, and the secret that is shown once. Owns how long each kind lives. */
import { digestOf, newSecret } from '../../auth/secrets.ts'
import type { LinkEntry } from '../../storage/directory-data.ts'
import type { PeopleDeps } from './deps.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const DEFAULT_DAYS = { first: 7, invitation: 14, reset: 7 } as const

export type LinkFields = Pick<LinkEntry, 'kind' | 'createdBy'> &
  Partial<Pick<LinkEntry, 'person' | 'note' | 'role' | 'departments' | 'approver' | 'left'>> & {
    days?: number
    /** Goes before `days`. */
    lifeMs?: number
  }

/** A link with its secret. */
export interface NewLink {
  entry: LinkEntry
  secret: string
}

export const newLink = (deps: Pick<PeopleDeps, 'ids' | 'now'>, fields: LinkFields): NewLink => {
  const { days = DEFAULT_DAYS[fields.kind], lifeMs = days * DAY_MS, ...given } = fields
  const [secret, now] = [newSecret(), deps.now()]
  const entry: LinkEntry = {
    id: deps.ids(),
    hash: digestOf(secret),
    person: null,
    note: '',
    role: 'viewer',
    departments: [],
    approver: false,
    left: 1,
    used: 0,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + lifeMs).toISOString(),
    revokedAt: null,
    ...given,
  }
  return { entry, secret }
}

/** The address that is given to somebody; behind the `#` no log sees the secret. */
export const joinLink = (base: string, secret: string): string => `${base}/join#${secret}`

/** Tokens for programs (SPEC PP10): named, with a role of their own, for all plans or some, revocable. */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity, Role } from '../../../shared/identity.ts'
import { digestOf, newSecret } from '../../auth/secrets.ts'
import type { TokenEntry } from '../../storage/directory-data.ts'
import { audit } from '../audit.ts'
import { authorise, knownDepartments, knownPlans } from '../checks.ts'
import type { PeopleDeps } from './deps.ts'

export interface NewToken {
  name: string
  role: Role
  departments: readonly string[]
  /** Null: all plans, those to come included. */
  plans: readonly string[] | null
  /** Left out: until it is revoked. */
  days?: number
}

/** What may be said of a token later; `days` count from now, null: until it is revoked. */
export type TokenChange = Partial<Omit<NewToken, 'days'>> & { days?: number | null }

export type TokenView = Omit<TokenEntry, 'hash'>

type Needs = Pick<PeopleDeps, 'storage' | 'ids' | 'now'>

/** So that a token that was left lying somewhere is recognised as one. */
const PREFIX = 'svod_'
const DAY_MS = 24 * 60 * 60 * 1000

const viewOf = ({ hash: _hash, ...shown }: TokenEntry): TokenView => shown

const endAfter = (days: number | null, now: number): string | null =>
  days === null ? null : new Date(now + days * DAY_MS).toISOString()

/** Newest first, without their hashes. @throws SvodError `forbidden` */
export const listTokens = ({ storage }: Needs, who: Identity): TokenView[] => {
  authorise(who, 'tokens.manage')
  return storage.directory.data.tokens.map(viewOf).toReversed()
}

/** The token is shown this once. @throws SvodError `forbidden`, `bad-request` */
export const createToken = async (
  deps: Needs,
  who: Identity,
  { name, role, departments, plans, days }: NewToken,
): Promise<{ id: string; token: string }> => {
  authorise(who, 'tokens.manage')
  knownDepartments(deps.storage.catalogue, departments)
  knownPlans(deps, plans)
  const [token, now] = [`${PREFIX}${newSecret()}`, deps.now()]
  const entry: TokenEntry = {
    id: deps.ids(),
    hash: digestOf(token),
    name,
    role,
    departments: [...departments],
    plans: plans === null ? null : [...plans],
    createdAt: new Date(now).toISOString(),
    createdBy: who.id,
    expiresAt: endAfter(days ?? null, now),
    usedAt: null,
    revokedAt: null,
  }
  await deps.storage.directory.change((data) => ({ ...data, tokens: [...data.tokens, entry] }))
  const scope = {
    departments: departments.join(' '),
    plans: plans?.join(' ') ?? null,
    expiresAt: entry.expiresAt,
  }
  await audit(deps, who, 'token.create', null, { token: entry.id, whom: name, role, ...scope })
  return { id: entry.id, token }
}

/**
 * Holds for the program at once; its secret stays. @throws SvodError `forbidden`, `not-found`, `bad-request`;
 * `conflict` where it was revoked
 */
export const changeToken = async (
  deps: Needs,
  who: Identity,
  id: string,
  { days, ...change }: TokenChange,
): Promise<TokenView> => {
  authorise(who, 'tokens.manage')
  knownDepartments(deps.storage.catalogue, change.departments)
  knownPlans(deps, change.plans)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const end = days === undefined ? {} : { expiresAt: endAfter(days, deps.now()) }
  let changed: TokenEntry | undefined
  await deps.storage.directory.change((data) => {
    const known = data.tokens.find((one) => one.id === id)
    if (!known) throw new SvodError('not-found')
    if (known.revokedAt !== null) throw new SvodError('conflict')
    const next: TokenEntry = { ...known, ...given, ...end }
    changed = next
    return { ...data, tokens: data.tokens.map((one) => (one === known ? next : one)) }
  })
  const { name, role, departments, plans, expiresAt } = changed as TokenEntry
  const scope = { departments: departments.join(' '), plans: plans?.join(' ') ?? null, expiresAt }
  await audit(deps, who, 'token.change', null, { token: id, whom: name, role, ...scope })
  return viewOf(changed as TokenEntry)
}

/** No error where it was revoked already. @throws SvodError `forbidden`, `not-found` */
export const revokeToken = async (deps: Needs, who: Identity, id: string): Promise<void> => {
  authorise(who, 'tokens.manage')
  const revokedAt = new Date(deps.now()).toISOString()
  await deps.storage.directory.change((data) => {
    if (!data.tokens.some((one) => one.id === id)) throw new SvodError('not-found')
    const tokens = data.tokens.map((one) =>
      one.id === id ? { ...one, revokedAt: one.revokedAt ?? revokedAt } : one,
    )
    return { ...data, tokens }
  })
  const token = deps.storage.directory.data.tokens.find((one) => one.id === id)
  await audit(deps, who, 'token.revoke', null, { token: id, whom: token?.name ?? '' })
}

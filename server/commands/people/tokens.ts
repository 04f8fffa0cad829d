/** Tokens for programs (SPEC PP10): named, with a role of their own, for all plans or some, revocable. */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity, Role } from '../../../shared/identity.ts'
import { digestOf, newSecret } from '../../auth/secrets.ts'
import type { DirectoryData, TokenEntry } from '../../storage/directory-data.ts'
import { audit } from '../audit.ts'
import { changeHouse } from '../change-house.ts'
import { authorise, knownDepartments, knownPlans } from '../checks.ts'
import type { PeopleDeps } from './deps.ts'
import { withoutLinks } from './directory.ts'
import { changedKey, giversOf } from './givers.ts'

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

export type TokenView = Omit<TokenEntry, 'hash' | 'changedBy'>

type Needs = Pick<PeopleDeps, 'storage' | 'ids' | 'now'>

/** So that a token that was left lying somewhere is recognised as one. */
const PREFIX = 'svod_'
const DAY_MS = 24 * 60 * 60 * 1000

const viewOf = ({ hash: _hash, changedBy: _changedBy, ...shown }: TokenEntry): TokenView => shown

const endAfter = (days: number | null, now: number): string | null =>
  days === null ? null : new Date(now + days * DAY_MS).toISOString()

/** Whether a token may hand out keys to the house: accounts, links, other tokens. */
const handsOutKeys = ({ role, plans, revokedAt }: TokenEntry): boolean =>
  role === 'chief' && plans === null && revokedAt === null

/** @throws SvodError `not-found` */
const requireToken = (data: DirectoryData, id: string): TokenEntry => {
  const token = data.tokens.find((one) => one.id === id)
  if (!token) throw new SvodError('not-found')
  return token
}

/**
 * Whoever handed out keys with a token: it, and all tokens that were made or changed with it or with one of these, in whatever order
 * that was done.
 */
const heirsOf = (tokens: readonly TokenEntry[], id: string): ReadonlySet<string> => {
  const makers = new Set([id])
  // A set is walked to its end, and that moves.
  for (const maker of makers) for (const one of tokens) if (giversOf(one).includes(maker)) makers.add(one.id)
  return makers
}

/**
 * With `next` in the place of what it was. Where it may hand out keys no more, those that it handed out or changed end: its tokens,
 * those of these, and the links of all of them. Whoever made keys with a stolen token would come back by them.
 */
const withToken = (data: DirectoryData, next: TokenEntry, at: number): DirectoryData => {
  const tokens = data.tokens.map((one) => (one.id === next.id ? next : one))
  if (handsOutKeys(next)) return { ...data, tokens }
  const makers = heirsOf(tokens, next.id)
  const revokedAt = new Date(at).toISOString()
  const isLeft = (one: TokenEntry) => one.id === next.id || one.revokedAt !== null || !makers.has(one.id)
  const ended = tokens.map((one) => (isLeft(one) ? one : { ...one, revokedAt }))
  return withoutLinks({ ...data, tokens: ended }, at, (link) => giversOf(link).some((id) => makers.has(id)))
}

/** Writes down which tokens a change has revoked. */
const auditEnded = async (
  deps: Needs,
  who: Identity,
  [before, after]: readonly [DirectoryData, DirectoryData],
): Promise<void> => {
  const open = new Set(before.tokens.filter((one) => one.revokedAt === null).map(({ id }) => id))
  for (const { id, name, revokedAt } of after.tokens)
    if (revokedAt !== null && open.has(id))
      await audit(deps, who, 'token.revoke', null, { token: id, whom: name })
}

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
  await changeHouse(deps, who, 'tokens.manage', (data) => ({ ...data, tokens: [...data.tokens, entry] }))
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
  const made: { next: TokenEntry; steps: readonly [DirectoryData, DirectoryData] }[] = []
  await changeHouse(deps, who, 'tokens.manage', (data) => {
    const known = requireToken(data, id)
    if (known.revokedAt !== null) throw new SvodError('conflict')
    const next = changedKey<TokenEntry>(known, { ...known, ...given, ...end }, who.id)
    const after = withToken(data, next, deps.now())
    made.push({ next, steps: [data, after] })
    return after
  })
  const [done] = made
  if (!done) throw new SvodError('internal')
  const { name, role, departments, plans, expiresAt } = done.next
  const scope = { departments: departments.join(' '), plans: plans?.join(' ') ?? null, expiresAt }
  await audit(deps, who, 'token.change', null, { token: id, whom: name, role, ...scope })
  await auditEnded(deps, who, done.steps)
  return viewOf(done.next)
}

/** No error where it was revoked already. @throws SvodError `forbidden`, `not-found` */
export const revokeToken = async (deps: Needs, who: Identity, id: string): Promise<void> => {
  authorise(who, 'tokens.manage')
  const made: (readonly [DirectoryData, DirectoryData])[] = []
  await changeHouse(deps, who, 'tokens.manage', (data) => {
    const known = requireToken(data, id)
    const revokedAt = known.revokedAt ?? new Date(deps.now()).toISOString()
    const after = withToken(data, { ...known, revokedAt }, deps.now())
    made.push([data, after])
    return after
  })
  const [steps] = made
  if (steps) await auditEnded(deps, who, steps)
}

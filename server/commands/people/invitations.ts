/** Invitations: links by which people make accounts of their own, with rights that the chief editor has chosen. */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity, Role } from '../../../shared/identity.ts'
import { isAlive } from '../../auth/sessions.ts'
import type { LinkEntry } from '../../storage/directory-data.ts'
import { audit } from '../audit.ts'
import { changeHouse } from '../change-house.ts'
import { authorise, knownDepartments } from '../checks.ts'
import { type LinkStyle, type ShownLink, showLink } from './create-person.ts'
import type { PeopleDeps } from './deps.ts'
import { withLink } from './directory.ts'
import { changedKey } from './givers.ts'
import { newLink } from './links.ts'

export interface NewInvitation {
  role: Role
  departments: readonly string[]
  approver: boolean
  note: string
  days?: number
  uses: 'one' | 'many'
  /** Where the link is mailed to; null for nowhere. */
  email: string | null
}

/** What may be said of an open invitation later; `days` count from now. */
export type InvitationChange = Partial<
  Pick<NewInvitation, 'role' | 'departments' | 'approver' | 'note' | 'days'>
>

export type InvitationState = 'open' | 'used' | 'expired' | 'revoked'

/** An invitation without its secret. */
export type InvitationView = Pick<
  LinkEntry,
  | 'id'
  | 'note'
  | 'role'
  | 'departments'
  | 'approver'
  | 'left'
  | 'used'
  | 'createdAt'
  | 'createdBy'
  | 'expiresAt'
> & { state: InvitationState }

type Needs = Pick<PeopleDeps, 'storage' | 'ids' | 'now'>

const DAY_MS = 24 * 60 * 60 * 1000

const stateOf = (link: LinkEntry, now: number): InvitationState => {
  if (link.left === 0) return 'used'
  if (link.revokedAt !== null) return 'revoked'
  return isAlive(link, now) ? 'open' : 'expired'
}

const viewOf = (link: LinkEntry, now: number): InvitationView => {
  const { hash: _hash, kind: _kind, person: _person, ...open } = link
  const { revokedAt: _revokedAt, changedBy: _changedBy, ...shown } = open
  return { ...shown, state: stateOf(link, now) }
}

/** Newest first. @throws SvodError `forbidden` */
export const listInvitations = ({ storage, now }: Needs, who: Identity): InvitationView[] => {
  authorise(who, 'people.manage')
  const invitations = storage.directory.data.links.filter(({ kind }) => kind === 'invitation')
  return invitations.map((link) => viewOf(link, now())).toReversed()
}

/** @throws SvodError `forbidden`, `bad-request` */
export const invite = async (
  deps: PeopleDeps,
  who: Identity,
  { uses, departments, email, ...fields }: NewInvitation,
  style: LinkStyle,
): Promise<ShownLink> => {
  authorise(who, 'people.manage')
  knownDepartments(deps.storage.catalogue, departments)
  if (email !== null && deps.mail === null)
    throw new SvodError('bad-request', { field: 'email', reason: 'is of no use: no mail server is set' })
  const left = uses === 'one' ? 1 : null
  const { entry, secret } = newLink(deps, {
    kind: 'invitation',
    createdBy: who.id,
    left,
    departments: [...departments],
    ...fields,
  })
  await changeHouse(deps, who, 'people.manage', (data) => withLink(data, entry, deps.now()))
  const { id, role, note, expiresAt } = entry
  const details = {
    invitation: id,
    role,
    uses,
    departments: departments.join(' '),
    note,
    expiresAt,
    email,
    approver: entry.approver,
  }
  await audit(deps, who, 'invitation.create', null, details)
  return showLink(deps, { to: email, kind: 'invitation' }, { id, secret, expiresAt }, style)
}

/**
 * Whoever comes in from then on, comes in so. @throws SvodError `forbidden`, `not-found`, `bad-request`; `conflict`
 * where it has ended
 */
export const changeInvitation = async (
  deps: Needs,
  who: Identity,
  id: string,
  { days, ...change }: InvitationChange,
): Promise<InvitationView> => {
  authorise(who, 'people.manage')
  knownDepartments(deps.storage.catalogue, change.departments)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const end = days === undefined ? {} : { expiresAt: new Date(deps.now() + days * DAY_MS).toISOString() }
  let changed: LinkEntry | undefined
  await changeHouse(deps, who, 'people.manage', (data) => {
    const known = data.links.find((one) => one.id === id && one.kind === 'invitation')
    if (!known) throw new SvodError('not-found')
    if (stateOf(known, deps.now()) !== 'open') throw new SvodError('conflict')
    const next = changedKey<LinkEntry>(known, { ...known, ...given, ...end }, who.id)
    changed = next
    return { ...data, links: data.links.map((one) => (one === known ? next : one)) }
  })
  const shown = viewOf(changed as LinkEntry, deps.now())
  const { role, note, approver, expiresAt } = shown
  const details = {
    invitation: id,
    role,
    departments: shown.departments.join(' '),
    note,
    expiresAt,
    approver,
  }
  await audit(deps, who, 'invitation.change', null, details)
  return shown
}

/** No error where it had ended already. @throws SvodError `forbidden`, `not-found` */
export const revokeInvitation = async (deps: Needs, who: Identity, id: string): Promise<void> => {
  authorise(who, 'people.manage')
  const revokedAt = new Date(deps.now()).toISOString()
  await changeHouse(deps, who, 'people.manage', (data) => {
    if (!data.links.some((one) => one.id === id && one.kind === 'invitation'))
      throw new SvodError('not-found')
    const links = data.links.map((one) =>
      one.id === id ? { ...one, revokedAt: one.revokedAt ?? revokedAt } : one,
    )
    return { ...data, links }
  })
  const link = deps.storage.directory.data.links.find((one) => one.id === id)
  const details = { invitation: id, role: link?.role ?? null, note: link?.note ?? '' }
  await audit(deps, who, 'invitation.revoke', null, details)
}

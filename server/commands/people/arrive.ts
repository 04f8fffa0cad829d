/**
 * Somebody comes back from the identity provider (SPEC PV5 to PV8): signed in, linked with the account that the chief
 * editor made for them, or let in by a link. Everything is decided in the moment in which it is written down.
 */
import { createHash } from 'node:crypto'
import { cutText } from '../../../shared/cut-text.ts'
import { SvodError } from '../../../shared/errors.ts'
import { isLogin, normaliseLogin } from '../../auth/login.ts'
import type { Arrival } from '../../auth/provider.ts'
import { digestOf } from '../../auth/secrets.ts'
import { isAlive, withoutSessions } from '../../auth/sessions.ts'
import type { DirectoryData, LinkEntry, PersonEntry } from '../../storage/directory-data.ts'
import type { AuditRecord } from '../../storage/storage.ts'
import { type AuditAction, audit } from '../audit.ts'
import type { PeopleDeps } from './deps.ts'
import { requireFreeLogin, requirePerson, withoutLinks, withPerson } from './directory.ts'
import { type Browser, type Entered, newSession } from './entered.ts'
import type { SignedIn } from './sign-out.ts'
import { newPerson, requireLink, used, withNewPerson } from './use-link.ts'

interface Settled {
  data: DirectoryData
  person: PersonEntry
  action: AuditAction
  /** The link that was used up; null for none. */
  link: LinkEntry | null
}

/** The open account of whoever proves to have this address; null where none or several could be meant. */
const ownerOf = ({ people }: DirectoryData, email: string | null): PersonEntry | null => {
  if (email === null) return null
  const isTheirs = (one: PersonEntry) => one.emailTrusted && one.email?.toLowerCase() === email
  const owners = people.filter((one) => one.closedAt === null && isTheirs(one))
  const [owner] = owners
  return owners.length === 1 && owner?.subject === null ? owner : null
}

const isFree = (data: DirectoryData, login: string): boolean =>
  !data.people.some((one) => one.login === login)

/** The address where it can be one and is free, else a name made of the subject. */
const loginFor = (data: DirectoryData, { email, subject }: Arrival): string => {
  const digest = createHash('sha256').update(subject).digest('hex')
  const wanted = [normaliseLogin(email ?? ''), `id-${digest.slice(0, 10)}`, `id-${digest}`]
  const login = wanted.find((one) => isLogin(one) && isFree(data, one))
  if (login === undefined) throw new SvodError('login-taken')
  return login
}

const linked = (deps: PeopleDeps, data: DirectoryData, id: string, { subject }: Arrival): Settled => {
  const after = withPerson(deps, data, id, (one) => ({ ...one, subject }))
  return { data: after, person: requirePerson(after, id), action: 'account.provider', link: null }
}

/** The provider takes the password's place; everything that the old one opened ends. */
const recovered = (deps: PeopleDeps, data: DirectoryData, link: LinkEntry, arrival: Arrival): Settled => {
  const person = requirePerson(data, link.person ?? '')
  if (person.subject !== null) throw new SvodError('link-ended')
  const ended = withoutSessions(used(data, link), (one) => one.person === person.id)
  const noLinks = withoutLinks(ended, deps.now(), (one) => one.person === person.id)
  const noPassword = {
    ...noLinks,
    people: noLinks.people.map((one) => (one.id === person.id ? { ...one, password: null } : one)),
  }
  return { ...linked(deps, noPassword, person.id, arrival), link }
}

const joined = (deps: PeopleDeps, data: DirectoryData, link: LinkEntry, arrival: Arrival): Settled => {
  const { subject, email } = arrival
  const login = loginFor(data, arrival)
  requireFreeLogin(data, login)
  const name = arrival.name ?? cutText(email?.split('@')[0] ?? login, 60)
  const fields = { name, login, email, emailTrusted: email !== null, password: null, subject }
  const person = newPerson(deps, link, fields)
  const after = withNewPerson(used(data, link), person, deps.now())
  return { data: after, person, action: 'account.join', link }
}

/** Who is to be linked, and by what they proved who they are: neither has ended on the way [PV16]. */
export const proofOf = ({ session, person }: SignedIn): NonNullable<Arrival['person']> => ({
  id: person.id,
  session: session.hash,
  password: digestOf(person.password ?? ''),
})

/** Whoever was signed out or has another password since may be somebody else. @throws SvodError `provider-refused` */
const requireProof = (data: DirectoryData, proof: NonNullable<Arrival['person']>, now: number): void => {
  const session = data.sessions.find(({ hash }) => hash === proof.session)
  const person = data.people.find(({ id }) => id === proof.id)
  const isIn = session?.person === proof.id && isAlive(session, now)
  if (!isIn || digestOf(person?.password ?? '') !== proof.password) throw new SvodError('provider-refused')
}

/** Who it is, and the directory with them in it. @throws SvodError `not-invited`, `link-ended`, `conflict`, `provider-refused` */
const settle = (deps: PeopleDeps, data: DirectoryData, arrival: Arrival): Settled => {
  const known = data.people.find(({ subject }) => subject === arrival.subject)
  const asker = data.people.find(({ id }) => id === arrival.person?.id)
  if (arrival.person && asker !== known) {
    requireProof(data, arrival.person, deps.now())
    // One account, one subject; the account may have been closed on the way.
    if (!asker || known || asker.subject !== null || asker.closedAt !== null) throw new SvodError('conflict')
    return linked(deps, data, asker.id, arrival)
  }
  if (known) {
    // A closed account stays closed, whatever invitation its owner has.
    if (known.closedAt !== null) throw new SvodError('not-invited')
    return { data, person: known, action: 'sign-in', link: null }
  }
  const now = deps.now()
  const link = arrival.invitation === null ? null : requireLink(data, arrival.invitation, now)
  if (link?.kind === 'reset') return recovered(deps, data, link, arrival)
  const owner = ownerOf(data, arrival.email)
  if (owner) return linked(deps, data, owner.id, arrival)
  if (!link) throw new SvodError('not-invited')
  return joined(deps, data, link, arrival)
}

/** Writes a refusal down, if its turn has come. */
const noteFailure = async (deps: PeopleDeps, { subject }: Arrival, address: string): Promise<void> => {
  const known = deps.storage.directory.data.people.find((one) => one.subject === subject)
  const details = deps.failures.note(known?.id ?? null, address)
  if (!details) return
  const by = { id: '', name: known?.name ?? '' }
  await audit(deps, by, 'sign-in.failed', null, { ...details, way: 'provider' })
}

/** @throws SvodError `not-invited`, `link-ended`, `conflict`, `provider-refused` */
export const enterByProvider = async (
  deps: PeopleDeps,
  arrival: Arrival,
  browser: Browser,
): Promise<Entered> => {
  const session = newSession(deps, browser)
  const { address } = browser
  const made: Settled[] = []
  try {
    await deps.storage.directory.change((data) => {
      const settled = settle(deps, data, arrival)
      made.push(settled)
      return session.open(settled.data, settled.person.id)
    })
  } catch (error) {
    if (error instanceof SvodError && error.code === 'not-invited') await noteFailure(deps, arrival, address)
    throw error
  }
  const [settled] = made
  if (!settled) throw new SvodError('internal')
  const { person, action, link } = settled
  const by: AuditRecord['details'] = link ? { link: link.id, kind: link.kind, role: person.role } : {}
  await audit(deps, person, action, null, { person: person.id, ...by, address, way: 'provider' })
  return session.entered(person)
}

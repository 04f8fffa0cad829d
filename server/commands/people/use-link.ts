/**
 * A link is looked at and used (SPEC PP8): it makes an account or sets a new password, and its holder is in. What it
 * allows is checked again in the moment in which it is used up: of two who come at once with the last use, one wins.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Access } from '../../../shared/identity.ts'
import { digestOf } from '../../auth/secrets.ts'
import { withoutSessions } from '../../auth/sessions.ts'
import { isWeakPassword } from '../../auth/weak-password.ts'
import type { DirectoryData, LinkEntry, PersonEntry } from '../../storage/directory-data.ts'
import type { DepartmentEntry } from '../../storage/storage.ts'
import { audit } from '../audit.ts'
import type { PeopleDeps } from './deps.ts'
import { isOpenLink, requireFreeLogin, requirePerson, withoutLinks, withPerson } from './directory.ts'
import { type Browser, type Entered, newSession } from './entered.ts'

/** What a link is for, as its holder is told. */
export interface LinkLook extends Pick<LinkEntry, 'kind' | 'approver' | 'note' | 'expiresAt'> {
  role: Access
  /** Whole: whoever holds a link cannot ask for the list. */
  departments: DepartmentEntry[]
  /** Whose password it sets; null for a new account. */
  login: string | null
  /** Whether that account is the provider's already: it cannot be brought together with another one there. */
  hasProvider: boolean
}

/** More accounts than any house has: a link that leaked does not fill the disk. */
const MAX_PEOPLE = 5000

/** The open link whose secret has that digest. @throws SvodError `link-ended` */
export const requireLink = (data: DirectoryData, hash: string, now: number): LinkEntry => {
  const link = data.links.find((one) => one.hash === hash)
  if (!link || !isOpenLink(link, now)) throw new SvodError('link-ended')
  const person = data.people.find((one) => one.id === link.person)
  if (link.kind === 'reset' && person?.closedAt !== null) throw new SvodError('link-ended')
  // The first link is for the first person.
  if (link.kind === 'first' && data.people.length > 0) throw new SvodError('link-ended')
  return link
}

/** @throws SvodError `link-ended` */
export const lookAtLink = (
  { storage, now }: Pick<PeopleDeps, 'storage' | 'now'>,
  secret: string,
): LinkLook => {
  const { data } = storage.directory
  const link = requireLink(data, digestOf(secret), now())
  const person = data.people.find((one) => one.id === link.person) ?? null
  const { kind, note, expiresAt } = link
  const { role, departments, approver } = person ?? link
  const known = storage.catalogue.departments().filter(({ id }) => departments.includes(id))
  return {
    kind,
    role,
    departments: known,
    approver,
    note,
    login: person?.login ?? null,
    hasProvider: person !== null && person.subject !== null,
    expiresAt,
  }
}

export interface Acceptance {
  secret: string
  password: string
  /** For a new account. */
  name?: string
  login?: string
  email?: string | null
  browser: Browser
}

type Fields = Pick<PersonEntry, 'name' | 'login' | 'email'>
type WayIn = Pick<PersonEntry, 'password' | 'subject' | 'emailTrusted'>

/** What a new account needs, or nothing for a reset. @throws SvodError `bad-request` */
const fieldsFor = (link: LinkEntry, { name, login, email }: Acceptance): Fields | null => {
  if (link.kind === 'reset') {
    const given = Object.entries({ name, login, email }).find(([, value]) => value !== undefined)
    if (given) throw new SvodError('bad-request', { field: given[0], reason: 'is not for this link' })
    return null
  }
  if (name === undefined) throw new SvodError('bad-request', { field: 'name', reason: 'is missing' })
  if (login === undefined) throw new SvodError('bad-request', { field: 'login', reason: 'is missing' })
  return { name, login, email: email ?? null }
}

/** With one turn of the link gone. */
export const used = (data: DirectoryData, link: LinkEntry): DirectoryData => {
  const links = data.links.map((one) =>
    one.id === link.id
      ? { ...one, used: one.used + 1, left: one.left === null ? null : Math.max(0, one.left - 1) }
      : one,
  )
  return { ...data, links }
}

/** @throws SvodError `login-taken`, `conflict` beyond 5000 */
export const withNewPerson = (data: DirectoryData, person: PersonEntry, now: number): DirectoryData => {
  requireFreeLogin(data, person.login)
  if (data.people.length >= MAX_PEOPLE) throw new SvodError('conflict')
  // With somebody in the house nobody can be its first any more.
  const noFirst = withoutLinks(data, now, ({ kind }) => kind === 'first')
  return { ...noFirst, people: [...data.people, person] }
}

/** An account with the rights that the link gives. */
export const newPerson = (
  deps: Pick<PeopleDeps, 'ids' | 'now'>,
  link: LinkEntry,
  fields: Fields & WayIn,
): PersonEntry => ({
  ...fields,
  id: deps.ids(),
  role: link.role,
  plans: {},
  departments: link.departments,
  approver: link.approver,
  createdAt: new Date(deps.now()).toISOString(),
  closedAt: null,
})

/** With the new password; everything that the old one opened ends. */
const withNewPassword = (
  deps: PeopleDeps,
  data: DirectoryData,
  id: string,
  password: string,
): DirectoryData => {
  const ended = withoutSessions(data, (one) => one.person === id)
  const noLinks = withoutLinks(ended, deps.now(), (link) => link.person === id)
  return withPerson(deps, noLinks, id, (one) => ({ ...one, password }))
}

/** Joins or comes back. @throws SvodError `link-ended`, `login-taken`, `weak-password`, `bad-request` */
export const acceptLink = async (deps: PeopleDeps, request: Acceptance): Promise<Entered> => {
  const { directory } = deps.storage
  const hash = digestOf(request.secret)
  const seen = requireLink(directory.data, hash, deps.now())
  const fields = fieldsFor(seen, request)
  const owner = directory.data.people.find((one) => one.id === seen.person)
  const { login = '', name = '' } = fields ?? owner ?? {}
  if (isWeakPassword(request.password, [login, name])) throw new SvodError('weak-password')
  if (fields) requireFreeLogin(directory.data, login)
  const password = await deps.passwords.hash(request.password)
  const session = newSession(deps, request.browser)
  const made: { link: LinkEntry; person: PersonEntry }[] = []
  await directory.change((data) => {
    const now = deps.now()
    // As the link is now: while the password was worked on, its rights may have been changed.
    const link = requireLink(data, hash, now)
    const spent = used(data, link)
    if (fields) {
      const person = newPerson(deps, link, { ...fields, password, subject: null, emailTrusted: false })
      made.push({ link, person })
      return session.open(withNewPerson(spent, person, now), person.id)
    }
    const person = requirePerson(data, link.person ?? '')
    made.push({ link, person })
    return session.open(withNewPassword(deps, spent, person.id, password), person.id)
  })
  const [done] = made
  if (!done) throw new SvodError('internal')
  const { link, person } = done
  const { address } = request.browser
  const details = { person: person.id, link: link.id, kind: link.kind, role: person.role, address }
  await audit(deps, person, fields ? 'account.join' : 'account.password', null, details)
  const after = directory.data.people.find((one) => one.id === person.id)
  return session.entered(after ?? person)
}

/**
 * Entries of the directory found, changed, or refused. Owns what must hold of the directory as a whole (SPEC PP6, PP8);
 * pure: everything runs inside `directory.change`, so that two changes at once see each other.
 */
import { SvodError } from '../../../shared/errors.ts'
import { isAlive } from '../../auth/sessions.ts'
import type { DirectoryData, LinkEntry, PersonEntry, SessionEntry } from '../../storage/directory-data.ts'
import type { PeopleDeps } from './deps.ts'

/** @throws SvodError `not-found` */
export const requirePerson = (data: DirectoryData, id: string): PersonEntry => {
  const person = data.people.find((one) => one.id === id)
  if (!person) throw new SvodError('not-found')
  return person
}

/** Whose session it is, as this directory has them: it may have ended while its holder waited [PP20]. @throws SvodError `unauthenticated` */
export const requireSession = (
  data: DirectoryData,
  { person, session }: { person: PersonEntry; session: SessionEntry },
  now: number,
): PersonEntry => {
  const found = data.people.find(({ id }) => id === person.id)
  const isIn = data.sessions.some(({ hash, ...one }) => hash === session.hash && isAlive(one, now))
  if (!isIn || found?.closedAt !== null) throw new SvodError('unauthenticated')
  return found
}

/** @throws SvodError `login-taken` */
export const requireFreeLogin = (data: DirectoryData, login: string): void => {
  // Closed accounts keep theirs: a namesake must not pass for whoever stands in the histories.
  if (data.people.some((one) => one.login === login)) throw new SvodError('login-taken')
}

/** The ways to sign in that there are beside passwords. */
type WaysIn = Pick<PeopleDeps, 'hasProvider'>

/**
 * Somebody who can still run the house: open, chief editor, and with a way to sign in. A subject is none where the server
 * has been set up without its provider.
 */
const isAbleChief =
  ({ hasProvider }: WaysIn) =>
  ({ role, closedAt, password, subject }: PersonEntry): boolean =>
    role === 'chief' && closedAt === null && (password !== null || (hasProvider && subject !== null))

/** `after`, unless it takes the house's last chief editor away. @throws SvodError `last-chief` */
const keepingAChief = (ways: WaysIn, before: DirectoryData, after: DirectoryData): DirectoryData => {
  const isAble = isAbleChief(ways)
  if (before.people.some(isAble) && !after.people.some(isAble)) throw new SvodError('last-chief')
  return after
}

/** With the person of that id changed. @throws SvodError `not-found`, `last-chief` */
export const withPerson = (
  ways: WaysIn,
  data: DirectoryData,
  id: string,
  change: (person: PersonEntry) => PersonEntry,
): DirectoryData => {
  requirePerson(data, id)
  const people = data.people.map((one) => (one.id === id ? change(one) : one))
  return keepingAChief(ways, data, { ...data, people })
}

export const isOpenLink = (link: LinkEntry, now: number): boolean =>
  link.revokedAt === null && link.left !== 0 && isAlive(link, now)

/** With the open links that `ends` picks revoked. */
export const withoutLinks = (
  data: DirectoryData,
  now: number,
  ends: (link: LinkEntry) => boolean,
): DirectoryData => {
  const revokedAt = new Date(now).toISOString()
  const links = data.links.map((one) => (isOpenLink(one, now) && ends(one) ? { ...one, revokedAt } : one))
  return { ...data, links }
}

/** How long a link that has ended is still listed. */
const LINK_MEMORY_MS = 90 * 24 * 60 * 60 * 1000

/** How many of a person's ended password links are kept: a stranger may ask for three an hour, and nobody lists them. */
const MOST_ENDED = 5

/** With one more link; those that ended long ago go, and all but the newest of what its person has had. */
export const withLink = (data: DirectoryData, link: LinkEntry, now: number): DirectoryData => {
  const recent = data.links.filter(({ expiresAt }) => Date.parse(expiresAt) > now - LINK_MEMORY_MS)
  const isEnded = (one: LinkEntry) =>
    link.person !== null && one.person === link.person && !isOpenLink(one, now)
  const ended = recent.filter(isEnded)
  const spare = new Set(ended.slice(0, Math.max(0, ended.length - MOST_ENDED)))
  return { ...data, links: [...recent.filter((one) => !spare.has(one)), link] }
}

/** What somebody changes about themselves: name, e-mail address, password. */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import { addressGroup } from '../../auth/address.ts'
import { identityOfPerson } from '../../auth/person-identity.ts'
import { withoutSessions } from '../../auth/sessions.ts'
import { isWeakPassword } from '../../auth/weak-password.ts'
import type { PersonEntry } from '../../storage/directory-data.ts'
import { audit } from '../audit.ts'
import type { PeopleDeps } from './deps.ts'
import { differences } from './differences.ts'
import { requirePerson, requireSession, withoutLinks, withPerson } from './directory.ts'
import type { SignedIn } from './sign-out.ts'
import { tryPassword } from './try-password.ts'

export interface AccountChange {
  name?: string
  email?: string | null
}

/** Who proves to be the person of the session, and from where. */
export interface Proof {
  password: string
  address: string
  /** Id of the browser where it has signed in as this person before. */
  device: string | null
}

/** Whoever holds the session alone is not let further. @throws SvodError `wrong-credentials`, `too-many-requests` */
export const prove = async (deps: PeopleDeps, person: PersonEntry, proof: Proof): Promise<void> => {
  const attempt = { login: person.login, address: addressGroup(proof.address), device: proof.device }
  if (!(await tryPassword(deps, attempt, proof.password, person.password, 'known'))) {
    throw new SvodError('wrong-credentials')
  }
}

/** How long a session stands for its person where they have no password to prove it with. */
const FRESH_MS = 10 * 60_000

/** Until when that is, ISO 8601. */
export const freshUntil = ({ createdAt }: Pick<SignedIn['session'], 'createdAt'>): string =>
  new Date(Date.parse(createdAt) + FRESH_MS).toISOString()

type MaybeProof = Omit<Proof, 'password'> & { password?: string }

/** By the password, or by having just come in where there is none. */
const proveOwner = async (
  deps: PeopleDeps,
  { person, session }: SignedIn,
  proof: MaybeProof,
): Promise<void> => {
  if (person.password === null) {
    if (Date.parse(freshUntil(session)) < deps.now()) throw new SvodError('session-stale')
    return
  }
  const { password } = proof
  if (password === undefined)
    throw new SvodError('bad-request', { field: 'currentPassword', reason: 'is missing' })
  await prove(deps, person, { ...proof, password })
}

/**
 * The person as they are then. Where letters are sent, whoever has the address has the account: it takes the password.
 * @throws SvodError `wrong-credentials`, `too-many-requests`, `session-stale`, `bad-request` where the password is missing
 */
export const changeAccount = async (
  deps: PeopleDeps,
  { person, session }: SignedIn,
  change: AccountChange,
  proof: MaybeProof,
): Promise<Identity> => {
  const isGuarded = deps.mail !== null && change.email !== undefined && change.email !== person.email
  if (isGuarded) await proveOwner(deps, { person, session }, proof)
  const { directory, catalogue } = deps.storage
  const changed = (one: PersonEntry): PersonEntry => {
    const after = { ...one, ...change }
    // What somebody says of themselves is no proof: another's address would let that other in as them.
    return { ...after, emailTrusted: one.emailTrusted && after.email === one.email }
  }
  // As this change makes it: the chief editor's next one may be on the disk together with it.
  const made: { before: PersonEntry; after: PersonEntry }[] = []
  await directory.change((data) => {
    const before = requireSession(data, { person, session }, deps.now())
    const next = withPerson(deps, data, person.id, changed)
    made.push({ before, after: requirePerson(next, person.id) })
    return next
  })
  const [done] = made
  if (!done) throw new SvodError('internal')
  const { before, after } = done
  const details = { person: person.id, before: before.name, ...differences(before, after, ['email']) }
  await audit(deps, after, 'account.change', null, details)
  return identityOfPerson(after, catalogue.departments())
}

export interface PasswordChange extends Proof {
  new: string
}

/** All other sessions end. @throws SvodError `wrong-credentials`, `weak-password`, `too-many-requests` */
export const changePassword = async (
  deps: PeopleDeps,
  { person, session }: SignedIn,
  change: PasswordChange,
): Promise<void> => {
  if (isWeakPassword(change.new, [person.login, person.name])) throw new SvodError('weak-password')
  await prove(deps, person, change)
  const password = await deps.passwords.hash(change.new)
  await deps.storage.directory.change((data) => {
    const now = requireSession(data, { person, session }, deps.now())
    if (now.password !== person.password) throw new SvodError('conflict')
    const others = withoutSessions(data, (one) => one.person === person.id && one.hash !== session.hash)
    const noLinks = withoutLinks(others, deps.now(), (link) => link.person === person.id)
    return withPerson(deps, noLinks, person.id, (one) => ({ ...one, password }))
  })
  await audit(deps, person, 'account.password', null, { person: person.id })
}

/**
 * The account at the provider opens this one no more, not by the address either; all other sessions end. It takes the password,
 * which is the way in from then on. @throws SvodError `wrong-credentials`, `too-many-requests`, `conflict` where none is linked
 */
export const unlinkProvider = async (
  deps: PeopleDeps,
  { person, session }: SignedIn,
  proof: Proof,
): Promise<void> => {
  if (person.subject === null) throw new SvodError('conflict')
  await prove(deps, person, proof)
  await deps.storage.directory.change((data) => {
    const now = requireSession(data, { person, session }, deps.now())
    if (now.password !== person.password) throw new SvodError('conflict')
    const others = withoutSessions(data, (one) => one.person === person.id && one.hash !== session.hash)
    // Whoever has the account there may still have its address.
    return withPerson(deps, others, person.id, (one) => ({ ...one, subject: null, emailTrusted: false }))
  })
  await audit(deps, person, 'account.unlink', null, { person: person.id })
}

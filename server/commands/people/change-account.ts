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
import { requirePerson, withoutLinks, withPerson } from './directory.ts'
import type { SignedIn } from './sign-out.ts'

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
  const { device } = proof
  const succeed = deps.limits.take({ login: person.login, address: addressGroup(proof.address), device })
  if (!(await deps.passwords.verify(proof.password, person.password))) {
    throw new SvodError('wrong-credentials')
  }
  succeed()
}

/**
 * The person as they are then. Where letters are sent, whoever has the address has the account: it takes the password.
 * @throws SvodError `wrong-credentials`, `too-many-requests`, `bad-request` where the password is missing
 */
export const changeAccount = async (
  deps: PeopleDeps,
  { person }: SignedIn,
  change: AccountChange,
  proof: Omit<Proof, 'password'> & { password?: string },
): Promise<Identity> => {
  if (deps.mail !== null && change.email !== undefined && change.email !== person.email) {
    const { password } = proof
    if (password === undefined)
      throw new SvodError('bad-request', { field: 'currentPassword', reason: 'is missing' })
    await prove(deps, person, { ...proof, password })
  }
  const { directory, catalogue } = deps.storage
  const changed = (one: PersonEntry): PersonEntry => {
    const after = { ...one, ...change }
    // What somebody says of themselves is no proof: another's address would let that other in as them.
    return { ...after, emailTrusted: one.emailTrusted && after.email === one.email }
  }
  await directory.change((data) => withPerson(data, person.id, changed))
  const after = requirePerson(directory.data, person.id)
  await audit(deps, after, 'account.change', null, { person: person.id, before: person.name })
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
    if (requirePerson(data, person.id).password !== person.password) throw new SvodError('conflict')
    const others = withoutSessions(data, (one) => one.person === person.id && one.hash !== session.hash)
    const noLinks = withoutLinks(others, deps.now(), (link) => link.person === person.id)
    return withPerson(noLinks, person.id, (one) => ({ ...one, password }))
  })
  await audit(deps, person, 'account.password', null, { person: person.id })
}

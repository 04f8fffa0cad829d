/** In with login and password (SPEC PP4, PP7). Says nothing about which of the two was wrong, nor by how long it takes. */
import { SvodError } from '../../../shared/errors.ts'
import { addressGroup } from '../../auth/address.ts'
import { normaliseLogin } from '../../auth/login.ts'
import type { PersonEntry } from '../../storage/directory-data.ts'
import { audit } from '../audit.ts'
import type { PeopleDeps } from './deps.ts'
import { type Browser, type Entered, newSession } from './entered.ts'
import { tryPassword } from './try-password.ts'

export interface SignIn {
  login: string
  password: string
  browser: Browser
  /** Id of the browser where it has signed in as this person before; null otherwise. */
  deviceFor: (person: string) => string | null
}

/**
 * Writes a failure down, if its turn has come. The answer does not wait for it: the time that the disk takes would tell a
 * known login from an unknown one.
 */
const noteFailure = (deps: PeopleDeps, person: PersonEntry | undefined, address: string): void => {
  const details = deps.failures.note(person?.id ?? null, address)
  if (!details) return
  const by = { id: '', name: person?.name ?? '' }
  audit(deps, by, 'sign-in.failed', null, details).catch(deps.report)
}

/** The person who fits, null for nobody; takes as long either way. @throws SvodError `too-many-requests` */
const verified = async (deps: PeopleDeps, person: PersonEntry | undefined, attempt: SignIn) => {
  const { address } = attempt.browser
  const device = person ? attempt.deviceFor(person.id) : null
  const login = normaliseLogin(attempt.login)
  const limited = { login, address: addressGroup(address), device }
  const line = device === null ? 'strangers' : 'known'
  const fits = await tryPassword(deps, limited, attempt.password, person?.password ?? null, line)
  return person && fits ? person : null
}

/** @throws SvodError `wrong-credentials`, `too-many-requests` */
export const signIn = async (deps: PeopleDeps, attempt: SignIn): Promise<Entered> => {
  const login = normaliseLogin(attempt.login)
  const { directory } = deps.storage
  const known = directory.data.people.find((one) => one.login === login && one.closedAt === null)
  const person = await verified(deps, known, attempt)
  if (!person) {
    noteFailure(deps, known, attempt.browser.address)
    throw new SvodError('wrong-credentials')
  }
  const session = newSession(deps, attempt.browser)
  await directory.change((data) => {
    // Meanwhile the account may have been closed or its password changed.
    const now = data.people.find((one) => one.id === person.id)
    if (now?.closedAt !== null || now.password !== person.password) throw new SvodError('wrong-credentials')
    return session.open(data, person.id)
  })
  await audit(deps, person, 'sign-in', null, { address: attempt.browser.address })
  return session.entered(person)
}

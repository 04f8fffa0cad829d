/**
 * Help for whoever has forgotten the password (SPEC PV11): a link by mail, to the account's address. Owns that nobody
 * learns from it who has an account.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { addressGroup } from '../../auth/address.ts'
import { normaliseLogin } from '../../auth/login.ts'
import { audit } from '../audit.ts'
import { sendLink } from './create-person.ts'
import type { PeopleDeps } from './deps.ts'
import { requirePerson, withLink, withoutLinks } from './directory.ts'
import { joinLink, newLink } from './links.ts'

const HOUR_MS = 60 * 60 * 1000

export interface HelpRequest {
  login: string
  address: string
  /** Origin of the product; never the request's own word. */
  base: string
  locale: Locale
}

/** Whether a letter may go to this login now; counted for unknown ones, too. */
const mayWrite = ({ budgets }: PeopleDeps, login: string): boolean => {
  try {
    budgets.letters.take(login)
    return true
  } catch (error) {
    if (error instanceof SvodError && error.code === 'too-many-requests') return false
    throw error
  }
}

const sendHelp = async (deps: PeopleDeps, id: string, request: HelpRequest): Promise<void> => {
  const { directory } = deps.storage
  const { entry, secret } = newLink(deps, { kind: 'reset', person: id, createdBy: id, lifeMs: HOUR_MS })
  await directory.change((data) => {
    if (requirePerson(data, id).closedAt !== null) throw new SvodError('conflict')
    // The chief editor's link stays: a stranger who asks for help must not end it.
    const isEarlier = (one: typeof entry) => one.person === id && one.createdBy === id
    return withLink(withoutLinks(data, deps.now(), isEarlier), entry, deps.now())
  })
  const { name, email } = requirePerson(directory.data, id)
  const { locale, address } = request
  await audit(deps, { id: '', name: '' }, 'account.help', null, { person: id, whom: name, address })
  const shown = { link: joinLink(request.base, secret), expiresAt: entry.expiresAt }
  sendLink(deps, { to: email, kind: 'help', locale }, shown)
}

/** Returns at once, whoever is meant. @throws SvodError `too-many-requests` for the address that asks */
export const helpWithPassword = (deps: PeopleDeps, request: HelpRequest): void => {
  deps.budgets.help.take(addressGroup(request.address))
  const login = normaliseLogin(request.login)
  const person = deps.storage.directory.data.people.find((one) => one.login === login)
  const reachable = person?.closedAt === null && person.email !== null
  if (!mayWrite(deps, login) || !reachable) return
  // After the answer: the time that this takes would tell a known login from an unknown one.
  setImmediate(() => void sendHelp(deps, person.id, request).catch(deps.report))
}

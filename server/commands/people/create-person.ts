/** An account that the chief editor makes for somebody, with a link that sets its first password. */
import { SvodError } from '../../../shared/errors.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { Access, Identity } from '../../../shared/identity.ts'
import type { PersonEntry } from '../../storage/directory-data.ts'
import { audit } from '../audit.ts'
import { changeHouse } from '../change-house.ts'
import { authorise, knownDepartments } from '../checks.ts'
import type { LinkMail, PeopleDeps } from './deps.ts'
import { requireFreeLogin, requirePerson, withLink, withoutLinks } from './directory.ts'
import { joinLink, newLink } from './links.ts'

export interface NewPerson {
  name: string
  login: string
  email: string | null
  role: Access
  departments: readonly string[]
  approver: boolean
}

/** How links of this request are written. */
export interface LinkStyle {
  /** Origin of the product as whoever asks sees it, e.g. `https://plans.example`. */
  base: string
  /** The same for letters to others; never the request's own word [PV9]. */
  mailBase: string
  locale: Locale
}

/** What is shown once to whoever made a link. */
export interface ShownLink {
  id: string
  link: string
  expiresAt: string
}

/** Shows a link to whoever made it, and sends it where that can be done: the answer neither waits nor fails with the mail. */
export const showLink = (
  deps: Pick<PeopleDeps, 'mail' | 'report'>,
  { to, kind }: Pick<LinkMail, 'kind'> & { to: string | null },
  { secret, ...shown }: Omit<ShownLink, 'link'> & { secret: string },
  { base, mailBase, locale }: LinkStyle,
): ShownLink => {
  sendLink(deps, { to, kind, locale }, { link: joinLink(mailBase, secret), expiresAt: shown.expiresAt })
  return { ...shown, link: joinLink(base, secret) }
}

/** Sends the link where that can be done; nobody waits for it. */
export const sendLink = (
  deps: Pick<PeopleDeps, 'mail' | 'report'>,
  { to, ...letter }: Pick<LinkMail, 'kind' | 'locale'> & { to: string | null },
  { link, expiresAt }: Pick<ShownLink, 'link' | 'expiresAt'>,
): void => {
  if (deps.mail === null || to === null) return
  deps.mail.send({ to, ...letter, link, expiresAt }).catch(deps.report)
}

/** @throws SvodError `forbidden`, `login-taken`, `bad-request` */
export const createPerson = async (
  deps: PeopleDeps,
  who: Identity,
  fields: NewPerson,
  style: LinkStyle,
): Promise<ShownLink> => {
  authorise(who, 'people.manage')
  knownDepartments(deps.storage.catalogue, fields.departments)
  const createdAt = new Date(deps.now()).toISOString()
  const made = { emailTrusted: true, password: null, subject: null, plans: {}, createdAt, closedAt: null }
  const person: PersonEntry = { ...fields, departments: [...fields.departments], id: deps.ids(), ...made }
  const { entry, secret } = newLink(deps, { kind: 'reset', person: person.id, createdBy: who.id })
  await changeHouse(deps, who, 'people.manage', (data) => {
    requireFreeLogin(data, person.login)
    return withLink({ ...data, people: [...data.people, person] }, entry, deps.now())
  })
  const { role, name, login } = person
  await audit(deps, who, 'person.create', null, { person: person.id, whom: name, login, role })
  const shown = { id: person.id, secret, expiresAt: entry.expiresAt }
  return showLink(deps, { to: person.email, kind: 'reset' }, shown, style)
}

/** A link for a new password; earlier ones end. @throws SvodError `forbidden`, `not-found`, `conflict` if closed */
export const resetPerson = async (
  deps: PeopleDeps,
  who: Identity,
  id: string,
  style: LinkStyle,
): Promise<ShownLink> => {
  authorise(who, 'people.manage')
  const { entry, secret } = newLink(deps, { kind: 'reset', person: id, createdBy: who.id })
  await changeHouse(deps, who, 'people.manage', (data) => {
    if (requirePerson(data, id).closedAt !== null) throw new SvodError('conflict')
    const now = deps.now()
    return withLink(
      withoutLinks(data, now, (link) => link.person === id),
      entry,
      now,
    )
  })
  const person = requirePerson(deps.storage.directory.data, id)
  await audit(deps, who, 'person.reset', null, { person: id, whom: person.name })
  const shown = { id, secret, expiresAt: entry.expiresAt }
  return showLink(deps, { to: person.email, kind: 'reset' }, shown, style)
}

/**
 * Name, rights and state of an account, changed by the chief editor. Who is closed, or is chief editor no more, keeps no
 * way back: their sessions end, and so do the invitations and password links that they made or changed.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Access, Identity } from '../../../shared/identity.ts'
import { withoutSessions } from '../../auth/sessions.ts'
import type { DirectoryData, PersonEntry, SessionEntry } from '../../storage/directory-data.ts'
import { type AuditAction, audit } from '../audit.ts'
import { changeHouse } from '../change-house.ts'
import { authorise, knownDepartments, knownPlans } from '../checks.ts'
import type { PeopleDeps } from './deps.ts'
import { differences } from './differences.ts'
import { giversOf } from './givers.ts'
import { requirePerson, withoutLinks, withPerson } from './directory.ts'
import { type PersonView, personView } from './list-people.ts'

export interface PersonChange {
  name?: string
  email?: string | null
  role?: Access
  /** Replaces all exceptions. */
  plans?: Readonly<Record<string, Access>>
  departments?: readonly string[]
  approver?: boolean
  closed?: boolean
  /** Takes the identity provider away, and the sessions with it. */
  hasProvider?: false
}

type Needs = Pick<PeopleDeps, 'storage' | 'now' | 'hasProvider'>

const applied = (
  person: PersonEntry,
  { closed, hasProvider, ...fields }: PersonChange,
  { at, isKnown }: { at: string; isKnown: (department: string) => boolean },
): PersonEntry => {
  const changed: PersonEntry = {
    ...person,
    ...fields,
    // A form that sends back what it was given confirms nothing.
    emailTrusted: person.emailTrusted || (fields.email !== undefined && fields.email !== person.email),
    plans: { ...(fields.plans ?? person.plans) },
    departments: [...(fields.departments ?? person.departments)],
  }
  if (hasProvider === false) changed.subject = null
  if (closed === undefined) return changed
  if (closed) return { ...changed, closedAt: person.closedAt ?? at }
  // A department may go while none but closed accounts name it.
  return { ...changed, closedAt: null, departments: changed.departments.filter(isKnown) }
}

/** Without what still opens doors for somebody who lost the right to hand out keys. */
const withoutLeftovers = (data: DirectoryData, person: PersonEntry, now: number): DirectoryData => {
  const isClosed = person.closedAt !== null
  if (!isClosed && person.role === 'chief') return data
  const { id } = person
  const noLinks = withoutLinks(data, now, (one) =>
    // Their own help with a forgotten password opens nobody else's door.
    one.person === id ? isClosed : giversOf(one).includes(id),
  )
  return isClosed ? withoutSessions(noLinks, (one) => one.person === id) : noLinks
}

const actionOf = (before: PersonEntry, after: PersonEntry): AuditAction => {
  if (before.closedAt === after.closedAt) return 'person.change'
  return after.closedAt === null ? 'person.reopen' : 'person.close'
}

/** What the audit trail says of, from what to what. */
const TOLD = ['name', 'email', 'subject', 'role', 'plans', 'departments', 'approver'] as const

/** @throws SvodError `forbidden`, `not-found`, `bad-request`, `last-chief` */
export const changePerson = async (
  deps: Needs,
  who: Identity,
  id: string,
  change: PersonChange,
): Promise<PersonView> => {
  authorise(who, 'people.manage')
  knownDepartments(deps.storage.catalogue, change.departments)
  knownPlans(deps, Object.keys(change.plans ?? {}))
  const now = deps.now()
  const isKnown = (id: string) => deps.storage.catalogue.departments().some((one) => one.id === id)
  const moment = { at: new Date(now).toISOString(), isKnown }
  // As this change makes it: a colleague's next one may be on the disk together with it.
  const made: { before: PersonEntry; after: PersonEntry }[] = []
  await changeHouse(deps, who, 'people.manage', (data) => {
    const ends = (one: SessionEntry) => change.hasProvider === false && one.person === id
    const changed = withPerson(deps, withoutSessions(data, ends), id, (person) =>
      applied(person, change, moment),
    )
    const after = requirePerson(changed, id)
    made.push({ before: requirePerson(data, id), after })
    return withoutLeftovers(changed, after, now)
  })
  const [done] = made
  if (!done) throw new SvodError('internal')
  const { before, after } = done
  const details = { person: id, whom: after.name, ...differences(before, after, TOLD) }
  await audit(deps, who, actionOf(before, after), null, details)
  return personView(deps, after)
}

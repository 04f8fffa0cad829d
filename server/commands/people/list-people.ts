/** Everybody with an account, as the chief editor sees them. */
import type { Identity } from '../../../shared/identity.ts'
import type { PersonEntry, SessionEntry } from '../../storage/directory-data.ts'
import { authorise } from '../checks.ts'
import type { PeopleDeps } from './deps.ts'

/** An account without its secrets. */
export type PersonView = Omit<PersonEntry, 'password' | 'subject' | 'emailTrusted'> & {
  hasPassword: boolean
  /** Whether they come in by the identity provider. */
  hasProvider: boolean
  /** When they were last here, to the hour; null where no session tells. */
  seenAt: string | null
}

/** When each person was last seen. */
const lastSeen = (sessions: readonly SessionEntry[]): Map<string, string> => {
  const seen = new Map<string, string>()
  for (const { person, seenAt } of sessions) if (seenAt > (seen.get(person) ?? '')) seen.set(person, seenAt)
  return seen
}

const viewOf = (person: PersonEntry, seenAt: string | null): PersonView => {
  const { password, subject, emailTrusted: _trusted, ...open } = person
  return { ...open, hasPassword: password !== null, hasProvider: subject !== null, seenAt }
}

/** One account. */
export const personView = ({ storage }: Pick<PeopleDeps, 'storage'>, person: PersonEntry): PersonView =>
  viewOf(person, lastSeen(storage.directory.data.sessions).get(person.id) ?? null)

/** @throws SvodError `forbidden` */
export const listPeople = ({ storage }: Pick<PeopleDeps, 'storage'>, who: Identity): PersonView[] => {
  authorise(who, 'people.manage')
  const { people, sessions } = storage.directory.data
  const seen = lastSeen(sessions)
  return people.map((person) => viewOf(person, seen.get(person.id) ?? null))
}

/**
 * Who can be told something: the people with an open account and, in a trial, whoever has opened a page since the server
 * began, for nobody has an account there. Owns that question; what they are told is `derive.ts`'s.
 */
import type { Identity } from '../../../shared/identity.ts'
import { identityOfPerson } from '../../auth/person-identity.ts'
import type { PersonEntry } from '../../storage/directory-data.ts'
import type { Catalogue, Directory } from '../../storage/storage.ts'

export interface Audience {
  /** Null where nobody of that id can be told anything. */
  person(id: string): Identity | null
  everybody(): Identity[]
  /** Where letters go to; null for nowhere. */
  addressOf(id: string): string | null
  /** A visitor of a trial is here. */
  seen(who: Identity): void
}

export interface AudienceParts {
  directory: Pick<Directory, 'data'>
  catalogue: Pick<Catalogue, 'departments'>
  /** Whether people come in without an account now. */
  isTrial: () => boolean
}

/** Visitors who are remembered; whoever was here longest ago is forgotten first. */
const MAX_VISITORS = 500

export const createAudience = ({ directory, catalogue, isTrial }: AudienceParts): Audience => {
  const visitors = new Map<string, Identity>()
  const entry = (id: string): PersonEntry | undefined => directory.data.people.find((one) => one.id === id)
  const identityOf = (person: PersonEntry): Identity => identityOfPerson(person, catalogue.departments())
  return {
    person: (id) => {
      const person = entry(id)
      if (person) return person.closedAt === null ? identityOf(person) : null
      return isTrial() ? (visitors.get(id) ?? null) : null
    },
    everybody: () => [
      ...directory.data.people.filter(({ closedAt }) => closedAt === null).map(identityOf),
      ...(isTrial() ? visitors.values() : []),
    ],
    addressOf: (id) => {
      const person = entry(id)
      return person?.closedAt === null ? person.email : null
    },
    seen: (who) => {
      if (!isTrial() || who.kind !== 'person' || entry(who.id)) return
      visitors.delete(who.id)
      visitors.set(who.id, who)
      const [oldest] = visitors.keys()
      if (visitors.size > MAX_VISITORS && oldest !== undefined) visitors.delete(oldest)
    },
  }
}

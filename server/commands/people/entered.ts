/** Somebody has come in: a new session (SPEC PP5). Owns what the routes need to answer with. */
import type { Identity } from '../../../shared/identity.ts'
import { identityOfPerson } from '../../auth/person-identity.ts'
import { digestOf, newSecret } from '../../auth/secrets.ts'
import { type Place, withSession } from '../../auth/sessions.ts'
import type { DirectoryData, PersonEntry } from '../../storage/directory-data.ts'
import type { PeopleDeps } from './deps.ts'

/** The browser that asks to come in. */
export interface Browser extends Place {
  /** Hash of the session that it has now and that ends; null for none. */
  replaces: string | null
}

export interface Entered {
  identity: Identity
  /** For the cookie; never stored. */
  secret: string
}

/** A session about to be: `open` adds it to the directory, `entered` tells who came in. */
export const newSession = (deps: Pick<PeopleDeps, 'storage' | 'now'>, browser: Browser) => {
  const secret = newSecret()
  const session = { ...browser, hash: digestOf(secret) }
  return {
    open: (data: DirectoryData, person: string): DirectoryData =>
      withSession(data, { ...session, person }, deps.now()),
    entered: (person: PersonEntry): Entered => ({
      identity: identityOfPerson(person, deps.storage.catalogue.departments()),
      secret,
    }),
  }
}

/** Out, here or everywhere; and the end of a single session. */
import { SvodError } from '../../../shared/errors.ts'
import { sessionId, withoutSessions } from '../../auth/sessions.ts'
import type { PersonEntry, SessionEntry } from '../../storage/directory-data.ts'
import { audit } from '../audit.ts'
import type { PeopleDeps } from './deps.ts'
import { requireSession } from './directory.ts'

type Needs = Pick<PeopleDeps, 'storage' | 'now'>

export interface SignedIn {
  person: PersonEntry
  session: SessionEntry
}

export const signOut = async (
  deps: Needs,
  { person, session }: SignedIn,
  options: { everywhere: boolean },
): Promise<void> => {
  const { everywhere } = options
  await deps.storage.directory.change((data) =>
    withoutSessions(data, (one) => (everywhere ? one.person === person.id : one.hash === session.hash)),
  )
  await audit(deps, person, 'sign-out', null, { everywhere })
}

/** @throws SvodError `not-found` where the person has no such session, `unauthenticated` */
export const endSession = async (deps: Needs, own: SignedIn, id: string): Promise<void> => {
  const { person } = own
  await deps.storage.directory.change((data) => {
    requireSession(data, own, deps.now())
    const after = withoutSessions(data, (one) => one.person === person.id && sessionId(one) === id)
    if (after === data) throw new SvodError('not-found')
    return after
  })
  await audit(deps, person, 'session.end', null)
}

/** A person's sessions as they see them. */
export const listSessions = (deps: Needs, { person, session }: SignedIn) => {
  const own = deps.storage.directory.data.sessions.filter((one) => one.person === person.id)
  return own
    .filter(({ expiresAt }) => Date.parse(expiresAt) > deps.now())
    .sort((a, b) => (a.seenAt < b.seenAt ? 1 : -1))
    .map((one) => {
      const { createdAt, seenAt, agent, address } = one
      return { id: sessionId(one), createdAt, seenAt, agent, address, current: one.hash === session.hash }
    })
}

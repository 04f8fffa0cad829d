/**
 * Who somebody is at this moment, and whether they still may, asked again behind a wait [VE13, CM9, PP19]. Owns that alone, and how
 * an identity takes along the question that it was the answer to; the refusals are `checks.ts`'s.
 */
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import type { Action } from '../../shared/permissions.ts'
import { identityOfPerson, identityOfToken } from '../auth/person-identity.ts'
import type { DirectoryData } from '../storage/directory-data.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'

type Needs = Pick<Deps, 'storage'>

/** Who sends a request's credentials, as this directory has them; null for nobody. */
export type Question = (data: DirectoryData) => Identity | null

/** No field of an identity, so that no answer, log or comparison has it; whoever copies an identity copies it along. */
const QUESTION = Symbol('question')

/** The same person, who can be asked for again: by a session, a token or a trial that may have ended. */
export const askable = (who: Identity, question: Question): Identity => {
  const asked: Identity & { [QUESTION]: Question } = { ...who, [QUESTION]: question }
  return asked
}

const questionOf = (who: Identity & { [QUESTION]?: Question }): Question | null => who[QUESTION] ?? null

/** Whoever came with no credentials that could be asked again, by their entry; as they are where they have none. */
const byEntry = (who: Identity, { storage }: Needs, { people, tokens }: DirectoryData): Identity | null => {
  const departments = storage.catalogue.departments()
  const person = who.kind === 'person' ? people.find(({ id }) => id === who.id) : undefined
  const token = who.kind === 'program' ? tokens.find(({ id }) => id === who.id) : undefined
  if ((person?.closedAt ?? token?.revokedAt ?? null) !== null) return null
  if (person) return identityOfPerson(person, departments)
  return token ? identityOfToken(token, departments) : who
}

/**
 * Somebody as the house has them at this moment: a wait may be long enough for a right to end. `data`: as a directory has them that
 * is not on disk yet. @throws SvodError `unauthenticated`
 */
export const asOfNow = (deps: Needs, who: Identity, data = deps.storage.directory.data): Identity => {
  const question = questionOf(who)
  const now = question ? question(data) : byEntry(who, deps, data)
  if (now?.id !== who.id) throw new SvodError('unauthenticated')
  return question ? askable(now, question) : now
}

/** Somebody as a live plan sees them. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const mayIn = (deps: Needs, who: Identity, planId: string, action: Action): Identity => {
  const there = authoriseIn(deps, who, planId, action)
  livePlan(deps.storage.catalogue.plan(planId))
  return there
}

/** The same of whom they are by now. @throws SvodError `unauthenticated`, and as `mayIn` */
export const stillMayIn = (deps: Needs, who: Identity, planId: string, action: Action): Identity =>
  mayIn(deps, asOfNow(deps, who), planId, action)

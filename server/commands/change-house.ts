/**
 * The directory changed for somebody: whether they may is asked of the very data that is changed [PP19], since the end of their
 * session, token or right may be on its way to the disk. Owns that order; what is changed is its callers'.
 */
import type { Identity } from '../../shared/identity.ts'
import type { Action } from '../../shared/permissions.ts'
import type { DirectoryData } from '../storage/directory-data.ts'
import { asOfNow, mayIn } from './as-of-now.ts'
import { authorise } from './checks.ts'
import type { Deps } from './deps.ts'

type Needs = Pick<Deps, 'storage'>

/** What becomes of the directory; `now` is whoever asked for it, as that directory has them. */
export type HouseChange = (data: DirectoryData, now: Identity) => DirectoryData

/** For whoever may do `action` in the house. @throws SvodError `unauthenticated`, `forbidden`, and what `change` throws */
export const changeHouse = (
  { storage }: Needs,
  who: Identity,
  action: Action,
  change: HouseChange,
): Promise<void> =>
  storage.directory.change((data) => {
    const now = asOfNow({ storage }, who, data)
    authorise(now, action)
    return change(data, now)
  })

/** For whoever may share that plan. @throws SvodError `unauthenticated`, `forbidden`, `not-found`, `plan-in-trash`, and what `change` throws */
export const changeSharing = (
  { storage }: Needs,
  who: Identity,
  planId: string,
  change: HouseChange,
): Promise<void> =>
  storage.directory.change((data) => {
    const now = asOfNow({ storage }, who, data)
    mayIn({ storage }, now, planId, 'plan.share')
    return change(data, now)
  })

/**
 * Waits for the changes of the directory that are under way, and asks whether `who` may do `action` when they are on disk: for what
 * is kept elsewhere. @throws SvodError `unauthenticated`, `forbidden`
 */
export const stillMay = (deps: Needs, who: Identity, action: Action): Promise<void> =>
  changeHouse(deps, who, action, (data) => data)

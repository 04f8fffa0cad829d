/**
 * How many plans one person or program may make (SPEC PW6): a borrowed session or a script gone wild does not fill the
 * disk. Those in the trash count, for they lie on the disk as well. Owns the counting, of plans under way too.
 */
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import type { Catalogue } from '../storage/storage.ts'

export interface PlanQuota {
  /** @throws SvodError `too-many-plans` where one more would be too many */
  check(who: Identity): void
  /** The same, and counts one more until the returned function is called. */
  take(who: Identity): () => void
}

export interface QuotaParts {
  catalogue: Pick<Catalogue, 'plans'>
  max: number
  isLimited: (who: Identity) => boolean
}

export const createPlanQuota = ({ catalogue, max, isLimited }: QuotaParts): PlanQuota => {
  const underWay = new Map<string, number>()
  const check = (who: Identity): void => {
    if (!isLimited(who)) return
    const made = catalogue.plans().filter(({ createdBy }) => createdBy === who.id).length
    if (made + (underWay.get(who.id) ?? 0) >= max) throw new SvodError('too-many-plans', { limit: max })
  }
  const take = (who: Identity): (() => void) => {
    check(who)
    underWay.set(who.id, (underWay.get(who.id) ?? 0) + 1)
    return () => {
      const left = (underWay.get(who.id) ?? 0) - 1
      if (left > 0) underWay.set(who.id, left)
      else underWay.delete(who.id)
    }
  }
  return { check, take }
}

/**
 * A built plan is stored: the document first, the catalogue's line last, so that whatever is listed can be opened.
 * Owns that order.
 */
import type { Identity } from '../../shared/identity.ts'
import type { BuiltPlan } from '../built-plan.ts'
import { type AuditAction, audit } from './audit.ts'
import type { Deps } from './deps.ts'

/** Resolves when all of it is on disk. @throws SvodError `too-many-plans` */
export const storePlan = async (
  deps: Pick<Deps, 'storage' | 'quota' | 'now'>,
  who: Identity,
  { plan, epoch, checkpoint }: BuiltPlan,
  action: AuditAction,
): Promise<void> => {
  const { id, title, year, organisation } = plan
  const at = new Date(deps.now()).toISOString()
  const times = { createdAt: at, updatedAt: at, deletedAt: null, deletedBy: null, createdBy: who.id }
  const counted = deps.quota.take(who)
  try {
    await deps.storage.createPlan(id, epoch, checkpoint)
    await deps.storage.catalogue.putPlan({ id, title, year, organisation, state: 'draft', ...times })
  } finally {
    counted()
  }
  await audit(deps, who, action, id, { title })
}

/**
 * A built plan is stored: the document first, the catalogue's line last, so that whatever is listed can be opened.
 * Owns that order.
 */
import type { Identity } from '../../shared/identity.ts'
import type { BuiltPlan } from '../built-plan.ts'
import { type AuditAction, audit } from './audit.ts'
import type { Deps } from './deps.ts'

/** Resolves when all of it is on disk. */
export const storePlan = async (
  deps: Pick<Deps, 'storage' | 'now'>,
  who: Identity,
  { plan, epoch, checkpoint }: BuiltPlan,
  action: AuditAction,
): Promise<void> => {
  const { id, title, year, organisation } = plan
  await deps.storage.createPlan(id, epoch, checkpoint)
  const at = new Date(deps.now()).toISOString()
  const times = { createdAt: at, updatedAt: at, deletedAt: null, deletedBy: null, createdBy: who.id }
  await deps.storage.catalogue.putPlan({ id, title, year, organisation, state: 'draft', ...times })
  await audit(deps, who, action, id, { title })
}

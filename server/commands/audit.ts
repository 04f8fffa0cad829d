/** The audit trail of what commands did to whole plans. Owns the shape of its lines. */
import type { Identity } from '../../shared/identity.ts'
import type { AuditRecord } from '../storage/storage.ts'
import type { Deps } from './deps.ts'

export type AuditAction = 'plan.create' | 'plan.import' | 'plan.delete' | 'plan.undelete'

/** Writes down that `who` did `action`; resolves when it is on disk. */
export const audit = (
  deps: Pick<Deps, 'storage' | 'now'>,
  who: Identity,
  action: AuditAction,
  plan: string,
  details: AuditRecord['details'] = {},
): Promise<void> => {
  const at = new Date(deps.now()).toISOString()
  return deps.storage.appendAudit({ at, by: who.id, action, plan, details: { name: who.name, ...details } })
}

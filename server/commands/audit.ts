/** The audit trail of what was done to people, rights and whole plans (SPEC PP11). Owns the shape of its lines; no secret stands in one. */
import type { Identity } from '../../shared/identity.ts'
import type { AuditRecord, Storage } from '../storage/storage.ts'

export type AuditAction =
  | 'plan.create'
  | 'plan.import'
  | 'plan.gather'
  | 'plan.export'
  | 'plan.delete'
  | 'plan.undelete'
  | 'plan.role'
  | 'plan.public-link'
  | 'plan.calendar-link'
  | 'change.refused'
  | 'version.create'
  | 'version.offer'
  | 'version.approve'
  | 'version.withdraw'
  | 'version.amend'
  | 'version.restore'
  | 'section.ready'
  | 'section.open'
  | 'section.accepted'
  | 'section.returned'
  | 'section.reopened'
  | 'sign-in'
  | 'sign-in.failed'
  | 'sign-out'
  | 'session.end'
  | 'account.join'
  | 'account.change'
  | 'account.password'
  | 'account.provider'
  | 'account.unlink'
  | 'account.help'
  | 'person.create'
  | 'person.change'
  | 'person.close'
  | 'person.reopen'
  | 'person.reset'
  | 'invitation.create'
  | 'invitation.change'
  | 'invitation.revoke'
  | 'token.create'
  | 'token.change'
  | 'token.revoke'
  | 'department.create'
  | 'department.change'
  | 'department.delete'
  | 'setup.link'
  | 'audit.export'
  | 'backup.create'

/** That `who` did `action` at `at` (ISO 8601), as a line: for those who write it down together with what was done. */
export const auditLine = (
  at: string,
  who: Pick<Identity, 'id' | 'name'>,
  action: AuditAction,
  plan: string | null,
  details: AuditRecord['details'],
): AuditRecord => ({ at, by: who.id, action, plan, details: { name: who.name, ...details } })

/** Writes down that `who` did `action`; resolves when it is on disk. */
export const audit = (
  deps: { storage: Pick<Storage, 'appendAudit'>; now: () => number },
  who: Pick<Identity, 'id' | 'name'>,
  action: AuditAction,
  plan: string | null,
  details: AuditRecord['details'] = {},
): Promise<void> => {
  const at = new Date(deps.now()).toISOString()
  return deps.storage.appendAudit(auditLine(at, who, action, plan, details))
}

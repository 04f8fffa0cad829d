/**
 * What the audit trail says in words: its actions in groups, and the details of a record as one line. Pure.
 * Actions that these pages do not know yet are shown as the server names them.
 */
import { ROLES, type Access } from '../../../shared/identity.ts'
import type { MessageKey } from '../../../shared/i18n/messages.ts'
import type { AuditRecord } from '../schemas.ts'

/** Whether the catalogue has words for it. */
export const actionKey = (action: string, messages: Readonly<Record<string, unknown>>): MessageKey | null => {
  const key = `audit.action.${action}`
  return Object.hasOwn(messages, key) ? (key as MessageKey) : null
}

/** The first words of actions, as the filter offers them: `person` is all of `person.…`. */
export const ACTION_GROUPS = [
  'sign-in',
  'account',
  'person',
  'invitation',
  'department',
  'token',
  'plan',
  'audit',
] as const

/** What of a record's details is for people to read, in this order; ids and the like are for programs. */
const READABLE = ['whom', 'role', 'login', 'note', 'title', 'code', 'address'] as const

/** Role names are words of the catalogue, everything else stands as it is. */
export const detailsOf = (
  { details }: Pick<AuditRecord, 'details'>,
  roleName: (role: Access) => string,
): string[] =>
  READABLE.flatMap((key) => {
    const value = details[key]
    if (key === 'role' && isAccess(value)) return [roleName(value)]
    return typeof value === 'string' && value !== '' ? [value] : []
  })

const isAccess = (value: unknown): value is Access =>
  value === 'none' || (ROLES as readonly unknown[]).includes(value)

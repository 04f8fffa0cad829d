/**
 * What the audit trail says in words: its actions, in groups. Pure; the details of a record are `audit-details.ts`'s.
 * Actions that these pages do not know yet are shown as the server names them.
 */
import type { MessageKey } from '../../../shared/i18n/messages.ts'

/** Whether the catalogue has words for it. */
export const actionKey = (action: string, messages: Readonly<Record<string, unknown>>): MessageKey | null => {
  const key = `audit.action.${action}`
  return Object.hasOwn(messages, key) ? (key as MessageKey) : null
}

/** The first words of actions, as the filter offers them: `person` is all of `person.…`. */
export const ACTION_GROUPS = [
  'sign-in',
  'sign-out',
  'session',
  'account',
  'person',
  'invitation',
  'department',
  'token',
  'plan',
  'change',
  'version',
  'section',
  'setup',
  'audit',
  'backup',
] as const

/** The single actions of a group, in the order of the catalogue; a group of one has none beside itself. */
export const actionsOf = (group: string, messages: Readonly<Record<string, unknown>>): string[] => {
  const actions = Object.keys(messages)
    .filter((key) => key.startsWith(`audit.action.${group}.`))
    .map((key) => key.slice('audit.action.'.length))
  return actions.length > 1 || group === 'sign-in' ? actions : []
}

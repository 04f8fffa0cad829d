/**
 * The rule book: who may do what. The client uses it to show what can be edited, the server to decide.
 * Pure; must not look anything up.
 */
import type { Identity, Role } from './identity.ts'

export type Action =
  'plan.read' | 'plan.edit' | 'plan.create' | 'plan.delete' | 'plan.import' | 'department.edit'

const RULES: Record<Action, readonly Role[]> = {
  'plan.read': ['chief', 'editor', 'commenter', 'viewer'],
  'plan.edit': ['chief', 'editor'],
  'plan.create': ['chief', 'editor'],
  'plan.import': ['chief', 'editor'],
  'plan.delete': ['chief'],
  'department.edit': ['chief'],
}

/** Whether `who` may do `action`. */
export const can = (who: Pick<Identity, 'role'>, action: Action): boolean => RULES[action].includes(who.role)

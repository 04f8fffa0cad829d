/**
 * Who acts: the one seam behind which sign-in lives. Owns the types and how a role is read for one plan.
 * What a role may do is `permissions.ts`'s.
 */

export type Role = 'chief' | 'editor' | 'commenter' | 'viewer'

export const ROLES: readonly Role[] = ['chief', 'editor', 'commenter', 'viewer']

/** A role, or no access at all. */
export type Access = Role | 'none'

export interface Identity {
  /** Stable id of the person or program; stands in logs and in `del.by`. */
  id: string
  name: string
  /** The role in every plan that `plans` does not name. */
  role: Access
  /** Roles in single plans, by plan id; they go before `role`. */
  plans: Readonly<Record<string, Access>>
  /** Departments that the person belongs to; the first one lends its colour. */
  departments: readonly string[]
  /** Whether the person may approve editions: a right of its own beside the role. */
  approver: boolean
  /** Colour of the first department, 1–6; 0 for none. */
  hue: number
  /** A guest came by a plan's public link, and is nobody in particular. */
  kind: 'person' | 'program' | 'guest'
  /**
   * Who they are in plans that they reach by a public link alone: a guest like any other, with an id of its own, so that
   * what a guest was not sent is never taken for what the person has read or deleted.
   */
  guest?: Identity
}

/** The role that somebody has in a plan. */
export const roleIn = (who: Pick<Identity, 'role' | 'plans'>, planId: string): Access =>
  Object.hasOwn(who.plans, planId) ? (who.plans[planId] ?? 'none') : who.role

/**
 * The same person as that plan sees them: `role` is the one that holds there. Where only a public link lets them in they are
 * its guest [PP9].
 */
export const inPlan = (who: Identity, planId: string): Identity => {
  const role = roleIn(who, planId)
  const { guest } = who
  if (role === 'none' && guest && roleIn(guest, planId) !== 'none') return inPlan(guest, planId)
  return role === who.role ? who : { ...who, role }
}

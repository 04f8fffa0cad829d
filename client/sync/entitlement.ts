/**
 * What this person may do in the open plan, from the server's last word on them, the plan's lock and its sections'
 * departments (SPEC RB*). Owns when that is said anew, and that nothing may be done before the plan can be read and after
 * its session has ended.
 */
import type { Actor } from '../../shared/permissions.ts'
import { serverOf } from '../../shared/plan/schema.ts'
import { NO_RIGHTS, type Rights, rightsIn } from '../plan/rights.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { createValue } from './store.ts'

export interface Entitlement {
  readonly rights: PlanSession['rights']
  /** The server has said who they are. */
  become(actor: Actor): void
  /** Whether the plan can be read and what is written in it kept. */
  open(isOpen: boolean): void
  destroy(): void
}

/** For `actor`, as known so far. */
export const createEntitlement = (
  { doc, projection, undo }: Pick<PlanSession, 'doc' | 'projection' | 'undo'>,
  actor: Actor,
): Entitlement => {
  const rights = createValue<Rights>(NO_RIGHTS, (left, right) => left.equals(right))
  let who = actor
  let isOpen = false
  const say = () => {
    const locked = serverOf(doc).get('locked') === true
    rights.set(isOpen ? rightsIn(who, locked, projection.view()) : NO_RIGHTS)
    // Neither does undoing write what would not be kept [RW24].
    undo.obey(rights.get())
  }
  const change = () => {
    if (isOpen) say()
  }
  serverOf(doc).observe(change)
  const stop = projection.subscribe(change)
  return {
    rights,
    become(next) {
      who = next
      change()
    },
    open(next) {
      isOpen = next
      say()
    },
    destroy() {
      serverOf(doc).unobserve(change)
      stop()
    },
  }
}

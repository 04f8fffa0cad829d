/**
 * What I may do in the open plan, section by section: the rule book, asked with my role there, the plan's lock and whose
 * the sections are (SPEC RB*). Owns immutable answers; must not decide anything that `permissions.ts` does not.
 */
import { type Action, type Actor, can } from '../../shared/permissions.ts'
import { UNASSIGNED } from '../../shared/plan/tree.ts'
import type { PlanView } from '../../shared/plan/view.ts'

/** A section that nobody's department owns: where the plan does not know it, only the chief editor writes. */
const NOBODYS = ''

type Departments = ReadonlyMap<string, string | null>

const NOBODY: Actor = { role: 'none', departments: [], approver: false }

export class Rights {
  private readonly actor: Actor
  private readonly locked: boolean
  private readonly departments: Departments

  constructor(actor: Actor, locked: boolean, departments: Departments) {
    this.actor = actor
    this.locked = locked
    this.departments = departments
  }

  /** Whether I may do `action` in `section`, or, where that is left out, in any. */
  may(action: Action, section?: string): boolean {
    const { actor, locked, departments } = this
    if (section === undefined) return can(actor, action, { locked })
    const known = departments.get(section)
    return can(actor, action, { locked, department: known === undefined ? NOBODYS : known })
  }

  equals(other: Rights): boolean {
    return (
      this.locked === other.locked &&
      this.actor.role === other.actor.role &&
      this.actor.approver === other.actor.approver &&
      this.actor.departments.join() === other.actor.departments.join() &&
      this.departments.size === other.departments.size &&
      [...this.departments].every(([id, department]) => other.departments.get(id) === department)
    )
  }
}

/** Before the plan is there, and after its session has ended. */
export const NO_RIGHTS = new Rights(NOBODY, false, new Map())

/** My rights in a plan that reads like this. Rows without a section are nobody's, and so the chief editor's. */
export const rightsIn = (actor: Actor, locked: boolean, view: PlanView): Rights => {
  const sections = view.sections.filter(({ id }) => id !== UNASSIGNED)
  return new Rights(actor, locked, new Map(sections.map(({ id, department }) => [id, department])))
}

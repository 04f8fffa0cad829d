/**
 * The rule book: who may do what, where (SPEC RB*). The client uses it to show what can be edited, the server to decide.
 * Pure; must not look anything up. `docs/rights.md` is its table, made by `npm run rights`.
 */
import type { Identity, Role } from './identity.ts'

/** What a rule asks of whoever wants to act. */
interface Rule {
  /** Roles that may. */
  roles: readonly Role[]
  /** Department editors: in sections of their own departments and in those that belong to all. */
  own?: true
  /** The approver's right, whatever the role. */
  approver?: true
  /** Refused while the plan is locked, for everybody. */
  content?: true
  /** Not for guests, who came by a plan's public link. */
  inside?: true
}

const CHIEF: readonly Role[] = ['chief']
const WRITERS: readonly Role[] = ['chief', 'editor']
const SPEAKERS: readonly Role[] = ['chief', 'editor', 'commenter']
const EVERYBODY: readonly Role[] = ['chief', 'editor', 'commenter', 'viewer']

const RULES = {
  // The house
  /** Invite, change roles and departments, close accounts, give links for a new password. */
  'people.manage': { roles: CHIEF },
  'departments.manage': { roles: CHIEF },
  'tokens.manage': { roles: CHIEF },
  'audit.read': { roles: CHIEF },
  /** Who creates a plan is its chief editor. */
  'plan.create': { roles: WRITERS },
  'plan.import': { roles: WRITERS },

  // A plan as a whole
  'plan.read': { roles: EVERYBODY },
  'plan.export': { roles: EVERYBODY },
  /** Who changed what, and the plan as it was at any moment: what was written and taken back, too. */
  'history.read': { roles: EVERYBODY, inside: true },
  /** Give single people another role in this plan; switch its public link. */
  'plan.share': { roles: CHIEF },
  /** Into the trash and back. */
  'plan.delete': { roles: CHIEF },
  /** Title, year, organisation, approval blocks, words around the table, how it is numbered. */
  'front.edit': { roles: CHIEF, content: true },
  /** Add, name, move, hide, delete and restore columns. */
  'columns.edit': { roles: CHIEF, content: true },
  /** Add, name, move, delete and restore sections, and say whose they are. */
  'sections.edit': { roles: CHIEF, content: true },

  // Rows
  /** Texts of cells; add, move (both sections must be one's own), delete and restore rows. */
  'rows.edit': { roles: WRITERS, own: true, content: true },
  /** Typed and automatic numbers. */
  'numbers.edit': { roles: WRITERS, own: true, content: true },
  /** In progress, done, moved, cancelled: facts, also about an approved plan. */
  'state.edit': { roles: WRITERS, own: true },

  // Sections
  /** Say that a section is ready, and take that back. */
  'sections.sign': { roles: WRITERS, own: true, content: true },
  /** Accept a section that was said to be ready, or return it with a remark. */
  'sections.accept': { roles: CHIEF, content: true },

  // Comments
  'comments.read': { roles: EVERYBODY, inside: true },
  'comments.write': { roles: SPEAKERS },
  'comments.resolve': { roles: WRITERS, own: true },
  /** Delete what others wrote. */
  'comments.moderate': { roles: CHIEF },

  // Editions
  'versions.snapshot': { roles: WRITERS },
  /** Approve, and take an approval back. */
  'versions.approve': { roles: [], approver: true },
  /** Open the next draft of an approved plan. */
  'versions.amend': { roles: CHIEF },
  'versions.restore': { roles: CHIEF, content: true },
} satisfies Record<string, Rule>

export type Action = keyof typeof RULES

export const ACTIONS = Object.keys(RULES) as Action[]

/** The rule of an action, for the table in the documents. */
export const ruleOf = (action: Action): Readonly<Rule> => RULES[action]

/** Whose rows are that stand in no section: no department's, so the chief editor's alone. */
export const NOBODYS = ''

/** Where something is to be done. */
export interface Where {
  /** Department of the section; null where it belongs to all, `NOBODYS`; left out: anywhere at all. */
  department?: string | null
  /** Whether the plan is locked. */
  locked?: boolean
}

/** As much of somebody as the rule book asks for: their role in the plan (`inPlan`), or in the house. */
export type Actor = Pick<Identity, 'role' | 'departments' | 'approver'> & Partial<Pick<Identity, 'kind'>>

const isOwn = (who: Actor, department: string | null | undefined): boolean =>
  department === undefined ||
  department === null ||
  (department !== NOBODYS && who.departments.includes(department))

/** Whether `who` may do `action` there. Without `where.department`: whether there can be a section where they may. */
export const can = (who: Actor, action: Action, where: Where = {}): boolean => {
  const rule: Rule = RULES[action]
  if (rule.content && where.locked === true) return false
  if (rule.inside && who.kind === 'guest') return false
  if (rule.approver && who.approver && who.role !== 'none') return true
  if (who.role === 'none' || !rule.roles.includes(who.role)) return false
  return rule.own !== true || who.role !== 'editor' || isOwn(who, where.department)
}

/** Whether `who` may change anything at all in a plan, locked or not: what a connection is told on opening. */
export const canWrite = (who: Actor): boolean =>
  can(who, 'rows.edit') || can(who, 'state.edit') || can(who, 'comments.write')

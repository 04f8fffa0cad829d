/**
 * Two plans and who changed what between them, made ready for a tracked Word file. Owns whose a change is.
 */
import type { PlanJson } from '../../../../shared/plan/json.ts'
import { type Redline, redlineOf } from '../../../../shared/plan/redline.ts'
import { type PrintColumn, type PrintPlan, printPlan } from '../print-plan.ts'
import type { Author } from './tracked.ts'

/** What a file with tracked changes needs beside the later plan. */
export interface TrackedBase {
  plan: PlanJson
  /** Who last did what, by `root entity what`: `what` is a field of the schema, `act:ACT`, or '' for anything at all. */
  authors: Readonly<Record<string, Author>>
  /** Of what nobody is known to have changed. */
  fallback: Author
}

export interface TrackedPlan {
  before: PlanJson
  after: PlanJson
  redline: Redline
  print: PrintPlan
  /** Whose a change is: by the first of `what` that is known, else by whoever touched it, else by what happened to its section. */
  authorOf: (root: string, entity: string, what: readonly string[], section?: string) => Author
}

const unhidden = (plan: PlanJson): PlanJson => ({
  ...plan,
  columns: plan.columns.map(({ key, title }) => ({ key, title })),
})

const keysFor = (root: string, entity: string, what: readonly string[], section?: string): string[] => {
  const own = what.map((one) => `${root} ${entity} ${one}`)
  const isGone = what.includes('act:delete') && section !== undefined
  return [...own, ...(isGone ? [`sections ${section} act:delete`] : []), `${root} ${entity} `]
}

export const trackedPlan = (plan: PlanJson, base: TrackedBase, hidden: boolean): TrackedPlan => {
  const [before, after] = hidden ? [unhidden(base.plan), unhidden(plan)] : [base.plan, plan]
  const redline = redlineOf(before, after)
  const print = printPlan(after, { hidden: true })
  const known = new Map(print.columns.map((column) => [column.key, column]))
  const columns = redline.columns.map(
    ({ key, title }): PrintColumn => known.get(key) ?? { key, title, role: 'own' },
  )
  return {
    before,
    after,
    redline,
    print: { ...print, columns },
    authorOf: (root, entity, what, section) => {
      const key = keysFor(root, entity, what, section).find((one) => Object.hasOwn(base.authors, one))
      return (key === undefined ? undefined : base.authors[key]) ?? base.fallback
    },
  }
}

/**
 * How often somebody may ask for what keeps an edition (SPEC AN2): editions are whole plans and stay for good, so a script would
 * fill the disk with them and drown those that count. Owns the limit; who may keep one is the commands' question.
 */
import type { MiddlewareHandler } from 'hono'
import { type Env, whoOf } from './context.ts'
import { createOwnBudget } from './own-budget.ts'

/** Many times what a careful person keeps, brings back and looks at before that. */
const BUDGET = { max: 60, windowMs: 10 * 60_000 }

/** The calls that keep one, under `/api/plans`; gathering has a limit of its own. */
export const KEEPING_PATHS = [
  '/:id/versions',
  '/:id/versions/:n/restore',
  '/:id/history/restore',
  '/:id/import/begin',
] as const

/** One budget for all of these calls. @throws SvodError `unauthenticated`, `too-many-requests` with `seconds` to wait */
export const editionTurns = (now: () => number): MiddlewareHandler<Env> => {
  const budget = createOwnBudget(now, BUDGET)
  return async (c, next) => {
    if (c.req.method === 'POST') budget.take(whoOf(c))
    await next()
  }
}

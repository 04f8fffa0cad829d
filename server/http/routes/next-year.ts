/** Next year's plan before it is made, and where its rows came from. Making it is `POST /api/plans` with `copyFrom`. */
import { Hono } from 'hono'
import * as z from 'zod'
import type { Deps } from '../../commands/deps.ts'
import { previewNextYear } from '../../commands/next-year/preview-next-year.ts'
import { readOrigin } from '../../commands/next-year/read-origin.ts'
import { type Env, whoOf } from '../context.ts'
import { check } from '../json-body.ts'
import { createOwnBudget } from '../own-budget.ts'
import { queryOf } from '../query.ts'
import { figures } from '../schemas.ts'

const QUERY = z.object({ year: figures.pipe(z.number().min(1900).max(2200)).optional() })

/** Looking through a large plan takes a thread for a second (SPEC AK23). */
const BUDGET = { max: 60, windowMs: 10 * 60_000 }

export const nextYearRoutes = (deps: Deps) => {
  const budget = createOwnBudget(deps.now, BUDGET)
  return new Hono<Env>()
    .get('/:id/next-year', async (c) => {
      const who = whoOf(c)
      const { year } = check(QUERY, queryOf(c))
      budget.take(who)
      return c.json(await previewNextYear(deps, who, c.req.param('id'), year))
    })
    .get('/:id/items/:iid/origin', async (c) =>
      c.json(await readOrigin(deps, whoOf(c), c.req.param('id'), c.req.param('iid'))),
    )
}

/** Next year's plan before it is made, and where its rows came from. Making it is `POST /api/plans` with `copyFrom`. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../../commands/deps.ts'
import { previewNextYear } from '../../commands/next-year/preview-next-year.ts'
import { readOrigin } from '../../commands/next-year/read-origin.ts'
import { type Env, whoOf } from '../context.ts'
import { check } from '../json-body.ts'

const QUERY = z.object({ year: z.coerce.number().int().min(1900).max(2200).optional() })

export const nextYearRoutes = (deps: Deps) =>
  new Hono<Env>()
    .get('/:id/next-year', async (c) => {
      const { year } = check(QUERY, { year: c.req.query('year') })
      return c.json(await previewNextYear(deps, whoOf(c), c.req.param('id'), year))
    })
    .get('/:id/items/:iid/origin', async (c) =>
      c.json(await readOrigin(deps, whoOf(c), c.req.param('id'), c.req.param('iid'))),
    )

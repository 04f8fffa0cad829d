/** Summary plans: made of several plans, and brought up to date with them. */
import { Hono } from 'hono'
import { z } from 'zod'
import { GATHER_WAYS, MOST_SOURCES } from '../../../shared/plan/gather/gathering.ts'
import type { Deps } from '../../commands/deps.ts'
import { gatherPlans } from '../../commands/gather/gather-plans.ts'
import { readGathered, refreshGathered } from '../../commands/gather/refresh-plan.ts'
import { type Env, whoOf } from '../context.ts'
import { readJson } from '../json-body.ts'
import { id, line } from '../schemas.ts'

const MOST_IDS = 1_000
const MOST_CHANGES = 20_000

const departments = z.array(z.string().max(60)).max(MOST_IDS).nullable().default(null)
const source = z.strictObject({
  plan: id,
  sections: z.array(id).max(MOST_IDS).nullable().default(null),
  departments,
})

const gathered = z.strictObject({
  title: line(500).pipe(z.string().min(1)),
  year: z.number().int().min(1900).max(2200),
  organisation: line(500).default(''),
  by: z.enum(GATHER_WAYS),
  sources: z.array(source).min(1).max(MOST_SOURCES),
})

const refreshed = z.strictObject({
  take: z.array(z.string().max(120)).max(MOST_CHANGES),
  of: z.string().max(20),
})

export const gatherRoutes = (deps: Deps) =>
  new Hono<Env>()
    .post('/gather', async (c) => {
      const planId = await gatherPlans(deps, whoOf(c), await readJson(c, gathered), c.get('locale'))
      c.header('Location', `/api/plans/${planId}`)
      return c.json({ id: planId }, 201)
    })
    .get('/:id/gathered', async (c) =>
      c.json(await readGathered(deps, whoOf(c), c.req.param('id'), c.get('locale'))),
    )
    .post('/:id/gathered', async (c) => {
      const who = whoOf(c)
      const body = await readJson(c, refreshed)
      const taken = await refreshGathered(deps, who, c.req.param('id'), body, c.get('locale'))
      return c.json({ taken })
    })

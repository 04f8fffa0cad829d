/** Plans as wholes: list, create, read, change, trash. */
import { Hono } from 'hono'
import * as z from 'zod'
import { changePlan } from '../../commands/change-plan.ts'
import { createPlan } from '../../commands/create-plan.ts'
import { deletePlan } from '../../commands/delete-plan.ts'
import type { Deps } from '../../commands/deps.ts'
import { listPlans } from '../../commands/list-plans.ts'
import { readChecks } from '../../commands/read-checks.ts'
import { readPlan } from '../../commands/read-plan.ts'
import { undeletePlan } from '../../commands/undelete-plan.ts'
import { type Env, whoOf } from '../context.ts'
import { check, readJson } from '../json-body.ts'
import { newPlan, planChange } from '../schemas.ts'

export const planRoutes = (deps: Deps) =>
  new Hono<Env>()
    .get('/', async (c) => {
      const plans = await listPlans(deps, whoOf(c), { trash: c.req.query('trash') === '1' })
      return c.json({ plans })
    })
    .post('/', async (c) => {
      const who = whoOf(c)
      const body: unknown = await readJson(c, z.unknown())
      const id = await createPlan(deps, who, check(newPlan(body), body), c.get('locale'))
      c.header('Location', `/api/plans/${id}`)
      return c.json({ id }, 201)
    })
    .get('/:id', async (c) => c.json(await readPlan(deps, whoOf(c), c.req.param('id'))))
    .get('/:id/checks', async (c) => {
      return c.json(await readChecks(deps, whoOf(c), c.req.param('id'), c.get('locale')))
    })
    .patch('/:id', async (c) => {
      const who = whoOf(c)
      await changePlan(deps, who, c.req.param('id'), await readJson(c, planChange))
      return c.body(null, 204)
    })
    .delete('/:id', async (c) => {
      await deletePlan(deps, whoOf(c), c.req.param('id'))
      return c.body(null, 204)
    })
    .post('/:id/undelete', async (c) => {
      await undeletePlan(deps, whoOf(c), c.req.param('id'))
      return c.body(null, 204)
    })

/** Summary plans: made of several plans, rows of others put into an open one, and brought up to date with them. */
import { Hono } from 'hono'
import * as z from 'zod'
import { GATHER_WAYS, MOST_SOURCES } from '../../../shared/plan/gather/gathering.ts'
import { type RowChoice, isChoosing, isRowChoice } from '../../../shared/plan/gather/row-choice.ts'
import type { Deps } from '../../commands/deps.ts'
import { gatherInto } from '../../commands/gather/gather-into.ts'
import { gatherPlans } from '../../commands/gather/gather-plans.ts'
import { readGathered, refreshGathered } from '../../commands/gather/refresh-plan.ts'
import { type Env, whoOf } from '../context.ts'
import { readJson } from '../json-body.ts'
import { createOwnBudget } from '../own-budget.ts'
import { bodyOf, id, line } from '../schemas.ts'

const MOST_IDS = 1_000
const MOST_CHANGES = 20_000

const departments = z.array(z.string().max(60)).max(MOST_IDS).nullable().default(null)
const source = bodyOf({
  plan: id,
  sections: z.array(id).max(MOST_IDS).nullable().default(null),
  departments,
  rows: z
    .custom<RowChoice>(isRowChoice)
    .transform(({ words, responsible, department, state, month }) => ({
      words,
      responsible,
      department,
      state,
      month,
    }))
    .optional(),
})

/** A source whose rows were not chosen says nothing of them. */
const sources = z
  .array(source)
  .min(1)
  .max(MOST_SOURCES)
  .transform((all) => all.map(({ rows, ...rest }) => (rows && isChoosing(rows) ? { ...rest, rows } : rest)))

/** A plan that is named a hundred times would come a hundred times. */
const areApart = (sources: readonly { plan: string }[]): boolean =>
  new Set(sources.map(({ plan }) => plan)).size === sources.length

const gathered = bodyOf({
  title: line(500).pipe(z.string().min(1)),
  year: z.number().int().min(1900).max(2200),
  organisation: line(500).default(''),
  by: z.enum(GATHER_WAYS),
  sources: sources.refine(areApart, 'names a plan twice'),
})

const into = bodyOf({
  by: z.enum(GATHER_WAYS).default('section'),
  sources: sources.refine(areApart, 'names a plan twice'),
  into: id.nullable(),
  asleep: z.boolean().default(false),
})

const refreshed = bodyOf({
  take: z.array(z.string().max(120)).max(MOST_CHANGES),
  of: z.string().max(20),
})

/** Each reads many plans, for seconds where they are large; nobody needs more (SPEC AK23). */
const BUDGET = { max: 30, windowMs: 10 * 60_000 }

export const gatherRoutes = (deps: Deps) => {
  const budget = createOwnBudget(deps.now, BUDGET)
  return new Hono<Env>()
    .post('/gather', async (c) => {
      const who = whoOf(c)
      const body = await readJson(c, gathered)
      budget.take(who)
      const planId = await gatherPlans(deps, who, body, c.get('locale'))
      c.header('Location', `/api/plans/${planId}`)
      return c.json({ id: planId }, 201)
    })
    .post('/:id/gather', async (c) => {
      const who = whoOf(c)
      const body = await readJson(c, into)
      budget.take(who)
      return c.json(await gatherInto(deps, who, c.req.param('id'), body, c.get('locale')), 201)
    })
    .get('/:id/gathered', async (c) => {
      const who = whoOf(c)
      budget.take(who)
      return c.json(await readGathered(deps, who, c.req.param('id'), c.get('locale')))
    })
    .post('/:id/gathered', async (c) => {
      const who = whoOf(c)
      const body = await readJson(c, refreshed)
      budget.take(who)
      const taken = await refreshGathered(deps, who, c.req.param('id'), body, c.get('locale'))
      return c.json({ taken })
    })
}

/** Who else a plan is open to: roles of single people in it, and its public link. */
import { Hono } from 'hono'
import { hasApprover, listPlanPeople, listReaders, setPlanRole } from '../../commands/people/plan-people.ts'
import { readPublicLink, setPublicLink } from '../../commands/people/public-link.ts'
import { baseOf } from '../browser.ts'
import { type Env, type HttpParts, whoOf } from '../context.ts'
import { readJson } from '../json-body.ts'
import { planRole, publicLinkChange } from '../schemas-people.ts'

export const sharingRoutes = (parts: Pick<HttpParts, 'people' | 'config'>) =>
  new Hono<Env>()
    .get('/:id/people', (c) => c.json({ people: listPlanPeople(parts.people, whoOf(c), c.req.param('id')) }))
    .get('/:id/readers', (c) => c.json({ readers: listReaders(parts.people, whoOf(c), c.req.param('id')) }))
    .get('/:id/approvers', (c) => c.json({ anybody: hasApprover(parts.people, whoOf(c), c.req.param('id')) }))
    .patch('/:id/people/:pid', async (c) => {
      const who = whoOf(c)
      const { id, pid } = c.req.param()
      const { role } = await readJson(c, planRole)
      await setPlanRole(parts.people, who, id, { person: pid, role })
      return c.body(null, 204)
    })
    .get('/:id/public-link', (c) =>
      c.json(readPublicLink(parts.people, whoOf(c), c.req.param('id'), baseOf(c, parts))),
    )
    .put('/:id/public-link', async (c) => {
      const who = whoOf(c)
      const change = { ...(await readJson(c, publicLinkChange)), base: baseOf(c, parts) }
      return c.json(await setPublicLink(parts.people, who, c.req.param('id'), change))
    })

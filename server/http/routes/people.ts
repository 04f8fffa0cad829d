/** People, invitations, tokens and departments, run by the house's chief editors. */
import { type MiddlewareHandler, Hono } from 'hono'
import { SvodError } from '../../../shared/errors.ts'
import { changePerson } from '../../commands/people/change-person.ts'
import { createPerson, resetPerson } from '../../commands/people/create-person.ts'
import { addDepartment, changeDepartment, deleteDepartment } from '../../commands/people/departments.ts'
import {
  changeInvitation,
  invite,
  listInvitations,
  revokeInvitation,
} from '../../commands/people/invitations.ts'
import { listPeople } from '../../commands/people/list-people.ts'
import { changeToken, createToken, listTokens, revokeToken } from '../../commands/people/tokens.ts'
import { linkStyleOf } from '../browser.ts'
import { type Env, type HttpParts, whoOf } from '../context.ts'
import { readJson } from '../json-body.ts'
import * as schemas from '../schemas-people.ts'

type Parts = Pick<HttpParts, 'auth' | 'people' | 'config' | 'ownUrl'>

/**
 * In a trial anybody here is chief editor: what would let them in once it has ended is not theirs to make. The one way
 * out of it is the link for the first person.
 */
const notInTrial =
  ({ auth }: Parts): MiddlewareHandler<Env> =>
  async (c, next) => {
    const reads = c.req.method === 'GET'
    if (!reads && auth.isTrial && c.get('who')?.kind === 'person') throw new SvodError('forbidden')
    await next()
  }

export const peopleRoutes = (parts: Parts) =>
  new Hono<Env>()
    .use(notInTrial(parts))
    .get('/', (c) => c.json({ people: listPeople(parts.people, whoOf(c)) }))
    .post('/', async (c) => {
      const who = whoOf(c)
      const fields = await readJson(c, schemas.newPerson)
      return c.json(await createPerson(parts.people, who, fields, linkStyleOf(c, parts)), 201)
    })
    .patch('/:id', async (c) => {
      const who = whoOf(c)
      const change = await readJson(c, schemas.personChange)
      return c.json(await changePerson(parts.people, who, c.req.param('id'), change))
    })
    .delete('/:id', async (c) => {
      await changePerson(parts.people, whoOf(c), c.req.param('id'), { closed: true })
      return c.body(null, 204)
    })
    .post('/:id/reset', async (c) => {
      const { link, expiresAt } = await resetPerson(
        parts.people,
        whoOf(c),
        c.req.param('id'),
        linkStyleOf(c, parts),
      )
      return c.json({ link, expiresAt }, 201)
    })

export const invitationRoutes = (parts: Parts) =>
  new Hono<Env>()
    .use(notInTrial(parts))
    .get('/', (c) => c.json({ invitations: listInvitations(parts.people, whoOf(c)) }))
    .post('/', async (c) => {
      const who = whoOf(c)
      const fields = await readJson(c, schemas.newInvitation)
      return c.json(await invite(parts.people, who, fields, linkStyleOf(c, parts)), 201)
    })
    .patch('/:id', async (c) => {
      const who = whoOf(c)
      const change = await readJson(c, schemas.invitationChange)
      return c.json(await changeInvitation(parts.people, who, c.req.param('id'), change))
    })
    .delete('/:id', async (c) => {
      await revokeInvitation(parts.people, whoOf(c), c.req.param('id'))
      return c.body(null, 204)
    })

export const tokenRoutes = (parts: Parts) =>
  new Hono<Env>()
    .use(notInTrial(parts))
    .get('/', (c) => c.json({ tokens: listTokens(parts.people, whoOf(c)) }))
    .post('/', async (c) => {
      const who = whoOf(c)
      return c.json(await createToken(parts.people, who, await readJson(c, schemas.newToken)), 201)
    })
    .patch('/:id', async (c) => {
      const who = whoOf(c)
      const change = await readJson(c, schemas.tokenChange)
      return c.json(await changeToken(parts.people, who, c.req.param('id'), change))
    })
    .delete('/:id', async (c) => {
      await revokeToken(parts.people, whoOf(c), c.req.param('id'))
      return c.body(null, 204)
    })

/** Reading them is `routes/session.ts`'s: everybody inside needs it. */
export const departmentRoutes = ({ people }: Parts) =>
  new Hono<Env>()
    .post('/', async (c) => {
      const who = whoOf(c)
      return c.json({ id: await addDepartment(people, who, await readJson(c, schemas.newDepartment)) }, 201)
    })
    .patch('/:id', async (c) => {
      const who = whoOf(c)
      await changeDepartment(people, who, c.req.param('id'), await readJson(c, schemas.departmentChange))
      return c.body(null, 204)
    })
    .delete('/:id', async (c) => {
      await deleteDepartment(people, whoOf(c), c.req.param('id'))
      return c.body(null, 204)
    })

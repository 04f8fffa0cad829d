/** What somebody sees and changes of their own account. */
import { Hono } from 'hono'
import type { OpenSession } from '../../auth/identity.ts'
import { changeAccount, changePassword } from '../../commands/people/change-account.ts'
import { endSession, listSessions } from '../../commands/people/sign-out.ts'
import { browserOf, signedIn } from '../browser.ts'
import type { Ctx, Env, HttpParts } from '../context.ts'
import { readJson } from '../json-body.ts'
import { accountChange, passwordChange } from '../schemas-people.ts'

type Parts = Pick<HttpParts, 'auth' | 'people' | 'config'>

export const accountRoutes = (parts: Parts) => {
  const { auth, people } = parts
  const placeOf = (c: Ctx, { person }: OpenSession) => ({
    device: auth.devices.knows(c.req.header('cookie'), person.id),
    address: browserOf(c, parts).address,
  })
  return new Hono<Env>()
    .patch('/', async (c) => {
      const open = signedIn(c, parts)
      const { currentPassword: password, ...change } = await readJson(c, accountChange)
      const proof = { ...placeOf(c, open), ...(password === undefined ? {} : { password }) }
      return c.json({ identity: await changeAccount(people, open, change, proof) })
    })
    .post('/password', async (c) => {
      const open = signedIn(c, parts)
      const body = await readJson(c, passwordChange)
      await changePassword(people, open, { password: body.old, new: body.new, ...placeOf(c, open) })
      return c.body(null, 204)
    })
    .get('/sessions', (c) => c.json({ sessions: listSessions(people, signedIn(c, parts)) }))
    .delete('/sessions/:id', async (c) => {
      await endSession(people, signedIn(c, parts), c.req.param('id'))
      return c.body(null, 204)
    })
}

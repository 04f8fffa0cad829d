/** What somebody sees and changes of their own account. */
import { Hono } from 'hono'
import { changeAccount, changePassword } from '../../commands/people/change-account.ts'
import { endSession, listSessions } from '../../commands/people/sign-out.ts'
import { browserOf, signedIn } from '../browser.ts'
import type { Env, HttpParts } from '../context.ts'
import { readJson } from '../json-body.ts'
import { accountChange, passwordChange } from '../schemas-people.ts'

type Parts = Pick<HttpParts, 'auth' | 'people' | 'config'>

export const accountRoutes = (parts: Parts) => {
  const { auth, people } = parts
  return new Hono<Env>()
    .patch('/', async (c) => {
      const open = signedIn(c, parts)
      return c.json({ identity: await changeAccount(people, open, await readJson(c, accountChange)) })
    })
    .post('/password', async (c) => {
      const open = signedIn(c, parts)
      const body = await readJson(c, passwordChange)
      const device = auth.devices.knows(c.req.header('cookie'), open.person.id)
      await changePassword(people, open, { ...body, device, address: browserOf(c, parts).address })
      return c.body(null, 204)
    })
    .get('/sessions', (c) => c.json({ sessions: listSessions(people, signedIn(c, parts)) }))
    .delete('/sessions/:id', async (c) => {
      await endSession(people, signedIn(c, parts).person, c.req.param('id'))
      return c.body(null, 204)
    })
}

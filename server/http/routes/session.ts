/** Who am I, and the demo's way in and out. */
import { Hono } from 'hono'
import { SvodError } from '../../../shared/errors.ts'
import type { DemoSessions } from '../../auth/demo-session.ts'
import { knownDepartment } from '../../commands/checks.ts'
import type { Env, HttpParts } from '../context.ts'
import { readJson } from '../json-body.ts'
import { answerProblem } from '../problem.ts'
import { demoEntry } from '../schemas.ts'

type Parts = Pick<HttpParts, 'auth' | 'deps'>

const demoOf = ({ auth }: Parts): DemoSessions => {
  if (!auth.demo) throw new SvodError('not-found')
  return auth.demo
}

export const sessionRoutes = (parts: Parts) => {
  const { auth, deps } = parts
  const demo = auth.demo !== null
  return new Hono<Env>()
    .get('/me', (c) => {
      const identity = c.get('who')
      if (!identity) return answerProblem(c, new SvodError('unauthenticated'), { demo })
      return c.json({ identity, roles: [identity.role], demo })
    })
    .post('/demo/enter', async (c) => {
      const sessions = demoOf(parts)
      const entry = await readJson(c, demoEntry)
      knownDepartment(deps.storage.catalogue, entry.department)
      const { identity, setCookie } = sessions.enter(c.req.header('cookie'), entry)
      c.header('Set-Cookie', setCookie)
      return c.json({ identity })
    })
    .post('/demo/leave', (c) => {
      c.header('Set-Cookie', demoOf(parts).leave(c.req.header('cookie')))
      return c.body(null, 204)
    })
    .get('/departments', (c) => {
      // Whoever enters the demo chooses a department before there is anybody to sign in as.
      if (!demo && !c.get('who')) throw new SvodError('unauthenticated')
      return c.json({ departments: deps.storage.catalogue.departments() })
    })
}

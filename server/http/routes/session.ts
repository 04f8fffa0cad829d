/** Who am I, in by password and out, and the demo's way in and out. */
import { Hono } from 'hono'
import { SvodError } from '../../../shared/errors.ts'
import type { DemoSessions } from '../../auth/demo-session.ts'
import { knownDepartment } from '../../commands/checks.ts'
import { freshUntil } from '../../commands/people/change-account.ts'
import { helpWithPassword } from '../../commands/people/password-help.ts'
import { signIn } from '../../commands/people/sign-in.ts'
import { signOut } from '../../commands/people/sign-out.ts'
import { browserOf, ownBaseOf } from '../browser.ts'
import { type Ctx, type Env, type HttpParts, whoOf } from '../context.ts'
import { readJson } from '../json-body.ts'
import { answerProblem } from '../problem.ts'
import { demoEntry } from '../schemas.ts'
import { passwordHelp, signInBody, signOutBody } from '../schemas-people.ts'

type Parts = Pick<HttpParts, 'auth' | 'deps' | 'people' | 'config' | 'provider' | 'ownUrl'>

const demoOf = ({ auth }: Parts): DemoSessions => {
  if (!auth.demo) throw new SvodError('not-found')
  return auth.demo
}

/** Ways to sign in that the page offers; `help`: a forgotten password can be set anew by mail. */
const waysIn = ({ provider, people }: Parts) => ({
  password: true,
  provider: provider && { name: provider.name, path: '/api/provider/start' },
  help: people.mail !== null,
})

/** What a signed-in person sees of their own account beside their identity; null for everybody else. */
const accountOf = (c: Ctx, { auth, people }: Parts, id: string) => {
  const open = auth.sessionIn(c.req.header('cookie'))
  if (open?.person.id !== id) return null
  const { login, email, password, subject } = open.person
  const ways = { hasPassword: password !== null, hasProvider: subject !== null }
  return { login, email, ...ways, freshUntil: freshUntil(open.session), mail: people.mail !== null }
}

const answerMe = (c: Ctx, parts: Parts): Response => {
  const { auth } = parts
  const identity = c.get('who')
  const demo = auth.demo !== null
  if (!identity) return answerProblem(c, new SvodError('unauthenticated'), { demo, signIn: waysIn(parts) })
  // The browser would forget the cookie 30 days after the sign-in, however much it is used.
  const renewed = auth.renewedCookie(c.req.header('cookie'))
  if (renewed !== null) c.header('Set-Cookie', renewed)
  const setup = auth.isTrial && identity.kind === 'person' && identity.role === 'chief'
  const account = accountOf(c, parts, identity.id)
  return c.json({
    identity,
    roles: [identity.role],
    demo,
    signIn: waysIn(parts),
    ...(setup && { setup }),
    ...(account && { account }),
  })
}

const enter = async (c: Ctx, parts: Parts): Promise<Response> => {
  const { auth, people } = parts
  const { login, password } = await readJson(c, signInBody)
  const cookies = c.req.header('cookie')
  const browser = browserOf(c, parts)
  const deviceFor = (person: string) => auth.devices.knows(cookies, person)
  const { identity, secret } = await signIn(people, { login, password, browser, deviceFor })
  c.header('Set-Cookie', auth.sessionCookie(secret))
  c.header('Set-Cookie', auth.devices.remember(cookies, identity.id), { append: true })
  return c.json({ identity })
}

/** The same answer for everybody: who has an account is not told. */
const help = async (c: Ctx, parts: Parts): Promise<Response> => {
  if (parts.people.mail === null) throw new SvodError('not-found')
  const { login } = await readJson(c, passwordHelp)
  const { address } = browserOf(c, parts)
  helpWithPassword(parts.people, { login, address, base: ownBaseOf(c, parts), locale: c.get('locale') })
  return c.body(null, 204)
}

/** Whoever is out already is out; the browser forgets the session whatever becomes of it here. @throws SvodError `unauthenticated` where all of somebody's sessions were meant */
const leave = async (c: Ctx, { auth, people }: Parts): Promise<Response> => {
  const { everywhere } = await readJson(c, signOutBody)
  const open = auth.sessionIn(c.req.header('cookie'))
  if (!open && everywhere) whoOf(c)
  // Also where the disk takes nothing: whoever sits down at this browser next must not be in.
  c.header('Set-Cookie', auth.sessionCookie(null))
  c.header('Set-Cookie', auth.guests.leave(), { append: true })
  if (open) await signOut(people, open, { everywhere })
  return c.body(null, 204)
}

export const sessionRoutes = (parts: Parts) => {
  const { deps } = parts
  return (
    new Hono<Env>()
      .get('/me', (c) => answerMe(c, parts))
      .post('/sign-in', (c) => enter(c, parts))
      .post('/sign-out', (c) => leave(c, parts))
      .post('/password-help', (c) => help(c, parts))
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
      // Whoever enters the demo chooses a department before there is anybody to sign in as.
      .get('/demo/departments', (c) => {
        demoOf(parts)
        return c.json({ departments: deps.storage.catalogue.departments() })
      })
      .get('/departments', (c) => {
        whoOf(c)
        return c.json({ departments: deps.storage.catalogue.departments() })
      })
  )
}

/** Calendars that other programs subscribe to, by a secret in the address; and the switch for that secret. */
import { Hono } from 'hono'
import { addressGroup, addressOf } from '../../auth/address.ts'
import { createAllowance } from '../../auth/counters.ts'
import { openCalendar, readCalendarLink, setCalendarLink } from '../../commands/calendar-link.ts'
import { baseOf } from '../browser.ts'
import { type Ctx, type Env, type HttpParts, whoOf } from '../context.ts'
import { fileBody } from '../file-body.ts'
import { hangUpOf } from '../hang-up.ts'
import { check, readJson } from '../json-body.ts'
import { queryOf } from '../query.ts'
import { calendarQuery } from '../schemas-export.ts'
import { publicLinkChange } from '../schemas-people.ts'

/** Programs ask once an hour or so; a house behind one address has many of them. */
const BUDGET = { max: 120, windowMs: 10 * 60_000 }

type Parts = Pick<HttpParts, 'deps' | 'config'>

const calendarOf = (c: Ctx, plan: string) => {
  const { department } = check(calendarQuery, queryOf(c))
  return { plan, department: department ?? null }
}

/** Under `/api/plans`. */
export const calendarLinkRoutes = (parts: Parts) =>
  new Hono<Env>()
    .get('/:id/calendar-link', (c) => {
      const who = whoOf(c)
      const of = calendarOf(c, c.req.param('id'))
      return c.json(readCalendarLink(parts.deps, who, of, baseOf(c, parts)))
    })
    .put('/:id/calendar-link', async (c) => {
      const who = whoOf(c)
      const change = { ...(await readJson(c, publicLinkChange)), base: baseOf(c, parts) }
      return c.json(await setCalendarLink(parts.deps, who, calendarOf(c, c.req.param('id')), change))
    })

/** `/calendar/SECRET.ics`: whoever has the address may read it, and need not be anybody. */
export const calendarRoutes = ({ deps, config }: Parts) => {
  const allowance = createAllowance(deps.now, BUDGET)
  return new Hono<Env>().get('/calendar/:file{[A-Za-z0-9_-]{20,100}\\.ics}', async (c) => {
    const remote = c.env.incoming.socket.remoteAddress
    const forwardedFor = c.req.header('x-forwarded-for')
    allowance.take(addressGroup(addressOf({ remote, forwardedFor }, config.proxies)))
    const secret = c.req.param('file').slice(0, -'.ics'.length)
    const content = await openCalendar(deps, secret, c.get('locale'), hangUpOf(c))
    return c.body(fileBody(content), 200, {
      'Content-Length': String(content.length),
      'Content-Type': 'text/calendar; charset=utf-8',
      'Cache-Control': 'private, max-age=300',
    })
  })
}

/** Every call that there is, asked by those who may least: a route that forgets to ask who comes is found here. */
import { expect, test } from 'vitest'
import { createApp } from '../../server/http/app.ts'
import type { HttpParts } from '../../server/http/context.ts'
import { browser, secretOf, startHouse } from './people-fixture.ts'

/** Answers everything with itself: enough for routes to be put together, and not to be used. */
const anything: unknown = new Proxy(() => anything, { get: () => anything, apply: () => anything })

interface Route {
  method: string
  path: string
}

/** Every call of the API, with a name in place of patterns. */
const routes = (): Route[] => {
  const all = createApp(anything as HttpParts).routes.filter(
    ({ method, path }) => method !== 'ALL' && path.startsWith('/api/'),
  )
  const named = all.map(({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, '')}`)
  return [...new Set(named)].map((line) => {
    const [method = '', path = ''] = line.split(' ')
    return { method, path }
  })
}

/** What nobody in particular may ask: the ways in and out, each with a secret or a limit of its own. */
const OPEN = [
  'GET /api/me',
  'GET /api/demo/departments',
  'POST /api/demo/enter',
  'POST /api/demo/leave',
  'POST /api/sign-in',
  'POST /api/sign-out',
  'POST /api/password-help',
  'POST /api/links/look',
  'POST /api/links/accept',
  'POST /api/public/enter',
  'GET /api/provider/start',
  'POST /api/provider/start',
  'GET /api/provider/callback',
  'POST /api/provider/link',
]

/** What a guest gets in the plan whose link they have opened. */
const GUESTS = [
  'GET /api/departments',
  'GET /api/plans',
  'GET /api/plans/:id',
  'GET /api/plans/:id/:file',
  'GET /api/plans/:id/versions',
  'GET /api/plans/:id/versions/:n',
  'GET /api/plans/:id/changes',
  'GET /api/plans/:id/checks',
  'GET /api/plans/:id/report',
  'GET /api/plans/:id/sign-offs',
]

test('[AT4] every call asks who comes: nobody gets through, a guest where it is meant, and neither ends in a fault', async () => {
  const house = await startHouse()
  const { id } = (await house.as<{ id: string }>(house.chief, 'POST', '/api/plans', { sample: true })).body
  const plan = `/api/plans/${id}`
  for (let times = 2; times > 0; times--) await house.as(house.chief, 'POST', `${plan}/versions`, {})
  const link = await house.as<{ link: string }>(house.chief, 'PUT', `${plan}/public-link`, { on: true })
  const guest = browser(await house.post('/api/public/enter', { secret: secretOf(link.body.link) }))
  const known = routes()
  const lines = known.map(({ method, path }) => `${method} ${path}`)
  expect(lines.length).toBeGreaterThan(60)
  // The exceptions are calls that there are.
  expect([...OPEN, ...GUESTS].filter((line) => !lines.includes(line))).toEqual([])
  const statusOf = async ({ method, path }: Route, headers: Record<string, string>): Promise<number> => {
    const at = path
      .replace(':id', id)
      .replace(':file', 'export.json')
      .replace(':n', '1')
      .replace(/:\w+/g, 'x')
    const query = path.endsWith('/changes') ? '?from=1' : ''
    const body =
      method === 'GET' ? {} : { body: '{}', headers: { ...headers, 'content-type': 'application/json' } }
    const answer = await fetch(`${house.url}${at}${query}`, { method, headers, redirect: 'manual', ...body })
    await answer.body?.cancel()
    return answer.status
  }
  const through: string[] = []
  const guests: string[] = []
  const faults: string[] = []
  for (const route of known) {
    const line = `${route.method} ${route.path}`
    const [asNobody, asGuest] = [await statusOf(route, {}), await statusOf(route, guest)]
    if (asNobody >= 500 || asGuest >= 500) faults.push(`${line} ${asNobody} ${asGuest}`)
    if (asNobody !== 401 && !OPEN.includes(line)) through.push(`${line} ${asNobody}`)
    if (asGuest < 400 && !OPEN.includes(line)) guests.push(line)
  }
  expect({ through, faults, guests: guests.toSorted() }).toEqual({
    through: [],
    faults: [],
    guests: GUESTS.toSorted(),
  })
})

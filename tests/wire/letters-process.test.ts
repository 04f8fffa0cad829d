/** Mail and the identity provider as an operator sets them, in the server as it is shipped. */
import { expect, test } from 'vitest'
import { ADMIN, call } from '../support/http.ts'
import { CLIENT_ID, CLIENT_SECRET, startOidcServer } from '../support/oidc-server.ts'
import { serverForTest } from '../support/server-process.ts'
import { startPostBox } from '../support/smtp.ts'
import { eventually } from '../support/eventually.ts'

const MAIL_FROM = 'Svod <svod@plans.example>'
const PERSON = { name: 'Анна', login: 'anna', role: 'viewer', email: 'anna@example.org' }

test('[PV12] [PV10] settings alone bring letters and the provider, and a stop loses no letter', async () => {
  const box = await startPostBox()
  const oidc = await startOidcServer('http://127.0.0.1/api/provider/callback', {})
  const server = await serverForTest({
    env: {
      SVOD_DEMO: '0',
      SVOD_SMTP_URL: box.url,
      SVOD_MAIL_FROM: MAIL_FROM,
      SVOD_OIDC_ISSUER: oidc.issuer.origin,
      SVOD_OIDC_CLIENT_ID: CLIENT_ID,
      SVOD_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      SVOD_OIDC_NAME: 'Кабинет',
    },
  })
  const me = await call(server, 'GET', '/api/me', { headers: {} })
  expect(me.body).toMatchObject({ signIn: { provider: { name: 'Кабинет' }, help: true } })
  const start = await fetch(`${server.url}/api/provider/start`, { redirect: 'manual' })
  expect(start.headers.get('location')).toMatch(new RegExp(`^${oidc.issuer.origin}/auth\\?`))
  expect((await call(server, 'POST', '/api/people', { headers: ADMIN, body: PERSON })).status).toBe(201)
  expect(await server.stop()).toBe(0)
  expect(box.letters).toEqual([expect.stringContaining('To: anna@example.org')])
  expect(box.letters[0]).toContain(`From: ${MAIL_FROM}`)
})

test('[PV10] a client secret that the provider does not know is told to the operator', async () => {
  const callback = 'http://plans.example/api/provider/callback'
  const oidc = await startOidcServer(callback, { anna: {} })
  const server = await serverForTest({
    env: {
      SVOD_DEMO: '0',
      SVOD_URL: 'http://plans.example',
      SVOD_OIDC_ISSUER: oidc.issuer.origin,
      SVOD_OIDC_CLIENT_ID: CLIENT_ID,
      SVOD_OIDC_CLIENT_SECRET: 'another-secret-than-the-provider-has',
    },
  })
  const start = await fetch(`${server.url}/api/provider/start`, { redirect: 'manual' })
  const cookie = start.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const back = await oidc.visit(new URL(start.headers.get('location') ?? ''), 'anna')
  const path = `${back.pathname}${back.search}`
  const landed = await fetch(`${server.url}${path}`, { headers: { cookie }, redirect: 'manual' })
  expect(landed.headers.get('location')).toBe('/#error=provider-refused')
  await eventually(() => expect(server.logText()).toContain('an answer of the identity provider was refused'))
  expect(server.logText()).toContain('invalid_client')
  expect(server.logText()).not.toContain('another-secret')
})

test('[PV12] a mail server that is away fails no call, and the log says so', async () => {
  const box = await startPostBox()
  await box.close()
  const env = { SVOD_DEMO: '0', SVOD_SMTP_URL: box.url, SVOD_MAIL_FROM: MAIL_FROM }
  const server = await serverForTest({ env })
  const made = await call(server, 'POST', '/api/people', { headers: ADMIN, body: PERSON })
  expect(made.status).toBe(201)
  const body = { login: 'anna' }
  expect((await call(server, 'POST', '/api/password-help', { headers: {}, body })).status).toBe(204)
  const failures = () => server.logs.filter(({ msg }) => msg?.startsWith('a mail or a line') === true)
  await eventually(() => expect(failures()).toHaveLength(2))
  expect(server.logText()).toContain('ECONNREFUSED')
  expect(server.logText()).not.toMatch(/join#/)
  expect((await call(server, 'GET', '/healthz')).status).toBe(200)
})

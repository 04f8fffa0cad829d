/**
 * The HTTP side, put together: what holds for every request, then the routes. Owns the order of the layers.
 */
import { type MiddlewareHandler, Hono } from 'hono'
import { compress } from 'hono/compress'
import { SvodError } from '../../shared/errors.ts'
import { MAKING_PATHS, createOnce, makesOnce } from './asked-once.ts'
import { limitBody } from './body-size.ts'
import type { Env, HttpParts } from './context.ts'
import { KEEPING_PATHS, editionTurns } from './edition-turns.ts'
import { identify, whenWhole } from './fresh-identity.ts'
import { locale } from './locale.ts'
import { answerProblem, toSvodError } from './problem.ts'
import { accountRoutes } from './routes/account.ts'
import { auditRoutes } from './routes/audit.ts'
import { backupRoutes } from './routes/backup.ts'
import { calendarLinkRoutes, calendarRoutes } from './routes/calendar.ts'
import { clientRoutes } from './routes/client.ts'
import { commentRoutes } from './routes/comments.ts'
import { contentRoutes } from './routes/content.ts'
import { exportRoutes } from './routes/export.ts'
import { gatherRoutes } from './routes/gather.ts'
import { historyRoutes } from './routes/history.ts'
import { importIntoRoutes, importRoutes } from './routes/import.ts'
import { inboxRoutes } from './routes/inbox.ts'
import { letterRoutes } from './routes/letters.ts'
import { linkRoutes } from './routes/links.ts'
import { departmentRoutes, invitationRoutes, peopleRoutes, tokenRoutes } from './routes/people.ts'
import { nextYearRoutes } from './routes/next-year.ts'
import { planRoutes } from './routes/plans.ts'
import { providerRoutes } from './routes/provider.ts'
import { sessionRoutes } from './routes/session.ts'
import { sharingRoutes } from './routes/sharing.ts'
import { signOffRoutes } from './routes/sign-offs.ts'
import { systemRoutes } from './routes/system.ts'
import { versionRoutes } from './routes/versions.ts'
import { ownPagesOnly, securityHeaders } from './security.ts'

const MAX_JSON_BYTES = 1024 * 1024

/** As the log may know it: calendars have their secret in the address, since programs that subscribe send nothing else. */
const loggedPath = (path: string): string => path.replace(/^\/calendar\/.*/, '/calendar/…')

/** Counts and times every request. */
const observe =
  ({ metrics, log }: HttpParts): MiddlewareHandler<Env> =>
  async (c, next) => {
    const stop = metrics.requestSeconds.startTimer()
    await next()
    const seconds = stop()
    const { method, path } = c.req
    metrics.requests.inc({ method, status: c.res.status })
    log.debug(
      { method, path: loggedPath(path), status: c.res.status, ms: Math.round(seconds * 1000) },
      'request',
    )
  }

/** Answers of the API speak of one person at one moment. */
const neverCached: MiddlewareHandler<Env> = async (c, next) => {
  c.header('Cache-Control', 'no-store')
  await next()
}

const apiRoutes = (parts: HttpParts): Hono<Env> => {
  const api = new Hono<Env>()
  api.use(neverCached, compress(), identify(parts), ownPagesOnly(parts.auth))
  const turns = editionTurns(parts.deps.now)
  for (const path of KEEPING_PATHS) api.use(`/plans${path}`, turns)
  // Imports have a limit of their own and stand before that of all others.
  const once = createOnce()
  api.route('/plans/import', importRoutes(parts.deps, once))
  api.route('/plans', importIntoRoutes(parts.deps))
  api.use(limitBody(MAX_JSON_BYTES, 'too-large'), whenWhole)
  for (const path of MAKING_PATHS) api.use(path, makesOnce(once))
  api.route('/', sessionRoutes(parts))
  api.route('/', linkRoutes(parts))
  api.route('/', auditRoutes(parts))
  api.route('/backup', backupRoutes(parts))
  api.route('/provider', providerRoutes(parts))
  api.route('/account', accountRoutes(parts))
  api.route('/inbox', inboxRoutes(parts))
  api.route('/people', peopleRoutes(parts))
  api.route('/invitations', invitationRoutes(parts))
  api.route('/tokens', tokenRoutes(parts))
  api.route('/departments', departmentRoutes(parts))
  api.route('/plans', sharingRoutes(parts))
  api.route('/plans', exportRoutes(parts))
  api.route('/plans', calendarLinkRoutes(parts))
  api.route('/plans', planRoutes(parts.deps))
  api.route('/plans', nextYearRoutes(parts.deps))
  api.route('/plans', gatherRoutes(parts.deps))
  api.route('/plans', contentRoutes(parts.deps))
  api.route('/plans', commentRoutes(parts.deps))
  api.route('/plans', versionRoutes(parts.deps))
  api.route('/plans', signOffRoutes(parts.deps))
  api.route('/plans', historyRoutes(parts.deps))
  api.all('*', () => {
    throw new SvodError('not-found')
  })
  return api
}

/** The application; `fetch` of it answers a request. */
export const createApp = (parts: HttpParts): Hono<Env> => {
  const app = new Hono<Env>()
  app.use(observe(parts), securityHeaders, locale)
  app.onError((error, c) => {
    const { method, path } = c.req
    return answerProblem(c, toSvodError(error, parts.log, { method, path: loggedPath(path) }))
  })
  app.route('/', systemRoutes(parts))
  app.route('/api', apiRoutes(parts))
  app.route('/', calendarRoutes(parts))
  app.route('/', letterRoutes(parts))
  app.route('/', clientRoutes(parts.client))
  app.notFound((c) => c.text('not found', 404))
  return app
}

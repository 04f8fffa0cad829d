/**
 * What browsers are told about every answer, and which requests are not from our own pages (SPEC HT3, HT4).
 * Owns the headers and the Origin rule for HTTP.
 */
import type { MiddlewareHandler } from 'hono'
import { SvodError } from '../../shared/errors.ts'
import { type Auth, presentsToken } from '../auth/identity.ts'
import { contentPolicy } from './content-policy.ts'
import type { Env } from './context.ts'

const HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

const ALL_HEADERS = Object.entries({
  ...HEADERS,
  'Content-Security-Policy': contentPolicy({ scripts: [], styles: [] }),
})

/**
 * Sets the headers on every answer; a route that serves a page sets a policy of its own. Before there is an answer: Hono
 * makes a new one for every header that it is given afterwards.
 */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  for (const [name, value] of ALL_HEADERS) c.header(name, value)
  await next()
}

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses changes that another site's page asks for with our cookie. A bearer token is no cookie: the browser never
 * sends one by itself, so it comes from somebody who knows it.
 */
export const ownPagesOnly =
  (auth: Pick<Auth, 'originAllowed'>): MiddlewareHandler<Env> =>
  async (c, next) => {
    const changes = !READING.includes(c.req.method)
    const byProgram = presentsToken(c.req.header('authorization'))
    if (changes && !byProgram && !auth.originAllowed(c.env.incoming.headers)) {
      throw new SvodError('foreign-origin')
    }
    await next()
  }

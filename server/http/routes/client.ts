/** The page and its files for browsers. Owns cache headers and the choice of the encoding. */
import { Hono } from 'hono'
import type { ClientFile, ClientFiles, Encoding } from '../client-files.ts'
import type { Ctx, Env } from '../context.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60
/** Paths that the page itself understands; any other is answered with the page too, as not found. */
const PAGE_PATHS = /^\/((p\/[A-Za-z0-9_-]{1,40}|join|public|people|departments|tokens|audit|account)\/?)?$/

/** «br;q=0» is one that is not understood. */
const TAKES = {
  br: /\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i,
  gzip: /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i,
} as const

const encodingFor = (accepted: string): Encoding =>
  TAKES.br.test(accepted) ? 'br' : TAKES.gzip.test(accepted) ? 'gzip' : null

const notFound = (c: Ctx): Response => {
  c.header('Cache-Control', 'no-cache')
  return c.text('not found', 404)
}

const sendFile = async (c: Ctx, file: ClientFile): Promise<Response> => {
  const isKnown = c.req.header('if-none-match') === file.etag
  const body = isKnown ? null : await file.body(encodingFor(c.req.header('accept-encoding') ?? ''))
  if (body === null && !isKnown) return notFound(c)
  // Not before it is there: nobody keeps an error for a year.
  c.header('Cache-Control', file.immutable ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
  c.header('ETag', file.etag)
  c.header('Vary', 'Accept-Encoding')
  if (body === null) return c.body(null, 304)
  if (body.encoding !== null) c.header('Content-Encoding', body.encoding)
  return c.body(new Uint8Array(body.bytes), 200, { 'Content-Type': file.type })
}

const sendPage = (c: Ctx, client: ClientFiles): Response => {
  const page = client.page({ plan: c.req.path.startsWith('/p/') })
  if (!page) return c.text('The client has not been built.', 503)
  c.header('Cache-Control', 'no-cache')
  c.header('Content-Security-Policy', page.policy)
  return c.html(page.html, PAGE_PATHS.test(c.req.path) ? 200 : 404)
}

export const clientRoutes = (client: ClientFiles) =>
  new Hono<Env>().get('*', (c) => {
    const file = client.find(c.req.path)
    if (file) return sendFile(c, file)
    const wantsPage = (c.req.header('accept') ?? '*/*').match(/text\/html|\*\/\*/) !== null
    const isAsset = /\.\w{1,12}$/.test(c.req.path)
    return wantsPage && !isAsset ? sendPage(c, client) : notFound(c)
  })

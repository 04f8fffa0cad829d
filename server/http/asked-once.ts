/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): what makes something is done once, however often the same is asked
 * for because its answer was lost (SPEC IK1–IK6). Owns the header, what counts as the same, and which calls have it.
 */
import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { SvodError } from '../../shared/errors.ts'
import { type Ctx, type Env, whoOf } from './context.ts'
import { askAgain } from './fresh-identity.ts'
import { type KnownAnswer, createKnownAnswers } from './known-answers.ts'

/** The calls with a JSON body that make something, under `/api`; an import knows when its file is there. */
export const MAKING_PATHS = [
  '/plans',
  '/plans/gather',
  '/plans/:id/gather',
  '/plans/:id/sections',
  '/plans/:id/items',
  '/plans/:id/comments',
  '/plans/:id/comments/:tid/replies',
  '/plans/:id/versions',
  '/plans/:id/versions/:n/approval',
  '/plans/:id/versions/:n/restore',
  '/plans/:id/history/restore',
  '/plans/:id/amendments',
  '/people',
  '/people/:id/reset',
  '/invitations',
  '/tokens',
  '/departments',
] as const

const HEADER = 'Idempotency-Key'
const KEY = /^[\x21-\x7e]{1,200}$/
/** An answer that is longer is not given a second time. */
const MOST_BYTES = 1024 * 1024
const KEPT_HEADERS = ['content-type', 'location']

const keyOf = (c: Ctx): string | null => {
  const key = c.req.header(HEADER)
  if (key === undefined || c.req.method !== 'POST') return null
  if (!KEY.test(key)) throw new SvodError('bad-request', { field: HEADER, reason: 'is no key' })
  return key
}

/** Nothing of it is somebody else's, or of the same person with other rights. */
const nameOf = (c: Ctx, key: string): string => {
  const { search } = new URL(c.req.url)
  return createHash('sha256')
    .update(JSON.stringify([whoOf(c), c.req.path, search, key]))
    .digest('hex')
}

/** What tells one body from another. */
export const printOf = async (bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')

const bodyOf = async (response: Response): Promise<KnownAnswer['body']> => {
  // What says how long it is need not be read to be known as too long.
  if (Number(response.headers.get('content-length') ?? 0) > MOST_BYTES) return null
  const body = new Uint8Array(await response.clone().arrayBuffer())
  return body.length > MOST_BYTES ? null : body
}

/** A refusal made nothing, and after a failure nobody knows: both are asked anew. */
const keptOf = async (response: Response): Promise<KnownAnswer | null> => {
  const { ok, status, headers } = response
  if (!ok) return null
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers.get(name)
    return value === null ? [] : [[name, value]]
  })
  return { status, headers: Object.fromEntries(kept), body: await bodyOf(response) }
}

const giveAgain = (c: Ctx, { status, headers, body }: KnownAnswer): Response => {
  if (body === null) throw new SvodError('already-done')
  const init = { status: status as 200, headers: { ...headers } }
  return body.length === 0 ? c.body(null, init) : c.body(body, init)
}

/**
 * Does `work`, or gives the answer that the same request with the same key was given before; `print` is of what is asked for.
 * @throws SvodError `bad-request`, `key-reused`, `already-done`, `too-many-requests`, `unauthenticated`
 */
export type Once = (c: Ctx, print: () => Promise<string>, work: () => Promise<Response>) => Promise<Response>

export const createOnce = (): Once => {
  const known = createKnownAnswers()
  const begin = async (
    name: string,
    about: { person: string; print: string },
    work: () => Promise<Response>,
  ): Promise<Response> => {
    let response: Response | undefined
    await known.begin(name, about, async () => keptOf((response = await work())))
    return response as Response
  }
  return async (c, printed, work) => {
    const key = keyOf(c)
    if (key === null) return work()
    const print = await printed()
    for (;;) {
      const name = nameOf(c, key)
      const act = known.find(name)
      if (act === undefined) return begin(name, { person: whoOf(c).id, print }, work)
      if (act.print !== print) throw new SvodError('key-reused')
      if (act.answer !== null) return giveAgain(c, act.answer)
      await known.wait(act)
      askAgain(c)
    }
  }
}

/** For calls whose body is JSON and was read to its end; nobody in particular has no keys. */
export const makesOnce =
  (once: Once): MiddlewareHandler<Env> =>
  async (c, next) => {
    if (c.get('who') === null) return next()
    const work = async (): Promise<Response> => {
      await next()
      return c.res
    }
    return once(c, async () => printOf(await c.req.arrayBuffer()), work)
  }

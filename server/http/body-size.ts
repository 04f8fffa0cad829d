/**
 * How large a request may be (SPEC HT6). A body that says it is too large is read to its end and thrown away, so
 * that the sender hears the refusal instead of a broken connection. Owns the counting; never buffers what it refuses.
 */
import type { IncomingMessage } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type ErrorCode, SvodError } from '../../shared/errors.ts'
import type { Env } from './context.ts'

/** What is larger than this is not worth waiting for: the connection is cut. */
export const MAX_DISCARDED_BYTES = 256 * 1024 * 1024

/** Reads a body to its end, or to a size that nobody means, and throws it away. */
export const discard = async (incoming: IncomingMessage): Promise<void> => {
  let bytes = 0
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length
    if (bytes > MAX_DISCARDED_BYTES) return
  }
}

/** Refuses bodies that say that they have more than `maxBytes`, with `code`; whoever reads the body counts the others. */
export const requireBody =
  (maxBytes: number, code: ErrorCode): MiddlewareHandler<Env> =>
  async (c, next) => {
    const declared = Number(c.req.header('content-length') ?? 0)
    if (declared <= maxBytes) return next()
    await discard(c.env.incoming)
    throw new SvodError(code)
  }

/** Refuses bodies of more than `maxBytes` with `code`. */
export const limitBody = (maxBytes: number, code: ErrorCode): MiddlewareHandler<Env> => {
  const refuse = (): never => {
    throw new SvodError(code)
  }
  // A body that does not say its size is counted while it comes in.
  const counted = bodyLimit({ maxSize: maxBytes, onError: refuse })
  const declared = requireBody(maxBytes, code)
  return (c, next) => declared(c, async () => void (await counted(c, next)))
}

/**
 * Who asks, once more where much time may have passed since the request began [PP19]: a body can take minutes to come in, and
 * whoever sends it may have been signed out, closed or lowered meanwhile. Owns the asking again; who somebody is, `auth` knows.
 */
import type { MiddlewareHandler } from 'hono'
import { SvodError } from '../../shared/errors.ts'
import type { Auth } from '../auth/identity.ts'
import { askable } from '../commands/as-of-now.ts'
import type { Ctx, Env } from './context.ts'

/** Sets who asks, and how they are asked again. */
export const identify =
  ({ auth }: { auth: Pick<Auth, 'authenticate'> }): MiddlewareHandler<Env> =>
  async (c, next) => {
    const { headers } = c.env.incoming
    const ask = () => {
      const who = auth.authenticate(headers)
      return who && askable(who, (data) => auth.authenticate(headers, data))
    }
    c.set('ask', ask)
    c.set('who', ask())
    await next()
  }

/** The same person with the rights that they have now. @throws SvodError `unauthenticated` where it is nobody, or another */
export const askAgain = (c: Ctx): void => {
  const before = c.get('who')
  const now = c.get('ask')()
  // Nobody stays nobody: the ways in know whom they let in.
  if (before !== null && now?.id !== before.id) throw new SvodError('unauthenticated')
  c.set('who', now)
}

/** Reads the body of a known sender to its end before anything asks what they may. Stands behind the limit of its size. */
export const whenWhole: MiddlewareHandler<Env> = async (c, next) => {
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!reads && c.get('who') !== null) {
    // Kept by the request: whoever reads it next has it at once.
    await c.req.arrayBuffer()
    askAgain(c)
  }
  await next()
}

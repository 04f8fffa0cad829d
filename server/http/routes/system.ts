/** For machines that watch the server: alive, ready, figures. No sign-in, and no word of any plan. */
import { Hono } from 'hono'
import type { Env, HttpParts } from '../context.ts'

const CHALLENGE = /^[\w-]{16,128}$/

export const systemRoutes = ({ deps, metrics, isReady }: Pick<HttpParts, 'deps' | 'metrics' | 'isReady'>) =>
  new Hono<Env>()
    .get('/healthz', (c) => {
      const challenge = c.req.query('store') ?? ''
      // For the command line, which has to know whom it is about to hand its token to.
      if (CHALLENGE.test(challenge)) c.header('Svod-Store', deps.storage.proof(challenge))
      return c.text('ok')
    })
    .get('/readyz', async (c) => ((await isReady()) ? c.text('ok') : c.text('not ready', 503)))
    .get('/metrics', async (c) => c.body(await metrics.read(), 200, { 'Content-Type': metrics.contentType }))

/** For machines that watch the server: alive, ready, figures. No sign-in, and no word of any plan. */
import { Hono } from 'hono'
import type { Env, HttpParts } from '../context.ts'

export const systemRoutes = ({ metrics, isReady }: Pick<HttpParts, 'metrics' | 'isReady'>) =>
  new Hono<Env>()
    .get('/healthz', (c) => c.text('ok'))
    .get('/readyz', async (c) => ((await isReady()) ? c.text('ok') : c.text('not ready', 503)))
    .get('/metrics', async (c) => c.body(await metrics.read(), 200, { 'Content-Type': metrics.contentType }))

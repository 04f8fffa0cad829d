/** The server's figures, without a server. */
import perfHooks from 'node:perf_hooks'
import { expect, test, vi } from 'vitest'
import { createMetrics } from '../../server/metrics.ts'

test('[FO4] what the process takes is counted from the first reading on, and once', async () => {
  const watch = vi.spyOn(perfHooks, 'monitorEventLoopDelay')
  const metrics = createMetrics({ rooms: () => ({ rooms: 2, connections: 3 }) }, { withProcess: true })
  metrics.tally.updates = 7
  expect(watch).not.toHaveBeenCalled()
  const first = await metrics.read()
  expect(first).toMatch(/^svod_updates_total 7$/m)
  expect(first).toMatch(/^svod_connections 3$/m)
  for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_max_seconds'])
    expect(first).toMatch(new RegExp(`^${name} `, 'm'))
  expect(await metrics.read()).toMatch(/^process_cpu_seconds_total /m)
  expect(watch).toHaveBeenCalledTimes(1)
  watch.mockRestore()
})

test('[FO4] figures of the process are left out where several servers share it', async () => {
  const metrics = createMetrics({ rooms: () => ({ rooms: 0, connections: 0 }) }, { withProcess: false })
  expect(await metrics.read()).not.toMatch(/^process_/m)
})

/** The whole server, killed while people type: whatever it acknowledged is there afterwards. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { HastyWriter } from '../support/hasty-writer.ts'
import { ADMIN, call, createSample } from '../support/http.ts'
import { dice } from '../support/random.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'

const KILLS = Number(process.env.SVOD_KILLS ?? 5)
const SEED = Number(process.env.SVOD_FUZZ_SEED ?? 1)

let server: ServerProcess
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.dispose())

test('[AK4] killed at random moments under 200 changes a second, nothing acknowledged is lost', async () => {
  const plan = await createSample(server)
  const random = dice(SEED)
  const acked: string[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    const address = `${server.syncUrl}/${plan}`
    const writer = new HastyWriter({ address, headers: ADMIN, rate: 200, name: `k${kill}` })
    await writer.untilAcked(1 + random.int(120))
    await server.kill()
    writer.stop()
    acked.push(...writer.acked)
    await server.start()
    const { body } = await call<PlanJson>(server, 'GET', `/api/plans/${plan}`)
    const text = JSON.stringify(body)
    expect(
      acked.filter((token) => !text.includes(token)),
      `seed ${SEED}, kill ${kill + 1}`,
    ).toEqual([])
  }
  expect(acked.length).toBeGreaterThan(KILLS)
})

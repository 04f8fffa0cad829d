/** A whole server whose log nobody reads any more: it goes on serving and saving. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { HastyWriter } from '../support/hasty-writer.ts'
import { ADMIN, call, createSample } from '../support/http.ts'
import { ROOT } from '../support/root.ts'
import { ADMIN_TOKEN, ensureBuilt } from '../support/server-process.ts'
import { temporaryFolder } from '../support/temp.ts'

test('[BL1] a server whose log nobody reads any more serves, saves, and ends as ever', async () => {
  ensureBuilt()
  const folder = await temporaryFolder()
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      SVOD_DATA: folder,
      PORT: '0',
      SVOD_ADMIN_TOKEN: ADMIN_TOKEN,
      LOG_LEVEL: 'debug',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit') as Promise<[number | null]>
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { url } = JSON.parse(line.toString().split('\n')[0] ?? '') as { url: string }
  child.stdout.destroy()
  child.stderr.destroy()
  const one = { url, syncUrl: `${url.replace('http', 'ws')}/sync` }
  // Every request writes a line: into a pipe that is broken.
  for (let count = 0; count < 30; count++) expect((await fetch(`${url}/nowhere`)).status).toBe(404)
  const plan = await createSample(one)
  const writer = new HastyWriter({ address: `${one.syncUrl}/${plan}`, headers: ADMIN, rate: 100, name: 'p' })
  await writer.untilAcked(20)
  writer.stop()
  const { body } = await call<PlanJson>(one, 'GET', `/api/plans/${plan}`)
  expect(writer.acked.filter((token) => !JSON.stringify(body).includes(token))).toEqual([])
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  child.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
})

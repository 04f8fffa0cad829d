/** The whole server, killed while somebody reads a backup from it and others type. */
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { cli } from '../support/cli.ts'
import { HastyWriter } from '../support/hasty-writer.ts'
import { ADMIN, call, createSample } from '../support/http.ts'
import { dice } from '../support/random.ts'
import { type ServerProcess, serverForTest } from '../support/server-process.ts'
import { temporaryFolder } from '../support/temp.ts'

/** Letters of one plan, in words that do not shrink; with its editions far more than two sockets hold (4 and 6 MiB at most). */
const ROWS = 10
const WORDS = 10_000
const EDITIONS = 12
const AT_LEAST_BYTES = 12 * 1024 * 1024

const makeLarge = async (server: ServerProcess): Promise<void> => {
  const random = dice(1)
  const make = async (path: string, body: object) =>
    (await call<{ id: string }>(server, 'POST', path, { body })).body.id
  const plan = `/api/plans/${await make('/api/plans', { title: 'Большой', year: 2022 })}`
  const section = await make(`${plan}/sections`, { title: 'Раздел' })
  for (let row = 0; row < ROWS; row++) {
    const words = Array.from({ length: WORDS }, () => (1e7 + random.int(1e8)).toString(36))
    await make(`${plan}/items`, { section, title: words.join(' ') })
  }
  for (let edition = 0; edition < EDITIONS; edition++) await make(`${plan}/versions`, {})
}

/** A backup that is begun and read no further than its first bytes; what came of it, once the server has gone. */
const beginBackup = async (server: ServerProcess): Promise<() => Promise<Buffer>> => {
  const asked = request(`${server.url}/api/backup`, { headers: ADMIN, agent: false })
  asked.on('error', () => undefined).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.on('error', () => undefined)
  const closed = new Promise((resolve) => answer.once('close', resolve))
  await once(answer, 'readable')
  const came = [answer.read() as Buffer]
  return async () => {
    answer.on('data', (bytes: Buffer) => came.push(bytes))
    await closed
    return Buffer.concat(came)
  }
}

test('[AL6] a server killed under a backup and under typing loses nothing, and half a backup restores nothing', async () => {
  const server = await serverForTest()
  await makeLarge(server)
  const plan = await createSample(server)
  const address = `${server.syncUrl}/${plan}`
  const writer = new HastyWriter({ address, headers: ADMIN, rate: 100, name: 'w' })
  await writer.untilAcked(20)
  const restOf = await beginBackup(server)
  await writer.untilAcked(40)
  await server.kill()
  writer.stop()
  const half = await restOf()
  expect(half.subarray(0, 100).toString()).toContain('"begin"')
  expect(half.length).toBeLessThan(AT_LEAST_BYTES)
  const home = await temporaryFolder()
  const file = join(home, 'half.svod')
  // As it came, and as if the kill had met the end of a line.
  for (const part of [half, half.subarray(0, half.lastIndexOf('\n') + 1)]) {
    await writeFile(file, part)
    const restored = await cli(['restore', file, '--data', join(home, 'restored')])
    expect([restored.code, restored.errors]).toEqual([1, expect.stringContaining('(damaged)')])
  }
  expect(await readdir(home)).toEqual(['half.svod'])
  await server.start()
  const text = JSON.stringify((await call<PlanJson>(server, 'GET', `/api/plans/${plan}`)).body)
  expect(writer.acked.length).toBeGreaterThanOrEqual(40)
  expect(writer.acked.filter((token) => !text.includes(token))).toEqual([])
  // A whole one is larger than what a connection could have held at the time of the kill.
  expect((await (await beginBackup(server))()).length).toBeGreaterThan(AT_LEAST_BYTES)
})

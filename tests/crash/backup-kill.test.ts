/** Killed while a backup is being taken, and a server whose log nobody reads any more: what is saved stays saved. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { cli } from '../support/cli.ts'
import { HastyWriter } from '../support/hasty-writer.ts'
import { ADMIN, call, createSample } from '../support/http.ts'
import { ROOT } from '../support/root.ts'
import { ADMIN_TOKEN, type ServerProcess, startServer } from '../support/server-process.ts'
import { temporaryFolder } from '../support/temp.ts'

let server: ServerProcess
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.dispose())

/** Plans enough that a backup of them takes a while. */
const PLANS = 15

const textOf = async (plan: string): Promise<string> =>
  JSON.stringify((await call<PlanJson>(server, 'GET', `/api/plans/${plan}`)).body)

/** A backup that is begun and read no further than its first bytes; what came of it, once the server has gone. */
const beginBackup = async () => {
  const asked = request(`${server.url}/api/backup`, { headers: ADMIN })
  asked.on('error', () => undefined)
  asked.end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  answer.on('error', () => undefined)
  await once(answer, 'readable')
  const first: unknown = answer.read(64)
  chunks.push(first as Buffer)
  return async (): Promise<Buffer> => {
    answer.on('data', (chunk: Buffer) => chunks.push(chunk))
    await once(answer, 'close')
    return Buffer.concat(chunks)
  }
}

const runBackup = (file: string) =>
  spawn(process.execPath, ['dist/server/cli.js', 'backup', '-o', file, '--data', server.folder], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      SVOD_ADMIN_TOKEN: ADMIN_TOKEN,
      PORT: new URL(server.url).port,
      LANG: 'en',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Ends when the file has content, or never has had any. */
const untilBegun = async (folder: string, name: string, isOver: () => boolean): Promise<void> => {
  await expect
    .poll(async () => isOver() || (await readdir(folder)).includes(name), { interval: 2, timeout: 30_000 })
    .toBe(true)
}

test('[AL6] a server killed under a backup and under typing loses nothing; half a backup is known for what it is', async () => {
  const plan = await createSample(server)
  for (let count = 1; count < PLANS; count++) await createSample(server)
  const writer = new HastyWriter({
    address: `${server.syncUrl}/${plan}`,
    headers: ADMIN,
    rate: 100,
    name: 'w',
  })
  await writer.untilAcked(20)
  const home = await temporaryFolder()
  const command = runBackup(join(home, 'house.svod'))
  const ended = once(command, 'exit') as Promise<[number | null]>
  await untilBegun(home, 'house.svod.part', () => command.exitCode !== null)
  await writer.untilAcked(40)
  const restOf = await beginBackup()
  await server.kill()
  writer.stop()
  const came = await restOf()
  const isWhole = came.includes('"kind":"end"')
  // A connection may hold all of a small house by the time of the kill.
  const half = isWhole ? came.subarray(0, Math.floor((came.length * 2) / 3)) : came
  const [code] = await ended
  // Either it was through before the kill, whole and read back, or there is none.
  expect([code, await readdir(home)]).toEqual(code === 0 ? [0, ['house.svod']] : [1, []])
  const file = join(home, 'half.svod')
  await writeFile(file, half)
  expect(half.subarray(0, 100).toString()).toContain('"begin"')
  const target = join(home, 'restored')
  const restored = await cli(['restore', file, '--data', target])
  expect([restored.code, restored.errors]).toEqual([1, expect.stringContaining('(damaged)')])
  expect(await readdir(home)).not.toContain('restored')
  await server.start()
  const text = await textOf(plan)
  expect(writer.acked.filter((token) => !text.includes(token))).toEqual([])
})

test('[AL6] a backup that is killed itself leaves the server, the folder and the last backup as they were', async () => {
  const home = await temporaryFolder()
  const file = join(home, 'house.svod')
  await writeFile(file, 'the last one')
  const kill = async () => {
    const command = spawn(
      process.execPath,
      ['dist/server/cli.js', 'backup', '--force', '-o', file, '--data', server.folder],
      {
        cwd: ROOT,
        env: { PATH: process.env.PATH, SVOD_ADMIN_TOKEN: ADMIN_TOKEN, PORT: new URL(server.url).port },
      },
    )
    const ended = once(command, 'exit')
    await untilBegun(home, 'house.svod.part', () => command.exitCode !== null)
    command.kill('SIGKILL')
    await ended
  }
  await kill()
  expect(await readFile(file, 'utf8')).toBe('the last one')
  expect((await call(server, 'GET', '/api/plans')).status).toBe(200)
  // The same on the folder of a stopped server: it is free again, and whole.
  await server.stop()
  await kill()
  expect(await readFile(file, 'utf8')).toBe('the last one')
  const cut = await cli(['restore', `${file}.part`, '--data', join(home, 'restored')])
  expect([cut.code, await readdir(home)]).toEqual([1, expect.not.arrayContaining(['restored'])])
  await server.start()
  expect((await call<{ plans: unknown[] }>(server, 'GET', '/api/plans')).body.plans.length).toBe(PLANS)
  const whole = await cli(['backup', '--force', '-o', file, '--data', server.folder], {
    SVOD_ADMIN_TOKEN: ADMIN_TOKEN,
    PORT: new URL(server.url).port,
  })
  expect([whole.code, (await readdir(home)).toSorted()]).toEqual([0, ['house.svod']])
})

test('[BL1] a server whose log nobody reads any more serves, saves, and ends as ever', async () => {
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

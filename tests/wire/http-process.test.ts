/** The server as a process, with its store on disk: how it starts, how it refuses to, how it stops. */
import { once } from 'node:events'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { ADMIN, call, createPlan, enterDemo } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { ADMIN_TOKEN, ServerProcess, ensureBuilt, startServer } from '../support/server-process.ts'
import { untilRow, writer } from '../support/stock-client.ts'
import { temporaryFolder } from '../support/temp.ts'
import { connect, synced } from '../support/ws-client.ts'

const start = async (env: Record<string, string> = {}): Promise<ServerProcess> => {
  const server = await startServer({ env })
  onTestFinished(() => server.dispose())
  return server
}

const readPlan = async (server: ServerProcess, id: string): Promise<PlanJson> =>
  (await call<PlanJson>(server, 'GET', `/api/plans/${id}`)).body

const titlesOf = (plan: PlanJson): string[] =>
  plan.sections.flatMap(({ items }) => items.map(({ title }) => title.text))

test('[PS1] SIGTERM closes with 1001, ends with 0, and nothing that was seen is lost', async () => {
  const server = await start()
  const id = await createPlan(server)
  const [author, witness] = [connect(server, id), connect(server, id)]
  await Promise.all([synced(author), synced(witness)])
  const write = writer(author.doc, 'author')
  const section = write.section('Раздел')
  const titles = Array.from({ length: 50 }, (_, index) => `Событие ${index}`)
  for (const title of titles) write.row(section, title)
  await Promise.all(titles.map((title) => untilRow(witness, title)))
  const closed = new Promise<number>((resolve) => {
    witness.on('connection-close', (event: { code: number } | null) => resolve(event?.code ?? 0))
  })
  expect(await server.stop()).toBe(0)
  expect(await closed).toBe(1001)
  expect(server.logs.map(({ msg }) => msg)).toEqual(
    expect.arrayContaining(['listening', 'stopping', 'stopped']),
  )
  author.destroy()
  witness.destroy()
  await server.start()
  expect(new Set(titlesOf(await readPlan(server, id)))).toEqual(new Set(titles))
})

test('[HT10] [ST22] a folder that is moved away under the server is told of at once, and nothing is taken until it is back', async () => {
  const server = await start()
  const id = await createPlan(server)
  const readiness = async () => (await call(server, 'GET', '/readyz')).status
  const addSection = async (title: string) =>
    (await call(server, 'POST', `/api/plans/${id}/sections`, { body: { title }, headers: ADMIN })).status
  expect([await readiness(), await addSection('До')]).toEqual([200, 201])
  const away = `${server.folder}-away`
  await rename(server.folder, away)
  expect(await readiness()).toBe(503)
  expect(await addSection('Нигде')).toBe(503)
  const told = server.logs.find(({ msg }) => msg === 'the store refuses writes')
  expect(JSON.stringify(told)).toContain(`${join(server.folder, 'plans')} was removed or replaced`)
  await rename(away, server.folder)
  expect(await readiness()).toBe(200)
  expect(await addSection('После')).toBe(201)
  expect(await server.stop()).toBe(0)
  await server.start()
  const titles = (await readPlan(server, id)).sections.map(({ title }) => title)
  expect([titles[0], titles.at(-1)]).toEqual(['До', 'После'])
})

test('[PS1] a second signal ends it at once', async () => {
  const server = await start()
  const { hostname, port } = new URL(server.url)
  // An upload that never ends keeps the server waiting; "continue" says that the server has it.
  const body = { 'content-type': 'application/json', 'content-length': '100', expect: '100-continue' }
  const headers = { ...ADMIN, ...body }
  const upload = request({ hostname, port, path: '/api/plans', method: 'POST', headers })
  upload.on('error', () => undefined)
  upload.flushHeaders()
  await once(upload, 'continue')
  process.kill(server.pid, 'SIGINT')
  expect(await server.stop()).toBe(1)
})

test('[AU4] a session of the demo, the title and the trash survive a restart', async () => {
  const server = await start()
  const person = await enterDemo(server, { name: 'Анна', role: 'chief' })
  const [kept, deleted] = [await createPlan(server, 'Старое имя'), await createPlan(server, 'Лишний')]
  const rename = { headers: person, body: { title: 'Новое имя' } }
  expect((await call(server, 'PATCH', `/api/plans/${kept}`, rename)).status).toBe(204)
  expect((await call(server, 'DELETE', `/api/plans/${deleted}`, { headers: person })).status).toBe(204)
  await server.stop()
  await server.start()
  expect((await call(server, 'GET', '/api/me', { headers: person })).body).toMatchObject({
    identity: { name: 'Анна', role: 'chief' },
  })
  const listed = await call<{ plans: { id: string; title: string }[] }>(server, 'GET', '/api/plans')
  expect(listed.body.plans).toMatchObject([{ id: kept, title: 'Новое имя' }])
  const trash = await call<{ plans: unknown[] }>(server, 'GET', '/api/plans?trash=1')
  expect(trash.body.plans).toMatchObject([{ id: deleted, title: 'Лишний' }])
})

test('[PS2] a folder that another Svod uses, cannot be written or is damaged is refused in one sentence', async () => {
  const server = await start()
  const second = new ServerProcess(server.folder, { SVOD_ADMIN_TOKEN: ADMIN_TOKEN })
  const refused = await second.start().catch((error: unknown) => String(error))
  expect(refused).toContain(`The data folder ${server.folder} is in use by another Svod`)
  expect(refused).toContain('ended with 1')
  const impossible = new ServerProcess('/dev/null/data', { SVOD_ADMIN_TOKEN: ADMIN_TOKEN })
  await expect(impossible.start()).rejects.toThrow('The data folder /dev/null/data cannot be written')
  await server.stop()
  await writeFile(join(server.folder, 'catalogue.json'), '{"plans": [')
  await expect(second.start()).rejects.toThrow(`The data folder ${server.folder} is damaged`)
  expect(await readFile(join(server.folder, 'catalogue.json'), 'utf8')).toBe('{"plans": [')
})

test('[CF2] a wrong setting ends the start with one sentence and code 1', async () => {
  ensureBuilt()
  const folder = await temporaryFolder()
  const startIn = (env: Record<string, string>) => new ServerProcess(folder, env).start()
  await expect(startIn({ SVOD_DEMO: 'yes' })).rejects.toThrow(
    'The server ended with 1 before it listened:\nSVOD_DEMO must be 1 (on) or 0 (off).',
  )
  await expect(startIn({ DATABASE_URL: 'postgres://x' })).rejects.toThrow('DATABASE_URL is set')
})

/** The link that the last start printed, null where it printed none. */
const printedLink = (server: ServerProcess): string | null => {
  const from = server.logs.findLastIndex(({ msg }) => msg === 'stopped')
  const link = server.logs.slice(from + 1).find((entry) => 'link' in entry)?.link
  return typeof link === 'string' ? link : null
}

const acceptLink = async (server: ServerProcess, link: string | null) => {
  const body = { secret: link?.split('#')[1], password: 'снег лежит до апреля', name: 'Вера', login: 'vera' }
  return (await call(server, 'POST', '/api/links/accept', { headers: {}, body })).status
}

test('[PP2] [AU2] every start without accounts prints a link of its own; the first person ends that', async () => {
  const server = await start({ SVOD_DEMO: '0', SVOD_ADMIN_TOKEN: '' })
  expect((await call(server, 'GET', '/api/plans', { headers: {} })).status).toBe(401)
  const first = printedLink(server)
  expect(first).toMatch(new RegExp(`^${server.url}/join#[\\w-]{43}$`))
  expect(server.logs.findIndex((entry) => 'link' in entry)).toBeLessThan(
    server.logs.findIndex(({ msg }) => msg === 'listening'),
  )
  await server.stop()
  await server.start()
  const second = printedLink(server)
  expect(second).not.toBe(first)
  expect(await acceptLink(server, first)).toBe(410)
  expect(await acceptLink(server, second)).toBe(200)
  await server.stop()
  await server.start()
  expect(printedLink(server)).toBeNull()
  expect(await acceptLink(server, second)).toBe(410)
  const signIn = { headers: {}, body: { login: 'vera', password: 'снег лежит до апреля' } }
  expect((await call(server, 'POST', '/api/sign-in', signIn)).status).toBe(200)
})

test('[PP2] a trial lets everybody in and prints the link that ends it, also for later starts', async () => {
  const server = await start({ SVOD_DEMO: 'trial', SVOD_ADMIN_TOKEN: '' })
  const person = await enterDemo(server, { name: 'Анна', role: 'chief' })
  expect((await call(server, 'GET', '/api/plans', { headers: person })).status).toBe(200)
  expect(await acceptLink(server, printedLink(server))).toBe(200)
  expect((await call(server, 'GET', '/api/plans', { headers: person })).status).toBe(401)
  await server.stop()
  await server.start()
  expect((await call(server, 'GET', '/api/plans', { headers: person })).status).toBe(401)
  expect((await call(server, 'GET', '/api/me', { headers: {} })).body).toMatchObject({ demo: false })
})

test('[PP2] with the admin token or a demo that was asked for no link is made', async () => {
  const server = await start({ SVOD_DEMO: '0' })
  expect(printedLink(server)).toBeNull()
  const demo = await start({ SVOD_DEMO: '1', SVOD_ADMIN_TOKEN: '' })
  expect(printedLink(demo)).toBeNull()
})

test('[HT16] the build knows the code of a plan by the name that the server looks for', async () => {
  const server = openHouse()
  const page = await (await fetch(`${server.url}/p/MV6YjFxezfKJ`)).text()
  const codeOfPlan = /<link rel="modulepreload" crossorigin href="\/assets\/plan-[\w-]+\.js" \/>/
  expect(page).toMatch(codeOfPlan)
  expect(page).not.toMatch(/href="\/assets\/(CellEditor|port)/)
  expect(page.match(/\.js"/g)?.length).toBeLessThan(10)
  expect(await (await fetch(server.url)).text()).not.toMatch(/\/assets\/plan-/)
})

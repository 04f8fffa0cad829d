/** Plans handed out as files: headers, names, rights, editions, the audit trail. What is in the files has tests of its own. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import type { Deps, ExportRequest } from '../../server/commands/deps.ts'
import { hashOf } from '../../server/storage/edition-seal.ts'
import { PlanDocument } from '../../server/rooms/document.ts'
import { planIn } from '../../server/plan-source.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { ADMIN, type ErrorBody, type TestServer, createPlan, startHttp } from './http-fixture.ts'
import { partOf } from '../support/docx-edit.ts'
import { authorsIn, resolved } from '../support/docx-tracked.ts'
import type { Headers } from '../support/http.ts'
import { planOf } from '../support/plan-sameness.ts'
import { planDraft } from '../support/drafts.ts'

/** A second is what vitest waits of itself, which a busy machine takes for less. */
const PATIENCE = { timeout: 30_000 }

const get = async (server: TestServer, path: string, headers: Headers = ADMIN) => {
  const response = await fetch(`${server.url}${path}`, { headers })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const header = (name: string) => response.headers.get(name)
  return { status: response.status, header, text: new TextDecoder().decode(bytes), bytes }
}

const codeOf = ({ text }: { text: string }): string => (JSON.parse(text) as ErrorBody).error.code

const addEdition = (server: TestServer, id: string, plan: PlanJson) =>
  server.storage.addVersion(id, {
    number: 1,
    name: 'Редакция',
    note: '',
    cause: 'hand',
    about: null,
    createdAt: '2026-01-01T00:00:00Z',
    author: 'x',
    authorName: 'X',
    seal: 's',
    hash: hashOf(JSON.stringify(plan)),
    previousHash: '',
    body: JSON.stringify(plan),
  })

test('[EX7] a file is a download with its own type and the plan’s name, and nothing a browser would run', async () => {
  const server = await startHttp()
  const id = await createPlan(server, 'План «А/Б» (100 %) на 2022 год')
  const { status, header, text } = await get(server, `/api/plans/${id}/export.html?lang=ru`)
  expect(status).toBe(200)
  expect(header('content-type')).toBe('text/html; charset=utf-8')
  expect(header('x-content-type-options')).toBe('nosniff')
  expect(header('cache-control')).toBe('no-store')
  const disposition = header('content-disposition') ?? ''
  expect(disposition).toMatch(/^attachment; filename="plan-2022\.html"; filename\*=UTF-8''/)
  expect(disposition).not.toMatch(/[^ -~]/)
  const name = disposition.split("UTF-8''")[1] ?? ''
  expect(name).not.toMatch(/[^A-Za-z0-9%._~-]/)
  expect(decodeURIComponent(name)).toBe('План «А Б» (100 %) на 2022 год.html')
  expect(text).toContain('<html lang="ru">')
  const json = await get(server, `/api/plans/${id}/export.json`)
  expect(JSON.parse(json.text)).toEqual((await server.call('GET', `/api/plans/${id}`)).body)
})

test('[WQ1] a title of any characters names a file: where it is cut, no character is', async () => {
  const server = await startHttp()
  const id = await createPlan(server, `a${'😀'.repeat(60)}`)
  const { status, header } = await get(server, `/api/plans/${id}/export.csv`)
  expect(status).toBe(200)
  const name = decodeURIComponent((header('content-disposition') ?? '').split("UTF-8''")[1] ?? '')
  expect(name).toBe(`a${'😀'.repeat(49)}… 2022.csv`)
})

test('[EX7] unknown formats, plans, fields and editions are refused', async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const refused = async (path: string) => {
    const answer = await get(server, `/api/plans/${path}`)
    return [answer.status, codeOf(answer)]
  }
  expect(await refused(`${id}/export.exe`)).toEqual([404, 'not-found'])
  expect(await refused(`${id}/export.json?version=0`)).toEqual([400, 'bad-request'])
  expect(await refused(`${id}/export.json?vresion=1`)).toEqual([400, 'bad-request'])
  expect(await refused(`${id}/export.json?version=1`)).toEqual([404, 'not-found'])
  expect(await refused('nowhere/export.json')).toEqual([404, 'not-found'])
  await server.call('DELETE', `/api/plans/${id}`)
  expect(await refused(`${id}/export.json`)).toEqual([404, 'plan-in-trash'])
})

test('[EX8] an edition is handed out as it was frozen, whatever the draft says now', async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const frozen = planOf({ ...planDraft(), title: 'Как подписано' })
  await addEdition(server, id, frozen)
  const { text, header } = await get(server, `/api/plans/${id}/export.json?version=1`)
  expect(JSON.parse(text)).toEqual(frozen)
  expect(header('content-disposition')).toContain('filename="plan-2022-v1.json"')
})

interface Listed {
  versions: { number: number; files: { format: string; state: string; sha256?: string; size?: number }[] }[]
}

test('[FZ1] [FZ4] [FZ5] an approved edition has files that no later release and no other question changes', async () => {
  let release = 'this release'
  const exportFile = ({ source, format, hidden }: ExportRequest) => {
    const { title, year } = planIn(source)
    const text = `${release}: ${title}.${format}${hidden ? ' +hidden' : ''}`
    return Promise.resolve({ bytes: new TextEncoder().encode(text), title, year })
  }
  const server = await startHttp({ exportFile })
  const id = await createPlan(server, 'План')
  const plan = `/api/plans/${id}`
  const files = async (number = 1) =>
    (await server.call<Listed>('GET', `${plan}/versions`)).body.versions[number - 1]?.files ?? []
  await server.call('POST', `${plan}/versions`, {})
  expect(await files()).toEqual([])
  const approved = await server.call<Listed['versions'][0]>('POST', `${plan}/versions/1/approval`, {})
  expect(approved.body.files.map(({ format }) => format)).toEqual(['docx', 'pdf'])
  // Whoever asks before it is there waits for the very file that is kept.
  const first = await get(server, `${plan}/export.docx?version=1&lang=en`)
  expect(first.text).toBe('this release: План.docx')
  await vi.waitUntil(async () => (await files()).every(({ state }) => state === 'ready'), PATIENCE)
  release = 'the next release'
  await server.call('DELETE', `${plan}/versions/1/approval`, { reason: 'опечатка' })
  for (const lang of ['ru', 'en']) {
    const kept = await get(server, `${plan}/export.docx?version=1&lang=${lang}`)
    expect([kept.text, kept.header('repr-digest')]).toEqual([first.text, first.header('repr-digest')])
  }
  const sum = createHash('sha256').update(first.bytes).digest()
  expect(first.header('repr-digest')).toBe(`sha-256=:${sum.toString('base64')}:`)
  expect(await files()).toMatchObject([
    { format: 'docx', state: 'ready', sha256: sum.toString('hex'), size: first.bytes.length },
    { format: 'pdf', state: 'ready' },
  ])
  // Anything else is written when it is asked for: hidden columns, other formats, the draft, editions that are none.
  await server.call('POST', `${plan}/versions`, {})
  for (const query of ['docx?version=1&hidden=1', 'csv?version=1', 'docx', 'docx?version=2']) {
    const fresh = await get(server, `${plan}/export.${query}`)
    expect([fresh.text.startsWith(release), fresh.header('repr-digest')], query).toEqual([true, null])
  }
})

test('[TC2] [TC4] a redline is taken along as a Word file that names who changed what', async () => {
  const server = await startHttp()
  const id = await createPlan(server, 'План')
  const plan = `/api/plans/${id}`
  await server.call('POST', `${plan}/versions`, {})
  const { body } = await server.call<PlanJson>('GET', plan)
  const section =
    body.sections[0]?.id ??
    (await server.call<{ id: string }>('POST', `${plan}/sections`, { title: 'Раздел' })).body.id
  const editor = await server.enter('chief')
  await server.call('POST', `${plan}/items`, { section, title: 'Круглый стол', period: 'май' }, editor)
  const file = await get(server, `${plan}/export.docx?changes=1&lang=ru`, await server.enter('viewer'))
  expect([file.status, file.header('content-disposition')]).toEqual([
    200,
    expect.stringContaining('filename="plan-2022-v1-.docx"'),
  ])
  const document = await partOf(file.bytes, 'word/document.xml')
  expect(authorsIn(document)).toContainEqual(expect.stringMatching(/^Анна \(chief\) 20\d\d-/))
  expect(resolved(document, 'accept').flat()).toContain('Круглый стол')
  expect(resolved(document, 'reject').flat()).not.toContain('Круглый стол')
  const wrong = await get(server, `${plan}/export.pdf?changes=1`)
  expect([wrong.status, codeOf(wrong)]).toEqual([400, 'bad-request'])
  expect((await get(server, `${plan}/export.docx?changes=2`)).status).toBe(404)
  expect((await get(server, `${plan}/export.docx?changes=1&version=7`)).status).toBe(404)
})

test('[EX9] whoever reads a plan may take it along, nobody else, and it is written down', async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const viewer = await server.enter('viewer')
  expect((await get(server, `/api/plans/${id}/export.csv`, viewer)).status).toBe(200)
  expect((await get(server, `/api/plans/${id}/export.csv`, {})).status).toBe(401)
  const [last] = await server.storage.readAudit(1)
  expect(last).toMatchObject({ action: 'plan.export', plan: id, details: { format: 'csv', version: null } })
  const statuses: number[] = []
  for (let turn = 0; turn < 60; turn += 1) {
    statuses.push((await get(server, `/api/plans/${id}/export.json`, viewer)).status)
  }
  expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([59, 429])
  expect(
    (await server.storage.readAudit(1000)).filter(({ action }) => action === 'plan.export'),
  ).toHaveLength(60)
})

test('[WQ4] the operator’s token has no budget, and what is refused takes nothing of anybody’s', async () => {
  const server = await startHttp({
    exportFile: () => Promise.resolve({ bytes: new Uint8Array(1), title: 'План', year: 2022 }),
  })
  const id = await createPlan(server)
  const viewer = await server.enter('viewer')
  const ask = async (path: string, headers?: Headers) =>
    (await get(server, `/api/plans/${path}`, headers)).status
  const refusals = ['nowhere/export.json', `${id}/export.docx?version=9`, `${id}/export.docx?changes=9`]
  const none = [...refusals, `${id}/export.docx?version=9&changes=9`, 'nowhere/report.docx']
  const refusedAll = async () => {
    for (const path of none) expect([path, await ask(path, viewer)]).toEqual([path, 404])
    expect(await ask(`${id}/export.pdf?changes=1`, viewer)).toBe(400)
  }
  for (let turn = 0; turn < 12; turn += 1) await refusedAll()
  for (let turn = 0; turn < 60; turn += 1) expect(await ask(`${id}/export.md`, viewer)).toBe(200)
  expect(await ask(`${id}/export.md`, viewer)).toBe(429)
  expect(await ask(`${id}/report.docx`, viewer)).toBe(429)
  // Behind the budget, too, what is not there is not there.
  await refusedAll()
  for (let turn = 0; turn < 61; turn += 1) expect(await ask(`${id}/export.md`)).toBe(200)
  for (let turn = 0; turn < 61; turn += 1)
    expect((await server.call('POST', `/api/plans/${id}/versions`)).status).toBe(201)
})

test('[EX9] [EX21] the writer gets the stored plan, the format, the language and whether hidden columns go along', async () => {
  const seen: ExportRequest[] = []
  const exportFile = (request: ExportRequest) => {
    seen.push(request)
    return Promise.resolve({ bytes: new Uint8Array([1, 2, 3]), title: 'План', year: 2022 })
  }
  const server = await startHttp({ exportFile })
  const id = await createPlan(server)
  const built = vi.spyOn(PlanDocument.prototype, 'doc', 'get')
  const { bytes } = await get(server, `/api/plans/${id}/export.md?lang=en&hidden=1`)
  expect(built).not.toHaveBeenCalled()
  built.mockRestore()
  expect([...bytes]).toEqual([1, 2, 3])
  expect(seen).toMatchObject([{ format: 'md', locale: 'en', hidden: true, source: { planId: id } }])
})

interface CalendarLink {
  on: boolean
  link: string | null
}

test('[EX16] a calendar is read by its secret link alone, until that is switched off or renewed', async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const path = `/api/plans/${id}/calendar-link`
  const set = async (body: unknown, query = '') =>
    (await server.call<CalendarLink>('PUT', path + query, body)).body.link ?? ''
  expect((await server.call<CalendarLink>('GET', path)).body).toEqual({ on: false, link: null })
  const [whole, part] = [await set({ on: true }), await set({ on: true }, '?department=method')]
  expect(whole).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/calendar\/[\w-]{43}\.ics$/)
  expect(part).not.toBe(whole)
  const read = (link: string) => get(server, new URL(link).pathname, {})
  const calendar = await read(whole)
  expect([calendar.status, calendar.header('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  expect(calendar.text).toMatch(/^BEGIN:VCALENDAR\r\n/)
  const renewed = await set({ on: true, renew: true })
  expect((await read(whole)).status).toBe(410)
  expect((await read(renewed)).status).toBe(200)
  await set({ on: false })
  expect((await read(renewed)).status).toBe(410)
  expect((await read(part)).status).toBe(200)
  await server.call('DELETE', `/api/plans/${id}`)
  expect(codeOf(await read(part))).toBe('link-ended')
})

test('[EX16] the calendar of a department that has gone is over, and can be switched off and no more on', async () => {
  const server = await startHttp()
  const path = `/api/plans/${await createPlan(server)}/calendar-link?department=method`
  const set = (body: object) => server.call<CalendarLink>('PUT', path, body)
  const { link } = (await set({ on: true })).body
  const read = async () => (await get(server, new URL(link ?? '').pathname, {})).status
  expect(await read()).toBe(200)
  expect((await server.call('DELETE', '/api/departments/method')).status).toBe(204)
  expect(await read()).toBe(410)
  expect((await server.call('GET', path)).body).toEqual({ on: false, link: null })
  expect((await set({ on: true })).status).toBe(400)
  expect((await set({ on: false })).body).toEqual({ on: false, link: null })
  expect(server.storage.directory.data.calendarLinks).toMatchObject([{ department: 'method', on: false }])
})

test('[EX16] the link is for those who share the plan; guesses are counted, and each change is written down', async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const path = `/api/plans/${id}/calendar-link`
  const editor = await server.enter('editor', 'method')
  expect((await server.call('PUT', path, { on: true }, editor)).status).toBe(403)
  expect((await server.call('GET', path, undefined, editor)).status).toBe(403)
  expect((await server.call('PUT', `${path}?department=nowhere`, { on: true })).status).toBe(400)
  await server.call('PUT', `${path}?department=method`, { on: true })
  expect((await server.storage.readAudit(1))[0]).toMatchObject({
    action: 'plan.calendar-link',
    plan: id,
    details: { on: true, renew: false, department: 'method' },
  })
  const statuses: number[] = []
  for (let turn = 0; turn < 121; turn += 1) {
    statuses.push((await get(server, `/calendar/${'a'.repeat(43)}.ics`, {})).status)
  }
  expect([statuses[0], statuses.at(-1)]).toEqual([410, 429])
})

test('[MJ4] whoever hangs up is not written for: of plans, reports and calendars', async () => {
  const signals: (AbortSignal | undefined)[] = []
  const exportOut: Deps['exportOut'] = (_, signal) =>
    new Promise((_resolve, reject) => {
      signals.push(signal)
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
  const server = await startHttp({ exportOut })
  const id = await createPlan(server, 'План')
  const link = await server.call('PUT', `/api/plans/${id}/calendar-link`, { on: true })
  const calendar = new URL((link.body as { link: string }).link).pathname
  const paths = [`/api/plans/${id}/export.pdf`, `/api/plans/${id}/report.xlsx`, calendar]
  for (const [turn, path] of paths.entries()) {
    const controller = new AbortController()
    const asked = fetch(`${server.url}${path}`, { headers: ADMIN, signal: controller.signal })
    await vi.waitFor(() => expect(signals).toHaveLength(turn + 1), PATIENCE)
    expect(signals[turn]?.aborted).toBe(false)
    controller.abort()
    await expect(asked).rejects.toThrow('abort')
    await vi.waitFor(() => expect(signals[turn]?.aborted).toBe(true), PATIENCE)
  }
})

test('[FT1] of one person’s exports one is written at a time, whoever else asks goes past, and a hang-up lets the next in', async () => {
  const written: { format: string; end: () => void }[] = []
  const exportOut: Deps['exportOut'] = ({ format }, signal) =>
    new Promise((resolve, reject) => {
      const content = new Uint8Array([1])
      written.push({ format, end: () => resolve({ content, title: 'План', year: 2022 }) })
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
  const server = await startHttp({ exportOut })
  const id = await createPlan(server, 'План')
  const [anna, vera] = [await server.enter('chief'), await server.enter('viewer')]
  const leaving = new AbortController()
  const ask = (format: string, headers: Headers, signal?: AbortSignal) =>
    fetch(`${server.url}/api/plans/${id}/export.${format}`, { headers, ...(signal && { signal }) })
  const first = ask('pdf', anna, leaving.signal)
  await vi.waitFor(() => expect(written).toHaveLength(1), PATIENCE)
  const second = ask('docx', anna)
  const others = ask('xlsx', vera)
  await vi.waitFor(() => expect(written).toHaveLength(2), PATIENCE)
  expect(written[1]?.format).toBe('xlsx')
  leaving.abort()
  await expect(first).rejects.toThrow('abort')
  await vi.waitFor(() => expect(written).toHaveLength(3), PATIENCE)
  for (const { end } of written) end()
  expect([(await second).status, (await others).status]).toEqual([200, 200])
})

test('[MJ4] whoever sends several requests at once and hangs up is written none of them', async () => {
  const written: { format: string; signal: AbortSignal | undefined }[] = []
  const exportOut: Deps['exportOut'] = ({ format }, signal) =>
    new Promise((resolve, reject) => {
      written.push({ format, signal })
      if (format === 'md') resolve({ content: new Uint8Array([1]), title: 'План', year: 2022 })
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
  const server = await startHttp({ exportOut })
  const id = await createPlan(server, 'План')
  const anna = await server.enter('chief')
  const { host, hostname, port } = new URL(server.url)
  const connection = connect(Number(port), hostname)
  await once(connection, 'connect')
  const head = Object.entries({ host, ...anna }).map(([name, value]) => `${name}: ${value}\r\n`)
  const requests = ['pdf', 'docx', 'xlsx'].map((format) =>
    [`GET /api/plans/${id}/export.${format} HTTP/1.1\r\n`, ...head, '\r\n'].join(''),
  )
  connection.write(requests.join(''))
  await vi.waitFor(() => expect(written).toHaveLength(1), PATIENCE)
  connection.destroy()
  await vi.waitFor(() => expect(written[0]?.signal?.aborted).toBe(true), PATIENCE)
  const next = await fetch(`${server.url}/api/plans/${id}/export.md`, { headers: anna })
  expect([next.status, written.map(({ format }) => format)]).toEqual([200, ['pdf', 'md']])
})

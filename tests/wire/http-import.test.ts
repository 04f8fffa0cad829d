/** Uploads: the form, its limits, previews, and what comes back. The reading of files has tests of its own. */
import { expect, test } from 'vitest'
import type { ImportRequest } from '../../server/commands/deps.ts'
import { SvodError } from '../../shared/errors.ts'
import type { ImportWarning, PlanJson } from '../../shared/plan/json.ts'
import { ADMIN, type ErrorBody, type TestServer, startHttp } from './http-fixture.ts'
import type { Headers } from '../support/http.ts'

interface Imported {
  id: string | null
  plan: PlanJson
  warnings: ImportWarning[]
}

const upload = async <T = Imported>(
  server: TestServer,
  fields: Record<string, string | File>,
  { query = '', headers = ADMIN }: { query?: string; headers?: Headers } = {},
) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const response = await fetch(`${server.url}/api/plans/import${query}`, {
    method: 'POST',
    headers,
    body: form,
  })
  return { status: response.status, body: (await response.json()) as T }
}

const file = (bytes: Uint8Array<ArrayBuffer> = new Uint8Array([1, 2, 3]), name = 'План.docx') =>
  new File([bytes], name)

test('[CM6] an import answers with the stored plan and its warnings', async () => {
  const server = await startHttp()
  const { status, body } = await upload(server, { file: file() })
  expect(status).toBe(201)
  expect(body.warnings).toMatchObject([{ code: 'dates-unpaired', quote: 'март' }])
  expect(body.plan).toMatchObject({ format: 'svod-plan/1', id: body.id, title: 'Из файла' })
  expect((await server.call<PlanJson>('GET', `/api/plans/${body.id}`)).body).toEqual(body.plan)
})

test('[CM6] a preview, asked for in the form or in the address, stores nothing', async () => {
  const server = await startHttp()
  const inForm = await upload(server, { file: file(), preview: '1' })
  const inQuery = await upload(server, { file: file() }, { query: '?preview=1' })
  for (const { status, body } of [inForm, inQuery]) {
    expect([status, body.id, body.plan.title]).toEqual([200, null, 'Из файла'])
    expect(body.plan.sections).toHaveLength(2)
  }
  expect((await server.call<{ plans: unknown[] }>('GET', '/api/plans')).body.plans).toEqual([])
  expect((await upload(server, { file: file(), preview: '0' })).status).toBe(201)
})

test('[CM6] the reader gets the bytes, the name, the year and the language', async () => {
  const seen: ImportRequest[] = []
  const failing = (request: ImportRequest) => {
    seen.push(request)
    return Promise.reject(new SvodError('file-encrypted'))
  }
  const server = await startHttp({ importFile: failing })
  const sent = { file: file(new Uint8Array([7, 8]), 'Годовой план.docx'), year: '2023' }
  const refused = await upload<ErrorBody>(server, sent, { query: '?lang=ru' })
  expect([refused.status, refused.body.error.code]).toEqual([422, 'file-encrypted'])
  expect(refused.body.error.message).toMatch(/парол/)
  await upload(
    server,
    { file: file() },
    { headers: { ...ADMIN, 'accept-language': 'en' }, query: '?year=2021' },
  )
  expect(seen).toMatchObject([
    { fileName: 'Годовой план.docx', year: 2023, locale: 'ru' },
    { fileName: 'План.docx', year: 2021, locale: 'en' },
  ])
  expect([...(seen[0]?.bytes ?? [])]).toEqual([7, 8])
})

test('[HT5] an upload without a file, with a bad year, or that is no form is refused', async () => {
  const server = await startHttp()
  const field = async (fields: Record<string, string | File>) =>
    (await upload<ErrorBody>(server, fields)).body.error.details?.field
  expect(await field({ year: '2022' })).toBe('file')
  expect(await field({ file: 'text' })).toBe('file')
  expect(await field({ file: file(), year: 'soon' })).toBe('year')
  const json = await server.call<ErrorBody>('POST', '/api/plans/import', { file: 'x' })
  expect([json.status, json.body.error.details?.field]).toEqual([400, 'Content-Type'])
  const broken = await fetch(`${server.url}/api/plans/import`, {
    method: 'POST',
    headers: { ...ADMIN, 'content-type': 'multipart/form-data; boundary=x' },
    body: 'no form at all',
  })
  expect(broken.status).toBe(400)
})

test('[HT6] a file over 25 MiB is refused, and the sender hears it', async () => {
  const seen: ImportRequest[] = []
  const server = await startHttp({
    importFile: (request) => {
      seen.push(request)
      return Promise.reject(new SvodError('file-broken'))
    },
  })
  const mebibytes = (count: number) => ({ file: file(new Uint8Array(count * 1024 * 1024)) })
  const huge = await upload<ErrorBody>(server, mebibytes(40))
  expect([huge.status, huge.body.error.code]).toEqual([413, 'file-too-large'])
  const largest = await upload<ErrorBody>(server, mebibytes(25))
  expect([largest.status, largest.body.error.code]).toEqual([422, 'file-broken'])
  expect(seen.map(({ bytes }) => bytes.length)).toEqual([25 * 1024 * 1024])
})

test('[HT6] a body that does not say its size is counted while it comes in', async () => {
  const server = await startHttp()
  const piece = new Uint8Array(1024 * 1024)
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(piece)
      if (++sent > 64) controller.close()
    },
  })
  const headers = { ...ADMIN, 'content-type': 'multipart/form-data; boundary=x' }
  const request = { method: 'POST', headers, body: endless, duplex: 'half' }
  const status = await fetch(`${server.url}/api/plans/import`, request as RequestInit).then(
    (response) => response.status,
    // The answer may come while the sender is still sending, and the connection with it.
    () => 413,
  )
  expect(status).toBe(413)
  expect((await server.call('GET', '/healthz')).status).toBe(200)
})

test('[CM1] who may not import is told so before the file is read', async () => {
  const server = await startHttp({ importFile: () => Promise.reject(new Error('must not be read')) })
  const viewer = await server.enter('viewer')
  const { status, body } = await upload<ErrorBody>(server, { file: file() }, { headers: viewer })
  expect([status, body.error.code]).toEqual([403, 'forbidden'])
})

test('[HT2] what nobody expected is answered with an id and no details', async () => {
  const server = await startHttp({ importFile: () => Promise.reject(new Error('secret words')) })
  const { status, body } = await upload<ErrorBody>(server, { file: file() })
  expect([status, body.error.code]).toEqual([500, 'internal'])
  expect(body.error.details?.id).toMatch(/^\w{12}$/)
  expect(JSON.stringify(body)).not.toContain('secret')
})

test('[FI16] a mapping is handed on as it was given, and one that cannot be is refused', async () => {
  const seen: ImportRequest[] = []
  const server = await startHttp({
    importFile: (request) => {
      seen.push(request)
      return Promise.reject(new SvodError('file-no-table'))
    },
  })
  const mapping = {
    tables: [{ table: 0, header: { start: 1, end: 2 }, columns: ['number', 'title', 'other', 'other'] }],
    rows: [{ table: 0, row: 3, as: 'section' }],
  }
  await upload(server, { file: file(), mapping: JSON.stringify(mapping) })
  expect(seen[0]?.mapping).toEqual(mapping)
  const bad = [
    '{',
    '{"tables": 1}',
    '{"tables": [{"table": 0, "columns": ["number"]}]}',
    '{"tables": [{"table": 0, "columns": ["title", "title"]}]}',
    '{"rows": [{"table": 0, "row": -1, "as": "skip"}]}',
  ]
  for (const wrong of bad) {
    const { status, body } = await upload<ErrorBody>(server, { file: file(), mapping: wrong })
    expect([status, body.error.code]).toEqual([400, 'bad-request'])
    expect(body.error.details?.field).toMatch(/^mapping/)
  }
  expect(seen).toHaveLength(1)
})

test('[FI21] a file for an open plan is read for those who write in it, and an edition is kept before', async () => {
  const server = await startHttp()
  const { body: made } = await server.call<{ id: string }>('POST', '/api/plans', {
    title: 'План',
    year: 2022,
  })
  const read = async (headers: Headers) => {
    const form = new FormData()
    form.append('file', file())
    const response = await fetch(`${server.url}/api/plans/${made.id}/import`, {
      method: 'POST',
      headers,
      body: form,
    })
    return { status: response.status, body: (await response.json()) as Imported }
  }
  expect(await read(ADMIN)).toMatchObject({
    status: 200,
    body: { id: null, plan: { id: '', title: 'Из файла' } },
  })
  expect((await read({})).status).toBe(401)
  const begin = () => server.call('POST', `/api/plans/${made.id}/import/begin`)
  const versions = async () =>
    (await server.call<{ versions: { cause: string }[] }>('GET', `/api/plans/${made.id}/versions`)).body
      .versions
  expect((await begin()).status).toBe(204)
  expect((await begin()).status).toBe(204)
  expect((await versions()).map(({ cause }) => cause)).toEqual(['import'])
})

/** Facts and the report on them by HTTP: what is written, after approval too, what is counted, and its files. */
import { expect, test } from 'vitest'
import type { Report } from '../../shared/plan/report.ts'
import { ADMIN, type ErrorBody, type TestServer, createPlan, startHttp } from './http-fixture.ts'
import { partOf } from '../support/docx-edit.ts'

interface Made {
  id: string
  rows: string[]
}

/** A plan with one section of the department `method` and rows of these periods. */
const planWith = async (server: TestServer, periods: readonly string[]): Promise<Made> => {
  const id = await createPlan(server)
  const section = { title: 'Проекты', department: 'method' }
  const { body } = await server.call<{ id: string }>('POST', `/api/plans/${id}/sections`, section)
  const rows: string[] = []
  for (const period of periods) {
    const item = { section: body.id, title: `=HYPERLINK("x") ${period}`, period }
    rows.push((await server.call<{ id: string }>('POST', `/api/plans/${id}/items`, item)).body.id)
  }
  return { id, rows }
}

const tell = (server: TestServer, { id, rows }: Made, at: number, body: unknown, headers = ADMIN) =>
  server.call<ErrorBody>('PATCH', `/api/plans/${id}/items/${rows[at]}`, body, headers)

const done = {
  state: 'done',
  fact: { on: '2022-03-20', result: 'Прошла', link: 'https://lib.example/a?b=1&c=2' },
}

test('[FC5] what became of a row is told by HTTP, for its department also after approval, and the edition stays what it was', async () => {
  const server = await startHttp()
  const made = await planWith(server, ['март', '15 марта'])
  const own = await server.enter('editor', 'method')
  const other = await server.enter('editor', 'events')
  for (const fact of [{ why: 'x' }, { on: '2022-02-30' }, { link: 'javascript:alert(1)' }, { odd: 1 }]) {
    const { status, body } = await tell(server, made, 0, { state: 'done', fact }, own)
    expect([status, body.error.code]).toEqual([400, 'bad-request'])
  }
  const plan = `/api/plans/${made.id}`
  const kept = await server.call<{ number: number; hash: string }>('POST', `${plan}/versions`, {
    name: 'План',
  })
  const approved = await server.call('POST', `${plan}/versions/${kept.body.number}/approval`, {})
  expect(approved.status).toBe(200)
  expect((await tell(server, made, 0, { title: 'Иначе' }, own)).body.error.code).toBe('plan-locked')
  expect((await tell(server, made, 0, done, other)).body.error.code).toBe('forbidden')
  expect((await tell(server, made, 0, done, own)).status).toBe(204)
  const { body } = await server.call<{ hash: string }>('GET', `${plan}/versions/${kept.body.number}`)
  expect(body.hash).toBe(kept.body.hash)
  const now = await server.call<{ sections: { items: unknown[] }[] }>('GET', plan)
  expect(now.body.sections[0]?.items[0]).toMatchObject(done)
  const { body: past } = await server.call<{ history: { item: string }[] }>(
    'GET',
    `${plan}/history?field=fact`,
  )
  expect(past.history.map(({ item }) => item)).toEqual([made.rows[0]])
  expect((await tell(server, made, 0, { fact: { result: '', link: null } }, own)).status).toBe(204)
  const after = await server.call<{ sections: { items: { fact: unknown }[] }[] }>('GET', plan)
  expect(after.body.sections[0]?.items[0]?.fact).toEqual({ on: '2022-03-20' })
})

test('[FC14] the report counts by section, department and month as of a day, and refuses days that are none', async () => {
  const server = await startHttp()
  const made = await planWith(server, ['март', '15 марта', 'апрель', 'по договоренности'])
  await tell(server, made, 0, done)
  await tell(server, made, 1, done)
  const report = async (query: string) =>
    (await server.call<Report & { plan: unknown }>('GET', `/api/plans/${made.id}/report?${query}`)).body
  const year = await report('upTo=2022-06-30')
  const figures = { planned: 4, doneOnTime: 1, doneLate: 1, moved: 0, cancelled: 0, overdue: 1, notYetDue: 1 }
  expect(year.total).toEqual(figures)
  expect(year.plan).toMatchObject({ id: made.id, year: 2022 })
  expect(year.departments).toEqual([{ department: 'method', ...figures }])
  expect(year.sections).toMatchObject([{ title: 'Проекты', ...figures }])
  expect(year.months.map(({ month, planned }) => [month, planned])).toEqual([
    [3, 2],
    [4, 1],
    [null, 1],
  ])
  expect(year.rows.map(({ outcome }) => outcome)).toEqual(['doneOnTime', 'doneLate', 'overdue', 'notYetDue'])
  const quarter = await report('from=2022-01-01&upTo=2022-03-31')
  expect([quarter.from, quarter.to, quarter.total.planned]).toEqual(['2022-01-01', '2022-03-31', 2])
  expect((await report('from=2022-01-01&to=2022-12-31&upTo=2022-03-31')).total.notYetDue).toBe(2)
  for (const query of ['upTo=2022-02-30', 'upTo=x', 'from=2022-05-01&upTo=2022-04-01', 'odd=1']) {
    expect((await server.call('GET', `/api/plans/${made.id}/report?${query}`)).status).toBe(400)
  }
  expect((await fetch(`${server.url}/api/plans/${made.id}/report`)).status).toBe(401)
})

test('[FC15] the report comes as a Word and an Excel file, with links that are links and no formula', async () => {
  const server = await startHttp()
  const made = await planWith(server, ['март', 'апрель'])
  await tell(server, made, 0, done)
  await tell(server, made, 1, { state: 'moved', fact: { to: 'май', why: '=cmd|x' } })
  const file = async (format: string, lang = 'ru') => {
    const path = `/api/plans/${made.id}/report.${format}?from=2022-01-01&upTo=2022-06-30&lang=${lang}`
    const response = await fetch(`${server.url}${path}`, { headers: ADMIN })
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  const word = await file('docx')
  expect(word.response.status).toBe(200)
  const disposition = word.response.headers.get('content-disposition') ?? ''
  expect(disposition).toContain('filename="report-2022-2022-01-01-2022-06-30.docx"')
  expect(decodeURIComponent(disposition)).toContain('Отчёт об исполнении 2022 (2022-01-01–2022-06-30).docx')
  const document = await partOf(word.bytes, 'word/document.xml')
  for (const words of [
    'Отчёт об исполнении плана',
    'По отделам',
    'Выполнено 1 из 2 (50\u00a0%)',
    'Прошла',
    'Перенесено на: май',
  ])
    expect(document).toContain(words)
  expect(await partOf(word.bytes, 'word/_rels/document.xml.rels')).toContain(
    'https://lib.example/a?b=1&amp;c=2',
  )
  expect((await file('docx')).bytes).toEqual(word.bytes)
  expect(await partOf((await file('docx', 'en')).bytes, 'word/document.xml')).toContain('Done on time')
  const sheet = await file('xlsx')
  const names = ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml', 'xl/sharedStrings.xml']
  const parts = (await Promise.all(names.map((name) => partOf(sheet.bytes, name)))).join('')
  expect(parts).toContain('=cmd|x')
  expect(parts).not.toContain('<f>')
  expect((await file('pdf')).response.status).toBe(404)
  const { body } = await server.call<{ records: { action: string; details: unknown }[] }>('GET', '/api/audit')
  expect(body.records.filter(({ action }) => action === 'plan.export')[0]?.details).toMatchObject({
    format: 'xlsx',
  })
})

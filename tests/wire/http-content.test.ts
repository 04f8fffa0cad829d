/** Sections and items written by programs, next to people who have the plan open. */
import { expect, test } from 'vitest'
import { setSectionTitle } from '../../shared/plan/edit.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { ADMIN, type ErrorBody, type TestServer, createPlan, startHttp } from './http-fixture.ts'
import { editingOf } from '../support/drafts.ts'
import { connect, connectRaw, refusedWith, synced, untilDoc } from '../support/ws-client.ts'

/** A plan to write into, with short words for the calls. */
const open = async (server: TestServer) => {
  const id = await createPlan(server)
  const path = `/api/plans/${id}`
  const add = async (kind: 'sections' | 'items', body: object): Promise<string> => {
    const answer = await server.call<{ id: string }>('POST', `${path}/${kind}`, body)
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
    return answer.body.id
  }
  return {
    id,
    add,
    change: (at: string, body: object) => server.call<ErrorBody>('PATCH', `${path}/${at}`, body),
    remove: (at: string) => server.call<ErrorBody>('DELETE', `${path}/${at}`),
    refused: async (at: string, body: object) => {
      const { status, body: answer } = await server.call<ErrorBody>('POST', `${path}/${at}`, body)
      return [status, answer.error.code, answer.error.details?.field]
    },
    read: async () => (await server.call<PlanJson>('GET', path)).body,
  }
}

const sectionTitles = (plan: PlanJson) => plan.sections.map(({ title }) => title)
const rows = (plan: PlanJson) =>
  plan.sections.flatMap(({ items }) => items.map((item) => [item.number, item.title.text]))

test('[CM4] sections are added, placed, renamed, given to a department, deleted and restored', async () => {
  const plan = await open(await startHttp())
  const a = await plan.add('sections', { title: 'А' })
  const b = await plan.add('sections', { title: 'Б', department: 'projects' })
  await plan.add('sections', { title: 'В', after: null })
  await plan.add('sections', { title: 'Г', after: a })
  expect(sectionTitles(await plan.read())).toEqual(['В', 'А', 'Г', 'Б'])
  expect((await plan.change(`sections/${b}`, { title: 'Бэ', department: null, after: null })).status).toBe(
    204,
  )
  expect((await plan.read()).sections[0]).toMatchObject({ id: b, title: 'Бэ', department: null })
  expect((await plan.remove(`sections/${a}`)).status).toBe(204)
  expect(sectionTitles(await plan.read())).toEqual(['Бэ', 'В', 'Г'])
  expect((await plan.change(`sections/${a}`, { title: 'x' })).status).toBe(404)
  expect((await plan.change(`sections/${a}`, { deleted: false })).status).toBe(204)
  expect(sectionTitles(await plan.read())).toEqual(['Бэ', 'В', 'А', 'Г'])
})

test('[CM4] an item says what it was given, rich or plain', async () => {
  const plan = await open(await startHttp())
  const section = await plan.add('sections', { title: 'А' })
  await plan.add('items', {
    section,
    title: { html: '<p>Форум <strong>«Книга»</strong><script>x</script></p><ul><li>раз</li></ul>' },
    period: 'март\nапрель',
    number: '1.',
    state: 'done',
  })
  await plan.add('items', { section, title: 'Просто текст' })
  const [first, second] = (await plan.read()).sections[0]?.items ?? []
  expect(first).toMatchObject({ number: '1.', numbering: 'typed', state: 'done', parent: null })
  expect(first?.title.html).toContain('<strong>«Книга»</strong>')
  expect(first?.title.html).not.toContain('script')
  expect(first?.period.text).toBe('март\nапрель')
  expect(second).toMatchObject({ number: '2.', numbering: 'auto', state: 'planned' })
  expect(second?.title.text).toBe('Просто текст')
})

test('[CM4] items nest, move within and across sections, and go to the trash and back', async () => {
  const plan = await open(await startHttp())
  const [one, two] = [await plan.add('sections', { title: '1' }), await plan.add('sections', { title: '2' })]
  const a = await plan.add('items', { section: one, title: 'а' })
  const b = await plan.add('items', { section: one, title: 'б' })
  const c = await plan.add('items', { parent: a, title: 'в' })
  await plan.add('items', { section: one, title: 'г', after: null })
  expect(rows(await plan.read())).toEqual([
    ['1.', 'г'],
    ['2.', 'а'],
    ['2.1.', 'в'],
    ['3.', 'б'],
  ])
  await plan.change(`items/${b}`, { after: null })
  await plan.change(`items/${a}`, { section: two })
  const moved = await plan.read()
  expect(moved.sections.map(({ items }) => items.map((item) => item.title.text))).toEqual([
    ['б', 'г'],
    ['а', 'в'],
  ])
  await plan.change(`items/${c}`, { parent: null })
  expect((await plan.read()).sections[1]?.items.map(({ parent }) => parent)).toEqual([null, null])
  await plan.remove(`items/${a}`)
  expect((await plan.read()).sections[1]?.items.map(({ id }) => id)).toEqual([c])
  await plan.change(`items/${a}`, { deleted: false, title: 'снова' })
  expect((await plan.read()).sections[1]?.items.map((item) => item.title.text)).toEqual(['снова', 'в'])
})

test('[CM10] an item that is hidden with what it stands in is not found, and can be given a place as it comes back', async () => {
  const plan = await open(await startHttp())
  const [one, two] = [await plan.add('sections', { title: '1' }), await plan.add('sections', { title: '2' })]
  const a = await plan.add('items', { section: one, title: 'а' })
  const b = await plan.add('items', { parent: a, title: 'б' })
  const c = await plan.add('items', { section: two, title: 'в' })
  const statusOf = async (id: string, body: object) => (await plan.change(`items/${id}`, body)).status
  const shown = async () =>
    (await plan.read()).sections.map(({ items }) => items.map(({ id, parent }) => [id, parent]))
  await plan.remove(`items/${a}`)
  expect(await statusOf(b, { title: 'x' })).toBe(404)
  expect(await statusOf(b, { deleted: false, parent: c })).toBe(204)
  expect(await shown()).toEqual([
    [],
    [
      [c, null],
      [b, c],
    ],
  ])
  await plan.remove(`sections/${one}`)
  expect(await statusOf(a, { deleted: false, section: two, after: null })).toBe(204)
  expect(await shown()).toEqual([
    [
      [a, null],
      [c, null],
      [b, c],
    ],
  ])
  await plan.remove(`items/${a}`)
  const before = await plan.read()
  expect(await statusOf(a, { deleted: false, section: one })).toBe(404)
  expect(await plan.read()).toEqual(before)
  // To another place of what it stands in, which comes back with it.
  await plan.remove(`sections/${two}`)
  expect(await statusOf(b, { title: 'x' })).toBe(404)
  expect(await statusOf(b, { deleted: false, section: two, parent: null, after: c })).toBe(204)
  expect(await shown()).toEqual([
    [
      [c, null],
      [b, null],
    ],
  ])
})

test('[CM5] what contradicts itself or the plan changes nothing', async () => {
  const server = await startHttp()
  const plan = await open(server)
  const [one, two] = [await plan.add('sections', { title: '1' }), await plan.add('sections', { title: '2' })]
  const a = await plan.add('items', { section: one, title: 'а' })
  const b = await plan.add('items', { parent: a, title: 'б' })
  const c = await plan.add('items', { parent: b, title: 'в' })
  const before = await plan.read()
  expect(await plan.refused('items', { title: 'x' })).toEqual([400, 'bad-request', 'section'])
  expect(await plan.refused('items', { section: 'nowhere' })).toEqual([404, 'not-found', undefined])
  expect(await plan.refused('items', { section: two, parent: a })).toEqual([400, 'bad-request', 'section'])
  expect(await plan.refused('items', { parent: c })).toEqual([400, 'bad-request', 'parent'])
  expect(await plan.refused('items', { section: one, after: b })).toEqual([400, 'bad-request', 'after'])
  expect(await plan.refused('items', { section: one, cells: { x: '' } })).toEqual([
    400,
    'bad-request',
    'cells.x',
  ])
  expect(await plan.refused('items', { section: one, number: 'я'.repeat(41) })).toEqual([
    400,
    'bad-request',
    'number',
  ])
  expect(await plan.refused('sections', { title: 'x', department: 'nobody' })).toEqual([
    400,
    'bad-request',
    'department',
  ])
  expect(await plan.refused('sections', { title: 'x', after: 'nowhere' })).toEqual([
    400,
    'bad-request',
    'after',
  ])
  // A row cannot stand under its own child; its new title must not be written either.
  expect((await plan.change(`items/${a}`, { title: 'x', parent: c })).status).toBe(400)
  expect((await plan.change('items/nowhere', { title: 'x' })).status).toBe(404)
  expect((await plan.change('sections/nowhere', { title: 'x' })).status).toBe(404)
  expect(await plan.read()).toEqual(before)
})

test('[CM4] a program’s cells of the plan’s own columns', async () => {
  const server = await startHttp()
  const created = await server.call<{ id: string }>('POST', '/api/plans', { sample: true })
  const path = `/api/plans/${created.body.id}`
  const { columns, sections } = (await server.call<PlanJson>('GET', path)).body
  const own = columns.find(({ title }) => title === 'Ответственный')?.key ?? ''
  const item = sections[0]?.items[0]
  const change = { cells: { [own]: 'Петрова\nИванова' }, number: { mode: 'auto' } }
  expect((await server.call('PATCH', `${path}/items/${item?.id}`, change)).status).toBe(204)
  const after = (await server.call<PlanJson>('GET', path)).body
  expect(after.sections[0]?.items[0]?.cells).toEqual({ [own]: 'Петрова\nИванова' })
})

test('[CM4] who has the plan open sees a program’s edit, and the program sees theirs', async () => {
  const server = await startHttp()
  const plan = await open(server)
  const syncUrl = `${server.url.replace('http', 'ws')}/sync`
  const [colleague, witness] = [0, 1].map(() => connect({ syncUrl }, plan.id, { headers: ADMIN }))
  if (!colleague || !witness) throw new Error('no clients')
  await Promise.all([synced(colleague), synced(witness)])
  const section = await plan.add('sections', { title: 'Живой раздел' })
  const untilSeen = ({ doc }: Pick<typeof colleague, 'doc'>, title: string) =>
    untilDoc(doc, `«${title}» is there`, () => sectionTitles(projectPlan(doc, plan.id)).includes(title))
  await untilSeen(colleague, 'Живой раздел')
  setSectionTitle(editingOf(colleague.doc), section, 'Переписан')
  await untilSeen(witness, 'Переписан')
  expect(sectionTitles(await plan.read())).toEqual(['Переписан'])
})

test('[CM3] who has the plan open when it is deleted is told, and is let in again after it came back', async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const syncUrl = `${server.url.replace('http', 'ws')}/sync`
  const colleague = await connectRaw({ syncUrl }, id, ADMIN)
  await server.call('DELETE', `/api/plans/${id}`)
  await colleague.until('the connection is closed', () => colleague.closed !== null)
  expect(colleague.closed).toEqual({ code: 4410, reason: 'plan-in-trash' })
  expect(await refusedWith(`${syncUrl}/${id}`, ADMIN)).toBe(404)
  await server.call('POST', `/api/plans/${id}/undelete`)
  await connectRaw({ syncUrl }, id, ADMIN)
})

test('[AU2] [AU6] the WebSocket asks the same questions as HTTP', async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const address = `${server.url.replace('http', 'ws')}/sync/${id}`
  const cookie = await server.enter('viewer')
  expect(await refusedWith(address, {})).toBe(401)
  expect(await refusedWith(address, { authorization: 'Bearer wrong' })).toBe(401)
  expect(await refusedWith(address, { ...cookie, origin: 'https://evil.example' })).toBe(403)
  expect(await refusedWith(`${address}x`, cookie)).toBe(404)
  const syncUrl = `${server.url.replace('http', 'ws')}/sync`
  await connectRaw({ syncUrl }, id, { ...cookie, origin: server.url })
})

test('[CK8, PD10] programs read what is understood of dates and what the checker finds', async () => {
  const server = await startHttp()
  const plan = await open(server)
  const section = await plan.add('sections', { title: 'Март' })
  const item = await plan.add('items', { section, title: 'Конкурс', period: 'до 20 числа' })
  const wrong = await plan.add('items', { section, title: 'Встреча', period: '31.04' })
  const [first] = (await plan.read()).sections.at(-1)?.items ?? []
  expect(first?.period).toMatchObject({ months: [3], kind: 'dates', start: null, end: '2022-03-20' })
  const checks = (lang: string) =>
    server.call<{ findings: object[] }>('GET', `/api/plans/${plan.id}/checks?lang=${lang}`)
  const answer = await checks('ru')
  expect(answer.status).toBe(200)
  const finding = { code: 'impossible-day', severity: 'error', section, item: wrong }
  expect(answer.body.findings).toContainEqual({
    id: `impossible-day:${wrong}`,
    ...finding,
    message: 'Такого дня нет: «31.04».',
  })
  expect(answer.body.findings.filter((one) => 'item' in one && one.item === item)).toEqual([])
  expect((await checks('en')).body.findings).toContainEqual(
    expect.objectContaining({ message: 'There is no such day: “31.04”.' }),
  )
  expect((await server.call<ErrorBody>('GET', '/api/plans/nowhere/checks')).status).toBe(404)
})

/** Bodies that are meant to harm, and old programs that do not know better. */
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { ADMIN, type ErrorBody, createPlan, startHttp } from './http-fixture.ts'

test('[HT5] a body in another encoding than UTF-8 is refused, not stored as question marks', async () => {
  const server = await startHttp()
  const windows1251 = Buffer.concat([
    Buffer.from('{"year":2026,"title":"'),
    Buffer.from([0xcf, 0xeb, 0xe0, 0xed]),
    Buffer.from('"}'),
  ])
  const response = await fetch(`${server.url}/api/plans`, {
    method: 'POST',
    headers: { ...ADMIN, 'content-type': 'application/json; charset=windows-1251' },
    body: windows1251,
  })
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as ErrorBody
  expect(error.details).toEqual({ field: 'body', reason: 'no UTF-8' })
})

test('[HT12] a cell of more lines or elements than a page can hold is refused, a long one is not', async () => {
  const server = await startHttp()
  const plan = await createPlan(server)
  const { body } = await server.call<{ id: string }>('POST', `/api/plans/${plan}/sections`, {
    title: 'Раздел',
  })
  const post = (item: object) =>
    server.call<ErrorBody>('POST', `/api/plans/${plan}/items`, { section: body.id, ...item })
  const bombs = [
    { title: '\n'.repeat(99_999) },
    { title: { text: '\n'.repeat(1000) } },
    { title: { html: '<p>x'.repeat(20_000) } },
    { period: '\n'.repeat(1000) },
  ]
  for (const bomb of bombs) expect((await post(bomb)).status).toBe(400)
  const long = 'Строка\n'.repeat(999)
  expect((await post({ title: long })).status).toBe(201)
  const stored = await server.call<PlanJson>('GET', `/api/plans/${plan}`)
  expect(stored.body.sections[0]?.items).toHaveLength(1)
})

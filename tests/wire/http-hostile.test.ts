/** Bodies that are meant to harm, and old programs that do not know better. */
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { ADMIN, type ErrorBody, createPlan, startHttp } from './http-fixture.ts'
import { startHouse } from './people-fixture.ts'

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

test('[AN4] a name cannot turn the words beside it around, nor be one that nobody sees', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const rename = async (name: string) => {
    const { status, body } = await house.as<{ identity: { name: string } }>(anna, 'PATCH', '/api/account', {
      name,
    })
    return status === 200 ? body.identity.name : status
  }
  expect(await rename('\u202eяинеджревту\u202c Ивано\u00adва\u200b')).toBe('яинеджревту Иванова')
  for (const nobody of ['\u200b', '\u2066 \u2069', '\ufeff\u00ad']) expect(await rename(nobody)).toBe(400)
  const made = (path: string, name: string) =>
    house.as(house.chief, 'POST', path, {
      name,
      ...(path === '/api/tokens' ? { role: 'viewer' } : { short: name, hue: 1 }),
    })
  for (const path of ['/api/tokens', '/api/departments']) {
    expect((await made(path, '\u200f')).status).toBe(400)
    expect(JSON.stringify((await made(path, 'Отдел\u202e')).body)).not.toContain('\u202e')
  }
  const person = { name: '\u2067', login: 'nobody', role: 'viewer' }
  expect((await house.as(house.chief, 'POST', '/api/people', person)).status).toBe(400)
})

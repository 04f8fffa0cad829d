/** The audit trail found by plan and time, and as a file that obeys the same filter (SPEC PW14). */
import { expect, test } from 'vitest'
import { createPlan } from './http-fixture.ts'
import { startHouse } from './people-fixture.ts'

type Page = { records: { action: string; at: string; plan: string | null }[] }

test('[PW14] the trail is found by plan and time, and the file holds what the list shows', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const plan = await createPlan(house)
  await createPlan(house, 'Другой')
  await house.as(house.chief, 'PATCH', `/api/plans/${plan}/people/${anna.id}`, { role: 'viewer' })
  const read = async (query: string) =>
    (await house.as<Page>(house.chief, 'GET', `/api/audit?${query}`)).body.records
  const file = async (query: string) => {
    const response = await fetch(`${house.url}/api/audit.csv?${query}`, { headers: house.chief.headers })
    return { status: response.status, lines: (await response.text()).trimEnd().split('\r\n').slice(1) }
  }
  const about = await read(`plan=${plan}`)
  expect(about.map(({ action }) => action)).toEqual(['plan.role', 'plan.create'])
  expect((await file(`plan=${plan}`)).lines.map((line) => line.split(',')[3])).toEqual([
    'plan.role',
    'plan.create',
  ])
  expect((await read('action=audit'))[0]?.action).toBe('audit.export')
  const [last] = about
  const at = last?.at ?? ''
  const before = await read(`until=${at}&limit=200`)
  const since = await read(`since=${at}&limit=200`)
  expect(since.map(({ action }) => action)).toContain('plan.role')
  expect(before.map(({ action }) => action)).not.toContain('plan.role')
  expect(before.length + since.length).toBe((await read('limit=200')).length)
  expect((await file(`who=${anna.id}&action=account.join`)).lines).toHaveLength(1)
  for (const query of ['since=yesterday', 'plann=x', 'until=2022']) {
    expect([query, (await file(query)).status]).toEqual([query, 400])
  }
})

test('[PW14] no cell of the file begins a formula, whichever sign a table program parts cells by', async () => {
  const house = await startHouse()
  const names = ['a;=1+1', 'b;"@x', 'c, +1', ' =2', '＝3', 'd|-4', 'e-5;f=6']
  for (const name of names) await house.as(house.chief, 'PATCH', '/api/account', { name })
  const response = await fetch(`${house.url}/api/audit.csv`, { headers: house.chief.headers })
  const text = await response.text()
  for (const separator of [',', ';', '|']) {
    const cells = text.split('\r\n').flatMap((line) => line.split(separator))
    expect(cells.filter((one) => /^["\s]*[=+\-@＝＋－＠]/.test(one))).toEqual([])
  }
  expect(text).toContain('e-5;f=6')
})

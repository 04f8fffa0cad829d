/** Documents and catalogue after a crash between the two. */
import { expect, onTestFinished, test } from 'vitest'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'
import { makeCheckpoint } from '../../server/storage/checkpoint.ts'
import { planDoc } from '../support/drafts.ts'
import { call, createPlan, enterDemo } from '../support/http.ts'
import { serverForTest } from '../support/server-process.ts'
import { temporaryFolder } from '../support/temp.ts'
import { startHttp } from '../wire/http-fixture.ts'

interface List {
  plans: { id: string; title: string; updatedAt: string }[]
}

test('[CM8] [HT9] what was answered before a kill is there after it: created, renamed, edited, deleted', async () => {
  const server = await serverForTest()
  const chief = await enterDemo(server, { name: 'Анна', role: 'chief' })
  const [kept, trashed] = [await createPlan(server, 'Остаётся'), await createPlan(server, 'Уходит')]
  const section = { headers: chief, body: { title: 'Раздел' } }
  expect((await call(server, 'POST', `/api/plans/${kept}/sections`, section)).status).toBe(201)
  expect((await call(server, 'DELETE', `/api/plans/${trashed}`, { headers: chief })).status).toBe(204)
  const plan = await createPlan(server, 'Старое имя')
  const started = new Date().toISOString()
  const renamed = await call(server, 'PATCH', `/api/plans/${plan}`, { body: { title: 'Новое имя' } })
  expect(renamed.status).toBe(204)
  const ended = new Date().toISOString()
  // At once: the time of the renaming is the document's, the list's would be written later.
  await server.kill()
  await server.start()
  const listed = async (path: string) => (await call<List>(server, 'GET', path)).body.plans
  const plans = await listed('/api/plans')
  expect(plans.map(({ id }) => id).toSorted()).toEqual([kept, plan].toSorted())
  expect((await listed('/api/plans?trash=1')).map(({ id }) => id)).toEqual([trashed])
  const { title, updatedAt = '' } = plans.find(({ id }) => id === plan) ?? {}
  expect(title).toBe('Новое имя')
  expect([updatedAt >= started, updatedAt <= ended]).toEqual([true, true])
  const { body } = await call(server, 'GET', `/api/plans/${kept}`)
  expect(body).toMatchObject({ sections: [{ title: 'Раздел' }] })
})

test('[CM8] a plan that was stored and not listed is found again, an empty one is removed', async () => {
  const folder = await temporaryFolder()
  const before = await openEmbeddedStorage({ folder })
  await before.createPlan('imported', 'epoch1', await makeCheckpoint(planDoc(), 0))
  await before.createPlan('trial-of-the-disk', 'epoch2')
  await before.close()
  const storage = await openEmbeddedStorage({ folder })
  const server = await startHttp({ storage })
  onTestFinished(() => server.close())
  const { body } = await server.call<List>('GET', '/api/plans')
  expect(body.plans).toMatchObject([{ id: 'imported', title: 'План работы на 2022 год' }])
  expect(await storage.loadPlan('trial-of-the-disk')).toBeNull()
})

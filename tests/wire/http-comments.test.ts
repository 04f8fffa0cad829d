/** Comments by HTTP, next to people who have the plan open. */
import { expect, test } from 'vitest'
import type { ThreadJson } from '../../shared/comments/comment-json.ts'
import { readThreads } from '../../shared/comments/threads.ts'
import { ADMIN, type ErrorBody, createPlan, startHttp } from './http-fixture.ts'
import { connect, synced, untilDoc } from '../support/ws-client.ts'

const open = async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const path = `/api/plans/${id}`
  const section = await server.call<{ id: string }>('POST', `${path}/sections`, { title: 'А' })
  const item = await server.call<{ id: string }>('POST', `${path}/items`, {
    section: section.body.id,
    title: 'Чтения',
  })
  return { server, id, path: `${path}/comments`, item: item.body.id }
}

test('[CO7] a program starts a thread, answers, resolves and reads; people see it at once', async () => {
  const { server, id, path, item } = await open()
  const syncUrl = `${server.url.replace('http', 'ws')}/sync`
  const client = connect({ syncUrl }, id, { headers: ADMIN })
  await synced(client)
  const begun = await server.call<ThreadJson>('POST', path, { item, body: 'Когда?', quote: 'Чтения' })
  expect([begun.status, begun.body.item, begun.body.quote]).toEqual([201, item, 'Чтения'])
  const replies = `${path}/${begun.body.id}/replies`
  const answered = await server.call<ThreadJson>('POST', replies, { body: 'В мае' })
  expect(answered.body.messages.map(({ body }) => body)).toEqual(['Когда?', 'В мае'])
  const resolved = await server.call<ThreadJson>('PATCH', `${path}/${begun.body.id}`, { resolved: true })
  expect([resolved.status, resolved.body.resolved]).toEqual([200, true])
  await untilDoc(client.doc, 'resolved', () => readThreads(client.doc)[0]?.resolved !== null)
  expect(readThreads(client.doc)[0]!.messages).toHaveLength(2)
  const { body } = await server.call<{ threads: ThreadJson[] }>('GET', path)
  expect(body.threads).toEqual([resolved.body])
})

test('[CO7] a message is changed and taken back by who wrote it, and what is not there is said', async () => {
  const { server, path, item } = await open()
  const begun = await server.call<ThreadJson>('POST', path, { item, body: 'Когда?' })
  const message = `${path}/${begun.body.id}/messages/${begun.body.messages[0]!.id}`
  const changed = await server.call<ThreadJson>('PATCH', message, { body: 'Где?' })
  expect(changed.body.messages[0]).toMatchObject({ body: 'Где?', editedAt: expect.any(String) })
  expect((await server.call('PATCH', message, { deleted: true })).status).toBe(204)
  const refused = async (method: string, at: string, sent: object) => {
    const { status, body } = await server.call<ErrorBody>(method, at, sent)
    return [status, body.error.code]
  }
  expect(await refused('POST', path, { item: 'nothing', body: 'x' })).toEqual([404, 'not-found'])
  expect(await refused('POST', path, { item, body: '  ' })).toEqual([400, 'bad-request'])
  expect(await refused('POST', path, { item, column: 'c77', body: 'x' })).toEqual([400, 'bad-request'])
  expect(await refused('PATCH', `${path}/nothing`, { resolved: true })).toEqual([404, 'not-found'])
})

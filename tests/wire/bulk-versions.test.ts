/** A change at large over the WebSocket: the draft before it is kept, and whoever made it is named at what they changed. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { PlanJson } from '../../shared/plan/json.ts'
import { readSignOffs } from '../../shared/plan/sign-off.ts'
import type { ShownVersion } from '../../server/commands/versions/shown-version.ts'
import { addRow, deleteRow, deleteSection } from '../../shared/plan/edit.ts'
import { editingOf } from '../support/drafts.ts'
import { scatter } from '../support/scattered.ts'
import { connect, synced, untilDoc } from '../support/ws-client.ts'
import { ADMIN, startHttp } from './http-fixture.ts'

test('[SG12] [SG5] what a plan said before thousands of edits is an edition, and signed sections name their author', async () => {
  const server = await startHttp()
  const { id } = (await server.call<{ id: string }>('POST', '/api/plans', { sample: true })).body
  const path = `/api/plans/${id}`
  const before = (await server.call<PlanJson>('GET', path)).body
  for (const { id: section } of before.sections)
    expect(
      (await server.call('PUT', `${path}/sections/${section}/sign-off`, { state: 'ready' })).status,
    ).toBe(200)
  const syncUrl = `${server.url.replace('http', 'ws')}/sync`
  const anna = await server.enter('chief')
  const [boris, client] = [
    connect({ syncUrl }, id, { headers: ADMIN }),
    connect({ syncUrl }, id, { headers: anna }),
  ]
  await Promise.all([synced(boris), synced(client)])
  const isIn = () =>
    Y.getState(boris.doc.store, client.doc.clientID) === Y.getState(client.doc.store, client.doc.clientID)
  const comeBackWith = async (edits: number, seed: number) => {
    client.disconnect()
    scatter(client.doc, edits, seed, 'ѣ')
    client.connect()
    await untilDoc(boris.doc, 'all of it is there', isIn)
  }
  await comeBackWith(3000, 1)
  const notes = () => [...readSignOffs(boris.doc).values()].map(({ changed }) => changed?.name)
  await untilDoc(boris.doc, 'everything is noted', () => notes().every((name) => name !== undefined))
  expect(new Set(notes())).toEqual(new Set(['Анна (chief)']))
  const versions = async () =>
    (await server.call<{ versions: ShownVersion[] }>('GET', `${path}/versions`)).body.versions
  expect((await versions()).map(({ cause, author }) => [cause, author])).toEqual([['bulk', 'Анна (chief)']])
  const { plan } = (await server.call<{ plan: PlanJson }>('GET', `${path}/versions/1`)).body
  expect(plan).toEqual(before)
  // One who comes back in several parts is one.
  await comeBackWith(3000, 2)
  expect((await versions()).length).toBe(1)
})

test('[SG13] what a plan said before a section with rows went, or many rows changed at once, is an edition', async () => {
  const server = await startHttp()
  const chief = await server.enter('chief')
  const plan = async () => {
    const { id } = (await server.call<{ id: string }>('POST', '/api/plans', { sample: true })).body
    const path = `/api/plans/${id}`
    const client = connect({ syncUrl: `${server.url.replace('http', 'ws')}/sync` }, id, { headers: chief })
    await synced(client)
    const versions = async () =>
      (await server.call<{ versions: ShownVersion[] }>('GET', `${path}/versions`)).body.versions
    const read = async () => (await server.call<PlanJson>('GET', path)).body
    return { path, client, versions, read, edit: editingOf(client.doc) }
  }
  const one = await plan()
  const before = await one.read()
  const items = before.sections[1]?.items ?? []
  deleteRow(one.edit, items.at(-1)?.id ?? '')
  await expect.poll(async () => (await one.read()).sections[1]?.items.length).toBe(items.length - 1)
  // A row that goes is somebody writing.
  expect(await one.versions()).toEqual([])
  const draft = await one.read()
  deleteSection(one.edit, before.sections[0]?.id ?? '')
  await expect.poll(async () => (await one.versions()).map(({ cause }) => cause)).toEqual(['bulk'])
  const kept = (await server.call<{ plan: PlanJson }>('GET', `${one.path}/versions/1`)).body.plan
  expect(kept).toEqual(draft)

  // By HTTP it is the same, once in ten minutes of a room.
  const http = await plan()
  const section = (await http.read()).sections[0]?.id ?? ''
  const put = (path: string, body?: object) => server.call(body ? 'PATCH' : 'DELETE', path, body, chief)
  expect((await put(`${http.path}/sections/${section}`, { title: 'Иначе' })).status).toBe(204)
  expect(await http.versions()).toEqual([])
  const renamed = await http.read()
  expect((await put(`${http.path}/sections/${section}`)).status).toBe(204)
  await expect
    .poll(async () => (await http.versions()).map(({ cause, author }) => [cause, author]))
    .toEqual([['bulk', 'Анна (chief)']])
  expect((await server.call<{ plan: PlanJson }>('GET', `${http.path}/versions/1`)).body.plan).toEqual(renamed)

  const two = await plan()
  const { sections } = await two.read()
  two.client.doc.transact(() => {
    for (const { id } of sections)
      for (let at = 0; at < 7; at++) addRow(two.edit, { section: id, parent: null, after: null })
  })
  await expect.poll(async () => (await two.versions()).map(({ author }) => author)).toEqual(['Анна (chief)'])
})

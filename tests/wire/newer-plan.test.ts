/** A plan whose document is of a schema that this build does not know: neither shown nor written, in whatever way one asks. */
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { SCHEMA_VERSION, metaOf, sectionsOf } from '../../shared/plan/schema.ts'
import { checkStore } from '../../server/commands/versions/check-store.ts'
import { makeCheckpoint } from '../../server/storage/checkpoint.ts'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'
import type { Storage, StoredPlan } from '../../server/storage/storage.ts'
import { backupLines, restoredFrom } from '../support/backups.ts'
import { writer } from '../support/stock-client.ts'
import { temporaryFolder } from '../support/temp.ts'
import { connect, synced, untilDoc } from '../support/ws-client.ts'
import { type ErrorBody, ADMIN, createPlan, startHttp } from './http-fixture.ts'

const documentOf = ({ checkpoint, tail }: StoredPlan): Y.Doc => {
  const doc = new Y.Doc()
  if (checkpoint) Y.applyUpdateV2(doc, checkpoint.stateV2)
  for (const { update } of tail) Y.applyUpdate(doc, update)
  return doc
}

/** What the next version does with a plan when it opens it, in its log or in its checkpoint. */
const makeNewer = async (storage: Storage, id: string, way: 'log' | 'checkpoint'): Promise<void> => {
  const stored = (await storage.loadPlan(id)) as StoredPlan
  const doc = documentOf(stored)
  const before = Y.encodeStateVector(doc)
  metaOf(doc).set('v', SCHEMA_VERSION + 1)
  const update = Y.encodeStateAsUpdate(doc, before)
  await storage.append(id, stored.seq, [{ update, by: 'server', at: 1 }])
  if (way === 'checkpoint') await storage.saveCheckpoint(id, await makeCheckpoint(doc, stored.seq + 1))
}

test.each(['log', 'checkpoint'] as const)(
  '[CQ9] a plan of a later schema in its %s is listed and told of, and stays as it is',
  async (way) => {
    const folder = join(await temporaryFolder(), 'data')
    const open = () => openEmbeddedStorage({ folder })
    const before = await startHttp({ storage: await open() })
    const [newer, other] = [await createPlan(before, 'Новый'), await createPlan(before, 'Прежний')]
    await before.close()
    const store = await open()
    await makeNewer(store, newer, way)
    const found = []
    for await (const { id, findings } of checkStore(store))
      if (findings.length > 0) found.push([id, findings])
    expect(found).toEqual([[newer, [{ kind: 'newer', schema: SCHEMA_VERSION + 1 }]]])
    const kept = await store.loadPlan(newer)
    await store.close()

    const server = await startHttp({ storage: await open() })
    const plan = `/api/plans/${newer}`
    const ask = (method: string, path: string, body?: object) =>
      server.call<ErrorBody>(method, path, body, { ...ADMIN, 'accept-language': 'ru' })
    for (const [method, path, body] of [
      ['GET', plan],
      ['GET', `${plan}/export.docx`],
      ['GET', `${plan}/checks`],
      ['GET', `${plan}/history/moment?at=2100-01-01T00:00:00Z`],
      ['POST', `${plan}/sections`, { title: 'Раздел' }],
      ['PATCH', plan, { title: 'Другой' }],
      ['POST', `${plan}/versions`, {}],
    ] as const) {
      const { status, body: answer } = await ask(method, path, body)
      expect([path, status, answer.error.code]).toEqual([path, 503, 'plan-newer'])
      expect(answer.error.message).toContain('более новой версией')
    }
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${newer}`, { headers: ADMIN })
    const [, { statusCode }] = (await once(socket, 'unexpected-response')) as [
      unknown,
      { statusCode: number },
    ]
    expect(statusCode).toBe(503)
    const { body } = await server.call<{ plans: object[] }>('GET', '/api/plans')
    expect(body.plans).toMatchObject([{ title: 'Прежний' }, { title: 'Новый' }])
    expect((await ask('PATCH', `/api/plans/${other}`, { title: 'Другой' })).status).toBe(204)
    await server.close()
    const after = await open()
    expect(await after.loadPlan(newer)).toEqual(kept)
    await after.close()
  },
)

test('[CQ9] a plan of a later schema is one still where it comes out of a backup', async () => {
  const before = await startHttp()
  const plan = await createPlan(before)
  await makeNewer(before.storage, plan, 'checkpoint')
  const server = await startHttp({ storage: await restoredFrom(await backupLines(before.storage)) })
  const { body } = await server.call<ErrorBody>('GET', `/api/plans/${plan}`)
  expect(body.error.code).toBe('plan-newer')
})

test('[CQ9] nobody but the server says of which schema a document is', async () => {
  const server = await startHttp()
  const plan = await createPlan(server)
  const place = { url: server.url, syncUrl: `${server.url.replace('http', 'ws')}/sync` }
  const [author, witness] = [
    connect(place, plan, { headers: ADMIN }),
    connect(place, plan, { headers: ADMIN }),
  ]
  await Promise.all([synced(author), synced(witness)])
  metaOf(author.doc).set('v', SCHEMA_VERSION + 1)
  author.destroy()
  const honest = connect(place, plan, { headers: ADMIN })
  await synced(honest)
  writer(honest.doc, 'honest').section('Раздел')
  await untilDoc(witness.doc, 'the section has come', () => sectionsOf(witness.doc).size > 0)
  expect(metaOf(witness.doc).get('v')).toBe(SCHEMA_VERSION)
  honest.destroy()
  witness.destroy()
})

/** Editions and approval over HTTP and the WebSocket: what is kept, who may approve, what the lock lets through. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import canonicalize from 'canonicalize'
import { rowsOf, serverOf } from '../../shared/plan/schema.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import type { ShownVersion } from '../../server/commands/versions/shown-version.ts'
import { connect, synced, untilDoc } from '../support/ws-client.ts'
import { ADMIN, type ErrorBody, type TestServer, startHttp } from './http-fixture.ts'
import { type House, startHouse, trail } from './people-fixture.ts'

type Whole = ShownVersion & { plan: PlanJson } & ErrorBody

const sample = async (server: TestServer): Promise<string> =>
  (await server.call<{ id: string }>('POST', '/api/plans', { sample: true })).body.id

const firstItem = async (server: TestServer, id: string): Promise<string> =>
  (await server.call<PlanJson>('GET', `/api/plans/${id}`)).body.sections[0]?.items[0]?.id ?? ''

const stateOf = async (server: TestServer, id: string): Promise<string> => {
  const { body } = await server.call<{ plans: { id: string; state: string }[] }>('GET', '/api/plans')
  return body.plans.find((plan) => plan.id === id)?.state ?? ''
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

test('[VE3] [VE4] an edition is the draft with all that was acknowledged, hashed as anybody can check', async () => {
  const server = await startHttp()
  const id = await sample(server)
  const path = `/api/plans/${id}/versions`
  const client = connect({ syncUrl: `${server.url.replace('http', 'ws')}/sync` }, id, { headers: ADMIN })
  await synced(client)
  const row = await firstItem(server, id)
  await server.call('PATCH', `/api/plans/${id}/items/${row}`, { period: 'до 25 декабря' })
  const first = await server.call<Whole>('POST', path, { name: ' На подпись ', note: 'вторая\nстрока' })
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject({
    number: 1,
    name: 'На подпись',
    note: 'вторая\nстрока',
    state: 'snapshot',
    approval: null,
    previousHash: '',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  })
  await server.call('PATCH', `/api/plans/${id}/items/${row}`, { period: 'март' })
  const second = await server.call<Whole>('POST', path, {})
  expect(second.body).toMatchObject({ number: 2, name: 'Version 2', previousHash: first.body.hash })
  expect(second.body.hash).not.toBe(first.body.hash)
  const { plan, ...shown } = (await server.call<Whole>('GET', `${path}/1`)).body
  expect(shown).toEqual(first.body)
  expect(sha256(canonicalize(plan) ?? '')).toBe(first.body.hash)
  expect(plan.sections[0]?.items[0]?.period.text).toBe('до 25 декабря')
  const listed = await server.call<{ versions: ShownVersion[] }>('GET', path)
  expect(listed.body.versions).toEqual([first.body, second.body])
  for (const wrong of ['0', '3', '-1', '1.0', 'x', '1e9']) {
    expect([400, 404]).toContain((await server.call('GET', `${path}/${wrong}`)).status)
  }
  // There is no call that changes or removes one.
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    expect((await server.call(method, `${path}/1`, { name: 'x' })).status).toBe(404)
  }
})

/** A house with a director who may approve and do nothing else, and an editor. */
const houseWithDirector = async () => {
  const house = await startHouse()
  const director = await house.join('director', 'viewer', { approver: true })
  const editor = await house.join('editor', 'editor')
  const id = (await house.as<{ id: string }>(house.chief, 'POST', '/api/plans', { sample: true })).body.id
  const plan = `/api/plans/${id}`
  const version = (await house.as<Whole>(house.chief, 'POST', `${plan}/versions`, { name: 'На подпись' }))
    .body
  return { house, director, editor, id, plan, version }
}

test('[LM2] the chief editor gives a version for approval, on record; nobody else does, and of a locked plan nobody', async () => {
  const { house, director, editor, plan } = await houseWithDirector()
  const offer = (who: Parameters<House['as']>[0]) =>
    house.as<Whole>(who, 'POST', `${plan}/versions`, { name: 'На утверждение', offer: true })
  expect((await offer(editor)).status).toBe(403)
  const offered = await offer(house.chief)
  expect([offered.status, offered.body.number]).toEqual([201, 2])
  expect((await trail(house)).slice(0, 2)).toEqual(['version.offer', 'version.create'])
  await house.as(director, 'POST', `${plan}/versions/2/approval`, {})
  const late = await house.as<{ error: { code: string } }>(house.chief, 'POST', `${plan}/versions`, {
    offer: true,
  })
  expect(late.body.error.code).toBe('plan-locked')
  expect((await trail(house)).filter((action) => action === 'version.offer')).toHaveLength(1)
})

test('[LQ9] who gives a plan for approval learns where nobody may approve it, and nobody else does', async () => {
  const house = await startHouse()
  const editor = await house.join('editor', 'editor')
  const { id } = (await house.as<{ id: string }>(house.chief, 'POST', '/api/plans', { sample: true })).body
  const ask = (who: Parameters<House['as']>[0]) =>
    house.as<{ anybody: boolean }>(who, 'GET', `/api/plans/${id}/approvers`)
  expect((await ask(house.chief)).body).toEqual({ anybody: false })
  expect([(await ask(editor)).status, (await ask(null)).status]).toEqual([403, 401])
  const director = await house.join('director', 'viewer', { approver: true })
  expect((await ask(house.chief)).body).toEqual({ anybody: true })
  // Whom the plan is shut to approves nothing in it, and neither does a closed account.
  await house.as(house.chief, 'PATCH', `/api/plans/${id}/people/${director.id}`, { role: 'none' })
  expect((await ask(house.chief)).body).toEqual({ anybody: false })
  await house.as(house.chief, 'PATCH', `/api/plans/${id}/people/${director.id}`, { role: null })
  await house.as(house.chief, 'DELETE', `/api/people/${director.id}`)
  expect((await ask(house.chief)).body).toEqual({ anybody: false })
})

test('[VE5] only the approver approves, and only what they have seen', async () => {
  const { house, director, editor, id, plan, version } = await houseWithDirector()
  const approve = (who: Parameters<House['as']>[0], body: object = {}) =>
    house.as<Whole>(who, 'POST', `${plan}/versions/1/approval`, body)
  for (const who of [house.chief, editor]) {
    expect((await approve(who)).body.error.code).toBe('forbidden')
  }
  expect((await approve(director, { hash: 'f'.repeat(64) })).body.error.code).toBe('draft-moved')
  for (const wrong of [{ date: '2026-02-30' }, { hash: 1 }, { other: 1 }]) {
    expect((await approve(director, wrong)).status).toBe(400)
  }
  const row = await firstItem(house, id)
  await house.as(house.chief, 'PATCH', `${plan}/items/${row}`, { period: 'май' })
  const moved = await approve(director, { hash: version.hash })
  expect([moved.status, moved.body.error.code]).toEqual([409, 'draft-moved'])
  expect(await stateOf(house, id)).toBe('draft')
  const next = (await house.as<Whole>(house.chief, 'POST', `${plan}/versions`, {})).body
  const answer = await house.as<Whole>(director, 'POST', `${plan}/versions/2/approval`, {
    hash: next.hash,
    ground: 'приказ № 17',
    date: '2026-01-12',
  })
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({
    ...next,
    files: [{ format: 'docx' }, { format: 'pdf' }],
    state: 'approved',
    approval: { by: 'Имя director', byId: director.id, ground: 'приказ № 17', date: '2026-01-12' },
  })
  const again = await house.as<Whole>(director, 'POST', `${plan}/versions/2/approval`, {})
  expect([again.status, again.body.error.code]).toEqual([409, 'already-approved'])
  expect(await stateOf(house, id)).toBe('approved')
  expect((await trail(house))[0]).toBe('version.approve')
})

test('[VE6] an approved plan takes no change of its content by any way in, but facts', async () => {
  const server = await startHttp()
  const id = await sample(server)
  const plan = `/api/plans/${id}`
  const client = connect({ syncUrl: `${server.url.replace('http', 'ws')}/sync` }, id, { headers: ADMIN })
  await synced(client)
  await server.call('POST', `${plan}/versions`, { name: 'На подпись' })
  expect((await server.call('POST', `${plan}/versions/1/approval`, { ground: 'приказ' })).status).toBe(200)
  // Whoever is in hears of it at once, with the words of the banner.
  await untilDoc(client.doc, 'the plan is locked', () => serverOf(client.doc).get('locked') === true)
  expect(serverOf(client.doc).get('approved')).toMatchObject({ version: 1, ground: 'приказ' })
  const row = await firstItem(server, id)
  const section = (await server.call<PlanJson>('GET', plan)).body.sections[0]?.id ?? ''
  const attempts: [string, string, object][] = [
    ['PATCH', `${plan}/items/${row}`, { period: 'май' }],
    ['DELETE', `${plan}/items/${row}`, {}],
    ['POST', `${plan}/items`, { section, title: 'Новое' }],
    ['PATCH', `${plan}/sections/${section}`, { title: 'Иначе' }],
    ['PATCH', plan, { title: 'Иначе' }],
  ]
  for (const [method, path, body] of attempts) {
    const { status, body: answer } = await server.call<ErrorBody>(method, path, body)
    expect([status, answer.error.code], path).toEqual([409, 'plan-locked'])
  }
  expect((await server.call('PATCH', `${plan}/items/${row}`, { state: 'done' })).status).toBe(204)
  client.doc.transact(() => rowsOf(client.doc).get(row)?.set('del', { by: 'x', at: 1 }))
  await server.call('PATCH', `${plan}/items/${row}`, { state: 'planned' })
  const { items = [] } = (await server.call<PlanJson>('GET', plan)).body.sections[0] ?? {}
  expect(items.map((item) => item.id)).toContain(row)
})

test('[VE8] amending opens the plan behind the approved edition, withdrawing takes it back with a reason', async () => {
  const { house, director, editor, id, plan, version } = await houseWithDirector()
  const amend = (who: Parameters<House['as']>[0]) =>
    house.as<ErrorBody>(who, 'POST', `${plan}/amendments`, { reason: 'перенос сроков' })
  expect((await amend(house.chief)).body.error.code).toBe('not-approved')
  await house.as(director, 'POST', `${plan}/versions/1/approval`, { hash: version.hash })
  for (const who of [director, editor]) expect((await amend(who)).body.error.code).toBe('forbidden')
  expect((await amend(house.chief)).status).toBe(204)
  expect((await amend(house.chief)).body.error.code).toBe('not-approved')
  expect(await stateOf(house, id)).toBe('draft')
  const row = await firstItem(house, id)
  expect((await house.as(house.chief, 'PATCH', `${plan}/items/${row}`, { period: 'май' })).status).toBe(204)
  const read = async (number: number) =>
    (await house.as<Whole>(editor, 'GET', `${plan}/versions/${number}`)).body
  expect((await read(1)).state).toBe('approved')
  const second = (await house.as<Whole>(house.chief, 'POST', `${plan}/versions`, { name: 'Изменения' })).body
  await house.as(director, 'POST', `${plan}/versions/2/approval`, { hash: second.hash })
  const withdraw = (who: Parameters<House['as']>[0], number: number, reason = 'ошибка в сроках') =>
    house.as<Whole>(who, 'DELETE', `${plan}/versions/${number}/approval`, { reason })
  expect((await withdraw(house.chief, 2)).body.error.code).toBe('forbidden')
  expect((await withdraw(director, 2, ' ')).status).toBe(400)
  const withdrawn = await withdraw(director, 2)
  expect(withdrawn.body).toMatchObject({
    state: 'snapshot',
    approval: null,
    withdrawal: { by: 'Имя director', ground: 'ошибка в сроках' },
  })
  expect((await withdraw(director, 2)).body.error.code).toBe('not-approved')
  expect(await stateOf(house, id)).toBe('draft')
  expect([(await read(1)).state, (await read(2)).state]).toEqual(['approved', 'snapshot'])
  const acts = await house.storage.listApprovals(id)
  expect(acts.map(({ act, version: of }) => `${act} ${of}`)).toEqual([
    'approved 1',
    'amended 1',
    'approved 2',
    'withdrawn 2',
  ])
  const actions = (await trail(house)).filter((action) => action.startsWith('version.'))
  expect(actions.toReversed()).toEqual([
    'version.create',
    'version.approve',
    'version.amend',
    'version.create',
    'version.approve',
    'version.withdraw',
  ])
})

/** The act is in the document and nowhere else. */
const killedInApproval = async (server: TestServer, plan: string) => {
  await server.call('POST', `${plan}/versions`, { name: 'На подпись' })
  const { storage } = server
  const add = storage.addApproval.bind(storage)
  storage.addApproval = () => Promise.reject(new Error('the process is killed here'))
  const { status } = await server.call('POST', `${plan}/versions/1/approval`, { ground: 'приказ' })
  storage.addApproval = add
  return status
}

const acted = async (server: TestServer) =>
  (await server.storage.readAudit(100)).filter(({ action }) => /^version\.(?!create)/.test(action))

test('[VE8] [VE9] an act that a failure kept from ledger and trail is written there before the next look at it', async () => {
  const server = await startHttp()
  const id = await sample(server)
  const plan = `/api/plans/${id}`
  const { storage } = server
  expect(await killedInApproval(server, plan)).toBe(500)
  expect([await storage.listApprovals(id), await acted(server)]).toEqual([[], []])
  const [listed] = (await server.call<{ versions: ShownVersion[] }>('GET', `${plan}/versions`)).body.versions
  expect(listed).toMatchObject({ state: 'approved', approval: { ground: 'приказ' } })
  const [act] = await storage.listApprovals(id)
  await server.call('GET', `${plan}/versions`)
  const details = { name: 'Svod', version: 1, hash: listed?.hash, ground: 'приказ' }
  expect(await acted(server)).toEqual([
    {
      number: expect.any(Number) as number,
      at: act?.at,
      by: act?.by,
      action: 'version.approve',
      plan: id,
      details,
    },
  ])
})

test('[VE10] who may only read sees the editions and makes none; strangers see nothing', async () => {
  const { house, director, editor, plan } = await houseWithDirector()
  expect((await house.as(director, 'POST', `${plan}/versions`, {})).status).toBe(403)
  expect((await house.as(editor, 'POST', `${plan}/versions`, { name: 'Наша' })).status).toBe(201)
  for (const path of ['/versions', '/versions/1']) {
    expect((await house.as(director, 'GET', plan + path)).status).toBe(200)
    expect((await house.as(null, 'GET', plan + path)).status).toBe(401)
  }
  await house.as(house.chief, 'DELETE', plan)
  expect((await house.as(director, 'GET', `${plan}/versions`)).status).toBe(404)
})

test('[AN2] a script does not fill the disk with editions: sixty in ten minutes a person, by whatever call', async () => {
  const { house, editor, plan, version } = await houseWithDirector()
  const ask = async (path: string, body: object = {}) =>
    (await house.as<ErrorBody>(editor, 'POST', `${plan}${path}`, body)).status
  const kept = async () =>
    (await house.as<{ versions: unknown[] }>(house.chief, 'GET', `${plan}/versions`)).body.versions.length
  const answers = []
  for (let asked = 0; asked < 61; asked++) answers.push(await ask('/versions'))
  expect(answers.indexOf(429)).toBe(60)
  expect(await kept()).toBe(version.number + 60)
  for (const path of ['/import/begin', `/versions/${version.number}/restore`, '/history/restore']) {
    expect(await ask(path)).toBe(429)
  }
  // Reading them is nobody's limit, and others keep theirs.
  expect((await house.as(editor, 'GET', `${plan}/versions`)).status).toBe(200)
  expect((await house.as(house.chief, 'POST', `${plan}/versions`, { name: 'На подпись' })).status).toBe(201)
  expect(await kept()).toBe(version.number + 61)
})

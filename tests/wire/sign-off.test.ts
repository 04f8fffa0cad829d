/** Signing sections over HTTP, and what a forger gets: who may, what it leaves behind, what an edit makes of it. */
import { expect, test } from 'vitest'
import { projectPlan } from '../../shared/plan/project.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { remarkKey, serverOf, signKey } from '../../shared/plan/schema.ts'
import { type SignOff, readSignOffs, stateOf } from '../../shared/plan/sign-off.ts'
import { SectionHashes, hashOfSectionJson } from '../../shared/plan/signed-content.ts'
import type { ShownSignOff } from '../../server/commands/sign-off/list-sign-offs.ts'
import { setCell } from '../../shared/plan/edit.ts'
import { textToBlocks } from '../../shared/plan/rich.ts'
import { editingOf } from '../support/drafts.ts'
import { connect, synced, untilDoc } from '../support/ws-client.ts'
import type { ErrorBody } from './http-fixture.ts'
import {
  type House,
  type Member,
  browser,
  departmentOf,
  secretOf,
  startHouse,
  trail,
} from './people-fixture.ts'

type Who = Parameters<House['as']>[0]

/** A house with a plan whose first two sections are of two departments, and an editor of each. */
const open = async () => {
  const house = await startHouse()
  const departments = [departmentOf(house, 0), departmentOf(house, 1)]
  const anna = await house.join('anna', 'editor', { departments: [departments[0]] })
  const boris = await house.join('boris', 'editor', { departments: [departments[1]] })
  const { id } = (await house.as<{ id: string }>(house.chief, 'POST', '/api/plans', { sample: true })).body
  const plan = `/api/plans/${id}`
  const read = async () => (await house.as<PlanJson>(house.chief, 'GET', plan)).body
  const [first, second] = (await read()).sections
  for (const [at, section] of [first, second].entries())
    await house.as(house.chief, 'PATCH', `${plan}/sections/${section?.id}`, { department: departments[at] })
  const [section = '', other = ''] = [first?.id, second?.id]
  const row = first?.items[0]?.id ?? ''
  const step = (who: Who, body: object, at = section) =>
    house.as<ShownSignOff & ErrorBody>(who, 'PUT', `${plan}/sections/${at}/sign-off`, body)
  const codeOf = async (...args: Parameters<typeof step>) => (await step(...args)).body.error.code
  const list = async (who: Who = anna) =>
    (await house.as<{ signOffs: ShownSignOff[] }>(who, 'GET', `${plan}/sign-offs`)).body.signOffs
  const live = async (who: Member) => {
    const client = connect({ syncUrl: `${house.url.replace('http', 'ws')}/sync` }, id, {
      headers: who.headers,
    })
    await synced(client)
    return client
  }
  const write = (who: Who, title: string) => house.as(who, 'PATCH', `${plan}/items/${row}`, { title })
  return { house, anna, boris, id, plan, section, other, row, step, codeOf, list, live, write, read }
}

/** What a replica says of a section. */
const seenBy = ({ doc }: { doc: Parameters<typeof readSignOffs>[0] }, section: string) => {
  const signOff = readSignOffs(doc).get(section) ?? null
  return { signOff, state: stateOf(signOff, new SectionHashes(doc).hashOf(section)) }
}

test('[SG1] [SG4] [SG6] the department signs, the chief returns and accepts, everybody else is refused', async () => {
  const { house, anna, boris, plan, section, other, step, codeOf, list } = await open()
  const reader = await house.join('reader', 'commenter')
  for (const who of [boris, reader]) {
    for (const body of [{ state: 'ready' }, { state: 'accepted' }, { state: 'returned', remark: 'x' }])
      expect(await codeOf(who, body)).toBe('forbidden')
  }
  expect(await codeOf(anna, { state: 'accepted' })).toBe('forbidden')
  expect(await codeOf(house.chief, { state: 'accepted' })).toBe('sign-off-step')
  const wrong = [{}, { state: 'signed' }, { state: 'returned' }, { state: 'ready', remark: 'x' }]
  for (const body of [...wrong, { state: 'ready', by: 'boris' }])
    expect((await step(anna, body)).status).toBe(400)
  expect(await codeOf(anna, { state: 'ready', hash: 'f'.repeat(64) })).toBe('section-moved')
  expect((await step(anna, { state: 'ready' }, 'no-such')).status).toBe(404)
  const hash = (await list())[0]?.hash ?? ''
  const signed = await step(anna, { state: 'ready', hash })
  expect(signed.status).toBe(200)
  expect(signed.body).toMatchObject({
    section,
    state: 'ready',
    ready: { by: 'Имя anna', byId: anna.id, hash },
    verdict: null,
  })
  expect(await codeOf(anna, { state: 'ready' })).toBe('sign-off-step')
  const returned = await step(house.chief, { state: 'returned', remark: ' Нет дат ' })
  expect(returned.body).toMatchObject({ state: 'returned', verdict: { by: 'Имя vera', remark: 'Нет дат' } })
  expect(await codeOf(house.chief, { state: 'accepted' })).toBe('sign-off-step')
  await step(anna, { state: 'ready' })
  await step(anna, { state: 'open' })
  await step(anna, { state: 'ready' })
  expect((await step(house.chief, { state: 'accepted' })).body.state).toBe('accepted')
  expect(await codeOf(anna, { state: 'open' })).toBe('sign-off-step')
  // The reader of the plan sees it, and the other section stands as it stood.
  const [one, two] = await list(reader)
  expect([one?.state, two?.section, two?.state]).toEqual(['accepted', other, 'open'])
  const told = (await trail(house)).filter((action) => action.startsWith('section.'))
  expect(told.toReversed()).toEqual(
    ['ready', 'returned', 'ready', 'open', 'ready', 'accepted'].map((state) => `section.${state}`),
  )
  const { body } = await house.as<{ history: { by: string; count: number; section: string }[] }>(
    anna,
    'GET',
    `${plan}/history?field=sign-off`,
  )
  expect(body.history.map((entry) => [entry.by, entry.section, entry.count])).toEqual([
    [house.chief.id, section, 2],
    [anna.id, section, 4],
  ])
})

test('[SG4] [SG9] whatever a forger writes by WebSocket, no signature comes of it, and guests get no remark', async () => {
  const { house, anna, id, plan, section, step, live, write } = await open()
  await step(anna, { state: 'ready' })
  await step(house.chief, { state: 'returned', remark: 'Шёпот о датах' })
  const watcher = await live(house.chief)
  const before = JSON.stringify([...readSignOffs(watcher.doc)])
  const signature = { by: house.chief.id, name: 'Имя vera', at: '2026-01-01T00:00:00.000Z' }
  const forged: SignOff = {
    ready: { ...signature, hash: new SectionHashes(watcher.doc).hashOf(section) },
    verdict: { ...signature, kind: 'accepted' },
    changed: null,
  }
  for (const who of [anna, house.chief]) {
    const forger = await live(who)
    forger.doc.transact(() => serverOf(forger.doc).set(signKey(section), forged))
    forger.doc.transact(() => serverOf(forger.doc).delete(remarkKey(section)))
    forger.doc.transact(() => serverOf(forger.doc).set('sign:s-other', forged))
  }
  await write(anna, 'после подделок')
  await untilDoc(watcher.doc, 'the change behind the forgeries is there', () =>
    JSON.stringify(projectPlan(watcher.doc, id)).includes('после подделок'),
  )
  expect(JSON.stringify([...readSignOffs(watcher.doc)])).toBe(before)
  const { body: on } = await house.as<{ link: string }>(house.chief, 'PUT', `${plan}/public-link`, {
    on: true,
  })
  const guest = browser(await house.post('/api/public/enter', { secret: secretOf(on.link) }))
  const page = await live({ ...anna, headers: guest })
  expect(seenBy(page, section).state).toBe('returned')
  expect([...serverOf(page.doc).keys()].filter((key) => key.startsWith('remark'))).toEqual([])
  const answer = await house.as({ headers: guest }, 'GET', `${plan}/sign-offs`)
  expect([answer.status, JSON.stringify(answer.body).includes('Шёпот')]).toEqual([200, false])
  expect((await step({ headers: guest }, { state: 'ready' })).body.error.code).toBe('forbidden')
})

test('[SG3] [SG5] an edit reopens it, for its author at once, with who and where; taking it back closes it', async () => {
  const { house, anna, section, row, step, list, live, read } = await open()
  const before = (await read()).sections[0]?.items[0]?.title.html ?? ''
  await step(anna, { state: 'ready' })
  await step(house.chief, { state: 'accepted' })
  const [mine, theirs] = [await live(anna), await live(house.chief)]
  const write = (text: string) => setCell(editingOf(mine.doc, anna.id), row, 'title', textToBlocks(text))
  write('Другое')
  // Nobody has confirmed anything yet.
  expect(seenBy(mine, section)).toMatchObject({ state: 'changed', signOff: { changed: null } })
  const note = () => seenBy(theirs, section).signOff?.changed ?? null
  await untilDoc(theirs.doc, 'everybody is told who it was', () => note() !== null)
  expect(note()).toMatchObject({ by: anna.id, name: 'Имя anna', item: row })
  const [shown] = await list()
  expect(shown).toMatchObject({ state: 'changed', changed: { by: 'Имя anna', item: row } })
  expect((await trail(house))[0]).toBe('section.reopened')
  write(before.replace(/<[^>]*>/g, ''))
  expect(seenBy(mine, section).state).toBe('accepted')
  await untilDoc(theirs.doc, 'the note is gone', () => note() === null)
  expect(seenBy(theirs, section).state).toBe('accepted')
  // Facts are none of it.
  await house.as(anna, 'PATCH', `/api/plans/${(await read()).id}/items/${row}`, { state: 'done' })
  expect((await list())[0]?.state).toBe('accepted')
})

test('[SG7] [SG8] what is accepted is kept as an edition, and the next draft begins unsigned', async () => {
  const { house, anna, boris, plan, other, section, step, codeOf, list } = await open()
  const director = await house.join('director', 'viewer', { approver: true })
  await step(anna, { state: 'ready' })
  await step(boris, { state: 'ready' }, other)
  const versions = async () =>
    (
      await house.as<{
        versions: { number: number; cause: string; note: string; name: string; hash: string }[]
      }>(anna, 'GET', `${plan}/versions`)
    ).body.versions
  expect(await versions()).toEqual([])
  await step(house.chief, { state: 'accepted' })
  await step(house.chief, { state: 'accepted' }, other)
  // Nothing was written between the two.
  const [kept, ...more] = await versions()
  expect([kept?.cause, kept?.note, more]).toEqual(['sign-off', 'Раздел 1', []])
  const { body } = await house.as<{ plan: PlanJson }>(anna, 'GET', `${plan}/versions/1`)
  const proven = body.plan.sections.slice(0, 2).map(hashOfSectionJson)
  expect((await list()).slice(0, 2).map(({ ready }) => ready?.hash)).toEqual(proven)
  await house.as(director, 'POST', `${plan}/versions/1/approval`, { hash: kept?.hash })
  expect(await codeOf(house.chief, { state: 'returned', remark: 'поздно' })).toBe('plan-locked')
  expect((await list())[0]?.state).toBe('accepted')
  await house.as(house.chief, 'POST', `${plan}/amendments`, {})
  expect((await list()).map(({ state }) => state)).toEqual(Array(8).fill('open'))
  expect((await step(anna, { state: 'ready' }, section)).status).toBe(200)
})

/**
 * Somebody who was offline while the plan was written anew: what they wrote comes along, once, or waits for them.
 */
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ClientOwners } from '../../../server/access/owners.ts'
import { carryOver } from '../../../server/epochs/carry.ts'
import { renewDocument } from '../../../server/epochs/renew.ts'
import type { OpenPlanSession } from '../../../client/sync/session.ts'
import { IDBFactory } from 'fake-indexeddb'
import { isNotSaved, isOffline, isSaved, TestBrowser, titles, until, write } from './session-support.ts'
import { StubServer } from './stub-server.ts'

let server: StubServer
let browser: TestBrowser

beforeEach(async () => {
  server = await StubServer.start()
  browser = new TestBrowser()
})

afterEach(async () => {
  browser.closeAll()
  await server.stop()
})

/** The server writes its plan anew, and takes what is brought from before. */
const renew = (): void => {
  const old = server.doc
  let id = 1
  const renewal = renewDocument(old, new ClientOwners(), { epoch: 'e2', clientIds: () => (id += 1) })
  const take = (update: Uint8Array) => {
    const doc = new Y.Doc({ gc: false })
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(old))
    const carried = carryOver({ doc, ids: renewal.ids, next: 'e2' }, update)
    if (carried.update) Y.applyUpdate(server.doc, carried.update)
  }
  server.past = { epoch: 'e1', doc: old, take }
  server.doc = renewal.doc
  server.epoch = 'e2'
}

/** Somebody who has the plan open, goes offline, and writes; meanwhile it is written anew. */
const writeOffline = async (words: string): Promise<OpenPlanSession> => {
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  browser.goOffline()
  write(session, 1, words)
  await until(session.saved, isOffline)
  renew()
  return session
}

const replaced = (session: OpenPlanSession) =>
  until(session.connection, (state) => state.kind === 'closed' && state.code === 'replaced')

it('[EP15] what was written offline stands in the new plan, is saved, and nothing waits for anybody', async () => {
  const before = await writeOffline('Тотальный диктант')
  before.close()
  browser.online = true
  const back = browser.visit(server)
  await replaced(back)
  const fresh = browser.visit(server)
  await until(fresh.saved, isSaved)
  expect(titles(fresh)).toEqual(['Чемпионат по чтению', 'Тотальный диктант', 'Семинар'])
  expect(server.titles()).toEqual(titles(fresh))
  expect(fresh.rescue.get()).toEqual([])
  expect(server.heard.filter((what) => what === 'resume e1' || what === 'carry')).toEqual([
    'resume e1',
    'carry',
  ])
  // The old copy is gone: the next visit knows nothing of it.
  fresh.close()
  const next = browser.visit(server)
  await until(next.saved, isSaved)
  expect(server.heard.filter((what) => what === 'carry')).toHaveLength(1)
})

it('[EP15] what is written while the rest is on its way comes along, and a lost ack doubles nothing', async () => {
  server.autoCommit = false
  const session = browser.visit(server)
  await server.until(() => server.heard.includes('step2'))
  server.commit()
  await until(session.saved, isSaved)
  browser.goOffline()
  write(session, 1, 'Один')
  await until(session.saved, isOffline)
  renew()
  browser.comeBack()
  await server.until(() => server.heard.includes('carry'))
  server.cut()
  await server.until(() => server.heard.filter((what) => what === 'carry').length === 2)
  write(session, 0, 'Два')
  server.commit()
  await server.until(() => server.heard.filter((what) => what === 'carry').length === 3)
  expect(session.connection.get().kind).toBe('ready')
  server.commit()
  await replaced(session)
  expect(server.titles()).toEqual(['Два', 'Один', 'Семинар'])
})

it('[EP15] words that have no place any more wait for their author; so does everything of an epoch long past', async () => {
  const before = await writeOffline('Диктант без абзаца')
  before.close()
  server.strands = ['без абзаца']
  browser.online = true
  await replaced(browser.visit(server))
  const fresh = browser.visit(server)
  await until(fresh.saved, isNotSaved)
  expect(fresh.rescue.get()).toMatchObject([{ code: 'epoch-changed', text: 'без абзаца' }])
  fresh.dismissRescued(fresh.rescue.get().map(({ id }) => id))
  await until(fresh.saved, isSaved)
  browser.goOffline()
  write(fresh, 2, 'Очень поздно')
  await until(fresh.saved, isOffline)
  server.epoch = 'e9'
  browser.comeBack()
  await replaced(fresh)
  const last = browser.visit(server)
  await until(last.saved, isNotSaved)
  expect(last.rescue.get()).toMatchObject([{ code: 'epoch-changed', text: 'Очень поздно' }])
})

/** Somebody whose words have no place in the new plan, and the server has not acknowledged what they brought. */
const strand = async (words: string): Promise<OpenPlanSession> => {
  const session = await writeOffline('Диктант без абзаца')
  server.strands = [words]
  server.autoCommit = false
  browser.comeBack()
  await until(session.rescue, (texts) => texts.length > 0)
  return session
}

it('[EP19] words without a place that are told with every attempt wait once', async () => {
  const session = await strand('без абзаца')
  server.cut()
  await server.until(() => server.heard.filter((what) => what === 'carry').length === 2)
  server.commit()
  await replaced(session)
  server.autoCommit = true
  const fresh = browser.visit(server)
  await until(fresh.saved, isNotSaved)
  expect(fresh.rescue.get()).toMatchObject([{ code: 'epoch-changed', text: 'без абзаца' }])
})

it('[EP19] and wait in the browser from the moment they are told, also for who comes back later', async () => {
  const factory = new IDBFactory()
  browser = new TestBrowser(factory)
  await strand('без абзаца')
  await browser.storeRead()
  expect(browser.warns()).toBe(false)
  // The page is killed here.
  const next = new TestBrowser(factory)
  const back = next.visit(server)
  await until(back.rescue, (texts) => texts.length > 0)
  await server.until(() => server.heard.filter((what) => what === 'carry').length === 2)
  server.commit()
  await replaced(back)
  server.autoCommit = true
  const fresh = next.visit(server)
  await until(fresh.saved, isNotSaved)
  expect(fresh.rescue.get().map(({ text }) => text)).toEqual(['без абзаца'])
  next.closeAll()
})

it('[EP20] is not offline while what was written is on its way home', async () => {
  server.autoCommit = false
  const session = browser.visit(server)
  await server.until(() => server.heard.includes('step2'))
  server.commit()
  await until(session.saved, isSaved)
  browser.goOffline()
  write(session, 1, 'Тотальный диктант')
  await until(session.saved, isOffline)
  renew()
  browser.comeBack()
  await server.until(() => server.heard.includes('carry'))
  expect(session.saved.get()).toEqual({ kind: 'saving', changes: 1 })
  server.commit()
  await replaced(session)
})

it('[EP15] who has nothing unsent is moved to the new document without a word', async () => {
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  renew()
  server.cut(4409)
  await replaced(session)
  const fresh = browser.visit(server)
  await until(fresh.saved, isSaved)
  expect(fresh.rescue.get()).toEqual([])
  expect(server.heard).not.toContain('resume e1')
  expect(titles(fresh)).toEqual(['Чемпионат по чтению', 'Диктант', 'Семинар'])
})

/** Two tabs without a network; one has written and is closed, and the other has not looked. */
const writeInClosedTab = async (words: string): Promise<OpenPlanSession> => {
  const [one, two] = [browser.visit(server), browser.visit(server)]
  await Promise.all([until(one.saved, isSaved), until(two.saved, isSaved)])
  browser.goOffline()
  write(one, 1, words)
  await until(one.saved, isOffline)
  one.close()
  return two
}

it('[OF13] what a closed tab left in the copy comes along with the other tab', async () => {
  const two = await writeInClosedTab('Из закрытой вкладки')
  renew()
  browser.comeBack()
  await replaced(two)
  const fresh = browser.visit(server)
  await until(fresh.saved, isSaved)
  expect(server.titles()).toEqual(['Чемпионат по чтению', 'Из закрытой вкладки', 'Семинар'])
})

it('[OF13] or waits for its author where the epoch is long past', async () => {
  const two = await writeInClosedTab('Из закрытой вкладки')
  server.replaceDocument('e9')
  browser.comeBack()
  await replaced(two)
  const fresh = browser.visit(server)
  await until(fresh.saved, isNotSaved)
  expect(fresh.rescue.get()).toMatchObject([{ code: 'epoch-changed', text: 'Из закрытой вкладки' }])
})

it('[OF15] does not wait for ever for a store that answers nothing any more', async () => {
  let tire = (): void => undefined
  const tired = new Promise<'late'>((resolve) => {
    tire = () => resolve('late')
  })
  browser = new TestBrowser(undefined, () => tired)
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  browser.goOffline()
  write(session, 1, 'Тотальный диктант')
  renew()
  browser.stallStore()
  browser.comeBack()
  tire()
  await replaced(session)
  expect(server.titles()[1]).toBe('Тотальный диктант')
})

/**
 * An open plan in a browser whose store is slow, or never answers: nobody waits, nothing is lost, nothing is claimed.
 */
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase, transact, UPDATES } from '../../../client/sync/idb.ts'
import { listCaches } from '../../../client/sync/vault.ts'
import {
  isNotSaved,
  isOffline,
  isSaved,
  OLGA,
  shutFactory,
  TestBrowser,
  titles,
  until,
  write,
} from './session-support.ts'
import { StubServer } from './stub-server.ts'

const AT_ONCE = () => Promise.resolve('late' as const)
const isReady = ({ kind }: { kind: string }): boolean => kind === 'ready'

let server: StubServer
const browsers: TestBrowser[] = []

const browserWith = (...args: ConstructorParameters<typeof TestBrowser>): TestBrowser => {
  const browser = new TestBrowser(...args)
  browsers.push(browser)
  return browser
}

beforeEach(async () => {
  server = await StubServer.start()
})

afterEach(async () => {
  for (const browser of browsers.splice(0)) browser.closeAll()
  await server.stop()
})

it('[FR3] the connection is made and said hello on before the browser’s store has answered', async () => {
  const store = shutFactory()
  const session = browserWith(store.factory).visit(server)
  await server.until(() => server.heard.includes('hello'))
  expect(session.connection.get()).toEqual({ kind: 'opening' })
  store.open()
  await until(session.connection, isReady)
  await until(session.saved, isSaved)
})

it('[FR4] a store that never answers keeps nobody from the plan, and nothing is said to be kept in it', async () => {
  const browser = browserWith(shutFactory().factory, AT_ONCE)
  const session = browser.visit(server)
  await until(session.connection, isReady)
  await until(session.saved, isSaved)
  browser.goOffline()
  await server.stop()
  write(session, 0, 'Только в этой вкладке')
  expect(await until(session.saved, isNotSaved)).toMatchObject({ changes: 1, code: 'cache-failed' })
  expect(browser.warns()).toBe(true)
})

/** A visit that ends without a network, with words that only the store has. */
const leaveUnsent = async (factory: IDBFactory, words: string): Promise<void> => {
  const before = browserWith(factory)
  const first = before.visit(server)
  await until(first.saved, isSaved)
  before.goOffline()
  server.cut()
  write(first, 0, words)
  await until(first.saved, isOffline)
  before.closeAll()
}

it('[FR5] a store that opens late is taken up: old words are sent, new ones kept', async () => {
  const factory = new IDBFactory()
  await leaveUnsent(factory, 'Из прошлого посещения')

  const store = shutFactory(factory)
  const browser = browserWith(store.factory, AT_ONCE)
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  write(session, 1, 'Пока хранилище молчало')
  await until(session.saved, isSaved)
  store.open()
  await server.until(() => server.titles()[0] === 'Из прошлого посещения')
  expect(titles(session).slice(0, 2)).toEqual(['Из прошлого посещения', 'Пока хранилище молчало'])
  await until(session.saved, isSaved)

  browser.goOffline()
  await server.stop()
  write(session, 2, 'Без сети')
  expect(await until(session.saved, isOffline)).toEqual({ kind: 'offline', changes: 1 })
  expect(browser.warns()).toBe(false)
  browser.closeAll()
  const again = browserWith(factory)
  again.online = false
  const last = again.visit(server)
  await until(last.connection, isReady)
  expect(titles(last)).toEqual(['Из прошлого посещения', 'Пока хранилище молчало', 'Без сети'])
})

/** Puts something into the copy that is no update of a document. */
const breakCopy = async (factory: IDBFactory) => {
  const db = await openDatabase(factory, () => undefined)
  const [record] = await listCaches(db, 'plan', OLGA.id)
  await transact(db, [UPDATES], 'readwrite', (store) => {
    store(UPDATES).put(new Uint8Array([255, 255, 255, 255]), [record?.id ?? '', '', 0])
  })
  return async () => (await listCaches(db, 'plan', OLGA.id)).map(({ aside, unsent }) => ({ aside, unsent }))
}

it('[OF19] a copy that cannot be read is opened beside, and what it has unsent stays unsent', async () => {
  const factory = new IDBFactory()
  await leaveUnsent(factory, 'Из прошлого посещения')
  const copies = await breakCopy(factory)
  const [before] = await copies()
  const browser = browserWith(factory)
  const session = browser.visit(server)
  await until(session.connection, isReady)
  write(session, 1, 'Дальше')
  await server.until(() => server.titles()[1] === 'Дальше')
  browser.closeAll()
  await browser.storeRead()
  expect(await copies()).toEqual([before])
})

it('[OF19] one of another epoch is given up, not opened for ever', async () => {
  const factory = new IDBFactory()
  await leaveUnsent(factory, 'В старом плане')
  const copies = await breakCopy(factory)
  server.replaceDocument('e2')
  const browser = browserWith(factory)
  await until(browser.visit(server).connection, ({ kind }) => kind === 'closed')
  expect((await copies()).map(({ aside }) => aside)).toEqual([true])
  const fresh = browser.visit(server)
  await until(fresh.connection, isReady)
  expect(titles(fresh)[0]).toBe('Чемпионат по чтению')
})

it('[FR5] a late copy of another epoch is not mixed in; the next visit rescues its words', async () => {
  const factory = new IDBFactory()
  await leaveUnsent(factory, 'В старом плане')
  server.replaceDocument('e2')

  const store = shutFactory(factory)
  const browser = browserWith(store.factory, AT_ONCE)
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  store.open()
  await browser.storeRead()
  expect(titles(session)[0]).toBe('Чемпионат по чтению')
  await until(session.saved, isSaved)
  browser.closeAll()

  const next = browserWith(factory)
  await until(next.visit(server).connection, ({ kind }) => kind === 'closed')
  const fresh = next.visit(server)
  await until(fresh.connection, isReady)
  expect(titles(fresh)[0]).toBe('Чемпионат по чтению')
  expect(fresh.rescue.get()).toMatchObject([{ code: 'epoch-changed', text: 'В старом плане' }])
  expect(server.titles()).not.toContain('В старом плане')
})

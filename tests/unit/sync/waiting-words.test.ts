/** An open plan whose words cannot go into it: they wait for their author, whole, once, and nothing untrue is said. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writePaste } from '../../../shared/clip/write.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { OpenPlanSession } from '../../../client/sync/session.ts'
import { isNotSaved, isOffline, isSaved, TestBrowser, until, write } from './session-support.ts'
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

it('[SV11] every row of a refused paste waits with all its words', async () => {
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  server.refuseWith = 'forbidden'
  const [section] = session.projection.view().sections
  const rowOf = (n: number) => ({
    level: 0,
    number: null,
    cells: new Map([
      ['title', textToBlocks(`Название ${n}`)],
      ['period', textToBlocks(`Сроки ${n}`)],
    ]),
  })
  writePaste(session.editing, {
    section: section?.id ?? '',
    over: new Map(),
    rows: [rowOf(1), rowOf(2)],
    at: 'end',
    sections: [],
    columns: ['title', 'period'],
  })
  await until(session.connection, (state) => state.kind === 'closed')
  server.refuseWith = null
  const fresh = browser.visit(server)
  await until(fresh.connection, (state) => state.kind === 'ready')
  expect(
    fresh.rescue
      .get()
      .map(({ text }) => text)
      .sort(),
  ).toEqual(['Название 1\nСроки 1', 'Название 2\nСроки 2'])
})

it('[SH22] what is typed and not in the document yet waits with the rest when the session ends', async () => {
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  session.onEnding?.(() => session.rights.get().may('rows.edit') && write(session, 0, 'Не дописано'))
  server.refuseWith = 'forbidden'
  write(session, 1, 'Не положено')
  await until(session.connection, (state) => state.kind === 'closed')
  server.refuseWith = null
  const fresh = browser.visit(server)
  expect((await waiting(fresh)).map(({ text }) => text).sort()).toEqual(['Не дописано', 'Не положено'])
})

it('[SH22] or is kept in the copy, where the plan is closed to its reader', async () => {
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  session.onEnding?.(() => session.rights.get().may('rows.edit') && write(session, 0, 'Не дописано'))
  server.cut(4403)
  await until(session.connection, (state) => state.kind === 'closed')
  expect(await waiting(session)).toMatchObject([{ text: 'Не дописано', inCopy: true }])
})

const privateWindow = (): TestBrowser => {
  const open = (): never => {
    throw new Error('SecurityError')
  }
  return new TestBrowser({ open } as never)
}

/** Somebody who writes offline, and whom the server, when it is reached again, does not let in any more. */
const shutOut = async (code: ErrorCode, words = 'Написано в поезде'): Promise<OpenPlanSession> => {
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  browser.goOffline()
  await server.stop()
  write(session, 0, words)
  await until(session.saved, ({ kind }) => kind === 'offline' || kind === 'not-saved')
  browser.refusal = code
  browser.comeBack()
  await until(session.connection, (state) => state.kind === 'closed')
  return session
}

const comeBackIn = async (): Promise<OpenPlanSession> => {
  await server.restart()
  browser.refusal = null
  return browser.visit(server)
}

const waiting = (session: OpenPlanSession) => until(session.rescue, (texts) => texts.length > 0)

it('[SV13] a plan that is closed to its reader shows what they could not send, and sends it when it may', async () => {
  const session = await shutOut('forbidden')
  expect(await waiting(session)).toMatchObject([{ text: 'Написано в поезде', inCopy: true }])
  expect(session.saved.get()).toEqual({ kind: 'not-saved', changes: 1, code: 'forbidden' })
  expect(browser.warns()).toBe(false)
  session.close()
  const back = await comeBackIn()
  await until(back.saved, isSaved)
  expect(back.rescue.get()).toEqual([])
  expect(server.titles()[0]).toBe('Написано в поезде')
})

it('[SV13] whoever can sign in again is not asked to copy what the browser keeps', async () => {
  const session = await shutOut('unauthenticated')
  await until(session.mustStay, (must) => !must)
  session.close()
  const back = await comeBackIn()
  await until(back.saved, isSaved)
  expect(session.rescue.get()).toEqual([])
  expect(server.titles()[0]).toBe('Написано в поезде')
})

it('[SV12] where the browser keeps nothing, the words wait in the page, which says so and does not let go of them', async () => {
  browser.closeAll()
  browser = privateWindow()
  const session = await shutOut('client-outdated')
  expect(session.saved.get()).toMatchObject({ kind: 'not-saved', changes: 1, memoryOnly: true })
  expect(await waiting(session)).toMatchObject([{ text: 'Написано в поезде' }])
  expect(session.rescue.get()[0]).not.toHaveProperty('inCopy')
  expect(session.saved.get()).toMatchObject({ kind: 'not-saved', changes: 1, memoryOnly: true })
  expect(browser.warns()).toBe(true)
})

it('[SV12] says that only the page holds the words once the browser has been waited for in vain, not before', async () => {
  let tire = (): void => undefined
  const tired = new Promise<'late'>((resolve) => {
    tire = () => resolve('late')
  })
  browser = new TestBrowser(undefined, () => tired)
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  browser.stallStore()
  server.cut(4426)
  write(session, 0, 'Написано в поезде')
  await until(session.connection, (state) => state.kind === 'closed')
  expect(session.saved.get()).toEqual({
    kind: 'not-saved',
    changes: 1,
    code: 'client-outdated',
    keeping: true,
  })
  expect(browser.warns()).toBe(true)
  tire()
  expect(await waiting(session)).toMatchObject([{ text: 'Написано в поезде' }])
  expect(session.saved.get()).toMatchObject({ kind: 'not-saved', changes: 1, memoryOnly: true })
})

it('[OF16] a session that has ended is not kept open for words that wait in the page', async () => {
  browser.closeAll()
  browser = privateWindow()
  const session = await shutOut('forbidden')
  await waiting(session)
  expect(session.mustStay.get()).toBe(false)
  session.close()
  const back = await comeBackIn()
  await until(back.connection, ({ kind }) => kind === 'ready')
  expect(back.rescue.get()).toMatchObject([{ text: 'Написано в поезде' }])
  expect(await until(back.saved, isNotSaved)).toMatchObject({ memoryOnly: true })
  expect(browser.warns()).toBe(true)
  back.dismissRescued(back.rescue.get().map(({ id }) => id))
  await until(back.saved, isSaved)
  expect(browser.warns()).toBe(false)
})

it('[OF18] a store that the browser closes by force keeps nothing any more, and that is said', async () => {
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  browser.goOffline()
  write(session, 0, 'Хранилось')
  await until(session.saved, isOffline)
  expect(browser.warns()).toBe(false)
  browser.loseStore()
  expect(session.saved.get()).toEqual({ kind: 'not-saved', changes: 1, code: 'cache-failed' })
  expect(browser.warns()).toBe(true)
  browser.comeBack()
  await until(session.saved, isSaved)
})

it('[OF18] words that waited in it wait in the page', async () => {
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  server.refuseWith = 'forbidden'
  write(session, 0, 'Не положено')
  await until(session.connection, ({ kind }) => kind === 'closed')
  server.refuseWith = null
  const fresh = browser.visit(server)
  await waiting(fresh)
  expect(browser.warns()).toBe(false)
  browser.loseStore()
  expect(browser.warns()).toBe(true)
  expect(fresh.rescue.get()).toMatchObject([{ text: 'Не положено' }])
})

it('[OF18] the browser is asked to keep for good what is written without a network', async () => {
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  write(session, 0, 'С сервером')
  expect(browser.asked).toBe(0)
  browser.goOffline()
  write(session, 0, 'Без сервера')
  expect(browser.asked).toBe(1)
})

it('[OF20] a look into the copy that fails does not end the keeping', async () => {
  const session = browser.visit(server)
  await until(session.saved, isSaved)
  await browser.storeRead()
  const failed = browser.failLook()
  browser.page.dispatchEvent(new Event('focus'))
  await failed
  await browser.storeRead()
  browser.goOffline()
  write(session, 0, 'И дальше хранится')
  expect(await until(session.saved, ({ kind }) => kind !== 'saving')).toEqual({ kind: 'offline', changes: 1 })
})

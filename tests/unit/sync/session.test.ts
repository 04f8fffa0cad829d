/** An open plan against a stub server: what is sent, when it says saved, what it survives. */
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { keepOpen } from '../../../client/sync/keep-open.ts'
import { type OpenPlanSession, REPLACED } from '../../../client/sync/session.ts'
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

describe('opening and writing', () => {
  it('[CN1] says hello before anything else and opens readable', async () => {
    const session = browser.visit(server)
    expect(session.connection.get()).toEqual({ kind: 'opening' })
    await until(session.connection, (state) => state.kind === 'ready')
    expect(server.heard[0]).toBe('hello')
    expect(titles(session)).toEqual(['Чемпионат по чтению', 'Диктант', 'Семинар'])
    expect(session.rights.get().may('rows.edit')).toBe(true)
  })

  it('[SV1] says saved when the server has acked, and not before', async () => {
    server.autoCommit = false
    const session = browser.visit(server)
    await until(session.connection, (state) => state.kind === 'ready')
    await server.until(() => server.heard.includes('step2'))
    expect(session.saved.get().kind).toBe('saving')
    server.commit()
    await until(session.saved, isSaved)
    write(session, 1, 'Тотальный диктант')
    expect(session.saved.get()).toEqual({ kind: 'saving', changes: 1 })
    await server.until(() => server.heard.includes('update'))
    expect(session.saved.get()).toEqual({ kind: 'saving', changes: 1 })
    server.commit()
    await until(session.saved, isSaved)
  })

  it('[AC24] brings all it has when it is asked anew, and says saved when that is acked', async () => {
    const session = browser.visit(server)
    await until(session.connection, (state) => state.kind === 'ready')
    await until(session.saved, isSaved)
    server.asksAnew = true
    write(session, 1, 'Оставлено целому')
    await server.until(() => server.heard.filter((kind) => kind === 'step2').length === 2)
    await until(session.saved, isSaved)
    expect(server.titles()).toContain('Оставлено целому')
    write(session, 2, 'И дальше')
    await server.until(() => server.titles().includes('И дальше'))
    await until(session.saved, isSaved)
    expect(server.connections).toBe(1)
  })

  it('[SV3] makes everything outstanding again when the server dies between change and ack', async () => {
    server.autoCommit = false
    const session = browser.visit(server)
    await server.until(() => server.heard.includes('step2'))
    server.commit()
    await until(session.saved, isSaved)
    const onDisk = new Y.Doc()
    Y.applyUpdate(onDisk, Y.encodeStateAsUpdate(server.doc))
    write(session, 0, 'Сказано перед гибелью сервера')
    await server.until(() => server.heard.includes('update'))
    server.autoCommit = true
    await server.restart(onDisk)
    expect(session.saved.get().kind).not.toBe('saved')
    await until(session.saved, isSaved)
    const after = browser.visit(server)
    await until(after.saved, isSaved)
    expect(titles(after)[0]).toBe('Сказано перед гибелью сервера')
  })

  it('[CN2] sends a change made while connecting inside the step 2, never as an update with a gap', async () => {
    const session = browser.visit(server)
    await until(session.saved, isSaved)
    server.cut()
    await until(session.connection, (state) => state.kind === 'ready' && !state.online)
    write(session, 0, 'Без связи')
    await until(session.connection, (state) => state.kind === 'ready' && state.online)
    write(session, 0, 'Без связи, а потом со связью')
    await until(session.saved, isSaved)
    const other = new TestBrowser().visit(server)
    await until(other.saved, isSaved)
    expect(titles(other)[0]).toBe('Без связи, а потом со связью')
    other.close()
  })
})

describe('offline', () => {
  it('[OF1] keeps changes over a reload without a server, counts them, and merges on return', async () => {
    const first = browser.visit(server)
    await until(first.saved, isSaved)
    browser.goOffline()
    await server.stop()
    write(first, 0, 'Написано в поезде')
    write(first, 2, 'И это тоже')
    expect(await until(first.saved, isOffline)).toEqual({ kind: 'offline', changes: 2 })
    expect(browser.warns()).toBe(false)
    first.close()

    const second = browser.visit(server)
    await until(second.connection, (state) => state.kind === 'ready')
    expect(titles(second)).toEqual(['Написано в поезде', 'Диктант', 'И это тоже'])
    expect(await until(second.saved, isOffline)).toEqual({ kind: 'offline', changes: 2 })
    write(second, 1, 'После перезагрузки')

    await server.restart()
    browser.comeBack()
    await until(second.saved, isSaved)
    const other = new TestBrowser().visit(server)
    await until(other.saved, isSaved)
    expect(titles(other)).toEqual(['Написано в поезде', 'После перезагрузки', 'И это тоже'])
    other.close()
  })

  it('[OF10] sends what another tab wrote offline and was closed with', async () => {
    const [one, two] = [browser.visit(server), browser.visit(server)]
    await Promise.all([until(one.saved, isSaved), until(two.saved, isSaved)])
    browser.goOffline()
    await server.stop()
    write(one, 0, 'Из закрытой вкладки')
    write(two, 1, 'Из открытой вкладки')
    await Promise.all([until(one.saved, isOffline), until(two.saved, isOffline)])
    one.close()
    expect(titles(two)[0]).toBe('Чемпионат по чтению')
    browser.page.dispatchEvent(new Event('focus'))
    expect(await until(two.saved, (state) => state.kind === 'offline' && state.changes === 2)).toBeDefined()
    expect(titles(two)[0]).toBe('Из закрытой вкладки')

    await server.restart()
    browser.comeBack()
    await until(two.saved, isSaved)
    const other = new TestBrowser().visit(server)
    await until(other.saved, isSaved)
    expect(titles(other)).toEqual(['Из закрытой вкладки', 'Из открытой вкладки', 'Семинар'])
    other.close()
  })

  it('[OF10] takes over when it connects, and finds nothing to take over afterwards', async () => {
    const [one, two] = [browser.visit(server), browser.visit(server)]
    await Promise.all([until(one.saved, isSaved), until(two.saved, isSaved)])
    browser.goOffline()
    await server.stop()
    write(one, 0, 'Последние слова')
    await until(one.saved, isOffline)
    one.close()
    await server.restart()
    browser.online = true
    const arrived = server.until(() => server.titles()[0] === 'Последние слова')
    await arrived
    await until(two.saved, isSaved)
    two.close()
    const after = browser.visit(server)
    const states: string[] = []
    after.saved.subscribe(() => states.push(after.saved.get().kind))
    await until(after.saved, isSaved)
    expect(after.saved.get()).toEqual({ kind: 'saved' })
    expect(states).not.toContain('offline')
  })

  it('[OF2] opens from the copy with nothing to send where everything had been saved', async () => {
    const first = browser.visit(server)
    await until(first.saved, isSaved)
    write(first, 0, 'Сохранено')
    await until(first.saved, isSaved)
    first.close()
    browser.online = false
    await server.stop()
    const second = browser.visit(server)
    await until(second.connection, (state) => state.kind === 'ready')
    expect(titles(second)[0]).toBe('Сохранено')
    await until(second.saved, isOffline)
  })

  it('[OF3] says not saved, and asks before leaving, where the browser keeps nothing', async () => {
    browser = new TestBrowser({ open: () => raise() } as never)
    const session = browser.visit(server)
    await until(session.saved, isSaved)
    expect(browser.warns()).toBe(false)
    browser.goOffline()
    await server.stop()
    write(session, 0, 'Нигде')
    expect(await until(session.saved, isNotSaved)).toEqual({
      kind: 'not-saved',
      changes: 1,
      code: 'cache-failed',
    })
    expect(browser.warns()).toBe(true)
  })

  it('[OF16] sends what only the page’s memory held though its plan was left meanwhile', async () => {
    browser = new TestBrowser({ open: () => raise() } as never)
    const kept = keepOpen(() => browser.visit(server))
    const stop = kept.start()
    const session = kept.session.get()
    if (session === null) throw new Error('not open')
    await until(session.saved, isSaved)
    browser.goOffline()
    write(session, 0, 'Только в памяти')
    stop()
    expect(browser.warns()).toBe(true)
    browser.comeBack()
    await server.until(() => server.titles()[0] === 'Только в памяти')
    await server.until(() => server.connections === 0)
    expect(browser.warns()).toBe(false)
  })

  it('[OF5] shows nobody the copy of somebody else on the same computer', async () => {
    const first = browser.visit(server)
    await until(first.saved, isSaved)
    first.close()
    browser.online = false
    await server.stop()
    const anna = browser.visit(server, { ...first.me, id: 'anna' })
    await until(anna.saved, isOffline)
    expect(anna.connection.get()).toEqual({ kind: 'opening' })
  })
})

describe('what may not be merged', () => {
  /** What they write is refused; the visit after that. */
  const refusedIn = async (there: TestBrowser, session: OpenPlanSession) => {
    server.refuseWith = 'forbidden'
    write(session, 0, 'Не положено')
    await until(session.connection, (state) => state.kind === 'closed')
    server.refuseWith = null
    return there.visit(server)
  }

  it('[CN3] never merges a copy of another epoch, and rescues what was not sent', async () => {
    const first = browser.visit(server)
    await until(first.saved, isSaved)
    browser.goOffline()
    write(first, 1, 'Из старого воплощения')
    await until(first.saved, isOffline)
    first.close()
    server.replaceDocument('e2')
    browser.online = true
    const stale = browser.visit(server)
    expect(await until(stale.connection, (state) => state.kind === 'closed')).toEqual({
      kind: 'closed',
      code: REPLACED,
    })
    const fresh = browser.visit(server)
    await until(fresh.connection, (state) => state.kind === 'ready')
    expect(titles(fresh)).toEqual(['Чемпионат по чтению', 'Диктант', 'Семинар'])
    expect(fresh.rescue.get()).toMatchObject([
      { code: 'epoch-changed', section: 'Конкурсы', text: 'Из старого воплощения' },
    ])
    await until(fresh.saved, isNotSaved)
    fresh.dismissRescued(fresh.rescue.get().map(({ id }) => id))
    await until(fresh.saved, isSaved)
  })

  it('[SV8] keeps the words of a refused change for their author and loads afresh', async () => {
    const session = browser.visit(server)
    await until(session.saved, isSaved)
    const fresh = await refusedIn(browser, session)
    const said = await until(fresh.saved, isNotSaved)
    expect(said).toEqual({ kind: 'not-saved', changes: 1, code: 'forbidden' })
    expect(fresh.rescue.get()[0]?.text).toBe('Не положено')
    await until(fresh.connection, (state) => state.kind === 'ready' && state.online)
    expect(titles(fresh)[0]).toBe('Чемпионат по чтению')
  })

  it('[OF13] keeps with them what a closed tab of mine had left in the same copy', async () => {
    const factory = new IDBFactory()
    const [here, there] = [new TestBrowser(factory), new TestBrowser(factory)]
    const [session, other] = [here.visit(server), there.visit(server)]
    await Promise.all([until(session.saved, isSaved), until(other.saved, isSaved)])
    await here.storeRead()
    there.goOffline()
    write(other, 1, 'Из закрытой вкладки')
    await until(other.saved, isOffline)
    there.closeAll()
    const fresh = await refusedIn(here, session)
    await until(fresh.saved, isNotSaved)
    const words = fresh.rescue.get().map(({ text }) => text)
    expect(words.sort()).toEqual(['Из закрытой вкладки', 'Не положено'])
    here.closeAll()
  })

  it('[OF15] shows refused words where the browser keeps nothing, until they are dealt with', async () => {
    const there = new TestBrowser({ open: () => raise() } as never)
    const session = there.visit(server)
    await until(session.saved, isSaved)
    const fresh = await refusedIn(there, session)
    expect(await until(fresh.saved, isNotSaved)).toMatchObject({ code: 'forbidden' })
    expect(fresh.rescue.get()).toMatchObject([{ text: 'Не положено' }])
    expect(there.warns()).toBe(true)
    fresh.dismissRescued(fresh.rescue.get().map(({ id }) => id))
    await until(fresh.saved, isSaved)
    expect(there.warns()).toBe(false)
    there.closeAll()
  })

  it('[OF15] and where its store does not answer any more; leaving asks all the while', async () => {
    let tire = (): void => undefined
    const tired = new Promise<'late'>((resolve) => {
      tire = () => resolve('late')
    })
    const there = new TestBrowser(new IDBFactory(), () => tired)
    const session = there.visit(server)
    await until(session.saved, isSaved)
    there.stallStore()
    server.refuseWith = 'forbidden'
    write(session, 0, 'Не положено')
    await until(session.saved, isNotSaved)
    expect(there.warns()).toBe(true)
    tire()
    await until(session.connection, (state) => state.kind === 'closed')
    server.refuseWith = null
    const fresh = there.visit(server)
    await until(fresh.connection, (state) => state.kind === 'ready')
    expect(there.warns()).toBe(true)
    expect(fresh.rescue.get()).toMatchObject([{ text: 'Не положено' }])
    there.closeAll()
  })

  it('[CN4] stops for good where reconnecting cannot help', async () => {
    const session = browser.visit(server)
    await until(session.saved, isSaved)
    server.cut(4410)
    const state = await until(session.connection, ({ kind }) => kind === 'closed')
    expect(state).toEqual({ kind: 'closed', code: 'plan-in-trash' })
    expect(session.rights.get().may('rows.edit')).toBe(false)
    await server.until(() => server.connections === 0)
  })

  it('[CN9] sends nothing of mine in the name of somebody who has signed in in this browser since', async () => {
    const session = browser.visit(server)
    await until(session.saved, isSaved)
    browser.goOffline()
    write(session, 0, 'Слова Ольги')
    await until(session.saved, isOffline)
    server.heard.length = 0
    server.takesFor = 'anna'
    browser.comeBack()
    const state = await until(session.connection, ({ kind }) => kind === 'closed')
    expect(state).toEqual({ kind: 'closed', code: 'unauthenticated' })
    await server.until(() => server.connections === 0)
    expect(server.heard).not.toContain('step2')
    expect(server.titles()[0]).toBe('Чемпионат по чтению')
    // They wait for her in the browser's copy.
    server.takesFor = session.me.id
    const back = browser.visit(server)
    await until(back.saved, isSaved)
    expect(server.titles()[0]).toBe('Слова Ольги')
  })

  it('[CN5] learns over HTTP why it was not let in', async () => {
    await server.stop()
    browser.refusal = 'unauthenticated'
    const session = browser.visit(server)
    const state = await until(session.connection, ({ kind }) => kind === 'closed')
    expect(state).toEqual({ kind: 'closed', code: 'unauthenticated' })
  })

  it('[SV5] says not saved while the store refuses writes, and sends everything when it takes them again', async () => {
    const session = browser.visit(server)
    await until(session.saved, isSaved)
    server.storeWritable = false
    server.cut(4503)
    write(session, 0, 'Диск полон')
    const said = await until(session.saved, isNotSaved)
    expect(said).toMatchObject({ code: 'storage-failed', changes: 1 })
    server.storeWritable = true
    server.cut(1012)
    await until(session.saved, isSaved)
  })
})

const raise = (): never => {
  throw new Error('SecurityError')
}

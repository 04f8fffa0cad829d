/** An open plan whose words cannot go into it: they wait for their author, whole, once, and nothing untrue is said. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writePaste } from '../../../shared/clip/write.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { isSaved, TestBrowser, until } from './session-support.ts'
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
  expect(fresh.rescue.get().map(({ text }) => text)).toEqual(['Название 1\nСроки 1', 'Название 2\nСроки 2'])
})

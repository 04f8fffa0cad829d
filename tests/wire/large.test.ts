/** Large differences against the whole server, with threads of its own: honest, hostile, and cut short. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { PlanJson } from '../../shared/plan/json.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { rowsOf } from '../../shared/plan/schema.ts'
import { encodeSyncStep2 } from '../../shared/protocol.ts'
import { call, createSample } from '../support/http.ts'
import { item, rawUpdate, type as typeContent } from '../support/raw-update.ts'
import { scatter, titleOf } from '../support/scattered.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import { untilEqual } from '../support/stock-client.ts'
import { connect, connectRaw, synced, untilDoc } from '../support/ws-client.ts'

let server: ServerProcess
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.dispose())

const firstTitle = (doc: Y.Doc): Y.XmlText => titleOf(doc, [...rowsOf(doc).keys()].sort()[0] ?? '')
const countOf = (doc: Y.Doc, letter: string): number =>
  [...rowsOf(doc).keys()].reduce((sum, row) => sum + String(titleOf(doc, row)).split(letter).length - 1, 0)

/** Two people who answer each other until `isOver`; how often they did. */
const talk = async (one: Y.Doc, other: Y.Doc, isOver: () => boolean): Promise<number> => {
  for (let round = 0; ; round++) {
    if (isOver()) return round
    const word = `⟦${round}⟧`
    const [from, to] = round % 2 === 0 ? [one, other] : [other, one]
    firstTitle(from).insert(0, word)
    await untilDoc(to, `${word} has come`, () => String(firstTitle(to)).includes(word))
  }
}

test('[LP1] [LP5] 40,000 scattered edits come back, and two colleagues go on talking meanwhile', async () => {
  const plan = await createSample(server)
  const [anna, boris, carl] = [connect(server, plan), connect(server, plan), connect(server, plan)]
  await Promise.all([synced(anna), synced(boris), synced(carl)])
  anna.disconnect()
  scatter(anna.doc, 40_000, 1, 'ѣ')
  const { clientID, store } = anna.doc
  anna.connect()
  const isIn = () => Y.getState(boris.doc.store, clientID) === Y.getState(store, clientID)
  const rounds = await talk(boris.doc, carl.doc, isIn)
  expect(rounds).toBeGreaterThan(20)
  await untilEqual(anna.doc, boris.doc)
  expect(countOf(boris.doc, 'ѣ')).toBeGreaterThan(20_000)
})

test('[LP4] [AC19] one huge hostile update is refused, and nobody else notices', async () => {
  const plan = await createSample(server)
  const [boris, carl] = [connect(server, plan), connect(server, plan)]
  await Promise.all([synced(boris), synced(carl)])
  const eve = await connectRaw(server, plan)
  const cell = rowsOf(boris.doc)
    .get([...rowsOf(boris.doc).keys()][0] ?? '')
    ?.get('c:title') as Y.XmlFragment
  const { client, clock } = cell._item!.id
  const structs = Array.from({ length: 150_000 }, () =>
    item({ parent: [client, clock], content: typeContent(3, 'paragraph') }),
  )
  eve.send(encodeSyncStep2(rawUpdate([{ client: 666, clock: 0, structs }])))
  const before = projectPlan(boris.doc, 'p').sections.map(({ items }) => items.length)
  const rounds = await talk(boris.doc, carl.doc, () => eve.messages.some(([number]) => number === 2))
  expect(rounds).toBeGreaterThan(5)
  expect(projectPlan(boris.doc, 'p').sections.map(({ items }) => items.length)).toEqual(before)
})

test('[LP7] [AK4] a server that is killed while it lets a large difference in has all of it', async () => {
  const plan = await createSample(server)
  const [anna, boris] = [connect(server, plan), connect(server, plan)]
  await Promise.all([synced(anna), synced(boris)])
  scatter(anna.doc, 10_000, 2, 'ѣ')
  const all = countOf(anna.doc, 'ѣ')
  await untilDoc(boris.doc, 'the first slice has come', () => countOf(boris.doc, 'ѣ') > 0)
  anna.destroy()
  boris.destroy()
  await server.kill()
  await server.start()
  const { body } = await call<PlanJson>(server, 'GET', `/api/plans/${plan}`)
  expect(JSON.stringify(body).split('"text"').join('').split('ѣ').length - 1).toBeGreaterThanOrEqual(all)
  const again = connect(server, plan)
  await synced(again)
  expect(countOf(again.doc, 'ѣ')).toBe(all)
})

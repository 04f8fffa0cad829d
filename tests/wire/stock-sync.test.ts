/** Stock y-websocket clients against the whole server: they sync both ways, unchanged. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createPlan, createSample } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { rowTitles, sectionTitles, untilEqual, untilRow, writer } from '../support/stock-client.ts'
import { connect, synced, untilDoc } from '../support/ws-client.ts'

const server = openHouse()

test('[RM2] what one stock client writes arrives at the other, both ways', async () => {
  const plan = await createPlan(server)
  const [anna, boris] = [connect(server, plan), connect(server, plan)]
  await Promise.all([synced(anna), synced(boris)])
  const section = writer(anna.doc, 'anna').section('Общая работа')
  writer(anna.doc, 'anna-rows').row(section, 'Открытие года')
  await untilRow(boris, 'Открытие года')
  writer(boris.doc, 'boris').row(section, 'Закрытие года')
  await untilRow(anna, 'Закрытие года')
  await untilEqual(anna.doc, boris.doc)
  expect(rowTitles(anna.doc)).toHaveLength(2)
})

test('[RM4] a newcomer is synced when it holds the whole plan, and not before', async () => {
  const plan = await createSample(server)
  const client = connect(server, plan)
  await synced(client)
  expect(sectionTitles(client.doc)).toHaveLength(8)
  expect(rowTitles(client.doc)).toHaveLength(35)
})

test('[RM2] work done apart merges on return', async () => {
  const plan = await createPlan(server)
  const [anna, boris] = [connect(server, plan), connect(server, plan)]
  await Promise.all([synced(anna), synced(boris)])
  const section = writer(anna.doc, 'anna').section('Общая работа')
  await untilDoc(boris.doc, 'the section is there', () => sectionTitles(boris.doc).length === 1)
  boris.disconnect()
  writer(anna.doc, 'anna-rows').row(section, 'Написано в сети')
  writer(boris.doc, 'boris').row(section, 'Написано без сети')
  boris.connect()
  await Promise.all([untilRow(anna, 'Написано без сети'), untilRow(boris, 'Написано в сети')])
  await untilEqual(anna.doc, boris.doc)
})

test('[RM3] a client that joins while others write misses nothing', async () => {
  const plan = await createPlan(server)
  const anna = connect(server, plan)
  await synced(anna)
  const section = writer(anna.doc, 'anna').section('Общая работа')
  const late = []
  const rows = writer(anna.doc, 'anna-rows')
  for (let count = 0; count < 60; count++) {
    rows.row(section, `Строка ${count}`)
    // A turn of the event loop between edits: each becomes a message of its own while the others come and go.
    await new Promise((resolve) => setImmediate(resolve))
    if (count % 10 === 0) late.push(connect(server, plan))
  }
  for (const client of late) {
    // A row and its title may come in two messages.
    const wanted = rowTitles(anna.doc).join()
    await untilDoc(client.doc, 'all rows are there', () => rowTitles(client.doc).join() === wanted)
    expect(rowTitles(client.doc)).toHaveLength(60)
  }
})

test('[RM2] whoever comes back with everything sees nothing twice', async () => {
  const plan = await createSample(server)
  const first = connect(server, plan)
  await synced(first)
  const again = connect(server, plan, { doc: cloneOf(first.doc) })
  await synced(again)
  expect(rowTitles(again.doc)).toEqual(rowTitles(first.doc))
  expect(Y.encodeStateVector(again.doc)).toEqual(Y.encodeStateVector(first.doc))
})

const cloneOf = (doc: Y.Doc): Y.Doc => {
  const clone = new Y.Doc()
  Y.applyUpdate(clone, Y.encodeStateAsUpdate(doc))
  return clone
}

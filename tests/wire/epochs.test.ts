/** A plan that is written anew between two lives of the server, and the programs that had it open. */
import { onTestFinished, expect, test } from 'vitest'
import { canonicalPlan } from '../../shared/plan/canonical.ts'
import { ADMIN, call, readPlan, seedPlan } from '../support/http.ts'
import { renewStored } from '../support/renew-stored.ts'
import { serverForTest } from '../support/server-process.ts'
import { rowTitles, untilRow, writer } from '../support/stock-client.ts'
import { connect, synced } from '../support/ws-client.ts'

test('[EP14] [EP6] [EP1] a stock client is sent away with its old document; everything else goes on', async () => {
  const server = await serverForTest()
  const { id, rows } = await seedPlan(server)
  const row = rows[0][0] ?? ''
  const path = `/api/plans/${id}`
  const post = (rest: string, body: object = {}) => call(server, 'POST', path + rest, { body })
  const stock = connect(server, id)
  await synced(stock)
  writer(stock.doc, 'stock').retitle(row, 'До новой эпохи')
  const reader = connect(server, id)
  await untilRow(reader, 'До новой эпохи')
  await post('/versions', { name: 'Старая эпоха' })
  const before = await readPlan(server, id)
  const titles = rowTitles(stock.doc)
  const closed = new Promise<{ code: number; reason: string }>((resolve) => stock.on('closed', resolve))

  await server.stop()
  await renewStored(server.folder, id)
  await server.start()
  expect(canonicalPlan(await readPlan(server, id))).toBe(canonicalPlan(before))
  // The stock provider takes a code of 44xx for final: it neither merges nor comes back by itself.
  expect((await closed).code).toBe(4409)
  expect(rowTitles(stock.doc)).toEqual(titles)

  const fresh = connect(server, id)
  await synced(fresh)
  expect(rowTitles(fresh.doc)).toEqual(titles)
  writer(fresh.doc, 'fresh').retitle(row, 'В новой эпохе')
  await call(server, 'PATCH', `${path}/items/${row}`, { headers: ADMIN, body: { period: 'май' } })
  const after = await readPlan(server, id)
  expect(after.sections[0]?.items[0]).toMatchObject({
    title: { text: 'В новой эпохе' },
    period: { text: 'май' },
  })
  // What was frozen before is read, compared and restored as ever.
  expect((await post('/versions/1/restore')).status).toBe(201)
  expect((await readPlan(server, id)).sections[0]?.items[0]?.title.text).toBe('До новой эпохи')
  await server.kill()
  await server.start()
  expect(canonicalPlan(await readPlan(server, id))).toBe(canonicalPlan(before))
  onTestFinished(() => fresh.destroy())
})

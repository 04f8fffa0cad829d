/** Words survive: no network, a reload without a server, a server killed in mid-sentence. */
import { cp, rm } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { visit } from '../support/browser.ts'
import { readPlan, seedPlan } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { serverForTest } from '../support/server-process.ts'
import { openCell, typeText, untilOffline, untilOpen, untilSaved, untilText } from '../support/sheet-page.ts'

/** What a browser says on its console while the server is away. */
const AWAY = /net::ERR_|WebSocket connection|Failed to fetch|status of 50\d/

/** A plan of this server and its first row. */
const seedFirstRow = async (server: { url: string }) => {
  const plan = await seedPlan(server)
  const titleOnServer = async () => (await readPlan(server, plan.id)).sections[0]?.items[0]?.title.text
  return { plan, row: plan.rows[0][0] ?? '', titleOnServer }
}

test('[SF1] what is written without a network is kept, said so, and merges on return', async () => {
  const server = openHouse()
  const { plan, row, titleOnServer } = await seedFirstRow(server)
  const anna = await visit(server, plan.path, { name: 'Анна', tolerate: AWAY, offlineShell: true })
  const boris = await visit(server, plan.path, { name: 'Борис' })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  await anna.context().setOffline(true)
  await openCell(anna, row)
  await typeText(anna, ' (без сети)')
  await untilOffline(anna)
  await openCell(boris, row, 'period')
  await typeText(boris, ' 2022')
  await untilSaved(boris)
  expect(await titleOnServer()).toBe('Строка 1-1')
  await anna.context().setOffline(false)
  await Promise.all([
    untilText(boris, row, 'Строка 1-1 (без сети)'),
    untilText(anna, row, 'март 2022', 'period'),
  ])
  await untilSaved(anna)
  expect(await titleOnServer()).toBe('Строка 1-1 (без сети)')
})

test('[SF2] a reload while the server is down loses nothing', async () => {
  const server = await serverForTest()
  const { plan, row, titleOnServer } = await seedFirstRow(server)
  const anna = await visit(server, plan.path, { name: 'Анна', tolerate: AWAY, offlineShell: true })
  await untilOpen(anna)
  await anna.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await openCell(anna, row)
  await typeText(anna, ' до')
  await untilSaved(anna)
  await server.kill()
  await typeText(anna, ' и после')
  await untilOffline(anna)
  await anna.reload()
  await untilText(anna, row, 'Строка 1-1 до и после')
  await untilOffline(anna)
  await server.start()
  await untilSaved(anna)
  expect(await titleOnServer()).toBe('Строка 1-1 до и после')
})

test('[SF3] the server is killed under typing and comes back: nothing typed is lost, "Saved" was true', async () => {
  const server = await serverForTest()
  const { plan, row, titleOnServer } = await seedFirstRow(server)
  const anna = await visit(server, plan.path, { name: 'Анна', tolerate: AWAY })
  const boris = await visit(server, plan.path, { name: 'Борис', tolerate: AWAY })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  await openCell(anna, row)
  await typeText(anna, ' раз')
  await untilSaved(anna)
  await Promise.all([typeText(anna, ' два три четыре пять'), server.kill()])
  await typeText(anna, ' шесть')
  await server.start()
  expect(await titleOnServer()).toContain('Строка 1-1 раз')
  const all = 'Строка 1-1 раз два три четыре пять шесть'
  await Promise.all([untilText(anna, row, all), untilText(boris, row, all)])
  await untilSaved(anna)
  await server.kill()
  await server.start()
  expect(await titleOnServer()).toBe(all)
})

test('[SF4] a server that is set back to an older copy of its folder gets the words back from the browsers', async () => {
  const server = await serverForTest()
  const { plan, row, titleOnServer } = await seedFirstRow(server)
  const anna = await visit(server, plan.path, { name: 'Анна', tolerate: AWAY })
  const boris = await visit(server, plan.path, { name: 'Борис', tolerate: AWAY })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  const copy = `${server.folder}-copy`
  onTestFinished(() => rm(copy, { recursive: true, force: true }))
  await server.stop()
  await cp(server.folder, copy, { recursive: true })
  await server.start()
  await openCell(anna, row)
  await typeText(anna, ' после копии')
  await untilSaved(anna)
  await untilText(boris, row, 'Строка 1-1 после копии')
  await server.kill()
  await typeText(anna, ' и без сервера')
  await rm(server.folder, { recursive: true })
  await cp(copy, server.folder, { recursive: true })
  await server.start()
  const all = 'Строка 1-1 после копии и без сервера'
  await untilText(boris, row, all)
  await Promise.all([untilSaved(anna), untilSaved(boris)])
  expect(await titleOnServer()).toBe(all)
})

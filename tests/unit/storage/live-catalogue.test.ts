/** The catalogue over a save that ends when the test says so. */
import { expect, test } from 'vitest'
import { type CatalogueData, newCatalogue } from '../../../server/storage/catalogue-data.ts'
import { LiveCatalogue } from '../../../server/storage/live-catalogue.ts'
import { planEntry } from '../../support/storage-samples.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const start = () => {
  const saves: { ids: string[]; done: () => void; fail: (error: Error) => void }[] = []
  const save = (data: CatalogueData) =>
    new Promise<void>((resolve, reject) => {
      saves.push({ ids: data.plans.map(({ id }) => id), done: resolve, fail: reject })
    })
  return { catalogue: new LiveCatalogue(newCatalogue('a'.repeat(64)), save), saves }
}

test('[ST13] what is read is what is saved', async () => {
  const { catalogue, saves } = start()
  const put = catalogue.putPlan(planEntry('a'))
  expect(catalogue.plan('a')).toBeNull()
  saves[0]?.done()
  await put
  expect(catalogue.plan('a')).toEqual(planEntry('a'))
})

test('[ST13] one save at a time; changes that come meanwhile share the next', async () => {
  const { catalogue, saves } = start()
  const puts = ['a', 'b', 'c'].map((id) => catalogue.putPlan(planEntry(id)))
  await settle()
  expect(saves.map(({ ids }) => ids)).toEqual([['a']])
  saves[0]?.done()
  await settle()
  expect(saves.map(({ ids }) => ids)).toEqual([['a'], ['a', 'b', 'c']])
  saves[1]?.done()
  await Promise.all(puts)
})

test('[ST13] a save that fails takes its changes with it and no others', async () => {
  const { catalogue, saves } = start()
  const error = new Error('ENOSPC')
  const first = catalogue.putPlan(planEntry('a')).catch((reason: unknown) => reason)
  const second = catalogue.putPlan(planEntry('b'))
  saves[0]?.fail(error)
  expect(await first).toBe(error)
  await settle()
  expect(saves[1]?.ids).toEqual(['b'])
  saves[1]?.done()
  await second
  expect(catalogue.plans().map(({ id }) => id)).toEqual(['b'])
})

test('[ST10] closing waits for the saves that were asked for', async () => {
  const { catalogue, saves } = start()
  const puts = [catalogue.putPlan(planEntry('a')), catalogue.putPlan(planEntry('b'))]
  let closed = false
  const closing = catalogue.close().then(() => (closed = true))
  await expect(catalogue.putPlan(planEntry('c'))).rejects.toMatchObject({ code: 'shutting-down' })
  saves[0]?.done()
  await settle()
  expect(closed).toBe(false)
  saves[1]?.done()
  await Promise.all([...puts, closing])
})

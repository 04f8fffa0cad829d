/** What every storage adapter promises about the catalogue. */
import { describe, expect, test } from 'vitest'
import { planEntry } from '../support/storage-samples.ts'
import { adapters, later } from './adapters.ts'

describe.each(adapters)('$name: catalogue', (adapter) => {
  test('[ST13] a new catalogue has six departments in six hues, no plan, and a secret of its own', async () => {
    const one = (await adapter.open()).catalogue
    const two = (await adapter.open()).catalogue
    expect(one.plans()).toEqual([])
    expect(one.departments().map(({ id }) => id)).toEqual([
      'method',
      'projects',
      'events',
      'service',
      'training',
      'site',
    ])
    expect(new Set(one.departments().map(({ hue }) => hue)).size).toBe(6)
    expect(one.secret()).toMatch(/^[0-9a-f]{64}$/)
    expect(one.secret()).not.toBe(two.secret())
  })

  test('[ST13] plans are put, replaced in their place and removed, and outlive a restart', async () => {
    const storage = await adapter.open()
    const { catalogue } = storage
    await catalogue.putPlan(planEntry('a'))
    await catalogue.putPlan(planEntry('b'))
    await catalogue.putPlan(planEntry('c'))
    await catalogue.putPlan(planEntry('a', 'Другой план'))
    await catalogue.removePlan('b')
    await catalogue.removePlan('unknown')
    const secret = catalogue.secret()
    const again = (await later(adapter, storage)).catalogue
    expect(again.plans()).toEqual([planEntry('a', 'Другой план'), planEntry('c')])
    expect(again.plan('a')).toEqual(planEntry('a', 'Другой план'))
    expect(again.plan('b')).toBeNull()
    expect(again.secret()).toBe(secret)
  })

  test('[ST13] departments are replaced as a whole', async () => {
    const storage = await adapter.open()
    const only = [{ id: 'x', name: 'Отдел', short: 'Отдел', hue: 2 }]
    await storage.catalogue.putDepartments(only)
    const again = (await later(adapter, storage)).catalogue
    expect(again.departments()).toEqual(only)
  })

  test('[ST13] changes that come at the same time are all kept', async () => {
    const storage = await adapter.open()
    const ids = Array.from({ length: 40 }, (_, index) => `p${index}`)
    await Promise.all(ids.map((id) => storage.catalogue.putPlan(planEntry(id))))
    const again = (await later(adapter, storage)).catalogue
    expect(again.plans().map(({ id }) => id)).toEqual(ids)
  })
})

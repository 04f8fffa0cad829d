/** What every storage adapter promises about the directory of people. */
import { describe, expect, test } from 'vitest'
import type { DirectoryData } from '../../server/storage/directory-data.ts'
import { personEntry } from '../support/storage-samples.ts'
import { adapters, later, refusal } from './adapters.ts'

const withPerson =
  (id: string) =>
  (data: DirectoryData): DirectoryData => ({ ...data, people: [...data.people, personEntry(id)] })

describe.each(adapters)('$name: directory', (adapter) => {
  test('[ST18] is empty at first, and keeps what was changed through a restart', async () => {
    const storage = await adapter.open()
    expect(storage.directory.data.people).toEqual([])
    await storage.directory.change(withPerson('anna'))
    const again = await later(adapter, storage)
    expect(again.directory.data.people).toEqual([personEntry('anna')])
  })

  test('[ST18] changes that come at the same time see each other and are all kept', async () => {
    const storage = await adapter.open()
    const ids = Array.from({ length: 40 }, (_, index) => `p${index}`)
    await Promise.all(ids.map((id) => storage.directory.change(withPerson(id))))
    const again = await later(adapter, storage)
    expect(again.directory.data.people.map(({ id }) => id)).toEqual(ids)
  })

  test('[ST18] a change that refuses changes nothing and stops no other', async () => {
    const { directory } = await adapter.open()
    const refused = directory.change(() => {
      throw new TypeError('no')
    })
    const done = directory.change(withPerson('anna'))
    await expect(refused).rejects.toThrow('no')
    await done
    expect(directory.data.people.map(({ id }) => id)).toEqual(['anna'])
  })

  test('[ST18] whoever listens hears of a change once it can be read', async () => {
    const { directory } = await adapter.open()
    const heard: number[] = []
    const end = directory.onChange((data) => heard.push(data.people.length))
    await directory.change(withPerson('anna'))
    end()
    await directory.change(withPerson('boris'))
    expect(heard).toEqual([1])
  })

  test('[ST18] after closing, changes are refused', async () => {
    const storage = await adapter.open()
    await storage.close()
    await expect(storage.directory.change(withPerson('anna'))).rejects.toEqual(refusal('shutting-down'))
  })
})

/** The storage adapters on which every contract test runs, and how a test comes by a store. */
import { expect, onTestFinished } from 'vitest'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { temporaryFolder } from '../support/temp.ts'

export interface Adapter {
  name: string
  /** A new, empty store; closed when the test ends. */
  open: () => Promise<Storage>
  /** The same store after an orderly restart; null where it does not outlive one. */
  reopen: ((storage: Storage) => Promise<Storage>) | null
}

export const refusal = (code: string) => expect.objectContaining({ code })

/** The store again as a new process would see it, or as it is where it does not outlive a process. */
export const later = (adapter: Adapter, storage: Storage): Promise<Storage> =>
  adapter.reopen ? adapter.reopen(storage) : Promise.resolve(storage)

const closedAtEnd = (storage: Storage): Storage => {
  onTestFinished(() => storage.close())
  return storage
}

const folders = new WeakMap<Storage, string>()

const openFolder = async (folder: string): Promise<Storage> => {
  const storage = closedAtEnd(await openEmbeddedStorage({ folder }))
  folders.set(storage, folder)
  return storage
}

export const adapters: readonly Adapter[] = [
  { name: 'memory', open: async () => closedAtEnd(openMemoryStorage()), reopen: null },
  {
    name: 'embedded',
    open: async () => openFolder(await temporaryFolder()),
    reopen: async (storage) => {
      await storage.close()
      return openFolder(folders.get(storage) ?? '')
    },
  },
]

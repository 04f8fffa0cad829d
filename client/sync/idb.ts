/**
 * IndexedDB as promises, for the browser's own store of plans. Owns the database's name, version and object stores.
 * Every function rejects where the browser refuses (private mode, quota, a closed database); nothing is retried here.
 *
 *   caches   {id, planId, owner, epoch, aside, usedAt, unsent: {tab: targets}, stamps: {tab: number}}
 *   updates  [cache, tab, n] → an update of the document (V1); their order does not matter
 *   rescued  {id, planId, owner, …}: words that the server refused or that stood in a document of another epoch
 */

const NAME = 'svod'
const VERSION = 1

export const CACHES = 'caches'
export const UPDATES = 'updates'
export const RESCUED = 'rescued'

export const asPromise = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('idb-request'))
  })

const createStores = (db: IDBDatabase): void => {
  db.createObjectStore(CACHES, { keyPath: 'id' })
  db.createObjectStore(UPDATES)
  db.createObjectStore(RESCUED, { keyPath: 'id' })
}

/**
 * Opens (and at first makes) the database. `onLost`: it was closed, by another tab's upgrade or by the browser (its user has
 * cleared the site's data, the disk fails); whatever is asked of it then rejects.
 */
export const openDatabase = (factory: IDBFactory, onLost: () => void): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = factory.open(NAME, VERSION)
    request.onupgradeneeded = () => createStores(request.result)
    request.onblocked = () => reject(new Error('idb-blocked'))
    request.onerror = () => reject(request.error ?? new Error('idb-open'))
    request.onsuccess = () => {
      const db = request.result
      db.onclose = onLost
      // Closing it oneself fires no event.
      db.onversionchange = () => {
        db.close()
        onLost()
      }
      resolve(db)
    }
  })

/** Runs `work` in one transaction; resolves with its result when the transaction is complete. */
export const transact = <T>(
  db: IDBDatabase,
  stores: string[],
  mode: IDBTransactionMode,
  work: (store: (name: string) => IDBObjectStore) => Promise<T> | T,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const transaction = db.transaction(stores, mode)
    const result = Promise.resolve(work((name) => transaction.objectStore(name)))
    transaction.oncomplete = () => resolve(result)
    transaction.onabort = () => reject(transaction.error ?? new Error('idb-abort'))
    result.catch((error: unknown) => {
      reject(error as Error)
      if (transaction.error === null) abortQuietly(transaction)
    })
  })

/** A transaction that is over already cannot be aborted; then there is nothing left to undo. */
const abortQuietly = (transaction: IDBTransaction): void => {
  try {
    transaction.abort()
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error
  }
}

/** Every key of `updates` that belongs to one cache. */
export const updatesOf = (cache: string): IDBKeyRange => IDBKeyRange.bound([cache], [cache, []])

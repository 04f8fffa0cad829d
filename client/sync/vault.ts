/**
 * What this browser keeps of plans between visits: which caches there are, and the words it rescued.
 * Owns the records of `caches` and `rescued`; the updates themselves are `cache.ts`'s. Where the browser keeps nothing
 * (`db` is null) rescued words live as long as the page.
 */
import type { RescuedText } from '../plan/plan-session.ts'
import { asPromise, CACHES, openDatabase, RESCUED, transact, UPDATES, updatesOf } from './idb.ts'

/** A browser's copy of one plan, of one incarnation (epoch), for one person. */
export interface CacheRecord {
  id: string
  planId: string
  owner: string
  epoch: string
  /** Set aside: holds something that may not be merged again; kept for its words alone. */
  aside: boolean
  /** ms since the epoch. */
  usedAt: number
  /** By tab: the targets of changes that were not known to be on the server's disk. */
  unsent: Record<string, readonly string[]>
}

export interface Vault {
  db: IDBDatabase | null
  /** Rescued words where there is no database. */
  memory: Map<string, RescuedText>
  /** Why there is no database. */
  failure?: unknown
  /** Where the browser has not answered in time: its answer, should it come; null if that is a refusal. */
  late?: Promise<IDBDatabase | null>
}

/** Browsers have been seen never to answer an opening; nobody waits longer than this for their plan [FR4]. */
export const OPENING_PATIENCE_MS = 3000

const later = (ms: number): Promise<'late'> =>
  new Promise((resolve) => void setTimeout(() => resolve('late'), ms))

/** Without a database until it opens. */
const lateVault = (opening: Promise<IDBDatabase>, memory: Vault['memory']): Vault => {
  const vault: Vault = { db: null, memory }
  const take = (db: IDBDatabase) => {
    vault.db = db
    return db
  }
  return Object.assign(vault, { late: opening.then(take, () => null) })
}

/**
 * Opens the browser's store. Never rejects: a browser that refuses, or says nothing until `patience` is over, gives a
 * vault without a database.
 */
export const openVault = async (
  factory: IDBFactory | undefined,
  patience: () => Promise<'late'> = () => later(OPENING_PATIENCE_MS),
): Promise<Vault> => {
  const memory = new Map<string, RescuedText>()
  if (factory === undefined) return { db: null, memory }
  const opening = openDatabase(factory)
  try {
    const db = await Promise.race([opening, patience()])
    return db === 'late' ? lateVault(opening, memory) : { db, memory }
  } catch (failure) {
    return { db: null, memory, failure }
  }
}

const readAll = async <T>(db: IDBDatabase, name: string): Promise<T[]> =>
  transact(db, [name], 'readonly', (store) => asPromise<T[]>(store(name).getAll()))

/** The caches of one person's plan, last used first. */
export const listCaches = async (db: IDBDatabase, planId: string, owner: string): Promise<CacheRecord[]> => {
  const records = await readAll<CacheRecord>(db, CACHES)
  return records
    .filter((record) => record.planId === planId && record.owner === owner)
    .sort((left, right) => right.usedAt - left.usedAt)
}

/** Whether nothing in the cache is known to be missing on the server. */
export const isClean = (record: CacheRecord): boolean =>
  Object.values(record.unsent).every((targets) => targets.length === 0)

export const deleteCache = (db: IDBDatabase, id: string): Promise<void> =>
  transact(db, [CACHES, UPDATES], 'readwrite', (store) => {
    store(CACHES).delete(id)
    store(UPDATES).delete(updatesOf(id))
  })

/** Deletes caches of other epochs that hold nothing unsent; the others stay for their words [OF4]. */
export const tidyCaches = async (db: IDBDatabase, planId: string, owner: string, epoch: string) => {
  const caches = await listCaches(db, planId, owner)
  const stale = caches.filter((record) => record.epoch !== epoch && isClean(record))
  await Promise.all(stale.map((record) => deleteCache(db, record.id)))
}

/** Words of one person's plan that wait for their author, oldest first. */
export const listRescued = async (vault: Vault, planId: string, owner: string): Promise<RescuedText[]> => {
  const stored = vault.db === null ? [] : await readAll<RescuedText>(vault.db, RESCUED)
  return [...stored, ...vault.memory.values()]
    .filter((text) => text.planId === planId && text.owner === owner)
    .sort((left, right) => left.at - right.at)
}

/** Whether there are rescued words that live as long as the page alone. */
export const holdsWords = (vault: Vault | null): boolean => vault !== null && vault.memory.size > 0

/** Keeps words; in memory where the database refuses them. */
export const keepRescued = async (vault: Vault, texts: readonly RescuedText[]): Promise<void> => {
  for (const text of texts) vault.memory.set(text.id, text)
  if (vault.db === null) return
  try {
    await transact(vault.db, [RESCUED], 'readwrite', (store) => {
      for (const text of texts) store(RESCUED).put(text)
    })
    for (const text of texts) vault.memory.delete(text.id)
  } catch {
    // The database is full or gone: the words stay in memory, and the panel shows them all the same.
  }
}

/** Forgets words that their author has dealt with, and the set-aside caches that held only those. */
export const dismissRescued = async (vault: Vault, ids: readonly string[]): Promise<void> => {
  for (const id of ids) vault.memory.delete(id)
  if (vault.db === null) return
  const { db } = vault
  const before = await readAll<RescuedText>(db, RESCUED)
  await transact(db, [RESCUED], 'readwrite', (store) => {
    for (const id of ids) store(RESCUED).delete(id)
  })
  const gone = new Set(ids)
  const left = new Set(before.filter((text) => !gone.has(text.id)).map((text) => text.cache))
  const emptied = new Set(before.flatMap((text) => (gone.has(text.id) && text.cache ? [text.cache] : [])))
  await Promise.all([...emptied].filter((cache) => !left.has(cache)).map((cache) => deleteCache(db, cache)))
}

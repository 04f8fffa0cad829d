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
  /** By tab: how often it had written when it wrote that. */
  stamps?: Record<string, number>
}

export interface Vault {
  db: IDBDatabase | null
  /** Rescued words where there is no database. */
  memory: Map<string, RescuedText>
  /** Copies that are never to be merged again although the browser could not even be made to note that. */
  shunned: Set<string>
  /** Called when the browser closes the database by force; from then on there is none. */
  readonly whenLost: Set<() => void>
  /** Where the browser has not answered in time: its answer, should it come; null if that is a refusal. */
  late?: Promise<IDBDatabase | null>
}

/** Browsers have been seen never to answer; nobody waits longer than this for their plan or their words [FR4, OF15]. */
export const STORE_PATIENCE_MS = 3000

export const later = (ms: number): Promise<'late'> =>
  new Promise((resolve) => void setTimeout(() => resolve('late'), ms))

const emptyVault = (): Vault => ({
  db: null,
  memory: new Map(),
  shunned: new Set(),
  whenLost: new Set(),
})

/** The browser has closed the database, or another tab's newer build has [OF18]. */
const loseDatabase = (vault: Vault): void => {
  vault.db = null
  for (const listener of vault.whenLost) listener()
}

/** Without a database until it opens. */
const lateVault = (vault: Vault, opening: Promise<IDBDatabase>): Vault => {
  const take = async (db: IDBDatabase) => {
    vault.db = db
    // What had to wait in memory meanwhile.
    await giveUpCache(vault, null, [...vault.memory.values()])
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
  patience: () => Promise<'late'> = () => later(STORE_PATIENCE_MS),
): Promise<Vault> => {
  if (factory === undefined) return emptyVault()
  const vault = emptyVault()
  const opening = openDatabase(factory, () => loseDatabase(vault))
  try {
    const db = await Promise.race([opening, patience()])
    return db === 'late' ? lateVault(vault, opening) : Object.assign(vault, { db })
  } catch {
    // It refuses: the sessions learn it from there being no database.
    return vault
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

/** The copies that may be merged: those with something unsent come first, for somebody has to bring it home. */
export const mergeable = (
  { shunned }: Pick<Vault, 'shunned'>,
  caches: readonly CacheRecord[],
): CacheRecord[] => {
  const open = caches.filter(({ aside, id }) => !aside && !shunned.has(id))
  return [...open.filter((record) => !isClean(record)), ...open.filter(isClean)]
}

/** Whether nothing in the cache is known to be missing on the server. */
export const isClean = (record: CacheRecord): boolean =>
  Object.values(record.unsent).every((targets) => targets.length === 0)

export const deleteCache = (db: IDBDatabase, id: string): Promise<void> =>
  transact(db, [CACHES, UPDATES], 'readwrite', (store) => removeCache(store, id))

const removeCache = (store: (name: string) => IDBObjectStore, id: string): void => {
  store(CACHES).delete(id)
  store(UPDATES).delete(updatesOf(id))
}

/** Deletes caches of other epochs that hold nothing unsent; the others stay for their words [OF4]. */
export const tidyCaches = async (db: IDBDatabase, planId: string, owner: string, epoch: string) => {
  const caches = await listCaches(db, planId, owner)
  const isStale = (record: CacheRecord) => record.epoch !== epoch && isClean(record)
  const stale = caches.filter(isStale).map(({ id }) => id)
  if (stale.length === 0) return
  await transact(db, [CACHES, UPDATES], 'readwrite', async (store) => {
    for (const id of stale) {
      const record = await asPromise<CacheRecord | undefined>(store(CACHES).get(id))
      // Another tab may have written to it since it was looked at.
      if (record !== undefined && isStale(record)) removeCache(store, id)
    }
  })
}

/** Words of one person's plan that wait for their author, oldest first. */
export const listRescued = async (vault: Vault, planId: string, owner: string): Promise<RescuedText[]> => {
  // A database that cannot be read hides nothing of what the page itself holds.
  const stored = vault.db === null ? [] : await readAll<RescuedText>(vault.db, RESCUED).catch(() => [])
  return wordsOf([...stored, ...vault.memory.values()], planId, owner)
}

/** Those of one person's plan, oldest first. */
export const wordsOf = (texts: Iterable<RescuedText>, planId: string, owner: string): RescuedText[] =>
  [...texts]
    .filter((text) => text.planId === planId && text.owner === owner)
    .sort((left, right) => left.at - right.at)

/** Whether there are rescued words that live as long as the page alone. */
export const holdsWords = (vault: Vault | null): boolean => vault !== null && vault.memory.size > 0

/**
 * Sets a copy aside, never to be merged again, and keeps its words, in one step: a page that is killed leaves both or
 * neither [OF12]. In memory where the database refuses. `cache` is null where there is no copy.
 */
export const giveUpCache = async (vault: Vault, cache: string | null, texts: readonly RescuedText[]) => {
  for (const text of texts) vault.memory.set(text.id, text)
  if (cache !== null) vault.shunned.add(cache)
  if (vault.db === null) return
  try {
    await transact(vault.db, [CACHES, RESCUED], 'readwrite', async (store) => {
      for (const text of texts) store(RESCUED).put(text)
      if (cache !== null) await markAside(store(CACHES), cache)
    })
    for (const text of texts) vault.memory.delete(text.id)
  } catch {
    // The database is full or gone: the words stay in memory, and the panel shows them all the same.
  }
}

const markAside = async (caches: IDBObjectStore, id: string): Promise<void> => {
  const record = await asPromise<CacheRecord | undefined>(caches.get(id))
  if (record !== undefined) caches.put({ ...record, aside: true })
}

/** Forgets words that their author has dealt with, and the set-aside caches that held only those. */
export const dismissRescued = async (vault: Vault, ids: readonly string[]): Promise<void> => {
  if (vault.db === null) return ids.forEach((id) => vault.memory.delete(id))
  const { db } = vault
  const held = [...vault.memory.values()]
  // Whatever becomes of the database.
  for (const id of ids) vault.memory.delete(id)
  const before = [...held, ...(await readAll<RescuedText>(db, RESCUED))]
  await transact(db, [RESCUED], 'readwrite', (store) => {
    for (const id of ids) store(RESCUED).delete(id)
  })
  const gone = new Set(ids)
  const left = new Set(before.filter((text) => !gone.has(text.id)).map((text) => text.cache))
  const emptied = new Set(before.flatMap((text) => (gone.has(text.id) && text.cache ? [text.cache] : [])))
  await Promise.all([...emptied].filter((cache) => !left.has(cache)).map((cache) => deleteCache(db, cache)))
}

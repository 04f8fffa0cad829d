/** The browser's copy of a plan: several tabs, compaction, failures, what is deleted and what never is. */
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createPlanCache, type PlanCache } from '../../../client/sync/cache.ts'
import { asPromise, CACHES, openDatabase, RESCUED, transact, UPDATES } from '../../../client/sync/idb.ts'
import type { RescuedText } from '../../../client/plan/plan-session.ts'
import {
  dismissRescued,
  giveUpCache,
  listCaches,
  listRescued,
  openVault,
  tidyCaches,
  type Vault,
} from '../../../client/sync/vault.ts'

let db: IDBDatabase
let vault: Vault
let now = 0
let nextId = 0

beforeEach(async () => {
  db = await openDatabase(new IDBFactory(), () => undefined)
  vault = { db, memory: new Map(), shunned: new Set(), whenLost: new Set() }
  now = 0
  nextId = 0
})

interface Tab {
  doc: Y.Doc
  cache: PlanCache
  kept: number[]
  failures: unknown[]
  write(text: string, through?: number | null): Promise<void>
  text(): string
  /** How often the whole document was written out. */
  snapshots(): number
}

const openTab = (tab: string): Tab => {
  const doc = new Y.Doc()
  const kept: number[] = []
  const failures: unknown[] = []
  let snapshots = 0
  const cache = createPlanCache({
    db,
    vault,
    planId: 'plan',
    owner: 'olga',
    tab,
    ids: () => `cache${(nextId += 1)}`,
    now: () => (now += 1),
    snapshot: () => {
      snapshots += 1
      return Y.encodeStateAsUpdate(doc)
    },
    onKept: (through) => kept.push(through),
    onFailed: (error) => failures.push(error),
  })
  const write = async (text: string, through: number | null = 1) => {
    const before = Y.encodeStateVector(doc)
    doc.getText('t').insert(doc.getText('t').length, text)
    cache.append(Y.encodeStateAsUpdate(doc, before), through)
    await cache.flush()
  }
  return {
    doc,
    cache,
    kept,
    failures,
    write,
    text: () => doc.getText('t').toJSON(),
    snapshots: () => snapshots,
  }
}

const reopen = async (name: string): Promise<Tab & { unsent: readonly string[] }> => {
  const tab = openTab(name)
  const found = await tab.cache.load()
  for (const update of found?.updates ?? []) Y.applyUpdate(tab.doc, update)
  return { ...tab, unsent: found?.unsent ?? [] }
}

const rescued = (id: string, cache: string | null): RescuedText => ({
  id,
  planId: 'plan',
  owner: 'olga',
  cache,
  at: 0,
  code: 'forbidden',
  section: '',
  row: '',
  text: 'раз',
})

/** As a browser whose disk is full. */
const refuseRescued = (real: IDBDatabase): IDBDatabase =>
  new Proxy(real, {
    get: (target, name) => {
      const value = Reflect.get(target, name) as unknown
      if (name !== 'transaction') return typeof value === 'function' ? value.bind(target) : value
      return (names: string[], mode: IDBTransactionMode) => {
        const transaction = target.transaction(names, mode)
        if (names.includes(RESCUED) && mode === 'readwrite') queueMicrotask(() => transaction.abort())
        return transaction
      }
    },
  })

const countUpdates = () => transact(db, [UPDATES], 'readonly', (store) => asPromise(store(UPDATES).count()))

describe('the browser’s copy of a plan', () => {
  it('[OF1] holds what was appended, and the mark of what is unsent with it', async () => {
    const tab = openTab('a')
    expect(await tab.cache.load()).toBeNull()
    tab.cache.begin('e1')
    tab.cache.mark(['rows/r1/c:title'], 1)
    await tab.write('один', 7)
    expect(tab.kept.at(-1)).toBe(7)
    const later = await reopen('b')
    expect([later.text(), later.unsent]).toEqual(['один', ['rows/r1/c:title']])
  })

  it('[OF7] is one for all tabs of a plan, each taking back its own marks alone', async () => {
    const [one, two] = [openTab('a'), openTab('b')]
    for (const tab of [one, two]) tab.cache.begin('e1')
    one.cache.mark(['x'], 1)
    await one.write('раз ')
    two.cache.mark(['y'], 1)
    await two.write('два ')
    const both = await reopen('c')
    expect(both.text().split(' ').sort()).toEqual(['', 'два', 'раз'])
    expect([...both.unsent].sort()).toEqual(['x', 'y'])
    two.cache.mark([], 1)
    await two.cache.flush()
    expect((await reopen('d')).unsent).toEqual(['x'])
    both.cache.settle()
    await both.cache.flush()
    expect((await reopen('e')).unsent).toEqual([])
  })

  /** A tab that has marked a place, and another that has read that. */
  const twoTabs = async () => {
    const one = openTab('a')
    one.cache.begin('e1')
    one.cache.mark(['x'], 1)
    await one.write('раз ')
    return { one, two: await reopen('b') }
  }

  it('[OF7] does not take back another tab’s mark that is newer than what the server acked', async () => {
    const { one, two } = await twoTabs()
    one.cache.mark(['x', 'newer'], 1)
    await one.write('два ')
    two.cache.settle()
    await two.cache.flush()
    expect((await reopen('c')).unsent).toEqual(['x', 'newer'])
  })

  it('[OF7] nor one of the same place that was made after what the server acked', async () => {
    const { one, two } = await twoTabs()
    two.cache.settle()
    await two.cache.flush()
    expect((await reopen('c')).unsent).toEqual([])
    one.cache.mark(['x'], 2)
    await one.write('два ')
    await two.write('чужое ')
    expect((await reopen('d')).unsent).toEqual(['x'])
  })

  it('[OF7] nor one that was made between the ack and its being written down', async () => {
    const { one, two } = await twoTabs()
    two.cache.settle()
    one.cache.mark(['x'], 2)
    await one.write('ещё раз ', 2)
    await two.cache.flush()
    expect((await reopen('c')).unsent).toEqual(['x'])
  })

  it('[OF8] replaces many records by one, but never those that it has not read', async () => {
    const [one, two] = [openTab('a'), openTab('b')]
    for (const tab of [one, two]) tab.cache.begin('e1')
    await two.write('чужое ')
    for (let index = 0; index < 205; index += 1) await one.write('.')
    expect(await countUpdates()).toBeLessThan(10)
    expect((await reopen('c')).text()).toHaveLength('чужое '.length + 205)
  })

  it('[OF11] makes what was typed one record without writing the document out, over visits too', async () => {
    const big = 'Строка плана. '.repeat(10_000)
    let visit = openTab('a')
    visit.cache.begin('e1')
    await visit.write(big)
    for (const name of ['a', 'b', 'c']) {
      if (name !== 'a') visit = await reopen(name)
      for (let index = 0; index < 150; index += 1) await visit.write('.')
      await visit.cache.close()
      expect(await countUpdates()).toBeLessThan(203)
    }
    const stored = await transact(db, [UPDATES], 'readonly', (store) =>
      asPromise<Uint8Array[]>(store(UPDATES).getAll()),
    )
    expect(stored.filter(({ length }) => length > big.length)).toHaveLength(1)
    expect(visit.snapshots()).toBe(0)
    expect((await reopen('d')).text()).toBe(big + '.'.repeat(450))
  })

  it('[OF11] writes the document out where many large pieces have come together, and what others wrote stays', async () => {
    const [one, two] = [openTab('a'), openTab('b')]
    for (const tab of [one, two]) tab.cache.begin('e1')
    await two.write('чужое ')
    const piece = 'x'.repeat(70_000)
    for (let index = 0; index < 20; index += 1) await one.write(piece)
    for (let index = 0; index < 190; index += 1) await one.write('.')
    expect(one.snapshots()).toBe(1)
    expect(await countUpdates()).toBeLessThan(15)
    expect((await reopen('c')).text()).toHaveLength('чужое '.length + 20 * piece.length + 190)
  })

  it('[OF3] stops at the first failure and says so: nothing is written over a hole', async () => {
    const tab = openTab('a')
    tab.cache.begin('e1')
    await tab.write('раз')
    db.close()
    await tab.write('два', 2)
    expect(tab.failures).toHaveLength(1)
    await tab.write('три', 3)
    expect([tab.failures.length, tab.kept.at(-1)]).toEqual([1, 1])
  })

  it('[OF9] is never loaded again once set aside; another tab then keeps all it has in a new one', async () => {
    const [one, two] = [openTab('a'), openTab('b')]
    for (const tab of [one, two]) tab.cache.begin('e1')
    await one.write('раз ')
    await two.write('два ')
    await one.cache.close()
    await giveUpCache(vault, 'cache1', [])
    // A page that knows nothing of it.
    vault.shunned.clear()
    expect(await openTab('c').cache.load()).toBeNull()
    await two.write('три ')
    expect((await reopen('d')).text()).toBe('два три ')
  })
})

describe('a copy that is given up', () => {
  const leave = async () => {
    const tab = openTab('a')
    tab.cache.begin('e1')
    tab.cache.mark(['x'], 1)
    await tab.write('раз')
    await tab.cache.close()
    return tab.cache.id
  }

  it('[OF4] is not deleted where another tab writes to it between the look and the deletion', async () => {
    const cache = await leave()
    const [record] = await listCaches(db, 'plan', 'olga')
    const clean = { ...record, unsent: {} }
    const put = (value: object) =>
      transact(db, [CACHES], 'readwrite', (store) => void store(CACHES).put(value))
    await put(clean)
    const tidied = tidyCaches(db, 'plan', 'olga', 'e2')
    await put({ ...clean, unsent: { late: ['x'] } })
    await tidied
    expect(await listCaches(db, 'plan', 'olga')).toMatchObject([{ id: cache }])
    await put(clean)
    await tidyCaches(db, 'plan', 'olga', 'e2')
    expect(await listCaches(db, 'plan', 'olga')).toEqual([])
  })

  it('[OF12] is set aside with its words, or neither where the page is killed', async () => {
    const cache = await leave()
    vault.db = refuseRescued(db)
    await giveUpCache(vault, cache, [rescued('1', cache)])
    // Killed here, and opened again.
    vault = { db, memory: new Map(), shunned: new Set(), whenLost: new Set() }
    expect(await listRescued(vault, 'plan', 'olga')).toEqual([])
    expect((await reopen('b')).unsent).toEqual(['x'])
    await giveUpCache(vault, cache, [rescued('1', cache)])
    vault = { db, memory: new Map(), shunned: new Set(), whenLost: new Set() }
    expect(await listRescued(vault, 'plan', 'olga')).toHaveLength(1)
    expect(await openTab('c').cache.load()).toBeNull()
  })

  it('[OF12] is not opened again by a page that could not even mark it, nor written to', async () => {
    const cache = await leave()
    vault.db = refuseRescued(db)
    await giveUpCache(vault, cache, [rescued('1', cache)])
    expect(await listRescued(vault, 'plan', 'olga')).toHaveLength(1)
    const next = openTab('b')
    expect(await next.cache.load()).toBeNull()
    next.cache.begin('e1')
    await next.write('два')
    expect(next.cache.id).not.toBe(cache)
    // Deleting is what a full disk takes.
    vault.db = db
    await dismissRescued(vault, ['1'])
    expect(await listRescued(vault, 'plan', 'olga')).toEqual([])
    expect((await listCaches(db, 'plan', 'olga')).map(({ id }) => id)).toEqual(['cache2'])
  })

  it('[OF12] is written into no other copy by what was under way when it was given up', async () => {
    const tab = openTab('a')
    tab.cache.begin('e1')
    await tab.write('раз')
    const under = tab.write('отвергнуто', 2)
    tab.cache.abandon()
    await giveUpCache(vault, tab.cache.id, [])
    await under
    expect((await listCaches(db, 'plan', 'olga')).filter(({ aside }) => !aside)).toEqual([])
  })

  it('[OF15] is forgotten with its words where the database has gone meanwhile', async () => {
    vault.memory.set('1', rescued('1', null))
    db.close()
    await expect(dismissRescued(vault, ['1'])).rejects.toBeDefined()
    expect(await listRescued(vault, 'plan', 'olga')).toEqual([])
  })

  it('[OF14] comes after one with something unsent, however long ago that was used', async () => {
    await leave()
    const clean = openTab('b')
    clean.cache.begin('e2')
    await clean.write('два')
    expect((await openTab('c').cache.load())?.epoch).toBe('e1')
  })
})

describe('what is deleted', () => {
  it('[OF4] are copies of old epochs, unless something in them was not sent', async () => {
    const [clean, dirty] = [openTab('a'), openTab('b')]
    clean.cache.begin('e1')
    await clean.write('раз')
    dirty.cache.begin('e2')
    dirty.cache.mark(['x'], 1)
    await dirty.write('два')
    await tidyCaches(db, 'plan', 'olga', 'e3')
    expect((await listCaches(db, 'plan', 'olga')).map(({ epoch }) => epoch)).toEqual(['e2'])
    expect(await countUpdates()).toBe(1)
  })

  it('[OF4] is a set-aside copy when the last of its rescued words was dismissed', async () => {
    const tab = openTab('a')
    tab.cache.begin('e1')
    await tab.write('раз')
    await tab.cache.close()
    const cache = tab.cache.id
    await giveUpCache(vault, cache, [rescued('1', cache), rescued('2', cache)])
    await dismissRescued(vault, ['1'])
    expect(await listCaches(db, 'plan', 'olga')).toHaveLength(1)
    await dismissRescued(vault, ['2'])
    expect(await listCaches(db, 'plan', 'olga')).toHaveLength(0)
    expect(await countUpdates()).toBe(0)
  })

  it('[OF3] keeps rescued words on the page where the browser keeps nothing', async () => {
    const nothing = await openVault(undefined)
    await giveUpCache(nothing, null, [rescued('1', null)])
    expect((await listRescued(nothing, 'plan', 'olga')).map(({ id }) => id)).toEqual(['1'])
    expect(await listRescued(nothing, 'plan', 'anna')).toEqual([])
    await dismissRescued(nothing, ['1'])
    expect(await listRescued(nothing, 'plan', 'olga')).toEqual([])
  })
})

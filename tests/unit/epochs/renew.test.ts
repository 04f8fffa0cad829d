/** A document written anew: the same plan, the same authors, the same words under its threads, and no past. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { ClientOwners } from '../../../server/access/owners.ts'
import { growthOf, hasGrown } from '../../../server/epochs/growth.ts'
import { IdMap } from '../../../server/epochs/id-map.ts'
import { type Renewal, renewDocument } from '../../../server/epochs/renew.ts'
import { findWords } from '../../../shared/comments/anchor.ts'
import { readThreads } from '../../../shared/comments/threads.ts'
import { canonicalPlan } from '../../../shared/plan/canonical.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { ROOTS, cellKey, metaOf, rowsOf, threadsOf } from '../../../shared/plan/schema.ts'
import { copyOf, planDoc } from '../../support/drafts.ts'
import { dice } from '../../support/random.ts'
import { type Storied, storiedPlan } from '../../support/storied.ts'

const SEEDS = Array.from({ length: Number(process.env.SVOD_FUZZ_SEEDS ?? 12) }, (_, index) => index + 1)

const renewed = ({ doc, owners }: Storied, seed = 1): Renewal => {
  const random = dice(seed)
  return renewDocument(doc, owners, { epoch: 'epoch2', clientIds: () => random.int(2 ** 32) })
}

const rootsOf = (doc: Y.Doc): Record<string, unknown> => {
  const all = Object.fromEntries(ROOTS.map((root) => [root, doc.getMap(root).toJSON()]))
  const about = (thread: unknown) => ({ ...(thread as { about: object }).about, range: null })
  const threads = Object.entries(all.threads ?? {}).map(([id, one]) => [id, { ...one, about: about(one) }])
  return { ...all, meta: { ...all.meta, epoch: '' }, threads: Object.fromEntries(threads) }
}

/** Where the words of every thread stand, and where they end. */
const wordsOf = (doc: Y.Doc): unknown[] =>
  readThreads(doc).map(({ id, row, column, quote, range }) => {
    const cell = column === null ? null : rowsOf(doc).get(row)?.get(cellKey(column))
    return [id, cell instanceof Y.XmlFragment ? findWords(cell, { quote, range }) : null]
  })

/** Every letter of every cell with who wrote it. */
const lettersOf = (doc: Y.Doc, owners: ClientOwners): string[] => {
  const letters: string[] = []
  const walk = (type: Y.AbstractType<unknown>): void => {
    for (let item = type._start; item !== null; item = item.right) {
      if (item.deleted) continue
      if (item.content instanceof Y.ContentType) walk(item.content.type as Y.AbstractType<unknown>)
      if (!(item.content instanceof Y.ContentString)) continue
      const { id, length } = item
      const authors = owners.authorsOf(id.client, id.clock, length)
      const names = authors.flatMap(({ length: many, author }) => Array<string>(many).fill(author ?? '?'))
      letters.push(...Array.from(item.content.str, (letter, at) => `${letter} ${names[at]}`))
    }
  }
  for (const row of [...rowsOf(doc).keys()].sort())
    for (const cell of rowsOf(doc).get(row)?.values() ?? [])
      if (cell instanceof Y.XmlFragment) walk(cell as unknown as Y.AbstractType<unknown>)
  return letters
}

const structsOf = (doc: Y.Doc): (Y.Item | Y.GC)[] => [...doc.store.clients.values()].flat()

test.each(SEEDS)('[EP1] [EP2] the same plan under another epoch, without its past, seed %i', (seed) => {
  const storied = storiedPlan(seed)
  const before = Y.encodeStateAsUpdate(storied.doc)
  const { doc } = renewed(storied, seed)
  expect(canonicalPlan(projectPlan(doc, 'p'))).toBe(canonicalPlan(projectPlan(storied.doc, 'p')))
  expect(rootsOf(doc)).toEqual(rootsOf(storied.doc))
  expect(metaOf(doc).get('epoch')).toBe('epoch2')
  expect(wordsOf(doc)).toEqual(wordsOf(storied.doc))
  expect(structsOf(doc).filter((struct) => struct.deleted)).toEqual([])
  expect([...doc.store.clients.keys()].some((client) => storied.doc.store.clients.has(client))).toBe(false)
  // What was read is as it was, and what was written survives a journey.
  expect(Y.encodeStateAsUpdate(storied.doc)).toEqual(before)
  expect(rootsOf(copyOf(doc))).toEqual(rootsOf(storied.doc))
})

test('[EP2] threads about words keep to them while both ends are moved on by typing', () => {
  const storied = storiedPlan(3)
  const { doc } = renewed(storied)
  const ranges = [...threadsOf(doc).values()].map((fields) => fields.get('about') as { range: unknown })
  // The seed has threads about words, or this shows nothing.
  expect(ranges.filter(({ range }) => range !== null).length).toBeGreaterThan(3)
  for (const copy of [doc, storied.doc]) {
    for (const row of rowsOf(copy).values()) {
      const paragraph = (row.get('c:title') as Y.XmlFragment).get(0)
      const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (text instanceof Y.XmlText) text.insert(0, 'Впереди ')
    }
  }
  expect(wordsOf(doc)).toEqual(wordsOf(storied.doc))
})

test.each(SEEDS)('[EP3] who wrote each letter is known after one renewal and after two, seed %i', (seed) => {
  const storied = storiedPlan(seed)
  const letters = lettersOf(storied.doc, storied.owners)
  const first = renewed(storied, seed)
  expect(lettersOf(first.doc, first.owners)).toEqual(letters)
  const owners = ClientOwners.decode(first.owners.encode())
  const second = renewed({ doc: copyOf(first.doc), owners }, seed + 1)
  expect(lettersOf(second.doc, second.owners)).toEqual(letters)
  // Nobody goes on under the id that all of it stands under.
  const [client] = second.doc.store.clients.keys()
  expect(second.owners.mayUse(client ?? 0, 'anna', false)).toBe(false)
})

test.each(SEEDS)('[EP4] what a renewal would leave is known without one, seed %i', (seed) => {
  const storied = storiedPlan(seed)
  const { doc } = renewed(storied)
  const after = growthOf(copyOf(doc))
  expect(growthOf(storied.doc).needed).toBe(after.needed)
  expect(after.structs).toBe(after.needed)
})

test('[EP4] a plan is renewed when its past is a twentieth of it, a quarter while people look at it', () => {
  expect(hasGrown({ structs: 3_000, needed: 1_001, clients: 40 }, 'unused')).toBe(false)
  expect(hasGrown({ structs: 3_001, needed: 1_001, clients: 40 }, 'open')).toBe(true)
  expect(hasGrown({ structs: 104_000, needed: 100_000, clients: 40 }, 'unused')).toBe(false)
  expect(hasGrown({ structs: 105_000, needed: 100_000, clients: 40 }, 'unused')).toBe(true)
  expect(hasGrown({ structs: 124_000, needed: 100_000, clients: 40 }, 'open')).toBe(false)
  expect(hasGrown({ structs: 125_000, needed: 100_000, clients: 40 }, 'open')).toBe(true)
})

test('[EP4] [AC24] so is one that has seen thousands of client ids, whatever stands under them', () => {
  expect(hasGrown({ structs: 5_000, needed: 5_000, clients: 4_999 }, 'unused')).toBe(false)
  expect(hasGrown({ structs: 5_000, needed: 5_000, clients: 5_000 }, 'open')).toBe(true)
})

test('[EP5] the past costs nothing after a renewal, however long it was', () => {
  const [doc, plain] = [planDoc(), renewed({ doc: planDoc(), owners: new ClientOwners() }).doc]
  const row = rowsOf(doc).get('r3')!
  const text = ((row.get('c:title') as Y.XmlFragment).get(0) as Y.XmlElement).get(0) as Y.XmlText
  const random = dice(1)
  for (let edit = 0; edit < 2_000; edit++) {
    if (edit % 50 === 0) doc.clientID = random.int(2 ** 32)
    const at = random.int(text.length)
    text.insert(at, 'лишнее')
    row.set('state', edit % 2 === 0 ? 'done' : 'planned')
    text.delete(at, 6)
  }
  expect(growthOf(doc).structs).toBeGreaterThan(growthOf(doc).needed * 2)
  const { doc: fresh } = renewed({ doc, owners: new ClientOwners() })
  expect(growthOf(copyOf(fresh))).toEqual(growthOf(copyOf(plain)))
  const bytes = (one: Y.Doc) => Y.encodeStateAsUpdateV2(one).length
  expect(Math.abs(bytes(fresh) - bytes(plain))).toBeLessThan(100)
})

test('[EP2] where content stands now is found by its old ids, one by one and in stretches', () => {
  const storied = storiedPlan(5)
  const { doc, ids } = renewed(storied)
  const map = IdMap.decode(ids.encode())
  const found = structsOf(storied.doc).map((struct) => {
    const { client, clock } = struct.id
    const first = map.find(struct.id)
    const last = map.find(Y.createID(client, clock + struct.length - 1))
    const pieces = map.findAll(struct.id, struct.length)
    const content = first && (Y.getItem(doc.store, first) as Y.Item).content.constructor
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
    return { content, length, begins: pieces[0]?.id ?? null, reaches: last && last.clock - first!.clock + 1 }
  })
  const expected = structsOf(storied.doc).map((struct) => {
    if (struct.deleted) return { content: null, length: 0, begins: null, reaches: null }
    const begins = map.find(struct.id)
    return {
      content: (struct as Y.Item).content.constructor,
      length: struct.length,
      begins,
      reaches: struct.length,
    }
  })
  expect(found).toEqual(expected)
  expect(map.find(Y.createID(1, 0))).toBeNull()
})

/** Many people, bad networks: whatever arrives in whatever order, everybody ends with the same plan and every word. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { repairCells } from '../../shared/plan/repair.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { readPlaces, readSections } from '../../shared/plan/read.ts'
import { buildTree } from '../../shared/plan/tree.ts'
import { rowsOf } from '../../shared/plan/schema.ts'
import { copyOf, editingOf, planDoc, planDraft } from '../support/drafts.ts'
import { type Author, type Ledger, operate } from '../support/plan-operations.ts'
import { dice, type Dice } from '../support/random.ts'

const CLIENTS = 8
const OPERATIONS = Number(process.env.SVOD_FUZZ_OPERATIONS ?? 2000)
const SEEDS = Number(process.env.SVOD_FUZZ_SEEDS ?? 50)
/** Seeds that failed once are kept for good. */
const KEPT_SEEDS: readonly number[] = []

/** A replica with the updates that are on their way to it. */
interface Replica {
  author: Author
  inbox: Uint8Array[]
  /** While cut off nothing arrives. */
  online: boolean
}

const startReplica = (base: Y.Doc, name: string, seed: number, ledger: Ledger, all: Replica[]): Replica => {
  const author: Author = { edit: editingOf(copyOf(base), name, seed), dice: dice(seed), typed: 0, ledger }
  const replica: Replica = { author, inbox: [], online: true }
  follow(replica, all)
  return replica
}

const follow = (replica: Replica, all: Replica[]): void => {
  replica.author.edit.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'network') return
    for (const other of all) if (other !== replica) other.inbox.push(update)
  })
}

/** Delivers some of what is under way: out of order, now and then twice. */
const deliver = (replica: Replica, network: Dice, everything: boolean): void => {
  const { inbox } = replica
  const count = everything ? inbox.length : network.int(inbox.length + 1)
  const arriving: Uint8Array[] = []
  for (let index = 0; index < count; index++) {
    // An update that overtakes others waits inside Yjs for what it builds on.
    const near = network.chance(0.03) ? network.int(Math.min(inbox.length, 6)) : 0
    const [update] = inbox.splice(near, 1)
    if (!update) continue
    arriving.push(update)
    if (network.chance(0.05)) arriving.push(update)
  }
  const { doc } = replica.author.edit
  doc.transact(() => arriving.forEach((update) => Y.applyUpdate(doc, update, 'network')), 'network')
}

/** Closes the page and opens it again from what was stored. */
const reload = (replica: Replica, all: Replica[]): void => {
  const { edit } = replica.author
  const doc = copyOf(edit.doc)
  edit.doc.destroy()
  edit.doc = doc
  follow(replica, all)
}

const canonical = (doc: Y.Doc): string => JSON.stringify(projectPlan(doc, 'p'))

const allWords = (doc: Y.Doc): string =>
  [...rowsOf(doc).values()].map((fields) => JSON.stringify(fields.toJSON())).join('\n')

const checkDocument = (doc: Y.Doc, expected: string): void => {
  expect(doc.store.pendingStructs).toBeNull()
  expect(doc.store.pendingDs).toBeNull()
  expect(canonical(doc)).toBe(expected)
  expect(canonical(copyOf(doc))).toBe(expected)
}

const checkRowsOnce = (doc: Y.Doc): void => {
  const tree = buildTree(readPlaces(doc), readSections(doc))
  const placed = [...tree.sections.flatMap((section) => section.rows), ...tree.hidden].map(
    ({ row }) => row.id,
  )
  expect(placed.length).toBe(new Set(placed).size)
  expect(new Set(placed)).toEqual(new Set(rowsOf(doc).keys()))
}

const run = (seed: number): void => {
  const network = dice(seed * 7919)
  const ledger: Ledger = { typed: new Set(), erased: new Set() }
  const base = planDoc(planDraft(4, 5), 'b')
  const replicas: Replica[] = []
  for (let index = 0; index < CLIENTS; index++) {
    replicas.push(startReplica(base, `c${index}`, seed * 100 + index, ledger, replicas))
  }
  for (let step = 0; step < OPERATIONS; step++) {
    const replica = network.pick(replicas)
    if (!replica) continue
    operate(replica.author)
    if (network.chance(0.02)) replica.online = !replica.online
    if (network.chance(0.002)) reload(replica, replicas)
    if (replica.online && network.chance(0.2)) deliver(replica, network, false)
  }
  for (const replica of replicas) deliver(replica, network, true)
  // The first replica stands for the server: it alone fills gaps.
  const server = replicas[0]?.author.edit.doc ?? base
  server.transact(() => repairCells(server), 'repair')
  for (const replica of replicas) deliver(replica, network, true)
  const expected = canonical(server)
  for (const replica of replicas) checkDocument(replica.author.edit.doc, expected)
  checkRowsOnce(server)
  const words = allWords(server)
  const lost = [...ledger.typed].filter((token) => !ledger.erased.has(token) && !words.includes(token))
  expect(lost).toEqual([])
}

describe('convergence', () => {
  const seeds = [...KEPT_SEEDS, ...Array.from({ length: SEEDS }, (_, index) => index + 1)]
  it.each(seeds)('[DM1] everybody ends with the same plan and every word, seed %i', (seed) => run(seed))
})

/**
 * Many people at one plan over a bad network, and the judge of what becomes of it. Everybody edits a replica of their
 * own; updates are late, overtake each other, come twice; people are cut off for a while and close the page.
 */
import * as Y from 'yjs'
import { projectPlan } from '../../shared/plan/project.ts'
import { readPlaces, readSections } from '../../shared/plan/read.ts'
import { repairCells } from '../../shared/plan/repair.ts'
import { ROOTS, rowsOf } from '../../shared/plan/schema.ts'
import { buildTree } from '../../shared/plan/tree.ts'
import { copyOf, docOf, editingOf, planDoc, planDraft } from './drafts.ts'
import { type Author, emptyLedger, type Ledger, operate, TOKEN } from './plan-operations.ts'
import { dice, type Dice } from './random.ts'

/** Most edits that somebody makes before they are sent on: what a server merges of one turn. */
const MOST_AT_ONCE = 12

interface Replica {
  author: Author
  /** On the way to this replica. */
  inbox: Uint8Array[]
  /** While cut off nothing arrives. */
  online: boolean
}

export interface Crowd {
  replicas: readonly Replica[]
  ledger: Ledger
  network: Dice
  /** The rows that were there before anybody came. */
  first: ReadonlySet<string>
}

/** A client id as Yjs draws them; drawn here, because who wins a tie depends on it and the seed alone shall decide. */
const clientOf = (random: Dice): number => random.int(2 ** 32)

/** What `edit` changes in a document, an update a transaction. Nobody listens at other times: Yjs would encode all that arrives. */
const updatesOf = (doc: Y.Doc, edit: () => void): Uint8Array[] => {
  const made: Uint8Array[] = []
  const keep = (update: Uint8Array) => void made.push(update)
  doc.on('update', keep)
  edit()
  doc.off('update', keep)
  return made
}

/** `clients` people in front of the same plan; the seed alone decides what happens. */
export const gather = (seed: number, clients: number): Crowd => {
  const ledger = emptyLedger()
  const network = dice(seed * 7919)
  // Fewer rows and sections than plan-operations.ts allows, so that people add some.
  const base = planDoc(planDraft(3, 4), 'b', clientOf(network))
  const replicas = Array.from({ length: clients }, (_, index): Replica => {
    const own = seed * 100 + index
    const edit = editingOf(copyOf(base, clientOf(network)), `c${index}`, own)
    return { author: { edit, dice: dice(own), typed: 0, ledger }, inbox: [], online: true }
  })
  return { replicas, ledger, network, first: new Set(rowsOf(base).keys()) }
}

const send = (from: Replica, made: readonly Uint8Array[], { replicas }: Crowd): void => {
  const [only] = made
  if (only === undefined) return
  const update = made.length === 1 ? only : Y.mergeUpdates([...made])
  for (const other of replicas) if (other !== from) other.inbox.push(update)
}

/** Delivers some of what is under way: out of order, now and then twice. */
const deliver = ({ inbox, author }: Replica, network: Dice, everything: boolean): void => {
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
  const { doc } = author.edit
  doc.transact(() => arriving.forEach((update) => Y.applyUpdate(doc, update, 'network')), 'network')
}

/** Closes the page and opens it again from what was stored. */
const reload = (replica: Replica, network: Dice): void => {
  const { edit } = replica.author
  const doc = copyOf(edit.doc, clientOf(network))
  edit.doc.destroy()
  edit.doc = doc
}

/** Lets everybody edit, `operations` times in all. */
export const live = (crowd: Crowd, operations: number): void => {
  const { replicas, network } = crowd
  for (let left = operations; left > 0;) {
    const replica = network.pick(replicas)
    if (!replica) return
    const burst = Math.min(left, 1 + network.int(MOST_AT_ONCE))
    const made = updatesOf(replica.author.edit.doc, () => {
      for (let edit = 0; edit < burst; edit++) operate(replica.author)
    })
    left -= burst
    send(replica, made, crowd)
    if (network.chance(0.05)) replica.online = !replica.online
    if (network.chance(0.001)) reload(replica, network)
    if (replica.online && network.chance(0.5)) deliver(replica, network, false)
  }
}

/** Everything arrives. The first replica stands for the server, which alone fills gaps. */
export const settle = (crowd: Crowd): Y.Doc => {
  const [server] = crowd.replicas
  if (!server) throw new Error('nobody came')
  const arrive = () => crowd.replicas.forEach((replica) => deliver(replica, crowd.network, true))
  arrive()
  const { doc } = server.author.edit
  const repaired = updatesOf(doc, () => doc.transact(() => repairCells(doc), 'repair'))
  send(server, repaired, crowd)
  arrive()
  return doc
}

/** All that a document holds, the trash included, and the plan as it is printed. */
const canonical = (doc: Y.Doc): string =>
  JSON.stringify([projectPlan(doc, 'p'), ...ROOTS.map((root) => sorted(doc.getMap(root).toJSON()))])

/** The order in which a map heard of its keys is nobody's business. */
const sorted = (record: object): unknown[] =>
  Object.entries(record)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]: [string, unknown]) => {
      const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
      return [key, isRecord ? sorted(value) : value]
    })

/** What a page that opens again reads from stored bytes; the same bytes are read once. */
type Reader = (stored: Uint8Array) => string

const readOnce = (): Reader => {
  const known: { stored: Uint8Array; read: string }[] = []
  return (stored) => {
    const same = known.find((one) => Buffer.compare(one.stored, stored) === 0)
    if (same !== undefined) return same.read
    const read = canonical(docOf(stored))
    known.push({ stored, read })
    return read
  }
}

const replicaFaults = (doc: Y.Doc, expected: string, name: string, read: Reader): string[] => {
  const faults: string[] = []
  const { pendingStructs, pendingDs } = doc.store
  if (pendingStructs !== null || pendingDs !== null) faults.push(`${name}: something is pending`)
  if (canonical(doc) !== expected) faults.push(`${name}: another plan`)
  if (read(Y.encodeStateAsUpdate(doc)) !== expected) faults.push(`${name}: another plan after a reload`)
  return faults
}

const rowFaults = (doc: Y.Doc, { first, ledger }: Crowd): string[] => {
  const tree = buildTree(readPlaces(doc), readSections(doc))
  const placed = [...tree.sections.flatMap((section) => section.rows), ...tree.hidden].map(
    ({ row }) => row.id,
  )
  const known = new Set([...first, ...ledger.born])
  const seen = new Set(placed)
  return [
    ...placed.filter((id, index) => placed.indexOf(id) !== index).map((id) => `row ${id} stands twice`),
    ...placed.filter((id) => !known.has(id)).map((id) => `row ${id} was added by nobody`),
    ...[...known].filter((id) => !seen.has(id)).map((id) => `row ${id} is gone`),
  ]
}

const wordFaults = (doc: Y.Doc, { typed, erased }: Ledger): string[] => {
  const counts = new Map<string, number>()
  for (const fields of rowsOf(doc).values()) {
    for (const [token] of JSON.stringify(fields.toJSON()).matchAll(TOKEN)) {
      counts.set(token, (counts.get(token) ?? 0) + 1)
    }
  }
  const lost = [...typed].filter((token) => !erased.has(token) && !counts.has(token))
  const doubled = [...counts].filter(([, count]) => count > 1)
  return [...lost.map((token) => `${token} is lost`), ...doubled.map(([token]) => `${token} stands twice`)]
}

/** Everything that went wrong in a crowd that has settled; nothing where everybody has the same plan and every word. */
export const faultsOf = (crowd: Crowd, server: Y.Doc): string[] => {
  const expected = canonical(server)
  const read = readOnce()
  return [
    ...crowd.replicas.flatMap(({ author }) => replicaFaults(author.edit.doc, expected, author.edit.by, read)),
    ...rowFaults(server, crowd),
    ...wordFaults(server, crowd.ledger),
  ]
}

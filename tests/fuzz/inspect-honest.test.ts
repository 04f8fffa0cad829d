/** Honest people, bad networks, a guarded server: nobody is ever refused, and what is foretold is what happens. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inspect, inspectThoroughly } from '../../server/access/inspect.ts'
import { buildPlan } from '../../shared/plan/build.ts'
import { setNumber, setState } from '../../shared/plan/edit.ts'
import { repairCells } from '../../shared/plan/repair.ts'
import { metaOf, rowsOf, sectionsOf } from '../../shared/plan/schema.ts'
import { copyOf, countingIds, editingOf, planDraft } from '../support/drafts.ts'
import { fieldsOf, unforeseen } from '../support/plan-fields.ts'
import { type Author, emptyLedger, operate } from '../support/plan-operations.ts'
import { type Dice, dice } from '../support/random.ts'
import { editAsWhole, editRichly } from '../support/rich-edits.ts'

const SEEDS = Number(process.env.SVOD_FUZZ_SEEDS ?? 50)
const STEPS = 160
const CLIENTS = 4

interface Client {
  author: Author
  undo: Y.UndoManager
  online: boolean
  /** Updates from the server that are under way. */
  inbox: Uint8Array[]
}

/**
 * What undo may take away: content of fragments. A register is undone by setting the value before; taking it away as
 * well would leave nothing where somebody else's change keeps Yjs from setting it.
 */
const isUndoable = (item: Y.Item): boolean => item.parentSub === null || item.parent instanceof Y.XmlElement

class Network {
  server: Y.Doc
  clients: Client[] = []
  refused: string[] = []
  /** What went otherwise than the inspection said. */
  surprises: string[] = []
  stored: Uint8Array
  private readonly random: Dice

  constructor(seed: number) {
    this.random = dice(seed)
    this.server = new Y.Doc()
    this.server.clientID = 1
    buildPlan(this.server, planDraft(), { ids: countingIds(), epoch: 'epoch1' })
    this.stored = Y.encodeStateAsUpdate(this.server)
    for (let index = 0; index < CLIENTS; index++)
      this.clients.push(this.open(copyOf(this.server), index, seed))
  }

  private open(doc: Y.Doc, index: number, seed: number): Client {
    doc.clientID = 2 + this.random.int(2 ** 32 - 2)
    const author: Author = {
      edit: editingOf(doc, `p${index}x${this.random.int(1e9)}`, seed + index),
      dice: dice(seed * 31 + index),
      typed: 0,
      ledger: emptyLedger(),
    }
    const scope = ['meta', 'cols', 'sections', 'rows'].map((root) => doc.getMap(root))
    const undo = new Y.UndoManager(scope, {
      trackedOrigins: new Set([author.edit.origin]),
      captureTimeout: 0,
      deleteFilter: isUndoable,
    })
    const client: Client = { author, undo, online: true, inbox: [] }
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network' && client.online) this.receive(update, client)
    })
    return client
  }

  /** Takes in what a client sends, as the server does. */
  receive(update: Uint8Array, from: Client): void {
    const before = this.random.chance(0.1) ? fieldsOf(this.server) : null
    const verdict = inspect(this.server, update)
    const long = inspectThoroughly(this.server, update)
    if (JSON.stringify(long) !== JSON.stringify(verdict)) this.surprises.push('fast and slow differ')
    if (!verdict.ok) {
      this.refused.push(`${verdict.code}: ${verdict.detail}`)
      return
    }
    // Yjs tidies up formatting in a transaction of its own, so one update may make two.
    const emitted: Uint8Array[] = []
    const listen = (out: Uint8Array) => emitted.push(out)
    this.server.on('update', listen)
    Y.applyUpdate(this.server, verdict.update)
    this.server.off('update', listen)
    if ((emitted.length === 0) !== verdict.empty) this.surprises.push('empty')
    if (before) this.surprises.push(...unforeseen(before, fieldsOf(this.server), verdict.touched))
    for (const out of emitted) this.broadcast(out, from)
    if (verdict.touched.some((one) => one.field === null)) this.broadcastRepairs()
  }

  private broadcast(update: Uint8Array, except: Client | null): void {
    for (const client of this.clients) if (client !== except && client.online) client.inbox.push(update)
  }

  private broadcastRepairs(): void {
    const before = Y.encodeStateVector(this.server)
    if (repairCells(this.server)) this.broadcast(Y.encodeStateAsUpdate(this.server, before), null)
  }

  deliver(client: Client): void {
    for (const update of client.inbox.splice(0)) Y.applyUpdate(client.author.edit.doc, update, 'network')
  }

  /** Sync in both directions, in either order; now and then the client sends all that it has. */
  reconnect(client: Client): void {
    const { doc } = client.author.edit
    client.inbox = []
    const mine = () => {
      const known = this.random.chance(0.2) ? undefined : Y.encodeStateVector(this.server)
      this.receive(Y.encodeStateAsUpdate(doc, known), client)
    }
    const theirs = () =>
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.server, Y.encodeStateVector(doc)), 'network')
    const [first, second] = this.random.chance(0.5) ? [mine, theirs] : [theirs, mine]
    // What a client writes before its whole difference is sent is part of that difference.
    client.online = false
    first()
    second()
    client.online = true
    theirs()
  }

  /** The page is closed and opened again from what the browser kept. */
  reload(index: number, seed: number): void {
    const client = this.clients[index]!
    const doc = copyOf(client.author.edit.doc)
    client.author.edit.doc.destroy()
    this.clients[index] = this.open(doc, index, seed)
    this.clients[index].online = false
    this.reconnect(this.clients[index])
  }

  /** The server dies and comes back with what was on disk; everybody brings back what they have, others' words too. */
  crash(): void {
    const server = new Y.Doc()
    server.clientID = 1 + this.random.int(2 ** 32 - 1)
    Y.applyUpdate(server, this.stored)
    this.server = server
    const order = [...this.clients].sort(() => this.random.next() - 0.5)
    for (const client of order) {
      client.online = false
      this.deliver(client)
    }
    for (const client of order) this.reconnect(client)
  }
}

const fragmentsOf = (doc: Y.Doc): Y.XmlFragment[] =>
  [metaOf(doc), ...sectionsOf(doc).values(), ...rowsOf(doc).values()]
    .flatMap((fields) => [...fields.values()])
    .filter((value): value is Y.XmlFragment => value instanceof Y.XmlFragment)

/** Changes its mind a few times about the same row: what offline differences are full of. */
const dither = ({ author }: Client, random: Dice): void => {
  const row = random.pick([...rowsOf(author.edit.doc).keys()].sort((a, b) => (a < b ? -1 : 1)))
  if (row === undefined) return
  for (let left = 1 + random.int(4); left > 0; left--) {
    setState(author.edit, row, random.pick(['planned', 'done', 'moved']) ?? 'planned')
    if (random.chance(0.3)) setNumber(author.edit, row, { mode: 'typed', text: String(random.int(99)) })
  }
}

const act = (client: Client, random: Dice): void => {
  const { author, undo } = client
  const roll = random.next()
  if (roll < 0.12) undo.undo()
  else if (roll < 0.2) undo.redo()
  else if (roll < 0.6) {
    const fragment = random.pick(fragmentsOf(author.edit.doc))
    const edit = random.chance(0.3) ? editAsWhole : editRichly
    if (fragment) edit(fragment, random, author.edit.origin)
  } else if (roll < 0.7) dither(client, random)
  else operate(author)
}

const sorted = (doc: Y.Doc): string[] =>
  [...fieldsOf(doc)].map(([address, value]) => `${address} ${value}`).sort((a, b) => (a < b ? -1 : 1))

const run = (seed: number): Network => {
  const network = new Network(seed)
  const random = dice(seed * 7919)
  for (let step = 0; step < STEPS; step++) {
    const index = random.int(CLIENTS)
    const client = network.clients[index]!
    const roll = random.next()
    if (roll < 0.82) act(client, random)
    else if (roll < 0.87) client.online = false
    else if (roll < 0.93) network.reconnect(client)
    else if (roll < 0.95) network.reload(index, seed + step)
    else if (roll < 0.97) network.stored = Y.encodeStateAsUpdate(network.server)
    else if (roll < 0.975) network.crash()
    if (random.chance(0.5)) network.deliver(client)
  }
  for (const client of network.clients) network.reconnect(client)
  for (const client of network.clients) network.reconnect(client)
  return network
}

describe('honest people', () => {
  it(`[AC9] nobody is refused, everybody converges, ${SEEDS} seeds`, () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const network = run(seed)
      expect(network.refused, `seed ${seed}`).toEqual([])
      expect(network.surprises, `seed ${seed}`).toEqual([])
      const { pendingStructs, pendingDs } = network.server.store
      expect([pendingStructs, pendingDs], `seed ${seed}`).toEqual([null, null])
      const there = sorted(network.server)
      for (const client of network.clients) {
        expect(sorted(client.author.edit.doc), `seed ${seed}`).toEqual(there)
      }
    }
  })
})

/**
 * What somebody wrote in a past epoch, as a change of the next one [EP10–EP13]. Every new struct keeps its order and,
 * counted from where the past epoch knew the client, its clock; its neighbours are what stood beside it in the end. The
 * same change carried over twice is thus the same change, and Yjs lets it in once. Owns that translation alone: what was
 * sent was inspected before, and what comes of it is inspected like any other update.
 */
import { crc32 } from 'node:zlib'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { IdMap } from './id-map.ts'

export interface Carried {
  /** The change for the next epoch, in V1; null where it brings nothing. */
  update: Uint8Array | null
  /** Client ids under which it brings something new. */
  clients: number[]
  /** Words that have no place any more: what they stood in is gone. */
  lost: string[]
}

export interface Past {
  /** The past epoch's document at its end; is changed. Made without garbage collection. */
  doc: Y.Doc
  ids: IdMap
  /** Name of the next epoch. */
  next: string
}

type Struct = Y.Item | Y.GC

/** The id under which a client of the past goes on in the next epoch: always the same, and hardly anybody else's. */
export const nextClient = (client: number, next: string): number => crc32(`${next}/${client}`) >>> 0

const parentIdOf = ({ parent }: Y.Item): Y.ID | null =>
  parent instanceof Y.AbstractType ? (parent._item?.id ?? null) : null

/** What stands in something that is there, be it taken away itself. What stands in nothing has no place any more. */
const hasPlace = (struct: Struct): struct is Y.Item =>
  struct instanceof Y.Item &&
  struct.parent instanceof Y.AbstractType &&
  !(struct.parent._item?.deleted ?? false)

const lengthOf = (structs: readonly Struct[]): number => structs.reduce((sum, { length }) => sum + length, 0)

class Carrying {
  /** How far the past epoch knew each client. */
  private readonly base: Map<number, number>
  /** New structs by client, in order of their clocks. */
  private readonly fresh = new Map<number, Struct[]>()
  /** In which order they could have been made: by the first id of a struct. */
  private readonly ranks = new Map<Y.Item, number>()
  private readonly past: Past
  private readonly transaction: Y.Transaction

  constructor(past: Past, base: Map<number, number>, transaction: Y.Transaction) {
    this.past = past
    this.base = base
    this.transaction = transaction
    for (const [client, structs] of past.doc.store.clients) {
      const from = base.get(client) ?? 0
      const news = structs.filter(({ id }) => id.clock >= from)
      if (news.length > 0) this.fresh.set(client, news as Struct[])
    }
  }

  run(): Pick<Carried, 'update' | 'clients'> {
    this.rank()
    this.dropLosers()
    const deletions = this.deletions()
    const clients = [...this.fresh.keys()].map((client) => this.clientOf(client))
    if (clients.length === 0 && deletions.size === 0) return { update: null, clients }
    return { update: this.encode(deletions), clients }
  }

  private clientOf(client: number): number {
    return nextClient(client, this.past.next)
  }

  private isNew({ client, clock }: Y.ID): boolean {
    return clock >= (this.base.get(client) ?? 0)
  }

  /** Where an id of the past stands in the next epoch; null where it was not taken along. */
  private idOf(id: Y.ID): Y.ID | null {
    if (!this.isNew(id)) return this.past.ids.find(id)
    return Y.createID(this.clientOf(id.client), id.clock - (this.base.get(id.client) ?? 0))
  }

  /** Gives every new item a place behind all that it was made on. */
  private rank(): void {
    const next = new Map([...this.fresh.keys()].map((client) => [client, 0]))
    const done = (id: Y.ID | null): boolean => {
      if (id === null || !this.isNew(id)) return true
      const structs = this.fresh.get(id.client) ?? []
      const reached = structs[(next.get(id.client) ?? 0) - 1]
      return reached !== undefined && id.clock < reached.id.clock + reached.length
    }
    for (let isMoving = true; isMoving;) {
      isMoving = false
      for (const [client, structs] of this.fresh) {
        for (let at = next.get(client) ?? 0; at < structs.length; at++) {
          const struct = structs[at] as Struct
          if (hasPlace(struct) && ![struct.origin, struct.rightOrigin, parentIdOf(struct)].every(done)) break
          if (hasPlace(struct)) this.ranks.set(struct, this.ranks.size)
          next.set(client, at + 1)
          isMoving = true
        }
      }
    }
  }

  /** A value that lost against one of the past has no place either: a key takes new values at its end alone. */
  private dropLosers(): void {
    for (const item of this.ranks.keys())
      if (item.parentSub !== null && this.neighbour(item, 'right') !== null) this.ranks.delete(item)
  }

  /** The nearest one on that side that the next epoch has, or has by the time that `item` is made there. */
  private neighbour(item: Y.Item, side: 'left' | 'right'): Y.ID | null {
    const own = this.ranks.get(item) ?? 0
    for (let at = item[side]; at !== null; at = at[side]) {
      const id = side === 'left' ? at.lastId : at.id
      const isThere = this.isNew(id) ? (this.ranks.get(at) ?? Infinity) < own : true
      const found = isThere ? this.idOf(id) : null
      if (found !== null) return found
    }
    return null
  }

  private itemOf(item: Y.Item): Y.Item {
    const [left, right] = [this.neighbour(item, 'left'), this.neighbour(item, 'right')]
    const id = this.idOf(item.id) as Y.ID
    const content = item.deleted ? new Y.ContentDeleted(item.length) : item.content
    return new Y.Item(id, null, left, null, right, this.parentOf(item), item.parentSub, content)
  }

  /** What it stands in, as it is written down: a root by its name, anything else by its id. */
  private parentOf(item: Y.Item): Y.ID {
    const parent = item.parent as Y.AbstractType<unknown>
    // Yjs writes a root's name where a string stands for the parent.
    if (parent._item === null) return Y.findRootTypeKey(parent) as unknown as Y.ID
    return this.idOf(parent._item.id) as Y.ID
  }

  private encode(deletions: ReadonlyMap<number, { clock: number; length: number }[]>): Uint8Array {
    const encoder = new Y.UpdateEncoderV1()
    const clients = [...this.fresh].sort(([a], [b]) => this.clientOf(b) - this.clientOf(a))
    writeVarUint(encoder, clients.length)
    for (const [client, structs] of clients) {
      const written = this.pieces(structs)
      writeVarUint(encoder, written.length)
      encoder.writeClient(this.clientOf(client))
      writeVarUint(encoder, 0)
      for (const struct of written) struct.write(encoder, 0)
    }
    writeVarUint(encoder, deletions.size)
    for (const [client, ranges] of [...deletions].sort(([a], [b]) => b - a)) {
      encoder.resetDsCurVal()
      writeVarUint(encoder, client)
      writeVarUint(encoder, ranges.length)
      for (const { clock, length } of ranges) {
        encoder.writeDsClock(clock)
        encoder.writeDsLen(length)
      }
    }
    return encoder.toUint8Array()
  }

  /** What has no place any more leaves its clocks alone behind. */
  private pieces(structs: readonly Struct[]): Struct[] {
    const pieces: Struct[] = []
    let dead: Struct[] = []
    const flush = () => {
      const [first] = dead
      if (first) pieces.push(new Y.GC(this.idOf(first.id) as Y.ID, lengthOf(dead)))
      dead = []
    }
    for (const struct of structs) {
      if (struct instanceof Y.GC || !this.ranks.has(struct)) dead.push(struct)
      else {
        flush()
        pieces.push(this.itemOf(struct))
      }
    }
    flush()
    return pieces
  }

  /** What was taken away, by the ids that it has in the next epoch. */
  private deletions(): Map<number, { clock: number; length: number }[]> {
    const found = new Map<number, { clock: number; length: number }[]>()
    for (const [client, ranges] of this.transaction.deleteSet.clients) {
      for (const { clock, len } of ranges) {
        for (const { id, length } of this.rangesOf(Y.createID(client, clock), len)) {
          const known = found.get(id.client) ?? []
          known.push({ clock: id.clock, length })
          found.set(id.client, known)
        }
      }
    }
    for (const ranges of found.values()) ranges.sort((a, b) => a.clock - b.clock)
    return found
  }

  private rangesOf(id: Y.ID, length: number): { id: Y.ID; length: number }[] {
    const known = Math.max(0, Math.min(length, (this.base.get(id.client) ?? 0) - id.clock))
    const old = known > 0 ? this.past.ids.findAll(id, known) : []
    if (known === length) return old
    const fresh = this.idOf(Y.createID(id.client, id.clock + known)) as Y.ID
    return [...old, { id: fresh, length: length - known }]
  }
}

const writeVarUint = ({ restEncoder }: Y.UpdateEncoderV1, number: number): void =>
  encoding.writeVarUint(restEncoder, number)

/** Words of the update that the past epoch did not know, that it does not take away itself, and that are gone. */
const lostWords = (past: Past, base: ReadonlyMap<number, number>, update: Uint8Array): string[] => {
  const { structs, ds } = Y.decodeUpdate(update)
  const isOwnLoss = (client: number, clock: number) =>
    (ds.clients.get(client) ?? []).some((range) => range.clock <= clock && clock < range.clock + range.len)
  return structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return []
    const { client, clock } = struct.id
    const words = Array.from(struct.content.str.split(''), (letter, at) => {
      const isNew = clock + at >= (base.get(client) ?? 0)
      const isGone = isNew && !isOwnLoss(client, clock + at)
      return isGone && Y.getItem(past.doc.store, Y.createID(client, clock + at)).deleted ? letter : ''
    }).join('')
    return words.trim() === '' ? [] : [words]
  })
}

/** Takes over a change of the past epoch, which must have been let in by the inspector. */
export const carryOver = (past: Past, update: Uint8Array): Carried => {
  const { doc } = past
  const base = Y.decodeStateVector(Y.encodeStateVector(doc))
  // Inside one transaction, before Yjs joins what is new with what was known.
  return doc.transact((transaction) => {
    Y.applyUpdate(doc, update)
    const lost = lostWords(past, base, update)
    return { ...new Carrying(past, base, transaction).run(), lost }
  })
}

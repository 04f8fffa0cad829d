/**
 * A copy of one list, or of the values of one key, in which items are placed as Yjs places them (YATA, `Item.integrate`
 * of the pinned version), so that a position can be known before anything is integrated. Owns order alone.
 */
import type * as Y from 'yjs'
import { refuse } from './refusal.ts'
import type { Struct } from './wire.ts'

/** An item of the document or of the update, or a part of one. A client of -1 means that there is none. */
interface Link {
  client: number
  clock: number
  length: number
  originClient: number
  originClock: number
  rightClient: number
  rightClock: number
  /** The item of the update; null for the document's. */
  fresh: Struct | null
}

const linkOfFresh = (struct: Struct): Link => ({
  client: struct.client,
  clock: struct.clock,
  length: struct.length,
  originClient: struct.originClient,
  originClock: struct.originClock,
  rightClient: struct.rightClient,
  rightClock: struct.rightClock,
  fresh: struct,
})

const linkOfItem = (item: Y.Item): Link => ({
  client: item.id.client,
  clock: item.id.clock,
  length: item.length,
  originClient: item.origin?.client ?? -1,
  originClock: item.origin?.clock ?? 0,
  rightClient: item.rightOrigin?.client ?? -1,
  rightClock: item.rightOrigin?.clock ?? 0,
  fresh: null,
})

const sameId = (client: number, clock: number, otherClient: number, otherClock: number): boolean =>
  client === otherClient && (client < 0 || clock === otherClock)

const sameOrigin = (a: Link, b: Link): boolean =>
  sameId(a.originClient, a.originClock, b.originClient, b.originClock)
const sameRight = (a: Link, b: Link): boolean =>
  sameId(a.rightClient, a.rightClock, b.rightClient, b.rightClock)

export class Sequence {
  private readonly links: Link[] = []

  /** The items from `first` on (a list), or up to `last` (the values of a key). */
  constructor(first: Y.Item | null, last: Y.Item | null) {
    for (let item = first; item !== null; item = item.right) this.links.push(linkOfItem(item))
    if (last === null) return
    for (let item: Y.Item | null = last; item !== null; item = item.left) this.links.push(linkOfItem(item))
    this.links.reverse()
  }

  get length(): number {
    return this.links.length
  }

  /** The update's item that stands last; null where it is the document's or there is none. */
  get lastFresh(): Struct | null {
    return this.links.at(-1)?.fresh ?? null
  }

  /** Puts an item where Yjs will put it; its neighbours must stand in the sequence. */
  insert(struct: Struct): void {
    const link = linkOfFresh(struct)
    const from = link.originClient < 0 ? 0 : this.cutAfter(link.originClient, link.originClock)
    const to = link.rightClient < 0 ? this.links.length : this.cutBefore(link.rightClient, link.rightClock)
    this.links.splice(this.indexFor(link, from, to), 0, link)
  }

  /**
   * Whether an item can have been written between these two: they stood side by side for its author, who knew their
   * own neighbours, so neither may have its neighbour in between.
   */
  couldBeAdjacent(struct: Struct): boolean {
    const { originClient, originClock, rightClient, rightClock } = struct
    const left = this.links[this.indexOf(originClient, originClock)]
    const right = this.links[this.indexOf(rightClient, rightClock)]
    if (left === undefined || right === undefined || rightClock > right.clock) return false
    const isAfterLeft = (client: number, clock: number): boolean =>
      client >= 0 && this.compare(client, clock, originClient, originClock) > 0
    const isBeforeRight = (client: number, clock: number): boolean =>
      client >= 0 && this.compare(client, clock, rightClient, rightClock) < 0
    return (
      isAfterLeft(rightClient, rightClock) &&
      !isAfterLeft(right.originClient, right.originClock) &&
      !isBeforeRight(left.rightClient, left.rightClock)
    )
  }

  private indexOf(client: number, clock: number): number {
    return this.links.findIndex(
      (link) => link.client === client && link.clock <= clock && clock < link.clock + link.length,
    )
  }

  private compare(client: number, clock: number, otherClient: number, otherClock: number): number {
    const order = this.indexOf(client, clock) - this.indexOf(otherClient, otherClock)
    return order === 0 ? clock - otherClock : order
  }

  /** Index of the link that starts with the id, which is cut off from its item where need be. */
  private cutBefore(client: number, clock: number): number {
    const at = this.indexOf(client, clock)
    const link = this.links[at]
    if (link === undefined) return refuse('cross-link', `${client}:${clock}`)
    const length = clock - link.clock
    if (length === 0) return at
    const rest = { ...link, clock, length: link.length - length }
    this.links.splice(at + 1, 0, { ...rest, originClient: client, originClock: clock - 1 })
    link.length = length
    return at + 1
  }

  /** Index behind the link that ends with the id. */
  private cutAfter(client: number, clock: number): number {
    const link = this.links[this.indexOf(client, clock)]
    if (link === undefined) return refuse('cross-link', `${client}:${clock}`)
    const isLast = link.clock + link.length - 1 === clock
    return isLast ? this.links.indexOf(link) + 1 : this.cutBefore(client, clock + 1)
  }

  /** Where among the links `from`..`to`, all between its neighbours, the new one belongs. */
  private indexFor(link: Link, from: number, to: number): number {
    const before = new Set<number>()
    const conflicting = new Set<number>()
    let index = from
    for (let at = from; at < to; at++) {
      const other = this.links[at]
      if (other === undefined) break
      before.add(at)
      conflicting.add(at)
      if (sameOrigin(link, other)) {
        if (other.client >= link.client) {
          if (sameRight(link, other)) break
          continue
        }
      } else {
        const origin = other.originClient < 0 ? -1 : this.indexOf(other.originClient, other.originClock)
        if (!before.has(origin)) break
        if (conflicting.has(origin)) continue
      }
      index = at + 1
      conflicting.clear()
    }
    return index
  }
}

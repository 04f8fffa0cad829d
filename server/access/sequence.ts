/**
 * A copy of one list, or of the values of one key, in which items are placed as Yjs places them (YATA, `Item.integrate`
 * of the pinned version), so that a position can be known before anything is integrated. Owns order alone; what it costs
 * is counted where it is done [AC23].
 */
import type * as Y from 'yjs'
import type { Budget } from './budget.ts'
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

/** Where in one client's links, which lie in the order of their clocks, the one with that clock is; -1 where none has it. */
const search = (links: readonly Link[], clock: number): number => {
  let low = 0
  let high = links.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const link = links[middle]
    if (link === undefined) return -1
    if (clock < link.clock) high = middle - 1
    else if (clock >= link.clock + link.length) low = middle + 1
    else return middle
  }
  return -1
}

/** A look at an item between its neighbours costs as much as passing so many. */
const STEP = 50

export class Sequence {
  private readonly links: Link[] = []
  /** The same links by their clients, in the order of their clocks. */
  private readonly byClient = new Map<number, Link[]>()
  private readonly budget: Budget

  /** The items from `first` on (a list), or up to `last` (the values of a key). */
  constructor(first: Y.Item | null, last: Y.Item | null, budget: Budget) {
    this.budget = budget
    for (let item = first; item !== null; item = item.right) this.links.push(linkOfItem(item))
    for (let item = last; item !== null; item = item.left) this.links.push(linkOfItem(item))
    if (last !== null) this.links.reverse()
    budget.spend(this.links.length)
    for (const link of this.links) this.linksOf(link.client).push(link)
    for (const links of this.byClient.values()) links.sort((a, b) => a.clock - b.clock)
  }

  get length(): number {
    return this.links.length
  }

  /** The update's item that stands last; null where it is the document's or there is none. */
  get lastFresh(): Struct | null {
    return this.links.at(-1)?.fresh ?? null
  }

  /** Puts an item where Yjs will put it; its neighbours must stand in the sequence. Those of one client come in their order. */
  insert(struct: Struct): void {
    const link = linkOfFresh(struct)
    const from = link.originClient < 0 ? 0 : this.cutAfter(link.originClient, link.originClock)
    const to = link.rightClient < 0 ? this.links.length : this.cutBefore(link.rightClient, link.rightClock)
    this.links.splice(this.indexFor(link, from, to), 0, link)
    this.linksOf(link.client).push(link)
  }

  /**
   * Whether an item can have been written between these two: they stood side by side for its author, who knew their
   * own neighbours, so neither may have its neighbour in between.
   */
  couldBeAdjacent(struct: Struct): boolean {
    const { originClient, originClock, rightClient, rightClock } = struct
    const left = this.find(originClient, originClock)
    const right = this.find(rightClient, rightClock)
    if (left === undefined || right === undefined || rightClock > right.clock) return false
    const leftAt = this.indexOf(left)
    const rightAt = this.indexOf(right)
    const isAfterLeft = (client: number, clock: number): boolean =>
      client >= 0 && this.compare(client, clock, leftAt, originClock) > 0
    const isBeforeRight = (client: number, clock: number): boolean =>
      client >= 0 && this.compare(client, clock, rightAt, rightClock) < 0
    return (
      isAfterLeft(rightClient, rightClock) &&
      !isAfterLeft(right.originClient, right.originClock) &&
      !isBeforeRight(left.rightClient, left.rightClock)
    )
  }

  private linksOf(client: number): Link[] {
    const known = this.byClient.get(client)
    if (known !== undefined) return known
    const links: Link[] = []
    this.byClient.set(client, links)
    return links
  }

  private find(client: number, clock: number): Link | undefined {
    const links = this.byClient.get(client)
    return links?.[search(links, clock)]
  }

  /** Looks through all of it: what makes the order of many items dear. */
  private indexOf(link: Link | undefined): number {
    this.budget.spend(this.links.length)
    return link === undefined ? -1 : this.links.indexOf(link)
  }

  /** How an id stands to one that is known to be in the link at `at`. */
  private compare(client: number, clock: number, at: number, otherClock: number): number {
    const order = this.indexOf(this.find(client, clock)) - at
    return order === 0 ? clock - otherClock : order
  }

  /** Index of the link that starts with the id, which is cut off from its item where need be. */
  private cutBefore(client: number, clock: number): number {
    const link = this.find(client, clock)
    if (link === undefined) return refuse('cross-link', `${client}:${clock}`)
    const at = this.indexOf(link)
    const length = clock - link.clock
    if (length === 0) return at
    const rest = {
      ...link,
      clock,
      length: link.length - length,
      originClient: client,
      originClock: clock - 1,
    }
    link.length = length
    this.links.splice(at + 1, 0, rest)
    const own = this.linksOf(client)
    own.splice(search(own, link.clock) + 1, 0, rest)
    return at + 1
  }

  /** Index behind the link that ends with the id. */
  private cutAfter(client: number, clock: number): number {
    const link = this.find(client, clock)
    if (link === undefined) return refuse('cross-link', `${client}:${clock}`)
    const isLast = link.clock + link.length - 1 === clock
    return isLast ? this.indexOf(link) + 1 : this.cutBefore(client, clock + 1)
  }

  /** Where among the links `from`..`to`, all between its neighbours, the new one belongs. */
  private indexFor(link: Link, from: number, to: number): number {
    const before = new Set<Link>()
    const conflicting = new Set<Link>()
    let index = from
    for (let at = from; at < to; at++) {
      const other = this.links[at]
      if (other === undefined) break
      this.budget.spend(STEP)
      before.add(other)
      conflicting.add(other)
      if (sameOrigin(link, other)) {
        if (other.client >= link.client) {
          if (sameRight(link, other)) break
          continue
        }
      } else {
        const origin = this.find(other.originClient, other.originClock)
        if (origin === undefined || !before.has(origin)) break
        if (conflicting.has(origin)) continue
      }
      index = at + 1
      conflicting.clear()
    }
    return index
  }
}

/**
 * The delete set of an update, read against the document. Must not change it. Reads `doc.store` of the pinned Yjs.
 */
import * as Y from 'yjs'
import { type Lookup, stateOf } from './lookup.ts'
import { refuse } from './refusal.ts'
import type { Block, Deletions } from './wire.ts'

/**
 * Calls `visit` for every live item of the document that the ranges delete, with the clocks `from` to `to` of it that
 * they do; refuses ranges beyond what is known.
 */
export const eachDeleted = (
  lookup: Lookup,
  deletions: readonly Deletions[],
  visit: (item: Y.Item, from: number, to: number) => void,
): void => {
  for (const { client, ranges } of deletions) {
    const state = stateOf(lookup.doc, client)
    const structs = lookup.doc.store.clients.get(client) ?? []
    const known = lookup.endOf(client)
    for (let at = 0; at < ranges.length; at += 2) {
      const clock = ranges[at] ?? 0
      const end = clock + (ranges[at + 1] ?? 0)
      if (!(end <= known)) refuse('missing', `delete ${client}:${end - 1}`)
      if (clock >= state) continue
      for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
        const struct = structs[index]
        if (struct === undefined || struct.id.clock >= end) break
        if (!(struct instanceof Y.Item) || struct.deleted) continue
        visit(struct, Math.max(clock, struct.id.clock), Math.min(end, struct.id.clock + struct.length))
      }
    }
  }
}

/** Everything live in a type: what is deleted with the item that holds it. Stops behind `most`. */
export const contentOf = (item: Y.Item, most = Infinity): Y.Item[] => {
  const found: Y.Item[] = []
  const types = item.content instanceof Y.ContentType ? [item.content.type] : []
  const take = (child: Y.Item): void => {
    if (child.deleted) return
    found.push(child)
    if (child.content instanceof Y.ContentType) types.push(child.content.type)
  }
  for (let type = types.pop(); type !== undefined && found.length <= most; type = types.pop()) {
    for (let child = type._start; child !== null && found.length <= most; child = child.right) take(child)
    for (const child of type._map.values()) take(child)
  }
  return found
}

/** How many items go with this one, itself included; no more than one beyond `most` are counted. */
export const weightOf = (item: Y.Item, most: number): number =>
  item.content instanceof Y.ContentType ? 1 + contentOf(item, most).length : 1

/** Marks the structs of a block that the update deletes altogether. */
export const markDead = (block: Block, { ranges }: Deletions): void => {
  let at = 0
  for (const struct of block.structs) {
    let covered = struct.clock
    while (at < ranges.length && (ranges[at] ?? 0) + (ranges[at + 1] ?? 0) <= struct.clock) at += 2
    for (let next = at; next < ranges.length && (ranges[next] ?? 0) <= covered; next += 2) {
      covered = (ranges[next] ?? 0) + (ranges[next + 1] ?? 0)
      if (covered >= struct.end) break
    }
    struct.dead = covered >= struct.end
  }
}

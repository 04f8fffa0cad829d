/**
 * Gives every struct of an update its place, as Yjs will: from the left neighbour, else the right one, else the parent
 * it names. Structs that will become garbage (their neighbour or parent is) get none, and come as such [AC3, AC22]. Checks each against the
 * structural policy.
 */
import * as Y from 'yjs'
import type { Budget } from './budget.ts'
import type { Limits } from './limits.ts'
import type { Found, Lookup } from './lookup.ts'
import { checkNeighbours, judgeNeighbours } from './neighbours.ts'
import { type Place, placeBelow, placeOf, placeOfRoot } from './place.ts'
import { refuse } from './refusal.ts'
import { checkItem } from './structure.ts'
import type { Struct } from './wire.ts'

interface Site {
  place: Place
  sub: string | null
}

/** Where a neighbour stands; null for garbage. */
const siteOf = ({ known, fresh }: Found): Site | null => {
  if (fresh !== null) return fresh.place === null ? null : { place: fresh.place, sub: fresh.sub }
  if (known instanceof Y.GC || !(known.parent instanceof Y.AbstractType)) return null
  return { place: placeOf(known.parent), sub: known.parentSub }
}

const siteOfNeighbours = (lookup: Lookup, struct: Struct, unsure: Set<Struct>): Site | null => {
  const { originClient, originClock, rightClient, rightClock } = struct
  const left = originClient < 0 ? null : lookup.find(originClient, originClock)
  const right = rightClient < 0 ? null : lookup.find(rightClient, rightClock)
  const leftSite = left === null ? null : siteOf(left)
  const rightSite = right === null ? null : siteOf(right)
  // One garbage neighbour makes garbage.
  if ((left !== null && leftSite === null) || (right !== null && rightSite === null)) return null
  const site = leftSite ?? rightSite
  if (leftSite !== null && rightSite !== null && !sameSite(leftSite, rightSite))
    refuse('cross-link', 'places')
  if (site === null || site.sub !== null) return site
  const verdict = judgeNeighbours(struct, left, right)
  if (verdict === 'no') refuse('cross-link', 'neighbours')
  if (verdict === 'unsure') unsure.add(struct)
  return site
}

const sameSite = (a: Site, b: Site): boolean => a.place === b.place && a.sub === b.sub

/** Types that the update brings, by the struct that brings them. */
type FreshTypes = Map<Struct, Place>

const freshParent = (types: FreshTypes, parent: Struct): Place | null => {
  const { content, place } = parent
  // Content that is gone took its children with it; so does a parent that became garbage.
  if (place === null || content === null || content.kind === 'deleted') return null
  if (content.kind !== 'type') return refuse('bad-shape', `parent is ${content.kind}`)
  const known = types.get(parent)
  if (known !== undefined) return known
  const made = placeBelow(place, parent.sub, content.type, content.name ?? '', null)
  types.set(parent, made)
  return made
}

const knownParent = (parent: Y.Item | Y.GC): Place | null => {
  if (parent instanceof Y.GC || parent.content instanceof Y.ContentDeleted) return null
  if (parent.content instanceof Y.ContentType) return placeOf(parent.content.type)
  return refuse('bad-shape', 'parent is no type')
}

const siteOfParent = (lookup: Lookup, types: FreshTypes, struct: Struct): Site | null => {
  const { parentRoot, sub } = struct
  if (parentRoot !== null)
    return { place: placeOfRoot(parentRoot) ?? refuse('unknown-root', parentRoot), sub }
  const { known, fresh } = lookup.find(struct.parentClient, struct.parentClock)
  const place = fresh === null ? knownParent(known) : freshParent(types, fresh)
  return place === null ? null : { place, sub }
}

/** Places every struct (given in integration order); throws a Refusal for the first that may not be there. */
export const resolve = (lookup: Lookup, ordered: readonly Struct[], limits: Limits, budget: Budget): void => {
  const types: FreshTypes = new Map()
  const unsure = new Set<Struct>()
  for (const struct of ordered) {
    const { content } = struct
    if (content === null) continue
    const hasNeighbour = struct.originClient >= 0 || struct.rightClient >= 0
    const site = hasNeighbour ? siteOfNeighbours(lookup, struct, unsure) : siteOfParent(lookup, types, struct)
    if (site === null) continue
    struct.place = site.place
    struct.sub = site.sub
    checkItem(struct, site.place, content, limits)
    // Yjs keeps several values in one item only where all of them have been overwritten.
    if (content.kind === 'any' && content.values.length > 1 && !struct.dead)
      refuse('bad-value', 'several values')
  }
  if (unsure.size > 0) checkNeighbours(lookup, ordered, unsure, budget)
}

/**
 * Whether list items of an update can have been written between the neighbours that they name [AC3]. Yjs orders
 * concurrent items by their neighbours; made-up ones end in another order after a reload than before, and people's
 * documents would drift apart.
 */
import type * as Y from 'yjs'
import type { Budget } from './budget.ts'
import type { Found, Lookup } from './lookup.ts'
import { type Place, typeAt } from './place.ts'
import { refuse } from './refusal.ts'
import { Sequence } from './sequence.ts'
import type { Struct } from './wire.ts'

/** Whether the left neighbour was written directly before the id (no right client: at the end). */
const wasBefore = ({ known, fresh }: Found, client: number, clock: number): boolean => {
  if (fresh !== null) return fresh.rightClient === client && (client < 0 || fresh.rightClock === clock)
  const right = (known as Y.Item).rightOrigin
  return right === null ? client < 0 : right.client === client && right.clock === clock
}

/** Whether the right neighbour, at `at` in its own item, was written directly after the id (none: at the start). */
const wasAfter = ({ known, fresh }: Found, at: Id, client: number, clock: number): boolean => {
  const start = fresh === null ? known.id.clock : fresh.clock
  if (at.clock > start) return client === at.client && clock === at.clock - 1
  if (fresh !== null) return fresh.originClient === client && (client < 0 || fresh.originClock === clock)
  const { origin } = known as Y.Item
  return origin === null ? client < 0 : origin.client === client && origin.clock === clock
}

interface Id {
  client: number
  clock: number
}

export type Plausible = 'yes' | 'no' | 'unsure'

/** Judges by the neighbours alone; both stand in one list. `unsure` where only the order in the list can tell. */
export const judgeNeighbours = (struct: Struct, left: Found | null, right: Found | null): Plausible => {
  const { originClient, originClock, rightClient, rightClock } = struct
  if (left !== null && wasBefore(left, rightClient, rightClock)) return 'yes'
  if (right !== null) {
    const at = { client: rightClient, clock: rightClock }
    if (wasAfter(right, at, originClient, originClock)) return 'yes'
  }
  if (left === null && right === null) return 'yes'
  return left === null || right === null ? 'no' : 'unsure'
}

/** Settles the unsure ones by placing every item of their list. `ordered` is resolved. */
export const checkNeighbours = (
  lookup: Lookup,
  ordered: readonly Struct[],
  unsure: ReadonlySet<Struct>,
  budget: Budget,
): void => {
  const places = new Set<Place | null>([...unsure].map((struct) => struct.place))
  for (const place of places) {
    if (place === null) continue
    const sequence = new Sequence(typeAt(lookup.doc, place)?._start ?? null, null, budget)
    const fresh = ordered.filter((struct) => struct.place === place && struct.sub === null)
    for (const struct of fresh) {
      if (unsure.has(struct) && !sequence.couldBeAdjacent(struct)) {
        refuse('cross-link', `${struct.client}:${struct.clock}`)
      }
      sequence.insert(struct)
    }
  }
}

/**
 * Bounds what integrating an update can cost, before it is integrated [AC2]: how many struct arrays are moved to split
 * structs, and how far Yjs may have to walk through a list to place items that do not stand between two neighbours.
 * Honest changes stand between neighbours; 20,000 forged items in one gap would block the process for seconds.
 */
import * as Y from 'yjs'
import { isPlaceless } from './garbage.ts'
import type { Limits } from './limits.ts'
import type { Lookup } from './lookup.ts'
import { type Place, typeAt } from './place.ts'
import { refuse } from './refusal.ts'
import type { Deletions, Struct } from './wire.ts'

/** Below this many structs and ranges nothing can cost much. */
const HARMLESS = 64

const arraySize = (lookup: Lookup, client: number): number =>
  (lookup.doc.store.clients.get(client)?.length ?? 0) + (lookup.blocks.get(client)?.structs.length ?? 0)

/** Whether Yjs has to split a struct so that a part of it ends before `clock`. */
const splitsBefore = (lookup: Lookup, client: number, clock: number): boolean => {
  if (client < 0 || clock >= lookup.endOf(client)) return false
  const { known, fresh } = lookup.find(client, clock)
  if (fresh !== null) return fresh.clock < clock
  return known instanceof Y.Item && known.id.clock < clock
}

const splitMoves = (lookup: Lookup, ordered: readonly Struct[], deletions: readonly Deletions[]): number => {
  let moves = 0
  /** Every split makes its client's array longer. */
  const splits = new Map<number, number>()
  const count = (client: number, clock: number): void => {
    if (!splitsBefore(lookup, client, clock)) return
    const before = splits.get(client) ?? 0
    splits.set(client, before + 1)
    moves += arraySize(lookup, client) + before
  }
  for (const struct of ordered) {
    // It comes as garbage, which has no neighbours.
    if (isPlaceless(struct)) continue
    const { originClient, originClock, rightClient, rightClock } = struct
    count(originClient, originClock + 1)
    // Between two letters of one text there is one split, not two.
    if (rightClient !== originClient || rightClock !== originClock + 1) count(rightClient, rightClock)
  }
  for (const { client, ranges } of deletions) {
    for (let at = 0; at < ranges.length; at += 2) {
      const clock = ranges[at] ?? 0
      count(client, clock)
      count(client, clock + (ranges[at + 1] ?? 0))
    }
  }
  return moves
}

/** An id as text, '' for the end of a list; null where the neighbour cannot be told. */
type Neighbour = string | null

const idOf = (client: number, clock: number): string => (client < 0 ? '' : `${client}:${clock}`)

/** Follows which id stands right of which while the update is integrated, as far as that is certain. */
class Neighbours {
  private readonly lookup: Lookup
  private readonly after = new Map<string, Neighbour>()
  private readonly heads = new Map<Place, Neighbour>()

  constructor(lookup: Lookup) {
    this.lookup = lookup
  }

  private rightOf(client: number, clock: number): Neighbour {
    const set = this.after.get(idOf(client, clock))
    if (set !== undefined) return set
    const { known, fresh } = this.lookup.find(client, clock)
    if (fresh !== null) return clock + 1 < fresh.end ? idOf(client, clock + 1) : null
    if (known instanceof Y.GC) return null
    if (clock + 1 < known.id.clock + known.length) return idOf(client, clock + 1)
    return known.right === null ? '' : idOf(known.right.id.client, known.right.id.clock)
  }

  private headOf(place: Place): Neighbour {
    const set = this.heads.get(place)
    if (set !== undefined) return set
    const start = typeAt(this.lookup.doc, place)?._start ?? null
    return start === null ? '' : idOf(start.id.client, start.id.clock)
  }

  /** Puts the struct where it belongs; false where Yjs would have to search for the spot. */
  insert(struct: Struct, place: Place): boolean {
    const { client, originClient, originClock } = struct
    const right = idOf(struct.rightClient, struct.rightClock)
    const isCertain =
      (originClient < 0 ? this.headOf(place) : this.rightOf(originClient, originClock)) === right
    const next = isCertain ? idOf(client, struct.clock) : null
    if (originClient < 0) this.heads.set(place, next)
    else this.after.set(idOf(originClient, originClock), next)
    if (isCertain) this.after.set(idOf(client, struct.end - 1), right)
    return isCertain
  }
}

const lengthOf = (lookup: Lookup, place: Place): number => {
  let length = 0
  let item = typeAt(lookup.doc, place)?._start ?? null
  for (; item !== null; item = item.right) length++
  return length
}

interface Tally {
  all: number
  uncertain: number
}

/** Most steps that placing list items can take: the uncertain ones times the length of their list. */
const conflictSteps = (lookup: Lookup, ordered: readonly Struct[]): number => {
  const neighbours = new Neighbours(lookup)
  const tallies = new Map<Place, Tally>()
  for (const struct of ordered) {
    if (struct.place === null || struct.sub !== null) continue
    const tally = tallies.get(struct.place) ?? { all: 0, uncertain: 0 }
    tallies.set(struct.place, tally)
    tally.all++
    if (!neighbours.insert(struct, struct.place)) tally.uncertain++
  }
  let steps = 0
  for (const [place, { all, uncertain }] of tallies) {
    if (uncertain > 1) steps += uncertain * (all + lengthOf(lookup, place))
  }
  return steps
}

const countRanges = (deletions: readonly Deletions[]): number =>
  deletions.reduce((sum, { ranges }) => sum + ranges.length / 2, 0)

/** Refuses an update that would block the process. `ordered` must be resolved. */
export const checkCost = (
  lookup: Lookup,
  ordered: readonly Struct[],
  deletions: readonly Deletions[],
  limits: Limits,
): void => {
  if (ordered.length + countRanges(deletions) <= HARMLESS) return
  if (splitMoves(lookup, ordered, deletions) > limits.splitMoves) refuse('too-costly', 'splits')
  if (ordered.length <= HARMLESS) return
  if (conflictSteps(lookup, ordered) > limits.conflictSteps) refuse('too-costly', 'conflicts in a list')
}

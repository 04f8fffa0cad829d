/**
 * What becomes of a key of a map when an update is integrated: which value stands at the end.
 * Must not change the document.
 */
import type * as Y from 'yjs'
import type { Budget } from './budget.ts'
import { refuse } from './refusal.ts'
import { Sequence } from './sequence.ts'
import type { Struct } from './wire.ts'

/** What bounds the order of a key's values: what it may cost to find it here, and what it would cost Yjs. */
export interface Effort {
  budget: Budget
  conflictSteps: number
}

const replay = (
  last: Y.Item | null,
  fresh: readonly Struct[],
  { budget, conflictSteps }: Effort,
): Struct | null => {
  const sequence = new Sequence(null, last, budget)
  if ((sequence.length + fresh.length) * fresh.length > conflictSteps)
    refuse('too-costly', 'conflicts on one key')
  for (const struct of fresh) sequence.insert(struct)
  return sequence.lastFresh
}

/**
 * The item of the update that ends up as the key's value, or null where the document's own stays last.
 * `last` is the document's last item of the key, `fresh` the update's in integration order.
 */
export const winnerOf = (last: Y.Item | null, fresh: readonly Struct[], effort: Effort): Struct | null => {
  let tailClient = last?.id.client ?? -1
  let tailClock = last === null ? 0 : last.id.clock + last.length - 1
  for (const struct of fresh) {
    // The common case: each value follows the one before it, so nothing can come between.
    const follows = struct.originClient === tailClient && (tailClient < 0 || struct.originClock === tailClock)
    if (!follows) return replay(last, fresh, effort)
    tailClient = struct.client
    tailClock = struct.end - 1
  }
  return fresh.at(-1) ?? null
}

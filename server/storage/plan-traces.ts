/** Which plans an embedded store holds, without loading one. Owns the way through the keys; must not write. */
import type { KvStore } from './kv.ts'
import { decodeChunk } from './log-chunk.ts'
import * as layout from './plan-keys.ts'
import type { PlanTrace } from './storage.ts'

/** Time of the last record of a chunk; null where it is damaged, which is said to whoever loads the plan. */
const lastChange = (chunk: Uint8Array): number | null => {
  try {
    return decodeChunk(chunk).at(-1)?.at ?? null
  } catch {
    // One damaged plan must not keep the others from being looked at.
    return null
  }
}

const trace = async (store: KvStore, id: string, keys: layout.PlanKeys): Promise<PlanTrace> => {
  const parts = await store.keys({ ...keys.all(), limit: 2 })
  const [last] = await store.entries({ ...keys.log(), reverse: true, limit: 1 })
  return { id, changedAt: last ? lastChange(last[1]) : null, isEmpty: parts.length === 1 }
}

/** A few seeks a plan: whatever lies between is jumped over. */
export const tracePlans = async (store: KvStore): Promise<PlanTrace[]> => {
  const traces: PlanTrace[] = []
  const all = layout.anyPlanRange()
  for (let from = all.from; ;) {
    const [first] = await store.keys({ from, to: all.to, limit: 1 })
    if (!first) return traces
    const id = layout.planOfKey(first)
    const keys = new layout.PlanKeys(id)
    traces.push(await trace(store, id, keys))
    from = keys.all().to
  }
}

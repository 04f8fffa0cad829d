/** Who changed what, in the embedded store: one value a checkpoint, which are put into one from time to time. Owns that putting together. */
import { mergeHistory } from './history.ts'
import type { KvOperation, KvStore } from './kv.ts'
import * as values from './ledger-values.ts'
import * as layout from './plan-keys.ts'

/** What puts so many values of history, those that are there now, into one; null where there are none. */
export const foldedHistory = async (
  store: KvStore,
  id: string,
): Promise<{ parts: number; operations: KvOperation[] } | null> => {
  const parts = await store.entries(layout.ledgerRange('history', id))
  const last = parts.at(-1)
  if (!last) return null
  const all = mergeHistory(parts.flatMap(([, value]) => values.readHistory(id, value)))
  const contained = parts.slice(0, -1).map(([key]): KvOperation => ({ type: 'del', key }))
  const whole: KvOperation = { type: 'put', key: last[0], value: values.writeHistory(all) }
  return { parts: parts.length, operations: [...contained, whole] }
}

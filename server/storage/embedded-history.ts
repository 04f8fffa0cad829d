/** Who changed what, in the embedded store: one value a checkpoint, which are put into one from time to time. Owns that putting together. */
import { SvodError } from '../../shared/errors.ts'
import { mergeHistory } from './history.ts'
import type { KvEntry, KvOperation, KvStore } from './kv.ts'
import * as values from './ledger-values.ts'
import * as layout from './plan-keys.ts'

/** All of it in one; null where a part cannot be read: it stays as it is, and its readers say so [ST23]. */
const mergedHistory = (id: string, parts: readonly KvEntry[]): Uint8Array | null => {
  try {
    return values.writeHistory(mergeHistory(parts.flatMap(([, value]) => values.readHistory(id, value))))
  } catch (error) {
    if (error instanceof SvodError && error.code === 'data-broken') return null
    throw error
  }
}

/** What puts so many values of history, those that are there now, into one; null where there are none, or one is damaged. */
export const foldedHistory = async (
  store: KvStore,
  id: string,
): Promise<{ parts: number; operations: KvOperation[] } | null> => {
  const parts = await store.entries(layout.ledgerRange('history', id))
  const last = parts.at(-1)
  const value = mergedHistory(id, parts)
  if (!last || value === null) return null
  const contained = parts.slice(0, -1).map(([key]): KvOperation => ({ type: 'del', key }))
  const whole: KvOperation = { type: 'put', key: last[0], value }
  return { parts: parts.length, operations: [...contained, whole] }
}

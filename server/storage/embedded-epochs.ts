/**
 * Past epochs in the embedded store: what is kept of each beside the plan. Owns the operations that this takes; who may
 * write them and when is `embedded-plans.ts`'s.
 */
import type { KvOperation, KvStore } from './kv.ts'
import { readEpoch, writeEpoch } from './ledger-values.ts'
import * as layout from './plan-keys.ts'
import { broken, reading, seal, unseal } from './sealed-value.ts'
import type { PastEpoch } from './storage.ts'

/** Oldest first. */
export const listPastEpochs = async (store: KvStore, id: string): Promise<PastEpoch[]> =>
  (await store.entries(layout.ledgerRange('epoch', id))).map(([, value]) => readEpoch(id, value))

export const loadPastEpoch = async (
  store: KvStore,
  id: string,
  epoch: string,
): Promise<(PastEpoch & { kept: Uint8Array }) | null> => {
  const past = (await listPastEpochs(store, id)).find((one) => one.epoch === epoch)
  if (!past) return null
  const what = `what is kept of a past epoch of plan ${id}`
  const kept = await store.get(layout.ledgerKey('past', id, past.endedAt))
  if (!kept) throw broken(what, new Error('it is missing'))
  return { ...past, kept: reading(what, () => unseal(kept)) }
}

/** The keys of what ended before. */
export const epochKeysBefore = async (store: KvStore, id: string, before: number): Promise<Uint8Array[]> => {
  const ranges = (['epoch', 'past'] as const).map((ledger) => layout.ledgerRange(ledger, id, before))
  return (await Promise.all(ranges.map((range) => store.keys(range)))).flat()
}

export const epochOperations = (id: string, past: PastEpoch, kept: Uint8Array): KvOperation[] => [
  { type: 'put', key: layout.ledgerKey('epoch', id, past.endedAt), value: writeEpoch(past) },
  { type: 'put', key: layout.ledgerKey('past', id, past.endedAt), value: seal(kept) },
]

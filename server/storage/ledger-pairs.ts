/** Editions and files, each stored as two values: what it is, and what is in it. Owns that they are read together or not at all. */
import type { KvStore } from './kv.ts'
import { type Ledger, isStorableId, ledgerKey } from './plan-keys.ts'
import { broken } from './sealed-value.ts'

/** The ledgers of the head and of the content. */
export type Pair = readonly [Ledger, Ledger]

/** Both values of that number; null where there are none. @throws SvodError `data-broken` where one of them is missing */
export const loadPair = async (
  store: KvStore,
  id: string,
  number: number,
  [first, second]: Pair,
): Promise<[Uint8Array, Uint8Array] | null> => {
  if (!isStorableId(id) || !Number.isSafeInteger(number) || number < 1) return null
  const get = (ledger: Ledger) => store.get(ledgerKey(ledger, id, number))
  const [head, content] = await Promise.all([get(first), get(second)])
  if (!head && !content) return null
  if (!head || !content)
    throw broken(`${first} ${number} of plan ${id}`, new Error('a part of it is missing'))
  return [head, content]
}

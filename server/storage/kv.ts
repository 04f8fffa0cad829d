/**
 * The ordered key-value store that the embedded adapter stands on, as narrow as it can be,
 * so that the crash tests can put a simulated disk in its place. Owns no data layout (`plan-keys.ts` does).
 */

export type KvOperation =
  { type: 'put'; key: Uint8Array; value: Uint8Array } | { type: 'del'; key: Uint8Array }

export interface KvRange {
  /** First key that belongs to the range. */
  from: Uint8Array
  /** First key that does not. */
  to: Uint8Array
  reverse?: boolean
  limit?: number
}

export type KvEntry = readonly [key: Uint8Array, value: Uint8Array]

/**
 * Keys sort by their bytes. A write is all or nothing; it resolves when it is on disk and everything before it too.
 * After a rejected write the store is in doubt: only `reopen` says what is there; what is read before holds all that was
 * acknowledged.
 */
export interface KvStore {
  write(operations: KvOperation[]): Promise<void>
  get(key: Uint8Array): Promise<Uint8Array | undefined>
  /** One consistent moment, in key order. */
  entries(range: KvRange): Promise<KvEntry[]>
  keys(range: KvRange): Promise<Uint8Array[]>
  /** Resolves while the store still lies under its name; `storage-failed` where whoever opens it next would not find it. */
  check(): Promise<void>
  /** Closes and opens again, dropping everything that did not reach the disk. Where it fails, it may still be open for reading. */
  reopen(): Promise<void>
  close(): Promise<void>
}

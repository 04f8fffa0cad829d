/** Types of lock-owner.mjs, for the tests. */
export interface OwnerRecord {
  pid: number
  host: string
  nonce: string
  since: string
  world: string | null
  start: string | null
  beats: boolean
}
export declare const ownRecord: (nonce: string) => OwnerRecord

/** Where a transaction on the server's document comes from. */
import type { Identity } from '../../shared/identity.ts'

export type Origin =
  /** Updates of one turn that came over the WebSocket. */
  | { kind: 'sync' }
  /** An edit by HTTP. */
  | { kind: 'edit'; by: Identity }
  /** What only the server writes. */
  | { kind: 'repair' }

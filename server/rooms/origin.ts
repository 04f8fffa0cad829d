/** Where a transaction on the server's document comes from, and who the server is when it writes for itself. */
import type { Identity } from '../../shared/identity.ts'

export type Origin =
  /** Updates of one turn that came over the WebSocket. */
  | { kind: 'sync' }
  /** An edit by HTTP. */
  | { kind: 'edit'; by: Identity }
  /** What only the server writes. */
  | { kind: 'repair' }

export const SYNC: Origin = { kind: 'sync' }

/** Writes `srv`, and nothing else: what the commands about editions decide. Never a person's or a program's. */
export const SERVER: Identity = {
  id: 'server',
  name: '',
  role: 'chief',
  plans: {},
  departments: [],
  approver: false,
  hue: 0,
  kind: 'program',
}

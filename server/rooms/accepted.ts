/** Updates that were let in, on their way to everybody else. Owns which updates the others are told; who gets them is the room's. */
import type { News } from './delivery.ts'
import type { Member } from './session.ts'
import type { Doer, Touch, Trail } from './trail.ts'

/** What a turn made of an incoming update. */
export interface Accepted {
  member: Member | null
  update: Uint8Array
  by: string
  /** What it changed, by whom; null for what nobody in particular did. */
  trace: { touched: Parameters<Trail['note']>[0]; who: Doer } | null
}

/** Whether it stands in what a plan holds, and not in its head, of which lists of plans tell. */
export const isBelowHead = ({ root }: Pick<Touch, 'root'>): boolean => root !== 'meta' && root !== 'srv'

/** What the others are to be told: a single update as it came, several as one, the server's repair behind it. */
export const newsOf = (
  accepted: readonly Accepted[],
  merged: Uint8Array | null,
  repaired: Uint8Array | null,
): News | null => {
  const [first] = accepted
  if (!first) return null
  if (accepted.length === 1) return { updates: [first.update], except: first.member }
  const updates = [merged ?? (repaired ? first.update : null), repaired].filter((update) => update !== null)
  return { updates, except: null }
}

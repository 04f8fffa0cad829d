/** Updates that were let in, on their way to everybody else. Owns the frame that they make; who gets it is the room's. */
import { encodeSyncUpdate } from '../../shared/protocol.ts'
import { toFrame } from './frame.ts'
import type { Member } from './session.ts'
import type { Doer, Trail } from './trail.ts'

/** What a turn made of an incoming update. */
export interface Accepted {
  member: Member | null
  update: Uint8Array
  by: string
  /** What it changed, by whom; null for what nobody in particular did. */
  trace: { touched: Parameters<Trail['note']>[0]; who: Doer } | null
}

/** One frame for all that a turn let in, and who need not get it; null for nothing. */
export const frameOf = (
  accepted: readonly Accepted[],
  merged: Uint8Array | null,
  repaired: Uint8Array | null,
): { frame: Buffer; except: Member | null } | null => {
  const [first] = accepted
  if (!first) return null
  if (accepted.length === 1) return { frame: toFrame(encodeSyncUpdate(first.update)), except: first.member }
  const frames = [merged, repaired].filter((update) => update !== null)
  // One update and its repair: the turn had a single message, so nothing was merged.
  const all = merged === null && repaired !== null ? [first.update, repaired] : frames
  return { frame: Buffer.concat(all.map((update) => toFrame(encodeSyncUpdate(update)))), except: null }
}

/**
 * Who stands behind a key to the house, a link or a token: whoever made it, and whoever changed what it gives since. It ends with any
 * of them [PP12, PP10]. Owns who that is; pure.
 */
import type { LinkEntry, TokenEntry } from '../../storage/directory-data.ts'

type Key = LinkEntry | TokenEntry

/** Ids of people and tokens. */
export const giversOf = ({ createdBy, changedBy = [] }: Key): readonly string[] => [createdBy, ...changedBy]

/** What somebody gets by it; a name or a note gives nobody anything. */
const gift = (key: Key): string => {
  const scope = 'plans' in key ? key.plans : key.approver
  return JSON.stringify([key.role, key.departments, scope, key.expiresAt])
}

/** A key as `by` has changed it. */
export const changedKey = <K extends Key>(before: K, next: K, by: string): K => {
  const isKnown = by === before.id || giversOf(before).includes(by)
  if (isKnown || gift(before) === gift(next)) return next
  return { ...next, changedBy: [...(before.changedBy ?? []), by] }
}

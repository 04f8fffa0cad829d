/** What a change made of an entry, as the audit trail says it. Owns the words alone; pure. */
import type { AuditRecord } from '../../storage/storage.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** `name` is who did it. */
const labelOf = (key: string): string => (key === 'name' ? 'called' : key)

/** "before → after" of each of these fields that changed. */
export const differences = <T extends object>(
  before: T,
  after: T,
  keys: readonly (keyof T & string)[],
): AuditRecord['details'] => {
  const changed = keys.filter((key) => text(before[key]) !== text(after[key]))
  return Object.fromEntries(
    changed.map((key) => [labelOf(key), `${text(before[key])} → ${text(after[key])}`]),
  )
}

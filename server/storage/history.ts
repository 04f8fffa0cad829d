/**
 * Who changed what, gathered: one entry a day, person, thing, field and act. Owns the putting together of entries; where
 * they come from is the rooms' business.
 */
import type { HistoryEntry } from './storage.ts'

type Key = Pick<HistoryEntry, 'day' | 'root' | 'entity' | 'field' | 'act' | 'by'>

/** The same for entries that become one. */
export const historyKey = ({ day, root, entity, field, act, by }: Key): string =>
  `${day} ${root} ${entity ?? ''} ${field ?? ''} ${act} ${by}`

const joined = (a: HistoryEntry, b: HistoryEntry): HistoryEntry => ({
  ...a,
  name: a.name === '' ? b.name : a.name,
  count: a.count + b.count,
  first: Math.min(a.first, b.first),
  last: Math.max(a.last, b.last),
})

/** The entries with those of one key put into one; the order is that of the keys' first coming. */
export const mergeHistory = (entries: readonly HistoryEntry[]): HistoryEntry[] => {
  const merged = new Map<string, HistoryEntry>()
  for (const entry of entries) {
    const key = historyKey(entry)
    const known = merged.get(key)
    merged.set(key, known ? joined(known, entry) : entry)
  }
  return [...merged.values()]
}

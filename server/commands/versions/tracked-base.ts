/** What a Word file with tracked changes needs to know: the earlier plan, and who changed what since. Reads alone. */
import type { HistoryEntry, Storage } from '../../storage/storage.ts'
import type { ChangeAuthor, TrackedBase } from '../deps.ts'
import { type HistoryDeps, allEntries, nameIn } from './history.ts'
import { intactVersion } from './list-versions.ts'

/** What stands for somebody whom nobody knows any more. */
const NOBODY = 'Svod'

/** Under which an entry is found, the most exact first. */
const keysOf = ({ root, entity, field, act }: HistoryEntry): string[] => {
  const place = `${root} ${entity}`
  return [...(field === null ? [] : [`${place} ${field}`]), `${place} act:${act}`, `${place} `]
}

const authorsIn = (
  storage: Pick<Storage, 'directory'>,
  entries: readonly HistoryEntry[],
  from: number,
  to: number,
): Record<string, ChangeAuthor> => {
  const authors: Record<string, ChangeAuthor> = {}
  const known = entries.filter(({ by, first, last }) => by !== 'server' && last >= from && first <= to)
  for (const entry of known.toSorted((a, b) => a.last - b.last)) {
    const name = entry.name || nameIn(storage, entry.by) || NOBODY
    const at = new Date(Math.min(entry.last, to)).toISOString()
    for (const key of keysOf(entry)) authors[key] = { name, at }
  }
  return authors
}

/**
 * Changes from edition `from` to edition `to`, or to the draft, of which `until` (ISO 8601) is the time.
 * @throws SvodError `not-found`; `data-broken`
 */
export const trackedBase = async (
  deps: HistoryDeps,
  planId: string,
  from: number,
  { to, until }: { to: number | undefined; until: string },
): Promise<TrackedBase> => {
  const earlier = await intactVersion(deps, planId, from)
  const later = to === undefined ? null : await intactVersion(deps, planId, to)
  const entries = await allEntries(deps, planId)
  return {
    body: earlier.body,
    authors: authorsIn(
      deps.storage,
      entries,
      Date.parse(earlier.createdAt),
      later ? Date.parse(later.createdAt) : Infinity,
    ),
    fallback: { name: later?.authorName || NOBODY, at: later?.createdAt ?? until },
  }
}

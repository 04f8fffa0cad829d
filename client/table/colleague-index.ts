/**
 * Who is where, by line of the sheet. A store over the session's colleagues that hands out the same array until
 * somebody in that very line changed, so that a caret draws one row again and no other.
 */
import type { Colleague, Place, Store } from '../plan/plan-session.ts'
import { bandKey, rowKey } from './lines.ts'

const NOBODY: readonly Colleague[] = []

/** The line of a place: a row's, a band's, or that of a block around the table. */
export const lineKeyOf = (place: Place): string => {
  if (place.row !== null) return rowKey(place.row)
  return place.section === null ? `b:${place.field}` : bandKey(place.section)
}

const same = (a: readonly Colleague[], b: readonly Colleague[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index])

export class ColleagueIndex {
  private readonly source: Store<readonly Colleague[]>
  private read: readonly Colleague[] | null = null
  private lines = new Map<string, readonly Colleague[]>()

  constructor(source: Store<readonly Colleague[]>) {
    this.source = source
  }

  subscribe(listener: () => void): () => void {
    return this.source.subscribe(listener)
  }

  /** Who is in the line with that key. */
  at(key: string): readonly Colleague[] {
    const now = this.source.get()
    if (now !== this.read) this.rebuild(now)
    return this.lines.get(key) ?? NOBODY
  }

  private rebuild(now: readonly Colleague[]): void {
    const lines = new Map<string, Colleague[]>()
    for (const one of now) {
      if (!one.place) continue
      const key = lineKeyOf(one.place)
      const there = lines.get(key)
      if (there) there.push(one)
      else lines.set(key, [one])
    }
    const kept = new Map<string, readonly Colleague[]>()
    for (const [key, there] of lines) {
      const before = this.lines.get(key)
      kept.set(key, before && same(before, there) ? before : there)
    }
    this.lines = kept
    this.read = now
  }
}

/**
 * Who is in which row. A store over the session's colleagues that hands out the same array until somebody in that very row
 * changed, so that a colleague's step draws two cards again and no other.
 */
import type { Colleague, Store } from './plan-session.ts'

const NOBODY: readonly Colleague[] = []

const same = (a: readonly Colleague[] | undefined, b: readonly Colleague[]): boolean =>
  a?.length === b.length && a.every((one, at) => one === b[at])

export class RowPeople {
  private readonly source: Store<readonly Colleague[]>
  private read: readonly Colleague[] | null = null
  private rows = new Map<string, readonly Colleague[]>()

  constructor(source: Store<readonly Colleague[]>) {
    this.source = source
  }

  subscribe(listener: () => void): () => void {
    return this.source.subscribe(listener)
  }

  at(row: string): readonly Colleague[] {
    const now = this.source.get()
    if (now !== this.read) this.rebuild(now)
    return this.rows.get(row) ?? NOBODY
  }

  private rebuild(now: readonly Colleague[]): void {
    const rows = new Map<string, readonly Colleague[]>()
    for (const one of now) {
      const row = one.place?.row ?? null
      if (row !== null) rows.set(row, [...(rows.get(row) ?? []), one])
    }
    for (const [row, people] of rows) {
      const before = this.rows.get(row)
      if (before && same(before, people)) rows.set(row, before)
    }
    this.rows = rows
    this.read = now
  }
}

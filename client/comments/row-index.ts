/**
 * The plan's open threads by row, for the sheet. A store that hands out the same object until something of that very row
 * changed, so that a new message draws one row again and no other. Reads threads, never writes.
 */
import type { ThreadView, ThreadsProjection } from '../../shared/comments/threads.ts'
import type { CellMark, RowComments, RowCommentsIndex } from '../plan/row-comments.ts'
import { NO_COMMENTS } from '../plan/row-comments.ts'
import type { Desk, DeskState } from './desk.ts'
import { type Reads, hasUnread } from './reads.ts'

const sameMark = (a: CellMark, b: CellMark | undefined): boolean =>
  a.thread === b?.thread && a.active === b.active

const same = (a: RowComments, b: RowComments | undefined): boolean =>
  a.count === b?.count &&
  a.unread === b.unread &&
  a.active === b.active &&
  a.marks.length === b.marks.length &&
  a.marks.every((mark, index) => sameMark(mark, b.marks[index]))

/** A thread is looked at while it stands unfolded or is pointed at; resolved ones are marked only then. */
const isLookedAt = ({ id }: ThreadView, { active, pointed }: DeskState): boolean =>
  id === active || id === pointed

const marksOf = (threads: readonly ThreadView[], desk: DeskState): CellMark[] =>
  threads.flatMap((thread) => {
    const { id, column, quote, range } = thread
    return column === null ? [] : [{ thread: id, column, quote, range, active: isLookedAt(thread, desk) }]
  })

export interface RowIndexSources {
  threads: ThreadsProjection
  desk: Desk
  reads: Reads
  me: string
}

export class RowIndex implements RowCommentsIndex {
  private readonly sources: RowIndexSources
  private seen: readonly unknown[] = []
  private rows = new Map<string, RowComments>()

  constructor(sources: RowIndexSources) {
    this.sources = sources
  }

  subscribe(listener: () => void): () => void {
    const { threads, desk, reads } = this.sources
    const stops = [threads.subscribe(listener), desk.subscribe(listener), reads.subscribe(listener)]
    return () => stops.forEach((stop) => stop())
  }

  at(row: string): RowComments {
    const { threads, desk, reads } = this.sources
    const { active, pointed } = desk.get()
    const now = [threads.view(), active, pointed, reads.get()]
    if (now.some((one, index) => one !== this.seen[index])) {
      this.seen = now
      this.rebuild()
    }
    return this.rows.get(row) ?? NO_COMMENTS
  }

  private rebuild(): void {
    const desk = this.sources.desk.get()
    const byRow = new Map<string, ThreadView[]>()
    for (const thread of this.sources.threads.view()) {
      if (thread.resolved !== null && !isLookedAt(thread, desk)) continue
      const there = byRow.get(thread.row)
      if (there) there.push(thread)
      else byRow.set(thread.row, [thread])
    }
    const rows = new Map<string, RowComments>()
    for (const [row, threads] of byRow) {
      const before = this.rows.get(row)
      const next = this.build(threads, desk)
      rows.set(row, same(next, before) && before ? before : next)
    }
    this.rows = rows
  }

  private build(threads: readonly ThreadView[], desk: DeskState): RowComments {
    const { reads, me } = this.sources
    const open = threads.filter(({ resolved }) => resolved === null)
    return {
      count: open.length,
      unread: open.some((thread) => hasUnread(reads.get(), me, thread)),
      active: threads.some((thread) => thread.column === null && isLookedAt(thread, desk)),
      marks: marksOf(threads, desk),
    }
  }
}

/**
 * Who is reminded of what in a plan (SPEC FC20–FC22): what is due this week and what is overdue, one notice each a plan and
 * week. Pure: the day comes in, and looking twice makes the same notices.
 */
import { parsePeriod } from '../../../shared/period/parse.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import { excerpt } from '../../../shared/notices/notice.ts'
import { can } from '../../../shared/permissions.ts'
import { dueOf } from '../../../shared/plan/due.ts'
import { type ReportRow, type ReportSource, reportOf } from '../../../shared/plan/report.ts'
import type { Order } from './derive.ts'

export interface Reminding {
  plan: string
  source: ReportSource
  /** Everybody who reads the plan, as it sees them. */
  readers: readonly Identity[]
  /** ISO dates: the day, and the last one of its week. */
  today: string
  sunday: string
  /** ms since the epoch. */
  at: number
}

type Kind = 'due' | 'overdue'

/** A row that somebody has to do something about, and by when; for a moved one the new time counts. */
interface Task {
  row: ReportRow
  due: string
}

const taskOf = (row: ReportRow, year: number): Task[] => {
  const { state, fact, vague, due } = row
  if (state === 'done' || state === 'cancelled') return []
  if (state !== 'moved') return vague ? [] : [{ row, due }]
  const next = fact.to === undefined ? null : dueOf(parsePeriod(fact.to, { year }), year)
  return next === null || next.vague ? [] : [{ row, due: next.day }]
}

const inTime = (a: Task, b: Task): number => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)

/** Department editors have the rows of their departments; the chief editor what belongs to all, and whatever is overdue. */
const concerns = (who: Identity, kind: Kind, { department }: ReportRow): boolean =>
  who.role === 'chief'
    ? kind === 'overdue' || department === null
    : department !== null && can(who, 'state.edit', { department })

const noticeOf = ({ plan, at, today, sunday }: Reminding, kind: Kind, tasks: readonly Task[]): Notice => ({
  id: `${kind}.${plan}`,
  says: kind === 'due' ? 'due.week' : 'overdue.rows',
  plan,
  at,
  by: 'svod',
  name: 'Svod',
  mark: `week to ${sunday < today ? today : sunday}`,
  thread: null,
  message: null,
  row: null,
  section: null,
  about: String(tasks.length),
  text: excerpt(tasks.map(({ row }) => row.title).join('; ')),
})

/** What everybody's inbox is to have of this plan this week, or to have no longer. */
export const remindersOf = (reminding: Reminding): Order[] => {
  const { source, today, sunday, readers, plan } = reminding
  const { rows } = reportOf(source, { from: null, to: null, upTo: today, today })
  const tasks = rows.flatMap((row) => taskOf(row, source.year)).sort(inTime)
  const open: Record<Kind, Task[]> = {
    due: tasks.filter(({ due }) => due >= today && due <= sunday),
    overdue: tasks.filter(({ due }) => due < today),
  }
  const writers = readers.filter((who) => can(who, 'state.edit'))
  return writers.flatMap((who) =>
    (['due', 'overdue'] as const).map((kind): Order => {
      const own = open[kind].filter(({ row }) => concerns(who, kind, row))
      if (own.length === 0) return { to: who.id, withdraw: `${kind}.${plan}` }
      return { to: who.id, notice: noticeOf(reminding, kind, own) }
    }),
  )
}

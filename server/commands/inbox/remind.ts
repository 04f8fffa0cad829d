/**
 * Who is reminded of what in a plan (SPEC FC20–FC22): what is due this week and what is overdue, one notice each a plan and
 * week. Pure: the day comes in, and looking twice makes the same notices.
 */
import type { Identity } from '../../../shared/identity.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import { excerpt } from '../../../shared/notices/notice.ts'
import { can } from '../../../shared/permissions.ts'
import { type OpenGroup, type OpenTasks, type Week, inTime } from '../../past/open-tasks.ts'
import type { Order } from './derive.ts'

export interface Reminding extends Week {
  plan: string
  open: OpenTasks
  /** Everybody who reads the plan, as it sees them. */
  readers: readonly Identity[]
  /** ms since the epoch. */
  at: number
}

/** Department editors have the rows of their departments; the chief editor what belongs to all, and whatever is overdue. */
const concerns = (who: Identity, { kind, department }: OpenGroup): boolean =>
  who.role === 'chief'
    ? kind === 'overdue' || department === null
    : department !== null && can(who, 'state.edit', { department })

const titlesOf = (groups: readonly OpenGroup[]): string[] =>
  groups
    .flatMap(({ first }) => first)
    .sort(inTime)
    .map(({ title }) => title)

const noticeOf = (
  { plan, at, today, sunday }: Reminding,
  kind: OpenGroup['kind'],
  groups: readonly OpenGroup[],
): Notice => ({
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
  about: String(groups.reduce((sum, { count }) => sum + count, 0)),
  text: excerpt(titlesOf(groups).join('; ')),
})

/** What everybody's inbox is to have of this plan this week, or to have no longer. */
export const remindersOf = (reminding: Reminding): Order[] => {
  const { open, readers, plan } = reminding
  const writers = readers.filter((who) => can(who, 'state.edit'))
  return writers.flatMap((who) =>
    (['due', 'overdue'] as const).map((kind): Order => {
      const own = open.groups.filter((group) => group.kind === kind && concerns(who, group))
      if (own.length === 0) return { to: who.id, withdraw: `${kind}.${plan}` }
      return { to: who.id, notice: noticeOf(reminding, kind, own) }
    }),
  )
}

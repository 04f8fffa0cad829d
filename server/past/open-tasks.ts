/**
 * What somebody has to do something about in a plan: what is due this week and what is overdue, a group for each department (SPEC
 * FC20, FC22). Owns what counts as open and how little of it is handed on; whom it concerns is `commands/inbox/remind.ts`'s. Pure.
 */
import { cutText } from '../../shared/cut-text.ts'
import { parsePeriod } from '../../shared/period/parse.ts'
import { dueOf } from '../../shared/plan/due.ts'
import { type ReportRow, type ReportSource, reportOf } from '../../shared/plan/report.ts'

/** ISO dates: the day, and the last one of its week. */
export interface Week {
  today: string
  sunday: string
}

export interface OpenTask {
  title: string
  /** ISO date; of what was moved the new one. */
  due: string
  /** Where it stands among all, in the order of the plan. */
  place: number
}

export interface OpenGroup {
  kind: 'due' | 'overdue'
  /** Null: of sections that belong to all. */
  department: string | null
  count: number
  /** By when they are due: as many as a notice can name. */
  first: OpenTask[]
}

export interface OpenTasks {
  year: number
  groups: OpenGroup[]
}

/** A notice has 240 letters for them, of which each takes two at least; spaces in a row are one letter there. */
const MOST_NAMED = 120
const MOST_LETTERS = 1_000

export const inTime = (a: OpenTask, b: OpenTask): number =>
  a.due === b.due ? a.place - b.place : a.due < b.due ? -1 : 1

/** By when something has to be done about a row; null where nothing has. */
const dueDayOf = ({ state, fact, vague, due }: ReportRow, year: number): string | null => {
  if (state === 'done' || state === 'cancelled') return null
  if (state !== 'moved') return vague ? null : due
  const next = fact.to === undefined ? null : dueOf(parsePeriod(fact.to, { year }), year)
  return next === null || next.vague ? null : next.day
}

export const openTasksOf = (source: ReportSource, { today, sunday }: Week): OpenTasks => {
  const { rows } = reportOf(source, { from: null, to: null, upTo: today, today })
  const groups = new Map<string, OpenGroup>()
  for (const [place, row] of rows.entries()) {
    const { department, title } = row
    const due = dueDayOf(row, source.year)
    if (due === null || due > sunday) continue
    const kind = due < today ? 'overdue' : 'due'
    const key = JSON.stringify([kind, department])
    const group = groups.get(key) ?? { kind, department, count: 0, first: [] }
    groups.set(key, group)
    group.count += 1
    group.first.push({ title: cutText(title, MOST_LETTERS), due, place })
  }
  for (const group of groups.values()) group.first = group.first.sort(inTime).slice(0, MOST_NAMED)
  return { year: source.year, groups: [...groups.values()] }
}

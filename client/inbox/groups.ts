/** Notices as the panel shows them: by plan, the one with the latest news first, and within it by day. Pure. */
import type { ShownNotice } from './notices.ts'

export interface Day {
  /** Some moment of it. */
  readonly at: Date
  readonly notices: readonly ShownNotice[]
}

export interface PlanGroup {
  readonly plan: string
  readonly title: string
  readonly days: readonly Day[]
}

const isSameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString()

const daysOf = (notices: readonly ShownNotice[]): Day[] => {
  const days: { at: Date; notices: ShownNotice[] }[] = []
  for (const notice of notices) {
    const at = new Date(notice.at)
    const last = days.at(-1)
    if (last && isSameDay(last.at, at)) last.notices.push(notice)
    else days.push({ at, notices: [notice] })
  }
  return days
}

/** `notices`: newest first. */
export const groupNotices = (notices: readonly ShownNotice[]): PlanGroup[] => {
  const plans = new Map<string, ShownNotice[]>()
  for (const notice of notices) plans.set(notice.plan, [...(plans.get(notice.plan) ?? []), notice])
  return [...plans].map(([plan, own]) => ({ plan, title: own[0]?.planTitle ?? '', days: daysOf(own) }))
}

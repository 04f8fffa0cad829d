/** Which threads are shown, in which order. Pure. */
import { mentionedIn } from '../../shared/comments/mentions.ts'
import type { ThreadView } from '../../shared/comments/threads.ts'
import type { Standing } from './standing.ts'

export const FILTERS = ['open', 'resolved', 'mine', 'mentions'] as const
export type Filter = (typeof FILTERS)[number]

export interface Choice {
  readonly filter: Filter
  /** Id of a section; '' for all. */
  readonly section: string
}

/** A thread with where it stands. */
export interface Entry {
  readonly thread: ThreadView
  readonly standing: Standing
}

const fits: Record<Filter, (thread: ThreadView, me: string) => boolean> = {
  open: ({ resolved }) => resolved === null,
  resolved: ({ resolved }) => resolved !== null,
  /** Open or resolved: what I have said something in. */
  mine: ({ messages }, me) => messages.some(({ by, deleted }) => by === me && deleted === null),
  mentions: ({ messages }, me) => messages.some(({ text }) => mentionedIn(text).includes(me)),
}

/** Threads of a choice in the order of the plan's rows, those whose row is gone behind them. */
export const arrange = (entries: readonly Entry[], { filter, section }: Choice, me: string): Entry[] =>
  entries
    .filter(
      ({ thread, standing }) => fits[filter](thread, me) && (section === '' || standing.section === section),
    )
    // Stable: threads about one row stay in the order of their times.
    .sort((a, b) => a.standing.order - b.standing.order)

/** The choice in which a thread is seen, as near to the present one as can be. */
export const choiceFor = (choice: Choice, { thread, standing }: Entry, me: string): Choice => {
  const section = choice.section === standing.section ? choice.section : ''
  if (fits[choice.filter](thread, me)) return { ...choice, section }
  return { filter: thread.resolved === null ? 'open' : 'resolved', section }
}

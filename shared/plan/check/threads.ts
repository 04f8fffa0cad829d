/** Threads of comments as the checker asks about them. Owns telling whether somebody answered. */
import { plainBody } from '../../comments/mentions.ts'
import type { ThreadView } from '../../comments/threads.ts'
import type { PlanView } from '../view.ts'

/** A thread: where it is, and how many messages are answers. */
export interface ThreadState {
  id: string
  item: string | null
  section: string | null
  resolved: boolean
  replies: number
  text: string
}

/** What others wrote, and a decision on a proposal. */
const repliesOf = ({ messages }: ThreadView): number => {
  const author = messages[0]?.by
  return messages.filter(
    ({ by, deleted, verdict }) => (deleted === null && by !== author) || verdict !== null,
  ).length
}

/** The threads of rows that are in the plan; those of deleted rows wait with them. */
export const threadStates = (view: PlanView, threads: readonly ThreadView[]): ThreadState[] => {
  if (threads.length === 0) return []
  const sections = new Map(view.sections.flatMap(({ id, rows }) => rows.map((row) => [row.id, id] as const)))
  return threads.flatMap((thread): ThreadState[] => {
    const section = sections.get(thread.row)
    const first = thread.messages.find(({ deleted }) => deleted === null)
    if (section === undefined || !first) return []
    const { id, row, resolved } = thread
    return [
      {
        id,
        item: row,
        section,
        resolved: resolved !== null,
        replies: repliesOf(thread),
        text: plainBody(first.text),
      },
    ]
  })
}

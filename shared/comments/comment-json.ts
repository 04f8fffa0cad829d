/** Comments as programs see them (`GET /api/plans/:id/comments`). Owns the mapping to the published shape alone. */
import { mentionedIn, plainBody } from './mentions.ts'
import type { Proposal, Said, Verdict } from './registers.ts'
import type { MessageView, ThreadView } from './threads.ts'

export interface MessageJson {
  id: string
  author: { id: string; name: string }
  /** ISO 8601 times. */
  createdAt: string
  editedAt: string | null
  deleted: boolean
  /** As people read it; '' where it was deleted. */
  body: string
  /** Ids of everybody who is named in it. */
  mentions: string[]
  proposal: Proposal | null
  verdict: (Omit<Verdict, 'at'> & { at: string }) | null
}

export interface ThreadJson {
  id: string
  /** Id of the row. */
  item: string
  /** Column key of the cell; null where it is about the row. */
  column: string | null
  quote: string
  resolved: boolean
  resolvedBy: string | null
  resolvedAt: string | null
  messages: MessageJson[]
}

const iso = (ms: number): string => new Date(ms).toISOString()

const verdictJson = (verdict: Verdict | null): MessageJson['verdict'] =>
  verdict === null ? null : { ...verdict, at: iso(verdict.at) }

const messageJson = (message: MessageView): MessageJson => ({
  id: message.id,
  author: { id: message.by, name: message.name },
  createdAt: iso(message.at),
  editedAt: message.editedAt === null ? null : iso(message.editedAt),
  deleted: message.deleted !== null,
  body: plainBody(message.text),
  mentions: mentionedIn(message.text),
  proposal: message.proposal,
  verdict: verdictJson(message.verdict),
})

const resolvedJson = (resolved: Said | null) => ({
  resolved: resolved !== null,
  resolvedBy: resolved?.by ?? null,
  resolvedAt: resolved === null ? null : iso(resolved.at),
})

export const threadJson = (thread: ThreadView): ThreadJson => ({
  id: thread.id,
  item: thread.row,
  column: thread.column,
  quote: thread.quote,
  ...resolvedJson(thread.resolved),
  messages: thread.messages.map(messageJson),
})

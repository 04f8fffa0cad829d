/**
 * Who may write what in comments [CO1–CO4]: nobody under another's name, nobody over another's words. Asked by `rights.ts`
 * for the roots `threads` and `messages`; structure, with what is fixed for good, is settled before.
 */
import type * as Y from 'yjs'
import {
  type MessageHead,
  isMessageHead,
  isSaid,
  isThreadAbout,
  isVerdict,
} from '../../shared/comments/registers.ts'
import type { Identity } from '../../shared/identity.ts'
import { type Action, type Actor, can } from '../../shared/permissions.ts'
import { messagesOf, threadsOf } from '../../shared/plan/schema.ts'
import type { Touch } from './place.ts'

/** As much of somebody as their comments are judged by. */
export type Speaker = Actor & Pick<Identity, 'id' | 'name'>

export type CommentDenial = 'forbidden' | 'plan-locked' | null

/** Asks the rule book about a row: by the department of its section, and whether the plan is locked. */
export type AskRow = (action: Action, row: string | null) => CommentDenial

/** What the change itself writes, by `root/entity/field`. */
const written = (touched: readonly Touch[]): Map<string, unknown> => {
  const values = new Map<string, unknown>()
  for (const { root, entity, field, value } of touched) {
    if (root === 'threads' || root === 'messages') values.set(`${root}/${entity}/${field}`, value)
  }
  return values
}

/** The comments of one change, judged against the document before it. */
export class CommentJudgement {
  private readonly doc: Y.Doc
  private readonly who: Speaker
  private readonly askRow: AskRow
  private readonly values: Map<string, unknown>

  constructor(touched: readonly Touch[], who: Speaker, doc: Y.Doc, askRow: AskRow) {
    this.doc = doc
    this.who = who
    this.askRow = askRow
    this.values = written(touched)
  }

  judge({ root, entity, field, value }: Touch): CommentDenial {
    const id = entity ?? ''
    if (!can(this.who, 'comments.write')) return 'forbidden'
    if (root === 'threads') return this.judgeThread(id, field, value)
    return this.judgeMessage(id, field, value)
  }

  private judgeThread(thread: string, field: string | null, value: unknown): CommentDenial {
    if (field !== 'resolved') return null
    if (isSaid(value) && value.by !== this.who.id) return 'forbidden'
    return this.askRow('comments.resolve', this.rowOf(thread))
  }

  private judgeMessage(message: string, field: string | null, value: unknown): CommentDenial {
    const head = this.headOf(message)
    if (field === 'del') return this.judgeDeletion(message, head, value)
    if (field === 'verdict') return this.judgeVerdict(head, value)
    const isOwn = head !== null && head.by === this.who.id
    if (field !== 'head') return isOwn ? null : 'forbidden'
    return isOwn && head.name === this.who.name ? null : 'forbidden'
  }

  /** One's own, or as a moderator; what a moderator took away its author does not bring back. */
  private judgeDeletion(message: string, head: MessageHead | null, value: unknown): CommentDenial {
    if (isSaid(value) && value.by !== this.who.id) return 'forbidden'
    if (can(this.who, 'comments.moderate')) return null
    const before = messagesOf(this.doc).get(message)?.get('del')
    if (isSaid(before) && before.by !== this.who.id) return 'forbidden'
    return head !== null && head.by === this.who.id ? null : 'forbidden'
  }

  /** Whoever may edit the row says what becomes of a proposal for it. */
  private judgeVerdict(head: MessageHead | null, value: unknown): CommentDenial {
    if (!isVerdict(value) || value.by !== this.who.id || head === null) return 'forbidden'
    return this.askRow('rows.edit', this.rowOf(head.thread))
  }

  /** The message's head as the document has it, or as the change brings it. */
  private headOf(message: string): MessageHead | null {
    const known = messagesOf(this.doc).get(message)?.get('head')
    const head = isMessageHead(known) ? known : this.values.get(`messages/${message}/head`)
    return isMessageHead(head) ? head : null
  }

  private rowOf(thread: string): string | null {
    const known = threadsOf(this.doc).get(thread)?.get('about')
    const about = isThreadAbout(known) ? known : this.values.get(`threads/${thread}/about`)
    return isThreadAbout(about) ? about.row : null
  }
}

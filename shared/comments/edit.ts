/**
 * Every verb of comments, one function each. Owns what a verb writes; must not decide who may (`permissions.ts`).
 * Comments are no part of anybody's undo stack: what was said is taken back by deleting it, and comes back by restoring.
 */
import * as Y from 'yjs'
import { type Editing, setCell } from '../plan/edit.ts'
import { parseHtml } from '../plan/html.ts'
import { messagesOf, threadsOf } from '../plan/schema.ts'
import {
  type MessageBody,
  type MessageHead,
  type Proposal,
  type Said,
  type ThreadAbout,
  type Verdict,
  isMessageHead,
  isProposal,
  isSaid,
  isThreadAbout,
} from './registers.ts'

/** An edit by somebody whose name stands on what they say. */
export interface Speaking extends Editing {
  name: string
}

/** What a message says; a proposal may stand beside the words or alone. */
export interface Saying {
  text: string
  proposal?: Proposal | undefined
}

const said = ({ by, now }: Editing): Said => ({ by, at: now() })

const writeMessage = (speaking: Speaking, thread: string, { text, proposal }: Saying): string => {
  const id = speaking.ids()
  const at = speaking.now()
  const fields = new Y.Map<unknown>()
  fields.set('head', { thread, by: speaking.by, name: speaking.name, at } satisfies MessageHead)
  fields.set('body', { text, at } satisfies MessageBody)
  if (proposal) fields.set('proposal', proposal)
  messagesOf(speaking.doc).set(id, fields)
  return id
}

/** Opens a thread with its first message. */
export const startThread = (
  speaking: Speaking,
  about: ThreadAbout,
  saying: Saying,
): { thread: string; message: string } =>
  speaking.doc.transact(() => {
    const thread = speaking.ids()
    const fields = new Y.Map<unknown>()
    fields.set('about', about)
    threadsOf(speaking.doc).set(thread, fields)
    return { thread, message: writeMessage(speaking, thread, saying) }
  }, speaking.origin)

const hasThread = (doc: Y.Doc, thread: string): boolean =>
  isThreadAbout(threadsOf(doc).get(thread)?.get('about'))

/** Answers in a thread; the message's id, or null where there is no such thread. */
export const reply = (speaking: Speaking, thread: string, saying: Saying): string | null =>
  hasThread(speaking.doc, thread)
    ? speaking.doc.transact(() => writeMessage(speaking, thread, saying), speaking.origin)
    : null

const setIn = (
  edit: Editing,
  fields: Y.Map<unknown> | undefined,
  field: string,
  value: MessageBody | Said | Verdict | null,
): boolean => {
  if (!fields) return false
  edit.doc.transact(() => fields.set(field, value), edit.origin)
  return true
}

const setMessage = (edit: Editing, id: string, field: string, value: MessageBody | Said | null): boolean =>
  setIn(edit, messagesOf(edit.doc).get(id), field, value)

/** False, like all that follow, where there is no such message or thread. */
export const editMessage = (edit: Editing, id: string, text: string): boolean =>
  setMessage(edit, id, 'body', { text, at: edit.now() })

export const deleteMessage = (edit: Editing, id: string): boolean => setMessage(edit, id, 'del', said(edit))

export const restoreMessage = (edit: Editing, id: string): boolean => setMessage(edit, id, 'del', null)

/** Resolves a thread, or opens it again. */
export const setResolved = (edit: Editing, thread: string, resolved: boolean): boolean =>
  hasThread(edit.doc, thread) &&
  setIn(edit, threadsOf(edit.doc).get(thread), 'resolved', resolved ? said(edit) : null)

/** Takes a proposal into its cell and resolves its thread, or declines it; one decision for good. */
export const decide = (edit: Editing, message: string, accepted: boolean): boolean => {
  const fields = messagesOf(edit.doc).get(message)
  const [head, proposal]: unknown[] = [fields?.get('head'), fields?.get('proposal')]
  if (!isMessageHead(head) || !isProposal(proposal) || fields?.has('verdict')) return false
  const thread = threadsOf(edit.doc).get(head.thread)
  const about: unknown = thread?.get('about')
  if (!isThreadAbout(about)) return false
  return edit.doc.transact(() => {
    if (accepted && !setCell(edit, about.row, proposal.column, parseHtml(proposal.html))) return false
    const settled = said(edit)
    if (accepted && !isSaid(thread?.get('resolved'))) setIn(edit, thread, 'resolved', settled)
    return setIn(edit, fields, 'verdict', { ...settled, accepted })
  }, edit.origin)
}

/** What a change of comments does that its author may not, found by comparing before and after. */
import type * as Y from 'yjs'
import type { MessageHead, Said, ThreadAbout, Verdict } from '../../shared/comments/registers.ts'
import type { Identity } from '../../shared/identity.ts'
import { can } from '../../shared/permissions.ts'
import { messagesOf, threadsOf } from '../../shared/plan/schema.ts'

export interface CommentAddress {
  root: 'threads' | 'messages'
  entity: string
  field: string | null
}

/** A question that is left to ask about the thread's row. */
export interface RowQuestion {
  action: 'comments.resolve' | 'rows.edit'
  row: string
}

type Answer = 'forbidden' | RowQuestion | null

const valueIn = <T>(doc: Y.Doc, { root, entity }: CommentAddress, field: string): T | null => {
  const entities = root === 'threads' ? threadsOf(doc) : messagesOf(doc)
  return (entities.get(entity)?.get(field) as T | undefined) ?? null
}

const rowOf = (doc: Y.Doc, thread: string): string =>
  (threadsOf(doc).get(thread)?.get('about') as ThreadAbout | undefined)?.row ?? ''

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const aboutThread = (before: Y.Doc, after: Y.Doc, who: Identity, at: CommentAddress): Answer => {
  if (at.field === 'about' && valueIn(before, at, 'about') !== null) return 'forbidden'
  if (at.field !== 'resolved') return null
  const resolved = valueIn<Said>(after, at, 'resolved')
  if (resolved !== null && resolved.by !== who.id) return 'forbidden'
  return { action: 'comments.resolve', row: rowOf(after, at.entity) }
}

const aboutMessage = (before: Y.Doc, after: Y.Doc, who: Identity, at: CommentAddress): Answer => {
  const was = valueIn<MessageHead>(before, at, 'head')
  const head = valueIn<MessageHead>(after, at, 'head')
  if (head === null || (was !== null && !same(was, head))) return 'forbidden'
  const isOwn = head.by === who.id
  if (at.field === 'verdict') {
    const verdict = valueIn<Verdict>(after, at, 'verdict')
    if (valueIn(before, at, 'verdict') !== null || verdict?.by !== who.id) return 'forbidden'
    return { action: 'rows.edit', row: rowOf(after, head.thread) }
  }
  if (at.field === 'del') {
    const [by, earlier] = [valueIn<Said>(after, at, 'del')?.by, valueIn<Said>(before, at, 'del')?.by]
    if (by !== undefined && by !== who.id) return 'forbidden'
    const mine = isOwn && (earlier === undefined || earlier === who.id)
    return mine || can(who, 'comments.moderate') ? null : 'forbidden'
  }
  if (at.field === 'proposal' && valueIn(before, at, 'proposal') !== null) return 'forbidden'
  return isOwn && (was !== null || head.name === who.name) ? null : 'forbidden'
}

/** 'forbidden', or what is still to be asked of the rule book about a row; null where all is as it should be. */
export const commentTrespass = (before: Y.Doc, after: Y.Doc, who: Identity, at: CommentAddress): Answer => {
  if (!can(who, 'comments.write')) return 'forbidden'
  return at.root === 'threads' ? aboutThread(before, after, who, at) : aboutMessage(before, after, who, at)
}

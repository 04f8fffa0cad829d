/**
 * The live reading of a plan's comments: immutable, threads shared where nothing in them changed, with a defined reading
 * of whatever a merge left [CO5]. Reads, never writes; whether a thread's row or words are still there is the plan's view's
 * question.
 */
import * as Y from 'yjs'
import { type EntityRoot, messagesOf, threadsOf } from '../plan/schema.ts'
import {
  type MessageHead,
  type Proposal,
  type Said,
  type ThreadAbout,
  type Verdict,
  isMessageBody,
  isMessageHead,
  isProposal,
  isSaid,
  isThreadAbout,
  isVerdict,
} from './registers.ts'

export interface MessageView {
  readonly id: string
  readonly by: string
  readonly name: string
  /** ms since the epoch. */
  readonly at: number
  /** '' where it was deleted. */
  readonly text: string
  /** When it was last changed; null where it never was. */
  readonly editedAt: number | null
  readonly deleted: Said | null
  readonly proposal: Proposal | null
  readonly verdict: Verdict | null
}

export interface ThreadView extends ThreadAbout {
  readonly id: string
  readonly resolved: Said | null
  /** In the order of their times; a deleted one stands only where others follow or went before. */
  readonly messages: readonly MessageView[]
}

interface MessageCore {
  readonly thread: string
  readonly view: MessageView
}

interface ThreadCore {
  readonly about: ThreadAbout
  readonly resolved: Said | null
}

const readMessage = (id: string, fields: unknown): MessageCore | null => {
  if (!(fields instanceof Y.Map)) return null
  const head: unknown = fields.get('head')
  const body: unknown = fields.get('body')
  if (!isMessageHead(head) || !isMessageBody(body)) return null
  return { thread: head.thread, view: messageView(id, head, body, fields) }
}

const messageView = (
  id: string,
  { by, name, at }: MessageHead,
  body: { text: string; at: number },
  fields: Y.Map<unknown>,
): MessageView => {
  const [del, proposal, verdict] = [fields.get('del'), fields.get('proposal'), fields.get('verdict')]
  const deleted = isSaid(del) ? del : null
  return {
    id,
    by,
    name,
    at,
    text: deleted === null ? body.text : '',
    editedAt: body.at > at ? body.at : null,
    deleted,
    proposal: deleted === null && isProposal(proposal) ? proposal : null,
    verdict: isVerdict(verdict) ? verdict : null,
  }
}

const readThread = (fields: unknown): ThreadCore | null => {
  if (!(fields instanceof Y.Map)) return null
  const [about, resolved]: unknown[] = [fields.get('about'), fields.get('resolved')]
  return isThreadAbout(about) ? { about, resolved: isSaid(resolved) ? resolved : null } : null
}

const inTime = (a: MessageView, b: MessageView): number => a.at - b.at || (a.id < b.id ? -1 : 1)

const oldestFirst = (a: ThreadView, b: ThreadView): number => {
  const [first, second] = [a.messages[0], b.messages[0]]
  return first && second ? inTime(first, second) : 0
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index])

const isShown = (messages: readonly MessageView[]): boolean => messages.some((one) => one.deleted === null)

/** Entities of one root, read once and again where they changed. */
class Entities<T> {
  readonly known = new Map<string, T>()
  private readonly root: EntityRoot
  private readonly read: (id: string, fields: unknown) => T | null
  private readonly dirty: Set<string>

  constructor(root: EntityRoot, read: (id: string, fields: unknown) => T | null) {
    this.root = root
    this.read = read
    this.dirty = new Set(root.keys())
  }

  readonly mark = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events) {
      const [id] = event.path
      if (id !== undefined) this.dirty.add(String(id))
      else for (const key of event.keys.keys()) this.dirty.add(key)
    }
  }

  get isDirty(): boolean {
    return this.dirty.size > 0
  }

  refresh(): void {
    for (const id of this.dirty) {
      const value = this.read(id, this.root.get(id))
      if (value === null) this.known.delete(id)
      else this.known.set(id, value)
    }
    this.dirty.clear()
  }
}

/** Follows the comments of a document; `view()` gives the same array until something changed. */
export class ThreadsProjection {
  private readonly threads: Entities<ThreadCore>
  private readonly messages: Entities<MessageCore>
  private current: readonly ThreadView[] | null = null
  private readonly listeners = new Set<() => void>()
  private readonly stop: () => void

  constructor(doc: Y.Doc) {
    const [threads, messages] = [threadsOf(doc), messagesOf(doc)]
    this.threads = new Entities(threads, (_id, fields) => readThread(fields))
    this.messages = new Entities(messages, readMessage)
    threads.observeDeep(this.threads.mark)
    messages.observeDeep(this.messages.mark)
    const announce = () => this.announce()
    doc.on('afterTransaction', announce)
    this.stop = () => {
      threads.unobserveDeep(this.threads.mark)
      messages.unobserveDeep(this.messages.mark)
      doc.off('afterTransaction', announce)
    }
  }

  private announce(): void {
    if (this.threads.isDirty || this.messages.isDirty) for (const listener of this.listeners) listener()
  }

  /** Calls `listener` after every transaction that changed comments; returns the way to stop it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Threads with something to read in them, oldest first. */
  view(): readonly ThreadView[] {
    if (this.current !== null && !this.threads.isDirty && !this.messages.isDirty) return this.current
    this.threads.refresh()
    this.messages.refresh()
    const views = this.rebuild()
    if (this.current === null || !sameItems(this.current, views)) this.current = views
    return this.current
  }

  private rebuild(): readonly ThreadView[] {
    const before = new Map(this.current?.map((thread) => [thread.id, thread]))
    const replies = new Map<string, MessageView[]>()
    for (const { thread, view } of this.messages.known.values()) {
      const known = replies.get(thread)
      if (known) known.push(view)
      else replies.set(thread, [view])
    }
    const views: ThreadView[] = []
    for (const [id, { about, resolved }] of this.threads.known) {
      const messages = (replies.get(id) ?? []).sort(inTime)
      if (!isShown(messages)) continue
      const old = before.get(id)
      const isSame = old?.resolved === resolved && sameItems(old.messages, messages)
      views.push(old && isSame ? old : { id, ...about, resolved, messages })
    }
    return views.sort(oldestFirst)
  }

  destroy(): void {
    this.stop()
    this.listeners.clear()
  }
}

/** The comments of `doc` as they are now. */
export const readThreads = (doc: Y.Doc): readonly ThreadView[] => {
  const projection = new ThreadsProjection(doc)
  try {
    return projection.view()
  } finally {
    projection.destroy()
  }
}

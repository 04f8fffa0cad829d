/**
 * What of the comments this person has read, remembered in this browser. By ids of messages and not by time: a message
 * that was written offline an hour ago and arrives now is news. Owns the memory and its form.
 */
import { mentionedIn } from '../../shared/comments/mentions.ts'
import type { MessageView, ThreadView } from '../../shared/comments/threads.ts'
import type { Memory } from '../browser-memory.ts'
import type { Store } from '../plan/plan-session.ts'

export interface ReadsSetup {
  memory: Memory
  planId: string
  /** Identity id of the reader. */
  me: string
  /** Hears of threads in which something has been read here. */
  onRead?: (threads: readonly string[]) => void
}

/** Ids of everything that was read; null before the plan was seen for the first time. */
export type Read = ReadonlySet<string> | null

const parse = (stored: string | null): Read => {
  if (stored === null) return null
  try {
    const ids: unknown = JSON.parse(stored)
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [])
  } catch {
    // Somebody else's writing under our key: as good as nothing remembered.
    return null
  }
}

/** Whether a message waits to be read. */
export const isUnread = (read: Read, me: string, message: MessageView): boolean =>
  read !== null && message.by !== me && message.deleted === null && !read.has(message.id)

export const hasUnread = (read: Read, me: string, { messages }: ThreadView): boolean =>
  messages.some((message) => isUnread(read, me, message))

/** Whoever opens a plan for the first time has read what was said before, but not what was said to them. */
const readBefore = (threads: readonly ThreadView[], me: string): string[] =>
  threads
    .flatMap(({ messages }) => messages)
    .filter(({ text }) => !mentionedIn(text).includes(me))
    .map(({ id }) => id)

export class Reads implements Store<Read> {
  private readonly setup: ReadsSetup
  private readonly key: string
  private read: Read
  private readonly listeners = new Set<() => void>()

  constructor(setup: ReadsSetup) {
    this.setup = setup
    this.key = `svod.comments.read.${setup.planId}.${setup.me}`
    this.read = parse(setup.memory.read(this.key))
  }

  get(): Read {
    return this.read
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Says what was there when the plan was opened; counts at the first visit alone. */
  begin(threads: readonly ThreadView[]): void {
    if (this.read === null) this.keep(readBefore(threads, this.setup.me))
  }

  /** Everything in these threads has been read. */
  see(threads: readonly ThreadView[]): void {
    const { read } = this
    const { me } = this.setup
    const ids = threads.flatMap(({ messages }) => messages.filter((one) => isUnread(read, me, one)))
    if (read === null || ids.length === 0) return
    this.keep([...read, ...ids.map(({ id }) => id)])
    this.setup.onRead?.(threads.map(({ id }) => id))
  }

  /** These messages were read elsewhere. */
  learn(messages: readonly string[]): void {
    const { read } = this
    const news = messages.filter((id) => read?.has(id) === false)
    if (read !== null && news.length > 0) this.keep([...read, ...news])
  }

  /** What another tab of this browser has read meanwhile stays read. */
  private keep(ids: readonly string[]): void {
    const { memory } = this.setup
    this.read = new Set([...(parse(memory.read(this.key)) ?? []), ...ids])
    memory.write(this.key, JSON.stringify([...this.read]))
    for (const listener of this.listeners) listener()
  }
}

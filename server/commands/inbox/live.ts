/** Pages that want to hear of their reader's inbox. Owns who listens; what they are sent is the route's. */
import type { InboxData } from '../../storage/inbox-data.ts'

export interface Listener {
  tell(data: InboxData): void
  /** The server stops. */
  end(): void
}

export class LiveInboxes {
  private readonly listeners = new Map<string, Set<Listener>>()

  /** Calls back after every change of this person's inbox; the returned function ends it. */
  listen(person: string, listener: Listener): () => void {
    const own = this.listeners.get(person) ?? new Set()
    own.add(listener)
    this.listeners.set(person, own)
    return () => {
      own.delete(listener)
      if (own.size === 0) this.listeners.delete(person)
    }
  }

  countOf(person: string): number {
    return this.listeners.get(person)?.size ?? 0
  }

  tell(person: string, data: InboxData): void {
    for (const listener of this.listeners.get(person) ?? []) listener.tell(data)
  }

  close(): void {
    for (const own of this.listeners.values()) for (const listener of own) listener.end()
  }
}

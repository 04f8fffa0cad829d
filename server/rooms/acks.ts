/**
 * Who is told what when the disk has it: per member the last message count and the log position it waits for
 * (SPEC AK1–AK3). Owns the waiting list; positions only grow, so one entry a member and position is enough.
 */
import type { Member } from './session.ts'

interface Waiting {
  member: Member
  count: number
}

export class Acks {
  /** Ascending by position; within one position a member stands once, with its highest count. */
  private readonly queue: { position: number; waiting: Map<Member, number> }[] = []

  /** The member's messages up to `count` are safe as soon as log position `position` is. */
  wait(member: Member, count: number, position: number): void {
    const last = this.queue.at(-1)
    if (last && last.position === position) last.waiting.set(member, count)
    else this.queue.push({ position, waiting: new Map([[member, count]]) })
  }

  /** Takes everybody whose position is on disk, each once with the highest count. */
  release(committed: number): Waiting[] {
    const due = new Map<Member, number>()
    while (this.queue[0] && this.queue[0].position <= committed) {
      for (const [member, count] of this.queue.shift()?.waiting ?? []) due.set(member, count)
    }
    return [...due].map(([member, count]) => ({ member, count }))
  }

  forget(member: Member): void {
    for (const entry of this.queue) entry.waiting.delete(member)
  }
}

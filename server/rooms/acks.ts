/**
 * Who is told what when the disk has it: in the order in which messages came, with the log position that each waits for
 * (SPEC AK1–AK3). Owns the waiting list alone.
 */
import type { Member } from './session.ts'

interface Waiting {
  member: Member
  count: number
  position: number
}

export class Acks {
  /** Ascending by position, and for one member by count. */
  private queue: Waiting[] = []

  /** The member's messages up to `count` are safe as soon as log position `position` is. */
  wait(member: Member, count: number, position: number): void {
    this.queue.push({ member, count, position })
  }

  /** Takes everybody whose position is on disk, each once with the highest count. */
  release(committed: number): ReadonlyMap<Member, number> {
    const due = new Map<Member, number>()
    let end = 0
    for (; end < this.queue.length; end++) {
      const { member, count, position } = this.queue[end] as Waiting
      if (position > committed) break
      due.set(member, count)
    }
    if (end > 0) this.queue = this.queue.slice(end)
    return due
  }

  /** Whether anybody is to be told as soon as the log is on disk up to `committed`. */
  isDue(committed: number): boolean {
    const [first] = this.queue
    return first !== undefined && first.position <= committed
  }

  forget(member: Member): void {
    this.queue = this.queue.filter((waiting) => waiting.member !== member)
  }
}

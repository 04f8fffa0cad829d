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
  /** The last of each member that waits. */
  private readonly last = new Map<Member, Waiting>()

  /** The member's messages up to `count` are safe as soon as log position `position` is. */
  wait(member: Member, count: number, position: number): void {
    const last = this.last.get(member)
    // However much somebody sends that changes nothing, it is one that waits.
    if (last?.position === position) {
      last.count = count
      return
    }
    const waiting = { member, count, position }
    this.queue.push(waiting)
    this.last.set(member, waiting)
  }

  /** Takes everybody whose position is on disk, each once with the highest count. */
  release(committed: number): ReadonlyMap<Member, number> {
    const due = new Map<Member, number>()
    let end = 0
    for (; end < this.queue.length; end++) {
      const waiting = this.queue[end] as Waiting
      if (waiting.position > committed) break
      due.set(waiting.member, waiting.count)
      if (this.last.get(waiting.member) === waiting) this.last.delete(waiting.member)
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
    if (this.last.delete(member)) this.queue = this.queue.filter((waiting) => waiting.member !== member)
  }
}

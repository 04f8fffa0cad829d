/**
 * Sync step 1, the one question whose answer may be large: who asked, who is being answered, and when the next answer
 * may be made. Nobody can make the server encode without end, or keep answers that nobody reads [RM10], and an answer
 * holds nothing that is not on disk [RM11]. Owns this queue alone; what the answer says is the document's.
 */
import type { Journal } from '../storage/journal.ts'
import type { PlanDocument } from './document.ts'
import type { Member } from './session.ts'
import { isVeiled } from './veil.ts'

/** Answers are made for so long in one turn of the event loop. */
const TURN_MS = 8

export interface QuestionsParts {
  document: PlanDocument
  journal: Pick<Journal, 'seq' | 'committed' | 'drained'>
  /** The answer could not be made. */
  failed: (member: Member, error: unknown) => void
  /** Milliseconds of a clock that never goes back. */
  clock?: () => number
}

export class Questions {
  private readonly parts: QuestionsParts
  private readonly clock: () => number
  /** The last question of each member that waits for its answer, the longest waiting first. */
  private readonly waiting = new Map<Member, Uint8Array>()
  /** Those whose last answer is not out yet. */
  private readonly busy = new Set<Member>()
  private timer: NodeJS.Timeout | null = null
  /** No answer is made before: the other rooms have their turn. */
  private quietUntil = 0

  constructor(parts: QuestionsParts) {
    this.parts = parts
    this.clock = parts.clock ?? (() => performance.now())
  }

  /** Answers at once where nothing speaks against it. A newer question takes the place of one that waits. */
  ask(member: Member, stateVector: Uint8Array): void {
    this.waiting.set(member, stateVector)
    if (this.timer === null) this.work()
  }

  forget(member: Member): void {
    this.waiting.delete(member)
    this.busy.delete(member)
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer)
    this.waiting.clear()
    this.busy.clear()
  }

  private work(): void {
    this.timer = null
    const start = this.clock()
    if (start < this.quietUntil) return this.later(this.quietUntil - start)
    for (const [member, stateVector] of this.waiting) {
      if (this.busy.has(member)) continue
      this.waiting.delete(member)
      this.answer(member, stateVector)
      const spent = this.clock() - start
      if (spent < TURN_MS) continue
      // As long as answering took, everything else may take.
      this.quietUntil = this.clock() + spent
      return this.later(spent)
    }
  }

  private later(ms: number): void {
    if (this.waiting.size > 0) this.timer ??= setTimeout(() => this.work(), ms).unref()
  }

  private answer(member: Member, stateVector: Uint8Array): void {
    const { document, journal, failed } = this.parts
    let frames: Buffer
    try {
      frames = document.answer(stateVector, member.session.deflates, isVeiled(member))
    } catch (error) {
      return failed(member, error)
    }
    this.busy.add(member)
    if (journal.committed >= journal.seq) return this.send(member, frames)
    journal.drained().then(
      () => this.send(member, frames),
      // The room has lost its log and is dropped: its members are sent away and ask anew.
      () => this.busy.delete(member),
    )
  }

  private send(member: Member, frames: Buffer): void {
    if (!this.busy.has(member)) return
    member.session.writeBulk(frames, () => {
      this.busy.delete(member)
      if (this.timer === null) this.work()
    })
  }
}

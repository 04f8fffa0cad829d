/**
 * Looks at the plans of this year every morning, and once after a start, and has people reminded (SPEC FC20–FC22). Owns when;
 * whom it concerns is `remind.ts`'s. A reminder is told once a week however often it is looked: the inbox knows it by its mark.
 */
import type { Identity } from '../../../shared/identity.ts'
import { dayOf } from '../../../shared/plan/due.ts'
import type { OpenTasks, Week } from '../../past/open-tasks.ts'
import type { Storage } from '../../storage/storage.ts'
import { whoIn } from '../checks.ts'
import type { Audience } from './audience.ts'
import type { Order } from './derive.ts'
import { remindersOf } from './remind.ts'

export interface RemindersParts {
  storage: Pick<Storage, 'catalogue'>
  audience: Pick<Audience, 'everybody'>
  /** What is open in the live draft of a plan. */
  read: (planId: string, week: Week) => Promise<OpenTasks>
  /** Puts notices into inboxes. */
  tell: (orders: readonly Order[]) => Promise<void>
  now: () => number
  /** Does `work` that much later, unless it is called off or the process ends before. */
  later: (ms: number, work: () => void) => () => void
  report: (error: unknown) => void
}

/** Of the server's day: what goes out daily at eight has them already. */
const MORNING = { hour: 7, minute: 45 }
/** People come in first. */
const AFTER_START_MS = 60_000
/** A clock that was set is noticed so late at most. */
const LONGEST_NAP_MS = 3_600_000

/** The last morning that has been, and the next one. */
const mornings = (now: number): { last: Date; next: Date } => {
  const last = new Date(now)
  last.setHours(MORNING.hour, MORNING.minute, 0, 0)
  if (last.getTime() > now) last.setDate(last.getDate() - 1)
  const next = new Date(last)
  next.setDate(next.getDate() + 1)
  return { last, next }
}

/** The Sunday of its week. */
const sundayOf = (day: Date): Date => {
  const sunday = new Date(day)
  sunday.setDate(day.getDate() + ((7 - day.getDay()) % 7))
  return sunday
}

export class Reminders {
  private readonly parts: RemindersParts
  private callOff: () => void = () => {}
  private looking: Promise<void> = Promise.resolve()
  private closed = false
  /** The morning as of which was looked last. */
  private looked = 0

  constructor(parts: RemindersParts) {
    this.parts = parts
  }

  start(): void {
    this.nap(AFTER_START_MS)
  }

  private nap(ms: number): void {
    this.callOff()
    if (this.closed) return
    this.callOff = this.parts.later(ms, () => void this.wake())
  }

  private async wake(): Promise<void> {
    const { now } = this.parts
    if (mornings(now()).last.getTime() !== this.looked) await this.look()
    this.nap(Math.min(LONGEST_NAP_MS, mornings(now()).next.getTime() - now()))
  }

  /** Looks at every plan, as of the last morning; resolves when everybody is told. Never rejects. */
  look(): Promise<void> {
    this.looking = this.looking.then(() => this.lookAtAll())
    return this.looking
  }

  private async lookAtAll(): Promise<void> {
    const { storage, now, report } = this.parts
    const { last } = mornings(now())
    const plans = storage.catalogue
      .plans()
      .filter(({ year, deletedAt }) => deletedAt === null && year === last.getFullYear())
    for (const { id } of plans) {
      if (this.closed) return
      await this.remind(id, last).catch(report)
    }
    this.looked = last.getTime()
  }

  private async remind(plan: string, morning: Date): Promise<void> {
    const { storage, audience, read, tell, now } = this.parts
    const readers = audience.everybody().map((who): Identity => whoIn({ storage }, who, plan))
    const week = { today: dayOf(morning), sunday: dayOf(sundayOf(morning)) }
    const open = await read(plan, week)
    // The catalogue is told of a new year a moment later than the document.
    if (open.year !== morning.getFullYear()) return
    const orders = remindersOf({ ...week, plan, open, readers, at: now() })
    if (orders.length > 0) await tell(orders)
  }

  /** No plan is looked at any more. */
  async close(): Promise<void> {
    this.closed = true
    this.callOff()
    await this.looking
  }
}

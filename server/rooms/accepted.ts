/**
 * Updates that were let in, on their way to everybody else. Owns which updates the others are told, and who else hears of
 * them; who gets them is the room's.
 */
import type { News } from './delivery.ts'
import type { PlanDocument } from './document.ts'
import type { RoomEvents } from './room-events.ts'
import type { Member } from './session.ts'
import type { Doer, Touch, Trail } from './trail.ts'

/** What a turn made of an incoming update. */
export interface Accepted {
  member: Member | null
  update: Uint8Array
  by: string
  /** What it changed, by whom; null for what nobody in particular did. */
  trace: { touched: Parameters<Trail['note']>[0]; who: Doer } | null
}

/** Whether it stands in what a plan holds, and not in its head, of which lists of plans tell. */
const isBelowHead = ({ root }: Pick<Touch, 'root'>): boolean => root !== 'meta' && root !== 'srv'

/** What the others are to be told: a single update as it came, several as one, the server's repair behind it. */
export const newsOf = (
  accepted: readonly Accepted[],
  merged: Uint8Array | null,
  repaired: Uint8Array | null,
): News | null => {
  const [first] = accepted
  if (!first) return null
  if (accepted.length === 1) return { updates: [first.update], except: first.member }
  const updates = [merged ?? (repaired ? first.update : null), repaired].filter((update) => update !== null)
  return { updates, except: null }
}

/** Where it is written down what became of a plan, beside its log. */
interface Shelf {
  planId: string
  document: Pick<PlanDocument, 'doc'>
  trail: Pick<Trail, 'note'>
  events: Pick<RoomEvents, 'touched' | 'changed'>
}

interface Page {
  accepted: readonly Accepted[]
  /** ms since the epoch. */
  at: number
}

/** Who changed what: nobody waits for it, so everybody else is told first. */
export class Books {
  private readonly shelf: Shelf
  private pages: Page[] = []

  constructor(shelf: Shelf) {
    this.shelf = shelf
  }

  /** They are on the way to the disk. */
  add(accepted: readonly Accepted[], at: number): void {
    this.pages.push({ accepted, at })
  }

  /** Writes down what `work` has added, however it went: the log has it. */
  after(work: () => void): void {
    try {
      work()
    } finally {
      const { pages } = this
      this.pages = []
      for (const page of pages) this.write(page)
    }
  }

  private write({ accepted, at }: Page): void {
    const { planId, document, trail, events } = this.shelf
    let isSameHead = true
    for (const { trace } of accepted) {
      isSameHead &&= trace !== null && trace.touched.every(isBelowHead)
      if (trace === null) continue
      trail.note(trace.touched, trace.who, at)
      events.touched?.(planId, trace.touched, trace.who, document.doc)
    }
    events.changed(planId, accepted.length, at, isSameHead)
  }
}

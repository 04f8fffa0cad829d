/**
 * Changes that fit into a turn and yet are large for those who read the plan: many rows at once, or a section with its
 * rows put away (SPEC SG13). Owns what counts as one; what is kept then is decided by whoever listens.
 */
import type * as Y from 'yjs'
import { canonicalPlan } from '../../shared/plan/canonical.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { isDeleted, rowsOf, sectionsOf } from '../../shared/plan/schema.ts'
import type { Touch } from '../access/place.ts'
import type { RoomEvents } from './room-events.ts'
import type { Doer } from './trail.ts'

/** So many rows in one update are no longer somebody writing. */
const MANY_ROWS = 50
/** Reading a whole plan takes the room's time: not more often than an edition would be kept. */
const REST_MS = 10 * 60_000

const hasRows = (doc: Y.Doc, section: string): boolean => {
  for (const fields of rowsOf(doc).values()) {
    const pos: unknown = fields.get('pos')
    if (Array.isArray(pos) && pos[0] === section && !isDeleted(fields.get('del'))) return true
  }
  return false
}

/** Whether it can be bulk at all: of keystrokes nothing more is asked. */
const mayBeBulk = (touched: readonly Touch[]): boolean =>
  touched.length >= MANY_ROWS || touched.some(({ root, field }) => root === 'sections' && field === 'del')

/** Whether an update that touches this changes the plan `doc`, which does not have it yet, at large. */
export const isBulk = (touched: readonly Touch[], doc: Y.Doc): boolean => {
  const rows = new Set<string>()
  for (const { root, entity, field } of touched) {
    if (entity === null) continue
    if (root === 'rows') rows.add(entity)
    const isPutAway =
      root === 'sections' && field === 'del' && !isDeleted(sectionsOf(doc).get(entity)?.get('del'))
    if (isPutAway && hasRows(doc, entity)) return true
  }
  return rows.size >= MANY_ROWS
}

export interface BulkParts {
  planId: string
  document: { readonly doc: Y.Doc }
  now: () => number
  events: Pick<RoomEvents, 'bulk'>
}

/** Tells what the plan says before each such change, once in ten minutes. */
export class BulkWatch {
  private readonly parts: BulkParts
  private last = -Infinity

  constructor(parts: BulkParts) {
    this.parts = parts
  }

  /** To be called before the change is made. */
  before(touched: readonly Touch[], who: Doer): void {
    const { planId, document, now, events } = this.parts
    // Distance, not age: a clock that was set back must not make it rest for as long [AL5].
    if (!events.bulk || !mayBeBulk(touched)) return
    if (Math.abs(now() - this.last) < REST_MS || !isBulk(touched, document.doc)) return
    this.last = now()
    events.bulk(planId, who, canonicalPlan(projectPlan(document.doc, planId)))
  }
}

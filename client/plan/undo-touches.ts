/**
 * What an undo step touches, and whether that may still be written (SPEC PW8): rights shrink, sections change hands, rows
 * move away. Reads the events of Yjs while they are told; must not change anything.
 */
import * as Y from 'yjs'
import { actionOf, type WrittenRoot } from '../../shared/plan/action-of.ts'
import { type Position, columnsOf, isPosition, metaOf, rowsOf, sectionsOf } from '../../shared/plan/schema.ts'
import { Standings } from '../../shared/plan/standing.ts'
import type { Rights } from './rights.ts'

/** One place that a step changed; taking it back changes the same place again. */
export interface UndoTouch {
  readonly root: WrittenRoot
  /** Row, section or column; null in `meta`. */
  readonly entity: string | null
  readonly field: string | null
  /** Where a moved row stood before, which it comes back to; null for everything else. */
  readonly back: Position | null
}

export type ChangedTypes = Y.Transaction['changedParentTypes']
type ChangeEvent = ChangedTypes extends Map<unknown, (infer E)[]> ? E : never

const keyOf = ({ root, entity, field }: UndoTouch): string => `${root} ${entity} ${field}`

/** The keys of maps that lead from a root to a type; places in lists are left out. */
const pathTo = (type: Y.AbstractType<unknown>): string[] => {
  const path: string[] = []
  for (let item = type._item; item !== null; item = (item.parent as Y.AbstractType<unknown>)._item) {
    if (item.parentSub !== null) path.unshift(item.parentSub)
  }
  return path
}

const backOf = (event: ChangeEvent, field: string | null): Position | null => {
  const before: unknown = field === 'pos' ? event.changes.keys.get(field)?.oldValue : undefined
  return isPosition(before) ? before : null
}

const touchesIn = (root: UndoTouch['root'], event: ChangeEvent): UndoTouch[] => {
  const keys = event instanceof Y.YMapEvent ? [...event.keysChanged] : [null]
  return keys.map((key) => {
    const path = [...pathTo(event.target), ...(key === null ? [] : [key])]
    if (root === 'meta') return { root, entity: null, field: path[0] ?? null, back: null }
    const [entity = null, field = null] = path
    return { root, entity, field, back: backOf(event, field) }
  })
}

/** What happened in a root; Yjs tells a type of everything under it. */
const eventsIn = (changed: ChangedTypes, root: unknown): readonly ChangeEvent[] => {
  for (const [type, events] of changed) if (type === root) return events
  return []
}

/** What a transaction touched, by a key of its own each; `changed` is `Transaction.changedParentTypes`. */
export const touchesOf = (doc: Y.Doc, changed: ChangedTypes): Map<string, UndoTouch> => {
  const roots = [
    ['meta', metaOf(doc)],
    ['cols', columnsOf(doc)],
    ['sections', sectionsOf(doc)],
    ['rows', rowsOf(doc)],
  ] as const
  const touches = roots.flatMap(([root, type]) =>
    eventsIn(changed, type).flatMap((event) => touchesIn(root, event)),
  )
  return new Map(touches.map((touch) => [keyOf(touch), touch]))
}

/** Whether all of it may be written as the plan stands now, and as it will stand then. */
export const mayTouch = (touches: Iterable<UndoTouch>, rights: Rights, doc: Y.Doc): boolean => {
  const all = [...touches]
  const moves = all.flatMap(({ entity, back }) => (entity && back ? [[entity, back] as const] : []))
  const standings = [new Standings(doc), ...(moves.length > 0 ? [new Standings(doc, new Map(moves))] : [])]
  return all.every(({ root, entity, field }) => {
    const action = actionOf(root, field)
    if (root !== 'rows' || entity === null) return rights.may(action)
    return standings.every((then) => rights.may(action, then.sectionOf(entity) ?? ''))
  })
}

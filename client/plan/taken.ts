/**
 * What took a row out of the plan: its own deletion, that of a row above it, or that of its section; whether I may put that back,
 * and doing so as a step of its own. Owns no rule: rights are the plan's, the writing is `shared/plan/edit.ts`'s.
 */
import type * as Y from 'yjs'
import * as edit from '../../shared/plan/edit.ts'
import { readPlaces } from '../../shared/plan/read.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import type { PlanView, TrashEntry } from '../../shared/plan/view.ts'
import type { PlanSession } from './plan-session.ts'
import type { Rights } from './rights.ts'

export interface Taken {
  /** `above`: a row that it stands under; `around`: its section. */
  readonly kind: 'row' | 'above' | 'around'
  /** What lies in the trash, and comes back with the row. */
  readonly entry: TrashEntry
}

/** The nearest deleted thing that a row stands in, itself included; null where none is deleted. */
export const takenBy = (doc: Y.Doc, { trash }: PlanView, row: string): Taken | null => {
  const places = readPlaces(doc)
  const find = (kind: TrashEntry['kind'], id: string | undefined) =>
    trash.find((entry) => entry.kind === kind && entry.id === id)
  const seen = new Set<string>()
  let top = row
  for (let at: string | null = row; at !== null && places.has(at) && !seen.has(at);) {
    seen.add(at)
    const entry = find('row', at)
    if (entry) return { kind: at === row ? 'row' : 'above', entry }
    top = at
    at = places.get(at)?.parent ?? null
  }
  const section = find('section', places.get(top)?.section)
  return section ? { kind: 'around', entry: section } : null
}

/** Whether what lies in the trash is mine to put back. */
export const mayPutBack = (rights: Rights, { kind, section }: TrashEntry): boolean => {
  if (kind === 'row') return rights.may('rows.edit', section ?? '')
  return rights.may(kind === 'section' ? 'sections.edit' : 'columns.edit')
}

const RESTORE = { row: edit.restoreRow, section: edit.restoreSection, column: edit.restoreColumn }

const placeOf = ({ kind, id }: TrashEntry) => {
  if (kind === 'column') return null
  return { row: kind === 'row' ? id : null, field: 'title', section: kind === 'section' ? id : null }
}

/** Puts it back from outside the sheet: one step of undo, which knows where it happened. */
export const putBack = ({ undo, editing }: PlanSession, entry: TrashEntry): boolean => {
  undo.cut()
  undo.at(placeOf(entry))
  const done = RESTORE[entry.kind](editing, entry.id)
  undo.cut()
  undo.at(null)
  return done
}

/** Its title in one line; '' where it has none. */
export const titleOf = ({ row, title }: TrashEntry): string =>
  row ? blocksToLine(row.cells.title ?? []) : title

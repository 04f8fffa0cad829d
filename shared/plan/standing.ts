/**
 * In which section a single row stands, without building the tree: the same reading as `tree.ts` (SPEC DM8), for whoever
 * has to know it for one row at every keystroke. Owns reading alone; what may be done there is `permissions.ts`'s.
 */
import * as Y from 'yjs'
import { NOBODYS } from '../permissions.ts'
import { type Position, isPosition, rowsOf, sectionsOf } from './schema.ts'

/** Positions that a change is about to write, by row; rows that it creates are among them. */
export type Moves = ReadonlyMap<string, Position>

const NO_MOVES: Moves = new Map()
const NOWHERE: Position = ['', null, '']

/** Reads where rows stand, in the document or as it will be after some moves. Good for one moment of the document. */
export class Standings {
  private readonly doc: Y.Doc
  private readonly moves: Moves
  /** Top ancestors that are known already: a chain of any length is walked once. */
  private readonly tops = new Map<string, string>()

  constructor(doc: Y.Doc, moves: Moves = NO_MOVES) {
    this.doc = doc
    this.moves = moves
  }

  /** Whether there is such a row, deleted or not. */
  has(row: string): boolean {
    return this.moves.has(row) || rowsOf(this.doc).get(row) instanceof Y.Map
  }

  private positionOf(row: string): Position {
    const moved = this.moves.get(row)
    if (moved !== undefined) return moved
    const pos = rowsOf(this.doc).get(row)?.get('pos')
    return isPosition(pos) ? pos : NOWHERE
  }

  private parentOf(row: string): string | null {
    const [, parent] = this.positionOf(row)
    return parent !== null && this.has(parent) ? parent : null
  }

  /** The top ancestor; in a cycle the smallest id is the root. */
  private topOf(row: string): string {
    const path = new Set<string>()
    let top: string | null = null
    for (let at = row; top === null;) {
      path.add(at)
      const parent = this.parentOf(at)
      if (parent === null) top = at
      else if (path.has(parent)) top = smallestFrom(path, parent)
      else top = this.tops.get(parent) ?? null
      if (parent !== null) at = parent
    }
    for (const one of path) this.tops.set(one, top)
    return top
  }

  /** The section that a row stands in, also a deleted one; null where there is none. */
  sectionOf(row: string): string | null {
    const [section] = this.positionOf(this.topOf(row))
    return sectionsOf(this.doc).get(section) instanceof Y.Map ? section : null
  }

  /** Whose the row's section is: a department, null for everybody's, `NOBODYS` for rows in no section. */
  departmentOf(row: string): string | null {
    const section = this.sectionOf(row)
    if (section === null) return NOBODYS
    const department = sectionsOf(this.doc).get(section)?.get('dept')
    return typeof department === 'string' ? department : null
  }
}

/** The smallest id of the cycle that begins at `start`; `path` leads into it, in order. */
const smallestFrom = (path: ReadonlySet<string>, start: string): string => {
  let least = start
  let inside = false
  for (const id of path) {
    inside ||= id === start
    if (inside && id < least) least = id
  }
  return least
}

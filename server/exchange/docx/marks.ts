/**
 * The marks that Svod leaves in a Word file so that its plan comes back as it was: hidden names (bookmarks), styles, and a
 * part of its own for what does not stand in print. Owns the names for writer and reader alike; must not read or write XML.
 * Everything that stands in print is read from print: the marks only say what it is.
 */
import type { ItemState } from '../../../shared/plan/json.ts'

/** Namespace of the part, and its place in the archive. */
export const OWN_NAMESPACE = 'urn:svod:plan'
export const OWN_PART = 'customXml/item1.xml'

/** Bookmarks begin like this; Word takes at most 40 letters, digits and underscores. */
export const MARK_PREFIX = 'svod_'

/** A paragraph that stands only because Word wants one; and the n-th level's further paragraph of a list item. */
export const GAP_STYLE = 'PlanGap'
export const LIST_TEXT_STYLE = 'PlanListText'
/** The first item of a list that stands right behind another one of its kind. */
export const NEW_LIST_STYLE = 'PlanNewList'
export const TITLE_STYLE = 'PlanTitle'

export type Numbering = 'auto' | 'typed' | 'none'

export type OwnMark =
  | { kind: 'agreed' }
  | { kind: 'approved' }
  /** A column's name; `index` in the part's list. */
  | { kind: 'column'; index: number }
  | { kind: 'section'; index: number }
  | { kind: 'row'; level: number; numbering: Numbering; state: ItemState }
  /** The row above goes on: one of its sub-events. */
  | { kind: 'part' }

const NUMBERINGS: Record<Numbering, string> = { auto: 'a', typed: 't', none: 'n' }
const STATES: Record<ItemState, string> = {
  planned: 'p',
  'in-progress': 'i',
  done: 'd',
  moved: 'm',
  cancelled: 'c',
}

const keyOf = <Key extends string>(table: Record<Key, string>, letter: string): Key | undefined =>
  (Object.keys(table) as Key[]).find((key) => table[key] === letter)

/** `serial` makes the name the only one of its kind in the file. */
export const markName = (mark: OwnMark, serial: number): string => {
  switch (mark.kind) {
    case 'agreed':
    case 'approved':
      return `${MARK_PREFIX}${mark.kind}`
    case 'column':
      return `${MARK_PREFIX}c${mark.index}`
    case 'section':
      return `${MARK_PREFIX}s${mark.index}`
    case 'row':
      return `${MARK_PREFIX}r${serial}_${mark.level}${NUMBERINGS[mark.numbering]}${STATES[mark.state]}`
    case 'part':
      return `${MARK_PREFIX}p${serial}`
  }
}

const NAME = /^svod_(?:(agreed|approved)|([csp])(\d{1,6})|r\d+_([0-2])([atn])([pidmc]))$/

/** What a bookmark's name says; null for those of others. */
export const readMark = (name: string): OwnMark | null => {
  const match = NAME.exec(name)
  if (!match) return null
  const [, block, letter, index, level, numbering, state] = match
  if (block === 'agreed' || block === 'approved') return { kind: block }
  if (letter === 'c') return { kind: 'column', index: Number(index) }
  if (letter === 's') return { kind: 'section', index: Number(index) }
  if (letter === 'p') return { kind: 'part' }
  return {
    kind: 'row',
    level: Number(level),
    numbering: keyOf(NUMBERINGS, numbering ?? '') ?? 'none',
    state: keyOf(STATES, state ?? '') ?? 'planned',
  }
}

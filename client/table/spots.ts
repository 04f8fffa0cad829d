/**
 * A spot of the sheet in the terms of others: its fragment in the document, its place for colleagues and for undo.
 */
import * as Y from 'yjs'
import { META_FRAGMENTS, cellKey, metaOf, rowsOf, sectionsOf } from '../../shared/plan/schema.ts'
import { type Variant, variantOf } from '../editor/variants.ts'
import type { Place } from '../plan/plan-session.ts'
import type { Spot } from './grid-nav.ts'
import { bandKey, rowKey } from './lines.ts'

const isBlock = (field: string): boolean => (META_FRAGMENTS as readonly string[]).includes(field)

/** The shared text of a spot; null where it has none (a number, a row that is gone). */
export const fragmentAt = (doc: Y.Doc, spot: Spot): Y.XmlFragment | null => {
  const value =
    spot.kind === 'cell'
      ? rowsOf(doc).get(spot.row)?.get(cellKey(spot.column))
      : spot.kind === 'band'
        ? sectionsOf(doc).get(spot.section)?.get('title')
        : metaOf(doc).get(spot.field)
  return value instanceof Y.XmlFragment ? value : null
}

export const placeOf = (spot: Spot): Place => {
  if (spot.kind === 'cell') return { row: spot.row, field: spot.column, section: null }
  if (spot.kind === 'band') return { row: null, field: 'title', section: spot.section }
  return { row: null, field: spot.field, section: null }
}

/** The spot of a place that somebody told; null where it names none. */
export const spotOf = (place: Place): Spot | null => {
  if (place.row !== null) return { kind: 'cell', row: place.row, column: place.field }
  if (place.section !== null) return { kind: 'band', section: place.section }
  return isBlock(place.field) ? { kind: 'block', field: place.field } : null
}

/** Key of the line that the spot is in; null for what is no line. */
export const keyOfSpot = (spot: Spot | null): string | null => {
  if (spot?.kind === 'cell') return rowKey(spot.row)
  return spot?.kind === 'band' ? bandKey(spot.section) : null
}

/** How a spot is written in. */
export const variantAt = (spot: Spot): Variant | 'number' => {
  if (spot.kind === 'band') return 'line'
  if (spot.kind === 'cell') return spot.column === 'number' ? 'number' : variantOf(spot.column)
  if (spot.field === 'title') return 'line'
  return spot.field === 'intro' || spot.field === 'outro' ? 'rich' : 'plain'
}

/** The focusable element of a spot inside `root`, where it is drawn. */
export const elementAt = (root: ParentNode, spot: Spot): HTMLElement | null => {
  const own = (selector: string) => root.querySelector<HTMLElement>(selector)
  if (spot.kind === 'cell') {
    return own(`[data-row=${JSON.stringify(spot.row)}] [data-column=${JSON.stringify(spot.column)}]`)
  }
  if (spot.kind === 'band') return own(`[data-band=${JSON.stringify(spot.section)}]`)
  return own(`[data-block=${JSON.stringify(spot.field)}]`)
}

/** The spot that an event happened in, or null. */
export const spotOfElement = (target: EventTarget | null): Spot | null => {
  if (!(target instanceof Element)) return null
  const element = target.closest<HTMLElement>('[data-column],[data-band],[data-block]')
  if (!element) return null
  const { column, band, block } = element.dataset
  if (band !== undefined) return { kind: 'band', section: band }
  if (block !== undefined) return { kind: 'block', field: block }
  const row = element.closest<HTMLElement>('[data-row]')?.dataset.row
  return row !== undefined && column !== undefined ? { kind: 'cell', row, column } : null
}

/**
 * What somebody pastes → a grid of cells: of our own flavour, of a table, of a text, of separated fields. Owns the order
 * in which the flavours are tried.
 */
import {
  type ClipGrid,
  gridAsText,
  gridOfFields,
  gridOfFlow,
  gridOfText,
  isEmptyCell,
} from '../../../shared/clip/grid.ts'
import { OWN_ATTRIBUTE, readOwn } from '../../../shared/clip/own.ts'
import type { Block } from '../../../shared/plan/rich.ts'
import { blocksOf } from '../../../shared/plan/table-blocks.ts'
import { parasOf } from '../../../shared/plan/table-text.ts'
import { type Inert, inertDocument } from './inert.ts'
import { readFlow } from './read-html.ts'

/** The flavours as the browser gives them, '' where there is none. */
export interface Flavours {
  readonly html: string
  readonly text: string
}

/** Longer HTML is not read: a table of 2,000 rows from Word has about 6 million letters. */
export const MOST_HTML = 40_000_000

const saysNothing = ({ rows }: ClipGrid): boolean => rows.every(({ cells }) => cells.every(isEmptyCell))

const isReadable = (html: string): boolean => html !== '' && html.length <= MOST_HTML

const ownGrid = ({ body }: Inert): ClipGrid | null => {
  const own = body.querySelector(`[${OWN_ATTRIBUTE}]`)?.getAttribute(OWN_ATTRIBUTE)
  return own == null ? null : readOwn(own)
}

const gridOfDocument = (document: Inert): ClipGrid | null => {
  const ours = ownGrid(document)
  if (ours) return ours
  const flow = readFlow(document)
  const grid = gridOfFlow(flow) ?? gridOfText(flow)
  return saysNothing(grid) ? null : grid
}

/** The grid of what is pasted; null where it holds no words. */
export const readClipboard = ({ html, text }: Flavours): ClipGrid | null => {
  const grid = isReadable(html) ? gridOfDocument(inertDocument(html)) : null
  if (grid) return grid
  if (text.trim() === '') return null
  const fields = gridOfFields(text)
  return saysNothing(fields) ? null : fields
}

/** What is pasted as the text of one cell: lists and marks are kept, a table has a line a row. [] for no words. */
export const readAsText = ({ html, text }: Flavours): readonly Block[] => {
  if (!isReadable(html)) return text.trim() === '' ? [] : gridAsText(gridOfFields(text))
  const document = inertDocument(html)
  const ours = ownGrid(document)
  return ours ? gridAsText(ours) : blocksOf(parasOf(readFlow(document)))
}

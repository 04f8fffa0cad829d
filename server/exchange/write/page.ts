/**
 * The sheet of paper: A4 upright or across, margins, the type's size, and how wide each column is. Owns the measures that
 * the Word file and the PDF share, in twentieths of a point; must not draw anything.
 */
import type { PrintColumn, PrintPlan } from './print-plan.ts'
import { cellText } from './print-plan.ts'

export interface Page {
  landscape: boolean
  width: number
  height: number
  /** Left is where the sheets are bound. */
  margin: { top: number; right: number; bottom: number; left: number }
  /** Between the edge and the page number. */
  header: number
  /** Points. */
  fontSize: number
  /** Of the printed columns, in their order; together the width between the margins. */
  columns: readonly number[]
}

const A4 = { short: 11_906, long: 16_838 }
const MARGIN = { top: 850, right: 567, bottom: 850, left: 1134 }
/** From as many columns on the sheet lies across. */
const COLUMNS_ACROSS = 5
/** Longer words are broken. */
const LONGEST_WORD = 18
const PADDING = 110

const sizeFor = (count: number): number => (count < COLUMNS_ACROSS ? 12 : count <= 7 ? 11 : 10)

const longestWord = (texts: readonly string[]): number =>
  texts.reduce(
    (longest, text) => text.split(/[\s-]+/).reduce((most, word) => Math.max(most, word.length), longest),
    0,
  )

interface Wish {
  /** Narrower than that words would be broken. */
  least: number
  /** How much of what is left it should have. */
  weight: number
}

const wishOf = (column: PrintColumn, texts: readonly string[], fontSize: number): Wish => {
  // A letter of Times is half as wide as high, a capital or a bold one more.
  const letter = fontSize * 10.5
  const words = Math.min(LONGEST_WORD, longestWord(texts))
  const heading = Math.min(LONGEST_WORD, longestWord([column.title]) * 1.15)
  const least = PADDING + letter * Math.max(2, words, heading)
  if (column.role === 'number') {
    // Its short name stays on one line.
    return { least: Math.max(least, PADDING + letter * 1.35 * Math.min(7, column.title.length)), weight: 0 }
  }
  const filled = texts.filter((text) => text !== '')
  const average = filled.reduce((sum, text) => sum + text.length, 0) / Math.max(1, filled.length)
  return { least, weight: Math.sqrt(Math.max(10, Math.min(400, average))) }
}

/** Widths that add up to `total`: what the words need, and the rest by how much text there is. */
const widthsOf = (wishes: readonly Wish[], total: number): number[] => {
  const least = wishes.reduce((sum, wish) => sum + wish.least, 0)
  const scale = Math.min(1, (total * 0.9) / least)
  const spare = total - least * scale
  const weights = wishes.reduce((sum, wish) => sum + wish.weight, 0)
  const widths = wishes.map(({ least: own, weight }) =>
    Math.floor(own * scale + (weights > 0 ? (spare * weight) / weights : spare / wishes.length)),
  )
  const rest = total - widths.reduce((sum, width) => sum + width, 0)
  return widths.map((width, at) => (at === widths.length - 1 ? width + rest : width))
}

export const pageFor = ({ columns, sections }: PrintPlan): Page => {
  const landscape = columns.length >= COLUMNS_ACROSS
  const [width, height] = landscape ? [A4.long, A4.short] : [A4.short, A4.long]
  const fontSize = sizeFor(columns.length)
  const rows = sections.flatMap(({ items }) => items)
  const wishes = columns.map((column) =>
    wishOf(
      column,
      rows.map((row) => cellText(row, column.key)),
      fontSize,
    ),
  )
  const total = width - MARGIN.left - MARGIN.right
  return {
    landscape,
    width,
    height,
    margin: MARGIN,
    header: 397,
    fontSize,
    columns: columns.length === 0 ? [] : widthsOf(wishes, total),
  }
}

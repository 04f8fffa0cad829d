/**
 * How high a row of an Excel table has to be for its wrapped texts. Excel works it out when it opens a file; LibreOffice
 * takes every row without a height for one line high and writes the rest of its words over the rows below.
 */

/** A column of the table: how many characters it is wide, and whether it wraps what is longer. */
export interface SheetWidth {
  width: number
  wraps: boolean
}

/** Points a line of the workbook's letters takes, which is also the height of a row that says none. */
const LINE_PT = 15
/** Excel's own limit. */
const HIGHEST_PT = 409
/** A column is as wide as so many digits, and in Calibri a letter takes about the room of a digit: never less, on the whole. */

/** Lines that one paragraph takes when its words are put one behind the other, and words too long are cut. */
const paragraphLines = (paragraph: string, width: number): number => {
  let lines = 1
  let filled = 0
  for (const word of paragraph.split(' ')) {
    const wide = word.length
    const behind = filled === 0 ? wide : filled + 1 + wide
    if (behind <= width) {
      filled = behind
      continue
    }
    const cuts = Math.max(0, Math.ceil(wide / width) - 1)
    lines += cuts + (filled === 0 ? 0 : 1)
    filled = wide - cuts * width
  }
  return lines
}

const textLines = (text: string, width: number): number =>
  text.split('\n').reduce((lines, paragraph) => lines + paragraphLines(paragraph, width), 0)

/** Heights in points of the rows that take more than one line, by their place among `rows`. */
export const rowHeights = (
  rows: readonly (readonly unknown[])[],
  columns: readonly SheetWidth[],
): Map<number, { height: number }> => {
  const heights = new Map<number, { height: number }>()
  for (const [at, values] of rows.entries()) {
    let lines = 1
    for (const [index, { width, wraps }] of columns.entries()) {
      const value = values[index]
      if (wraps && typeof value === 'string') lines = Math.max(lines, textLines(value, width))
    }
    if (lines > 1) heights.set(at, { height: Math.min(HIGHEST_PT, lines * LINE_PT) })
  }
  return heights
}

/** A guess of how high a line will be, until it is drawn and measured. Pure. */
import type { Block } from '../../shared/plan/rich.ts'
import type { Line } from './lines.ts'

const BAND_PX = 50
const LINE_PX = 24
const PADDING_PX = 19
/** Letters that a line of the title column holds, and of a narrow one. */
const WIDE = 52
const NARROW = 20

const lengthOf = (block: Block): number =>
  block.type === 'paragraph'
    ? block.content.reduce((sum, inline) => sum + (inline.type === 'text' ? inline.text.length : 0), 0)
    : block.items.reduce((sum, item) => sum + linesOf(item, WIDE) * WIDE, 0)

const linesOf = (blocks: readonly Block[], letters: number): number =>
  blocks.reduce((sum, block) => sum + Math.max(1, Math.ceil(lengthOf(block) / letters)), 0)

const guesses = new WeakMap<Line, number>()

const guess = (line: Line): number => {
  if (line.kind !== 'row') return BAND_PX
  const most = Object.entries(line.row.cells).reduce(
    (lines, [column, blocks]) => Math.max(lines, linesOf(blocks, column === 'title' ? WIDE : NARROW)),
    1,
  )
  return PADDING_PX + most * LINE_PX
}

/** Height in px. Asked of every line whenever one of them was measured, so it is remembered by the line. */
export const guessHeight = (line: Line | undefined): number => {
  if (line === undefined) return BAND_PX
  const known = guesses.get(line)
  if (known !== undefined) return known
  const height = guess(line)
  guesses.set(line, height)
  return height
}

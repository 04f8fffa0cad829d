/**
 * The period of a cell as PlanJson has it. The author's words are kept to the letter; until periods are
 * understood, a filled cell is `unknown` and an empty one `none`.
 */
import type { PeriodJson } from './json.ts'
import { type Block, blocksToText } from './rich.ts'

export const periodOf = (blocks: readonly Block[]): PeriodJson => {
  const text = blocksToText(blocks)
  const kind = text === '' ? 'none' : 'unknown'
  return { text, months: [], kind, start: null, end: null, hours: null }
}

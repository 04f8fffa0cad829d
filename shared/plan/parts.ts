/**
 * Sub-events: bullets of a title paired with the lines of its period (SPEC DM11). Derived, never stored: where the
 * counts match each date belongs to its bullet, where they do not nobody can know and there are no parts.
 */
import type { PartJson } from './json.ts'
import { type PeriodContext, periodOf } from './period-text.ts'
import { type Block, blocksToHtml, blocksToText, filledLines, listItems } from './rich.ts'

/** The parts of a row; [] unless it has at least two list items and exactly as many filled period lines. */
export const partsOf = (
  rowId: string,
  title: readonly Block[],
  period: readonly Block[],
  context: PeriodContext,
): PartJson[] => {
  const items = listItems(title)
  const lines = filledLines(period)
  if (items.length < 2 || items.length !== lines.length) return []
  return items.map((item, index) => {
    const line = lines[index]
    return {
      id: `${rowId}.${index + 1}`,
      title: { text: blocksToText(item), html: blocksToHtml(item) },
      period: periodOf(line ? [line] : [], context),
    }
  })
}

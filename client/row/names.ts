/** What a row is called in a sentence. Owns the wording; must not draw. */
import { cutText } from '../../shared/cut-text.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import type { RowView } from '../../shared/plan/view.ts'
import type { Text } from '../ui/use-text.ts'

const LONGEST = 60

const shortened = (line: string): string =>
  line.length <= LONGEST ? line : `${cutText(line, LONGEST).replace(/\s+\S*$/, '')}…`

/** The beginning of its title. */
export const rowName = (row: RowView, text: Text): string =>
  shortened(blocksToLine(row.cells.title ?? [])) || text('row.untitled')

/** Lists of sub-events are for those who open the row. */
const LONGEST_HEARD = 160

/** A row as it is read out: number, title and words of its period, as sentences with one full stop each. */
export const heardRow = (row: Pick<RowView, 'number' | 'cells'>, words: string, text: Text): string => {
  const title = blocksToLine(row.cells.title ?? []).trim()
  const beginning =
    title.length > LONGEST_HEARD ? cutText(title, LONGEST_HEARD).replace(/\s+\S*$/, '') : title
  const label = text('row.label', {
    title: beginning.replace(/[.…\s]+$/u, '') || text('row.untitled'),
    period: words || text('row.undated'),
  })
  const number = row.number.replace(/\.$/, '')
  return number ? `${number}. ${label}` : label
}
